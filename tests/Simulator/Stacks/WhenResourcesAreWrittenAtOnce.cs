using Pulumi;
using Pulumi.AzureAD;
using Pulumi.AzureNative.ManagedIdentity;
using Pulumi.AzureNative.Resources;
using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;
using Pulumi.Utilities;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;
using Resource = Pulumi.Resource;
using SimulatedAzure = XtCmkInfra.Simulator.Azure.SimulatedAzure;

namespace XtCmkInfra.Tests.Simulator.Stacks;

public sealed class WhenResourcesAreWrittenAtOnce
{
    private const string Tenant = "11111111-1111-4111-8111-111111111111";
    private const string Subscription = "22222222-2222-4222-8222-222222222222";

    [Fact]
    public async Task Credentials_of_one_application_must_wait_for_each_other()
    {
        var refused = await Assert.ThrowsAnyAsync<DeploymentException>(() => UpAsync(() => Credentials(inOrder: false, applications: 1)));

        Assert.Contains("which writes to the same application", refused.Message);
        await UpAsync(() => Credentials(inOrder: true, applications: 1));
    }

    [Fact]
    public Task Credentials_of_different_applications_need_not_wait() => UpAsync(() => Credentials(inOrder: false, applications: 3));

    [Fact]
    public async Task Credentials_that_are_not_written_need_not_wait()
    {
        var engine = NewEngine();
        await UpAsync(() => Credentials(inOrder: true, applications: 1), engine);

        await UpAsync(() => Credentials(inOrder: false, applications: 1), engine);
    }

    [Theory]
    [InlineData(Order.DependsOn)]
    [InlineData(Order.ByInput)]
    public async Task An_account_that_waits_for_its_credential_gets_as_far_as_its_key(Order order)
    {
        var refused = await Assert.ThrowsAnyAsync<DeploymentException>(() => UpAsync(() => AccountAsync(order)));

        Assert.Equal("KeyVaultVaultNotFound", refused.Azure?.Code);
    }

    [Fact]
    public async Task An_account_that_merely_comes_after_its_credential_is_refused()
    {
        var refused = await Assert.ThrowsAnyAsync<DeploymentException>(() => UpAsync(() => AccountAsync(Order.ByAccident)));

        Assert.Contains("without which Azure refuses its key", refused.Message);
    }

    private static Task Credentials(bool inOrder, int applications)
    {
        var all = Enumerable.Range(0, applications).Select(NewApplication).ToList();
        ApplicationFederatedIdentityCredential? before = null;
        for (var index = 0; index < 3; index++)
        {
            var made = Credential($"id-{index}", $"4000000{index}-0000-4000-8000-000000000001", all[index % applications], before);
            before = inOrder ? made : null;
        }

        return Task.CompletedTask;
    }

    private static async Task AccountAsync(Order order)
    {
        var application = NewApplication(0);
        var group = new ResourceGroup("group", new ResourceGroupArgs { ResourceGroupName = "rg", Location = "westeurope" });
        var identity = new UserAssignedIdentity(
            "identity", new UserAssignedIdentityArgs { ResourceName = "id-one", ResourceGroupName = group.Name, Location = "westeurope" });
        var credential = Credential("credential", identity.PrincipalId, application, null);
        if (order == Order.ByAccident)
            await OutputUtilities.GetValueAsync(credential.Id);
        var options = new CustomResourceOptions();
        if (order == Order.DependsOn)
            options.DependsOn.Add(credential);
        var clientId = order == Order.ByInput
            ? Output.Tuple(application.ClientId, credential.Id).Apply(both => both.Item1)
            : application.ClientId;
        _ = new StorageAccount(
            "account",
            new StorageAccountArgs
            {
                AccountName = "stone",
                ResourceGroupName = group.Name,
                Location = "westeurope",
                Kind = "StorageV2",
                Sku = new SkuArgs { Name = "Standard_LRS" },
                Identity = new IdentityArgs { Type = IdentityType.UserAssigned, UserAssignedIdentities = { identity.Id } },
                Encryption = new EncryptionArgs
                {
                    KeySource = "Microsoft.Keyvault",
                    KeyVaultProperties = new KeyVaultPropertiesArgs { KeyVaultUri = "https://kv-none.vault.azure.net", KeyName = "cmk" },
                    EncryptionIdentity = new EncryptionIdentityArgs
                    {
                        EncryptionUserAssignedIdentity = identity.Id, EncryptionFederatedIdentityClientId = clientId,
                    },
                },
            },
            options);
    }

    private static Application NewApplication(int number) =>
        new($"app-{number}", new ApplicationArgs { DisplayName = $"Contoso {number}", SignInAudience = "AzureADMultipleOrgs" });

    private static ApplicationFederatedIdentityCredential Credential(
        string name, Input<string> subject, Application application, Resource? before)
    {
        var options = new CustomResourceOptions();
        if (before is not null)
            options.DependsOn.Add(before);
        return new ApplicationFederatedIdentityCredential(
            name,
            new ApplicationFederatedIdentityCredentialArgs
            {
                ApplicationId = application.Id,
                DisplayName = name,
                Issuer = $"https://login.microsoftonline.com/{Tenant}/v2.0",
                Subject = subject,
                Audiences = { "api://AzureADTokenExchange" },
            },
            options);
    }

    private static Engine NewEngine()
    {
        var azure = new SimulatedAzure();
        azure.AddTenant(TenantId.Parse(Tenant).Value!, "vendor");
        azure.AddSubscription(SubscriptionId.Parse(Subscription).Value!, TenantId.Parse(Tenant).Value!);
        return new Engine(azure);
    }

    private static Task<IReadOnlyList<ResourceStep>> UpAsync(Func<Task> declare, Engine? engine = null) => (engine ?? NewEngine()).UpAsync(
        ProjectFiles.Of(
            "any",
            "dev",
            [("azure-native:tenantId", Tenant), ("azure-native:subscriptionId", Subscription), ("azuread:tenantId", Tenant)]),
        async () =>
        {
            await declare();
            return new Dictionary<string, object?>();
        });

    /// <summary>How the program has the account come after the federated credential.</summary>
    public enum Order
    {
        DependsOn,
        ByInput,
        ByAccident,
    }
}
