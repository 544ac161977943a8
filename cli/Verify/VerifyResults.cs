using XtCmkInfra.Cli.Reports;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>A verification as formats of other tools take it.</summary>
internal static class VerifyResults
{
    public static ReportedRun Of(Verification verification) => new(
        "verify",
        verification.Summary,
        [.. verification.Results.Select(Of)],
        verification.ExitCode == ExitCode.CannotBeDetermined && !verification.Unknown.Any() ? [verification.Summary] : [],
        verification.FailOn) { Source = [.. verification.Source.Lines()] };

    private static ReportedResult Of(CheckResult result) => new(
        result.Rule,
        result.Resource,
        result.Verdict switch
        {
            Verdict.Holds => ReportedVerdict.Holds,
            Verdict.Broken or Verdict.Weak => ReportedVerdict.Finding,
            Verdict.CannotBeDetermined => ReportedVerdict.CannotBeDetermined,
            _ => ReportedVerdict.NotChecked,
        },
        result.Verdict == Verdict.CannotBeDetermined
            ? $"Cannot be determined: {result.Reason}. Expected: {result.Expected}."
            : $"{result.Title}. Expected: {result.Expected}. Found: {Verification.Found(result)}.",
        "Pulumi.yaml",
        result.AcceptedBecause);
}
