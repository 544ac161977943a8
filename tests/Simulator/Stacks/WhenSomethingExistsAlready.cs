using XtCmkInfra.Tests.Stacks;
using XtCmkInfra.Tests.Stacks.Capabilities;

namespace XtCmkInfra.Tests.Simulator.Stacks;

public sealed class WhenSomethingExistsAlready
{
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task The_azure_native_provider_does_not_create_it()
    {
        _world.AddGroup(LiveAzure.VendorsSubscription, "rg-contoso-data");

        var refused = await TwoTenants.RefusedAsync(() => _world.UpVendorAsync());

        Assert.Equal(
            "azure-native:resources:ResourceGroup 'resource-group': cannot create already existing resource "
            + $"'{LiveAzure.VendorsSubscription}/resourceGroups/rg-contoso-data'.",
            refused.Message);
    }

    [Fact]
    public async Task It_creates_what_is_beside_it()
    {
        _world.AddGroup(LiveAzure.VendorsSubscription, "rg-contoso");

        Assert.Contains("create ResourceGroup resource-group", TwoTenants.Changes(await _world.UpVendorAsync()));
    }
}
