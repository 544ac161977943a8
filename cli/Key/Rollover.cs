using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

/// <summary>
/// Whether accounts can do without a version: they follow the newest one, and look for it once a day. Source: Microsoft,
/// "Customer-managed keys for Azure Storage encryption", on key rotation.
/// </summary>
/// <param name="Youngest">
/// Of the newer versions that can be used, the one that accounts have had the shortest time to find; null if there is none.
/// </param>
/// <param name="FoundBy">When every account has had a day to find it; null if there is none.</param>
internal sealed record Rollover(KeyVersion? Youngest, DateTimeOffset? FoundBy)
{
    /// <summary>Whether the version is the newest that can be used: without it the data goes offline.</summary>
    public bool IsLast => Youngest is null;

    public static Rollover Of(VersionList list, ListedVersion version)
    {
        var youngest = list.Listed
            .TakeWhile(newer => newer != version)
            .Where(newer => VersionStates.Of(newer.Version, list.AnsweredAt) == VersionState.Enabled)
            .MaxBy(AvailableSince);
        return youngest is null ? new Rollover(null, null) : new Rollover(youngest.Version, AvailableSince(youngest) + StorageKeys.LooksForNewVersionEvery);
    }

    /// <summary>
    /// Since when an account could have found the version. One that was changed may have been disabled until then, which its vault does
    /// not tell.
    /// </summary>
    public static DateTimeOffset AvailableSince(ListedVersion listed)
    {
        var since = listed.Updated is { } updated && updated > listed.Version.Created ? updated : listed.Version.Created;
        return listed.Version.NotBefore is { } notBefore && notBefore > since ? notBefore : since;
    }
}
