using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;
using static XtCmkInfra.Tests.Cli.Verify.Break;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Breaks of the key, its versions and its rotation policy.</summary>
internal static class BreaksOfTheKey
{
    public static IEnumerable<Break> All =>
    [
        new("the key is deleted", ["key-gone"],
            at => at.World.Azure.KeyVault.DeleteKey(Caller.Operator, World.Key),
            at => at.World.Azure.KeyVault.RecoverDeletedKey(Caller.Operator, World.Key)),
        new("the key is disabled", ["key-disabled"], at => SetEnabled(at, false), at => SetEnabled(at, true)),
        new("every version is disabled right after a rotation", ["key-disabled"],
            at =>
            {
                var old = at.World.VersionInUse!;
                SetEnabled(at, false, Rotate(at));
                SetEnabled(at, false, old);
            },
            at =>
            {
                SetEnabled(at, true);
                SetEnabled(at, true, at.World.VersionInUse);
            }),
        new("the newest version is disabled", ["key-disabled"],
            at => SetEnabled(at, false, Rotate(at)),
            at => SetEnabled(at, true)),
        new("an older version is disabled before the newest is a day old", ["account-version-unusable", "key-version-disabled-early"],
            at =>
            {
                var old = at.World.VersionInUse!;
                Rotate(at);
                SetEnabled(at, false, old);
            },
            at => SetEnabled(at, true, at.World.VersionInUse)),
        new("an older version that no account uses is disabled before the newest is a day old", ["key-version-disabled-early"],
            at =>
            {
                var old = at.World.VersionInUse!;
                Rotate(at);
                PutAccount(at, at.World.AccountBody());
                SetEnabled(at, false, old);
            },
            at => at.World.Azure.Clock.Advance(TimeSpan.FromDays(1))),
        new("the key has expired", ["key-expired"],
            at =>
            {
                NewVersion(at, new KeyParameters(Expires: at.World.Azure.Clock.GetUtcNow().AddDays(10)));
                at.World.Azure.Clock.Advance(TimeSpan.FromDays(10));
                NewestIsOlder(at);
            },
            at => Take(at, new KeyParameters())),
        new("the key expires soon", ["key-expires-soon"],
            at => NewVersion(at, new KeyParameters(Expires: at.World.Azure.Clock.GetUtcNow().AddDays(30).AddSeconds(-1))),
            at => NewVersion(at, new KeyParameters(Expires: at.World.Azure.Clock.GetUtcNow().AddDays(30)))),
        new("the key is not yet valid", ["key-expired"],
            at =>
            {
                NewVersion(at, new KeyParameters(NotBefore: at.World.Azure.Clock.GetUtcNow().AddDays(40)));
                at.World.Azure.Clock.Advance(TimeSpan.FromDays(2));
            },
            at => Take(at, new KeyParameters())),
        new("the key does not permit to unwrap", ["key-operations"],
            at => NewVersion(at, new KeyParameters(KeyOps: ["wrapKey"])),
            at => NewVersion(at, new KeyParameters(KeyOps: ["wrapKey", "unwrapKey"]))),
        new("the pinned version expires soon", ["account-version-expires"],
            at => Pin(at, TimeSpan.FromDays(20)),
            at =>
            {
                at.Vendor = at.Vendor with { Accounts = [VerifiedWorld.Expectation(at.World)] };
                PutAccount(at, at.World.AccountBody());
            }),
        new("the pinned version has expired", ["account-version-expires"],
            at =>
            {
                Pin(at, TimeSpan.FromDays(20));
                at.World.Azure.Clock.Advance(TimeSpan.FromDays(20));
            },
            at =>
            {
                at.Vendor = at.Vendor with { Accounts = [VerifiedWorld.Expectation(at.World)] };
                PutAccount(at, at.World.AccountBody());
            }),
        new("the rotation policy is due and creates no version", ["key-rotation-stopped"],
            at =>
            {
                at.World.Azure.Clock.Advance(TimeSpan.FromDays(300));
                at.Fault = line => line.PathAndQuery.Contains("/rotationpolicy?", StringComparison.Ordinal)
                    ? new Fault.Altered(body => body.Replace("P1Y", "P90D", StringComparison.Ordinal))
                    : null;
            },
            at => at.Fault = null),
        new("the rotation policy is deleted", ["key-rotation-missing"],
            at => at.World.Azure.KeyVault.SetRotationPolicy(Caller.Operator, World.Key, World.Body("{ }")),
            at => at.World.Azure.KeyVault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Yearly))),
        new("the rotation policy only notifies", ["key-rotation-missing"],
            at => at.World.Azure.KeyVault.SetRotationPolicy(Caller.Operator, World.Key,
                World.Body(Yearly.Replace("Rotate", "Notify", StringComparison.Ordinal))),
            at => at.World.Azure.KeyVault.SetRotationPolicy(Caller.Operator, World.Key, World.Body(Yearly))),
    ];

    private const string Yearly =
        """{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P1Y" }, "action": { "type": "Rotate" } } ] }""";

    /// <summary>The account is pinned to a version that expires so soon, and there is a newer one.</summary>
    private static void Pin(VerifiedWorld at, TimeSpan expires)
    {
        NewVersion(at, new KeyParameters(Expires: at.World.Azure.Clock.GetUtcNow() + expires));
        var pinned = at.World.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Version;
        PutAccount(at, at.World.AccountBody(pinned));
        at.Vendor = at.Vendor with { Accounts = [VerifiedWorld.Expectation(at.World) with { PinnedVersion = pinned }] };
        at.World.Azure.Clock.Advance(TimeSpan.FromHours(1));
        NewVersion(at, new KeyParameters());
    }

    /// <summary>The account uses a version that still works, so that only the newest one is at fault.</summary>
    private static void NewestIsOlder(VerifiedWorld at)
    {
        var first = at.World.Azure.KeyVault.ListVersions(Caller.Operator, World.Key)[0].Version;
        at.Vendor = at.Vendor with { Accounts = [VerifiedWorld.Expectation(at.World) with { PinnedVersion = first }] };
        PutAccount(at, at.World.AccountBody(first));
    }

    /// <summary>A new version, which accounts that follow take at once.</summary>
    private static void Take(VerifiedWorld at, KeyParameters parameters)
    {
        NewVersion(at, parameters);
        at.World.Azure.Clock.Advance(TimeSpan.FromDays(1));
    }
}
