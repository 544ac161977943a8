using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

/// <summary>
/// Whether accounts can do without a version: they follow the newest one, and look for it once a day. Source: Microsoft,
/// "Customer-managed keys for Azure Storage encryption", on key rotation.
/// </summary>
/// <param name="Newest">
/// Of the newer versions that can be used, the one that accounts have had the shortest time to find; null if there is none.
/// </param>
/// <param name="FoundBy">When every account has had a day to find it; null if there is none.</param>
internal sealed record Rollover(KeyVersion? Newest, DateTimeOffset? FoundBy)
{
    /// <summary>Whether the version is the newest that can be used: without it the data goes offline.</summary>
    public bool IsLast => Newest is null;

    public static Rollover Of(VersionList list, KeyVersion version)
    {
        var newest = list.Versions
            .TakeWhile(newer => newer != version)
            .Where(newer => VersionStates.Of(newer, list.AnsweredAt) == VersionState.Enabled)
            .MaxBy(AvailableSince);
        return newest is null
            ? new Rollover(null, null)
            : new Rollover(newest, AvailableSince(newest) + StorageKeys.LooksForNewVersionEvery);
    }

    /// <summary>
    /// Since when an account could have found the version. One that was changed may have been disabled until then, which its vault does
    /// not say.
    /// </summary>
    public static DateTimeOffset AvailableSince(KeyVersion version)
    {
        var since = version.Updated is { } updated && updated > version.Created ? updated : version.Created;
        return version.NotBefore is { } notBefore && notBefore > since ? notBefore : since;
    }
}
