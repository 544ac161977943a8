using XtCmkInfra.Cli.Accepted;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What a run of verify has found.</summary>
/// <param name="Results">Findings first; see <see cref="CheckResult.WorstFirst"/>.</param>
/// <param name="Notes">What there was nothing to look at for, and what must be waited for.</param>
/// <param name="FailOn">The lowest severity of a finding that fails; null for none.</param>
/// <param name="Source">What it rests on.</param>
internal sealed record Verification(IReadOnlyList<CheckResult> Results, IReadOnlyList<string> Notes, Severity? FailOn, VerifySource Source)
{
    private const int MostNamed = 5;

    /// <summary>What the run was not asked to look at, each as a part of a sentence: no verdict is given without it.</summary>
    public IReadOnlyList<string> NotChecked { get; init; } = [];

    /// <summary>Whether the vendor's or the customers' side is among what was not checked.</summary>
    public bool IsOneSided { get; init; }

    /// <summary>The only customer that was checked; null where all were.</summary>
    public string? OnlyCustomer { get; init; }

    /// <summary>How every customer fares.</summary>
    public IReadOnlyList<CustomerSummary> Customers => CustomerSummary.Of(Results);

    /// <summary>Whether there is something that was not checked.</summary>
    public bool IsPartial => NotChecked.Count > 0 || OnlyCustomer is not null || Count(Verdict.NotVisible) > 0;

    public IEnumerable<CheckResult> Findings => Results.Where(result => result.IsFinding);

    /// <summary>What does not hold, and is accepted for now.</summary>
    public IEnumerable<CheckResult> Accepted => Results.Where(result => result.AcceptedBecause is not null);

    public IEnumerable<CheckResult> Unknown => Results.Where(result => result.Verdict == Verdict.CannotBeDetermined);

    public bool Fails => FailOn is { } lowest && Findings.Any(result => result.Rule.Severity >= lowest);

    /// <summary>Whether all that was checked holds, and something was.</summary>
    public bool IsClean => !Findings.Any() && !Unknown.Any() && Count(Verdict.Holds) > 0;

    /// <summary>Never clean when in doubt: also not when nothing at all was checked.</summary>
    public int ExitCode => Fails ? Cli.ExitCode.Findings
        : Unknown.Any() || Results.All(result => result.Verdict is Verdict.NotVisible or Verdict.CannotBeDetermined)
            ? Cli.ExitCode.CannotBeDetermined
        : Cli.ExitCode.Clean;

    /// <summary>How many checks have a verdict, without those that are accepted.</summary>
    public int Count(Verdict verdict) => Results.Count(result => result.Verdict == verdict && result.AcceptedBecause is null);

    /// <summary>The same with what is accepted, and with what is wrong in the file that accepts it.</summary>
    public Verification With(Acceptance acceptance)
    {
        List<CheckResult> results =
        [
            .. Results.Select(result =>
                result.IsFinding ? result with { AcceptedBecause = acceptance.Because(result.Rule, result.Resource) } : result),
            .. acceptance.Expired().Select(Failing),
        ];
        // What was not checked may have what an entry accepts; parts of accounts alone excuse none, or few runs would ever name one.
        var mayMatchElsewhere = IsOneSided || OnlyCustomer is not null || Count(Verdict.NotVisible) > 0;
        var unmatched = acceptance.Unmatched().ToLookup(mistake => mayMatchElsewhere);
        results.AddRange(unmatched[false].Select(Failing));
        results.Sort(CheckResult.WorstFirst);
        return this with
        {
            Results = results,
            Notes =
            [
                .. Notes,
                .. unmatched[true].Select(mistake =>
                    $"{mistake.Resource.Name}: nothing that was checked matches it ({mistake.Resource.Id})."),
            ],
        };

        static CheckResult Failing(AcceptanceMistake mistake) =>
            CheckResult.Of(holds: false, mistake.Rule, mistake.Resource, mistake.Expected, mistake.Found, readAt: null);
    }

    /// <summary>The verdict in one sentence.</summary>
    public string Summary => Source.IsSimulated ? $"{SimulatedTenants.Mark}: {WhatWasFound}" : WhatWasFound;

    private string WhatWasFound
    {
        get
        {
            (Verdict Verdict, string Words)[] parts =
            [
                (Verdict.Broken, "broken"), (Verdict.Weak, "weak"), (Verdict.CannotBeDetermined, "cannot be determined"),
                (Verdict.NotVisible, "not visible from here"),
            ];
            var counted = parts
                .Where(part => Count(part.Verdict) > 0)
                .Select(part => $"{Count(part.Verdict)} {part.Words}")
                .Concat(Accepted.Any() ? [$"{Accepted.Count()} accepted"] : [])
                .Concat(Revoked is { Count: > 0 } revoked ? [$"access is revoked for {PlainText.Some(revoked, MostNamed)}, whose data is offline"] : [])
                .Concat(Pending is > 0
                    and var pending ? [$"{pending} {(pending == 1 ? "account does" : "accounts do")} not use the new version yet"] : [])
                .Concat(OnlyCustomer is { } only ? [$"only {only} was checked"] : [])
                .Concat(NotChecked)
                .ToList();
            var held = $"{Count(Verdict.Holds)} of {Results.Count} {(Results.Count == 1 ? "check" : "checks")} hold";
            var verdict = (Findings.Any(), Unknown.Any(), Count(Verdict.Holds), IsPartial) switch
            {
                (true, _, _, _) => "Not every link holds",
                (_, true, _, _) => "Whether every link holds cannot be determined",
                (_, _, 0, _) => "Nothing is visible from here",
                (_, _, _, true) => "Every link that is visible from here holds",
                _ => "Every link holds",
            };
            if (Accepted.Any() && verdict.StartsWith("Every", StringComparison.Ordinal))
                verdict += " but for what is accepted";
            var isGood = verdict.StartsWith("Every", StringComparison.Ordinal);
            return $"{verdict}: {string.Join("; ", isGood ? counted.Prepend(held) : counted.Append(held))}.";
        }
    }

    /// <summary>The customers that have revoked access, as their stacks expect: all holds, and nobody can read their data.</summary>
    private IReadOnlyList<string> Revoked =>
    [
        .. Results.Where(result => result.Verdict == Verdict.Holds && result.Rule == AccessRules.NotRevoked)
            .SelectMany(result => result.Customers)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>How many accounts use an old version for now, which may not be disabled before they have taken the newest.</summary>
    private int Pending => Results.Count(result => result is { Verdict: Verdict.Holds, IsPending: true });

    public static string Name(Verdict verdict) => verdict switch
    {
        Verdict.CannotBeDetermined => "cannot be determined",
        Verdict.NotVisible => "not visible",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>What a check found, or why it found nothing.</summary>
    public static string Found(CheckResult result) =>
        result.Reason ?? (result.Verdict == Verdict.NotVisible ? "not checked" : result.Found);
}
