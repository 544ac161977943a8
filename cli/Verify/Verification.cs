using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What a run of verify has found.</summary>
/// <param name="Statements">Findings first; see <see cref="Statement.WorstFirst"/>.</param>
/// <param name="Notes">What was not looked at, and why.</param>
/// <param name="FailOn">The lowest severity of a finding that fails; null for none.</param>
/// <param name="ReadAt">When the run ended.</param>
internal sealed record Verification(IReadOnlyList<Statement> Statements, IReadOnlyList<string> Notes, Severity? FailOn, DateTimeOffset ReadAt)
{
    public IEnumerable<Statement> Findings => Statements.Where(statement => statement.IsFinding);

    public IEnumerable<Statement> Unknown => Statements.Where(statement => statement.Verdict == Verdict.CouldNotTell);

    public bool Fails => FailOn is { } lowest && Findings.Any(statement => statement.Rule.Severity >= lowest);

    /// <summary>Whether all that was looked at holds, and something was.</summary>
    public bool IsClean => !Findings.Any() && !Unknown.Any() && Count(Verdict.Holds) > 0;

    /// <summary>Never clean when in doubt: also not when nothing at all was looked at.</summary>
    public int ExitCode => Fails ? Cli.ExitCode.Findings
        : Unknown.Any() || !Statements.Any(statement => statement.Verdict is not (Verdict.NotVisible or Verdict.CouldNotTell)) ? Cli.ExitCode.CouldNotTell
        : Cli.ExitCode.Clean;

    public int Count(Verdict verdict) => Statements.Count(statement => statement.Verdict == verdict);

    /// <summary>The verdict in one sentence.</summary>
    public string Summary
    {
        get
        {
            var parts = new[] { (Verdict.Broken, "broken"), (Verdict.Weak, "weak"), (Verdict.CouldNotTell, "could not tell"), (Verdict.NotVisible, "not visible from here") }
                .Where(part => Count(part.Item1) > 0)
                .Select(part => $"{Count(part.Item1)} {part.Item2}")
                .ToList();
            var held = $"{Count(Verdict.Holds)} of {Statements.Count} {(Statements.Count == 1 ? "check" : "checks")} hold";
            var verdict = (Findings.Any(), Unknown.Any(), Count(Verdict.Holds), Count(Verdict.NotVisible)) switch
            {
                (true, _, _, _) => "Not every link holds",
                (_, true, _, _) => "Whether every link holds could not be told",
                (_, _, 0, _) => "Nothing could be seen from here",
                (_, _, _, > 0) => "Every link that is visible from here holds",
                _ => "Every link holds",
            };
            return verdict.StartsWith("Every", StringComparison.Ordinal)
                ? $"{verdict}: {string.Join("; ", parts.Prepend(held))}."
                : $"{verdict}: {string.Join("; ", parts.Append(held))}.";
        }
    }

    public static string Name(Verdict verdict) => verdict switch
    {
        Verdict.CouldNotTell => "could not tell",
        Verdict.NotVisible => "not visible",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>What a statement has seen, or why it has seen nothing.</summary>
    public static string Seen(Statement statement) => statement.Reason ?? (statement.Verdict == Verdict.NotVisible ? "not among what was looked at" : statement.Seen);
}
