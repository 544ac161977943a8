using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Simulator.Azure;

/// <summary>A region that holds as many storage accounts of a subscription as Azure takes.</summary>
public sealed class A_full_region
{
    private const string SecondSubscription = "00000000-aaaa-4000-8000-000000000002";

    private readonly World _world = new World().WithIdentity();

    public A_full_region()
    {
        for (var number = 0; number < StorageLimits.AccountsOfRegion; number++)
            Put(World.VendorGroup, number);
    }

    [Fact]
    public void Refuses_the_next_account() => Refusal.Is(
        409, "MaxStorageAccountsCountPerSubscriptionExceeded", _world, () => Put(World.VendorGroup, StorageLimits.AccountsOfRegion));

    [Fact]
    public void Takes_changes_of_those_that_it_has() => Put(World.VendorGroup, 7);

    [Fact]
    public void Takes_another_once_one_is_deleted()
    {
        _world.Azure.ResourceManager.Delete($"{World.VendorGroup}/providers/Microsoft.Storage/storageAccounts/st7", World.Accounts);

        Put(World.VendorGroup, StorageLimits.AccountsOfRegion);
    }

    [Fact]
    public void Takes_nothing_away_from_other_regions() => Put(World.VendorGroup, StorageLimits.AccountsOfRegion, "northeurope");

    [Fact]
    public void Takes_nothing_away_from_other_subscriptions()
    {
        var group = $"/subscriptions/{SecondSubscription}/resourceGroups/rg-second";
        _world.Azure.AddSubscription(SubscriptionId.Parse(SecondSubscription).Value!, World.Vendor);
        _world.Put(group, World.Groups, """{ "location": "westeurope" }""");

        Put(group, StorageLimits.AccountsOfRegion);
    }

    [Fact]
    public void Takes_more_where_more_was_asked_for()
    {
        _world.Azure.MostAccountsOfRegion = StorageLimits.AccountsOfRegionOnRequest;

        Put(World.VendorGroup, StorageLimits.AccountsOfRegion);
    }

    private void Put(string group, int number, string location = "westeurope") => _world.Put(
        $"{group}/providers/Microsoft.Storage/storageAccounts/st{number}",
        World.Accounts,
        $$"""{ "location": "{{location}}", "kind": "StorageV2", "sku": { "name": "Standard_LRS" } }""");
}
