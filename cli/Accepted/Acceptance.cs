using System.Globalization;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Accepted;

/// <summary>What is wrong with an entry of xtcmk.yaml.</summary>
internal sealed record AcceptanceMistake(Rule Rule, ResourceName Resource, string Expected, string Found);

/// <summary>What the entries of xtcmk.yaml make of the findings of one run.</summary>
/// <param name="file">Null where there is none.</param>
internal sealed class Acceptance(AcceptedFile? file, DateOnly today)
{
    private readonly HashSet<AcceptedFinding> _matched = [];

    public static Acceptance None { get; } = new(null, default);

    /// <summary>Why a finding is accepted; null where it is not, or no longer.</summary>
    public string? Because(Rule rule, ResourceName resource)
    {
        string? because = null;
        foreach (var entry in file?.Entries.Where(entry => entry.Matches(rule, resource)) ?? [])
        {
            _matched.Add(entry);
            if (entry.DaysOver(today) <= 0)
                because ??= entry.Because;
        }

        return because;
    }

    /// <summary>The entries that have expired, once every finding has been asked for.</summary>
    public IEnumerable<AcceptanceMistake> Expired() =>
        from entry in file?.Entries ?? []
        let days = entry.DaysOver(today)
        where days > 0
        select Mistake(
            days >= AcceptanceRules.DaysOfGrace ? AcceptanceRules.Overdue : AcceptanceRules.Expired,
            entry,
            string.Create(CultureInfo.InvariantCulture, $"accepted until {entry.Expires:yyyy-MM-dd}, owner {entry.Owner}"),
            days == 1 ? "expired 1 day ago" : $"expired {days} days ago");

    /// <summary>The entries that no finding matched and that have not expired, once every finding has been asked for.</summary>
    public IEnumerable<AcceptanceMistake> Unmatched() =>
        from entry in file?.Entries ?? []
        where entry.DaysOver(today) <= 0 && !_matched.Contains(entry)
        select Mistake(AcceptanceRules.Unmatched, entry, "a finding that the entry matches", "no finding matches the entry");

    private AcceptanceMistake Mistake(Rule rule, AcceptedFinding entry, string expected, string found) => new(
        rule,
        new ResourceName($"{Path.GetFileName(file!.Path)}, line {entry.Line}", $"{entry.Code} at {entry.Resource}", null),
        expected,
        found);
}
