using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What a run looks at, and what it makes of it.</summary>
/// <param name="WarnDays">An expiry within so many days is reported.</param>
/// <param name="FailOn">The lowest severity of a finding that fails; null for none.</param>
internal sealed record VerifyOptions(ReadScope Scope, int WarnDays, Severity? FailOn);
