using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>What a resource is on one side of a step, as far as it matters.</summary>
/// <param name="Id">Its id in Azure; null where it has none yet.</param>
/// <param name="IsExternal">Whether the program only reads it, and does not look after it.</param>
/// <param name="Inputs">What the program asks for.</param>
/// <param name="Outputs">What Azure has; looked at only for what was read from Azure.</param>
internal sealed record StateInStep(string? Id, bool Protect, bool RetainOnDelete, bool IsExternal, Link? Inputs, Link? Outputs);

/// <summary>One step of a preview that concerns a link of the chain of trust, or something that may be one.</summary>
/// <param name="Kind">Null for a resource of a provider that is not understood.</param>
/// <param name="ReplaceReasons">The properties that cannot be changed in place.</param>
internal sealed record PreviewStep(
    Operation Operation,
    PulumiUrn Urn,
    LinkKind? Kind,
    StateInStep? Old,
    StateInStep? New,
    IReadOnlyList<string> ReplaceReasons);
