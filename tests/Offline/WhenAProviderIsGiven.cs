using Pulumi;
using Pulumi.AzureNative.Resources;
using Pulumi.Testing;
using AzureAD = Pulumi.AzureAD;
using AzureNative = Pulumi.AzureNative;
using Deployment = Pulumi.Deployment;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAProviderIsGiven
{
    [Fact]
    public async Task Its_resource_names_it_by_urn_and_id()
    {
        var mocks = new RecordingMocks();
        AzureNative.Provider? provider = null;

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            provider = new AzureNative.Provider("p", new() { TenantId = "t" });
            _ = new ResourceGroup("a", null, new CustomResourceOptions { Provider = provider });
        });

        Assert.Equal($"{(await Running.ReadAsync(provider!.Urn)).Value}::p-id", mocks.Registered("a").Provider);
    }

    [Fact]
    public async Task Children_inherit_it()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            var provider = new AzureNative.Provider("p", new() { TenantId = "t" });
            var component = new ComponentResource("test:things:Box", "box", new ComponentResourceOptions { Providers = { provider } });
            var group = new ResourceGroup("a", null, new CustomResourceOptions { Parent = component });
            _ = new ResourceGroup("b", null, new CustomResourceOptions { Parent = group });
        });

        Assert.EndsWith("::p-id", mocks.Registered("a").Provider, StringComparison.Ordinal);
        Assert.Equal(mocks.Registered("a").Provider, mocks.Registered("b").Provider);
    }

    [Fact]
    public async Task Children_of_another_package_do_not()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            var provider = new AzureNative.Provider("p", new() { TenantId = "t" });
            var component = new ComponentResource("test:things:Box", "box", new ComponentResourceOptions { Provider = provider });
            _ = new AzureAD.Application("a", new() { DisplayName = "a" }, new CustomResourceOptions { Parent = component });
        });

        Assert.Equal("", mocks.Registered("a").Provider);
    }

    [Fact]
    public async Task Calls_can_use_it()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            var provider = new AzureAD.Provider("p", new() { TenantId = "t" });
            _ = AzureAD.GetClientConfig.Invoke(new InvokeOptions { Provider = provider });
        });

        Assert.EndsWith("::p-id", Assert.Single(mocks.Calls).Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_reaches_the_mock_with_its_settings()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            _ = new AzureNative.Provider("native", new() { TenantId = "t", SubscriptionId = "s" });
            _ = new AzureAD.Provider("ad", new() { TenantId = "t" });
        });

        Assert.Equal("pulumi:providers:azure-native", mocks.Registered("native").Type);
        Assert.Equal(("t", "s", "public"), (
            mocks.Registered("native").Inputs["tenantId"], mocks.Registered("native").Inputs["subscriptionId"],
            mocks.Registered("native").Inputs["environment"]));
        Assert.Equal("pulumi:providers:azuread", mocks.Registered("ad").Type);
        Assert.Equal("t", mocks.Registered("ad").Inputs["tenantId"]);
    }
}
