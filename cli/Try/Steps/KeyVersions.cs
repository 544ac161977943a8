using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Try.Steps;

/// <summary>Data is written and read, while the customer makes, disables and enables versions of its key.</summary>
internal static class KeyVersions
{
    public static readonly StoryStep WriteRead = new(
        "write-read",
        "Data is written and read",
        world => Task.FromResult(WriteAndRead(world)),
        settings => settings.IsMicrosoftManaged ? null : settings.WhyNoKeyInUse,
        BuildsChain: true);

    public static readonly StoryStep Rotate = new(
        "rotate", "The customer rotates the key", world => Task.FromResult(RotateOnce(world)), settings => settings.WhyNoKeyInUse);

    public static readonly StoryStep EarlyDisable = new(
        "early-disable",
        "The old version is disabled before a day has passed",
        EarlyDisableAsync,
        settings => settings.WhyNoKeyInUse
            ?? (settings.Key!.Pinned is null ? null : "the account stays at its version (key.version: pinned)"));

    public static readonly StoryStep Revoke = new(
        "revoke",
        "The customer disables every version of the key",
        world => Task.FromResult(DisableAll(world)),
        settings => settings.WhyNoKeyInUse);

    public static readonly StoryStep Restore = new(
        "restore", "The customer enables them again", world => Task.FromResult(EnableAll(world)), settings => settings.WhyNoKeyInUse);

    public static string Short(KeyUri version) => version.Version![..8];

    private static StepOutcome WriteAndRead(StoryWorld world)
    {
        world.Data.Write();
        var (readable, hidden) = (world.Data.IsReadable(), world.Data.Stored().AsSpan().IndexOf(StoryData.Content) < 0);
        var how = world.Data.KeyInUse is { } key
            ? $"RSA-OAEP with {world.Azure.KeyVault.GetKey(Caller.Operator, key).KeySize} bits and AES-GCM"
            : "AES-GCM, under Microsoft's key";
        return new StepOutcome(
            readable && hidden,
            $"{StoryData.Content.Length} bytes come back {(readable ? "whole" : "changed")} through {how}; what is stored "
            + $"{(hidden ? "does not show" : "shows")} them.");
    }

    private static StepOutcome RotateOnce(StoryWorld world)
    {
        var (before, stored) = (world.Data.KeyInUse!, world.Data.Stored());
        world.Keys.Rotate();
        var atOnce = world.Data.KeyInUse;
        world.Keys.PassADay();
        var (after, isPinned) = (world.Data.KeyInUse!, world.Settings.Key!.Pinned is not null);
        var same = stored.AsSpan().SequenceEqual(world.Data.Stored());
        return new StepOutcome(
            atOnce == before && (after == before) == isPinned && same && world.Data.IsReadable(),
            $"Version {Short(before)} stays in use at once; a day later it is {(isPinned ? "so still, since pinned" : Short(after))}; "
            + $"the blob is readable and its ciphertext {(same ? "the same" : "another")}.");
    }

    private static async Task<StepOutcome> EarlyDisableAsync(StoryWorld world)
    {
        var inUse = world.Data.KeyInUse!;
        world.Keys.Rotate();
        world.Keys.SetEnabled(inUse, enabled: false);
        var (refusal, meanwhile) = (world.Data.Refusal(), await world.JudgeAsync());
        world.Keys.SetEnabled(inUse, enabled: true);
        var mended = world.Data.IsReadable();
        world.Keys.PassADay();
        return new StepOutcome(
            refusal is { Status: 403 } && mended && world.Data.KeyInUse != inUse && world.Data.IsReadable()
                && meanwhile!.IsBrokenBy(["account-unreadable", "account-version-unusable", "key-version-disabled-early"]),
            $"Reading returns {Refusals.InWords(refusal)}; after enabling the version {(mended ? "it works" : "it does not work")}; "
            + $"a day later version {Short(world.Data.KeyInUse!)} is in use.") { Meanwhile = meanwhile };
    }

    private static StepOutcome DisableAll(StoryWorld world)
    {
        world.Keys.Revoke();
        var refusal = world.Data.Refusal();
        var isAsDocumented = refusal is { Status: 403, Code: "KeyVaultEncryptionKeyNotFound" };
        return new StepOutcome(isAsDocumented, $"Reading returns {Refusals.InWords(refusal)}.")
        {
            Leaves = ["account-unreadable", "key-disabled"],
        };
    }

    private static StepOutcome EnableAll(StoryWorld world)
    {
        world.Keys.Restore();
        return world.Data.IsReadable()
            ? new StepOutcome(true, "The data is readable again, and nothing is lost.")
            : new StepOutcome(false, $"Reading returns {Refusals.InWords(world.Data.Refusal())}.");
    }
}
