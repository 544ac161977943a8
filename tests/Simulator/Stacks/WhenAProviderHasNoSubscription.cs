using Pulumi.AzureNative.Resources;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;
using SimulatedAzure = XtCmkInfra.Simulator.Azure.SimulatedAzure;

namespace XtCmkInfra.Tests.Simulator.Stacks;

public sealed class WhenAProviderHasNoSubscription
{
    private const string Tenant = "11111111-1111-4111-8111-111111111111";
    private const string Subscription = "22222222-2222-4222-8222-222222222222";

    [Theory]
    [InlineData(null, Subscription, "azure-native:tenantId")]
    [InlineData(Tenant, null, "azure-native:subscriptionId")]
    [InlineData(Tenant, "mine", "azure-native:subscriptionId")]
    public async Task A_resource_is_refused_where_the_program_did_not_ask(string? tenant, string? subscription, string setting)
    {
        var refused = await Assert.ThrowsAnyAsync<DeploymentException>(() => UpAsync(tenant, subscription));

        Assert.Contains($"{setting} does not say where to work", refused.Message);
    }

    [Fact]
    public async Task With_both_it_is_made() => Assert.Single(await UpAsync(Tenant, Subscription));

    private static Task<IReadOnlyList<ResourceStep>> UpAsync(string? tenant, string? subscription)
    {
        var azure = new SimulatedAzure();
        azure.AddTenant(TenantId.Parse(Tenant).Value!, "vendor");
        azure.AddSubscription(SubscriptionId.Parse(Subscription).Value!, TenantId.Parse(Tenant).Value!);
        return new Engine(azure).UpAsync(
            ProjectFiles.Of("any", "dev", [("azure-native:tenantId", tenant), ("azure-native:subscriptionId", subscription)]),
            () =>
            {
                _ = new ResourceGroup("group", new ResourceGroupArgs { ResourceGroupName = "rg", Location = "westeurope" });
                return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
            });
    }
}
