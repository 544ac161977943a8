namespace XtCmkInfra.Azure;

/// <summary>
/// Azure answered a call with something that the call cannot have: not JSON, a member missing, a link to elsewhere. The message says which
/// call, and what is wrong with its answer; nothing may be concluded from it.
/// </summary>
internal sealed class UnexpectedAnswerException(string call, string what) : Exception($"{call} answered {what}")
{
    /// <summary>For example GET https://kv-fabrikam.vault.azure.net/keys/cmk/versions.</summary>
    public string Call { get; } = call;
}
