using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

internal enum VersionState
{
    Enabled,
    Disabled,
    NotYetValid,
    Expired,
}

internal static class VersionStates
{
    public static VersionState Of(KeyVersion version, DateTimeOffset now) => version switch
    {
        { IsEnabled: false } => VersionState.Disabled,
        { NotBefore: { } notBefore } when notBefore > now => VersionState.NotYetValid,
        { Expires: { } expires } when expires <= now => VersionState.Expired,
        _ => VersionState.Enabled,
    };

    public static string InWords(this VersionState state) => state switch
    {
        VersionState.Disabled => "disabled",
        VersionState.NotYetValid => "not valid yet",
        VersionState.Expired => "expired",
        _ => "enabled",
    };
}
