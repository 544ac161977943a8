using System.Security.Cryptography;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try.Steps;

/// <summary>Somebody who has no business here comes, and the customer goes.</summary>
internal static class Ending
{
    public static readonly StoryStep Stranger = new(
        "intruder", "Somebody else's application tries to unwrap", world => Task.FromResult(Intrude(world)), _ => null);

    public static readonly StoryStep Leave = new(
        "leave",
        "The customer leaves: its entry is removed",
        LeaveAsync,
        settings => settings is { Key: null, IsMicrosoftManaged: false } ? settings.WhyNoKeyInUse : null);

    private static StepOutcome Intrude(StoryWorld world)
    {
        var key = world.Keys.Key;
        var stolen = world.Azure.KeyVault.WrapKey(Caller.Operator, key, RandomNumberGenerator.GetBytes(32));
        var intruder = Intruder.Arrive(world.Azure, world.Settings.Customer.TenantId, key, world.Settings.Vendor.Location);
        var uninstalled = intruder.TryToken();
        intruder.InstallByMistake();
        var unwrap = intruder.TryUnwrap(stolen);
        var account = intruder.TryStorageAccount();
        return new StepOutcome(
            uninstalled is not null && unwrap is { Status: 403 } && account is not null,
            $"Its token request returns {Refusals.InWords(uninstalled)}; even installed by mistake, unwrapping returns "
            + $"{Refusals.InWords(unwrap)}, and a storage account of its own with the customer's key {Refusals.InWords(account)}.");
    }

    private static async Task<StepOutcome> LeaveAsync(StoryWorld world)
    {
        var (name, id) = (world.Data.Account, world.Data.Id);
        world.RemoveEntry();
        var isProtected = await IsRefusedAsync(world);
        world.Unprotect(id);
        var left = await world.UpVendorAsync();
        var isThere = Refusals.Of(() => world.Azure.ResourceManager.Get(id, ApiVersions.Storage)) is null;
        return new StepOutcome(
            isProtected && left.Count > 0 && isThere,
            $"The run {(isProtected ? "is refused, since the account is protected" : "is not refused")}; after 'pulumi state unprotect' "
            + $"{name} {(isThere ? "leaves the stack and stays in Azure" : "is gone")}.");
    }

    private static async Task<bool> IsRefusedAsync(StoryWorld world)
    {
        try
        {
            await world.UpVendorAsync();
            return false;
        }
        catch (DeploymentException refused)
        {
            return refused is { Azure: null } and not ProgramException;
        }
    }
}
