using System.Net;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

/// <summary>Azure.Identity, Azure.ResourceManager and Microsoft.Graph as they are published, with Azure's own addresses.</summary>
public sealed class Real_clients
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_secret_credential_signs_in_as_the_operator()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var token = await Credential(served, World.Customer).GetTokenAsync(
            new TokenRequestContext(["https://vault.azure.net/.default"]), Cancellation);

        var answer = await served.SendAsync(HttpMethod.Get, "https://kv-fabrikam.vault.azure.net/keys/cmk?api-version=7.4", token.Token);
        Assert.Equal(200, answer.Status);
        Known(served);
    }

    [Fact]
    public async Task A_client_secret_credential_is_refused_with_the_code_of_Entra()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var credential = Credential(served, World.Customer, served.World.Application.Value);

        var refusal = await Assert.ThrowsAsync<AuthenticationFailedException>(async () => await credential.GetTokenAsync(
            new TokenRequestContext(["https://vault.azure.net/.default"]), Cancellation));

        Assert.Contains("AADSTS7000215", refusal.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ArmClient_reads_a_storage_account()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var account = await Arm(served, World.Vendor).GetGenericResource(new ResourceIdentifier(World.AccountId)).GetAsync(Cancellation);

        var properties = JsonNode.Parse(account.Value.Data.Properties)!;
        Assert.Equal("Microsoft.Keyvault", properties.Text("encryption.keySource"));
        Assert.Equal("https://kv-fabrikam.vault.azure.net", properties.Text("encryption.keyvaultproperties.keyvaulturi"));
        Assert.Equal(served.World.Application.Value, properties.Text("encryption.identity.federatedIdentityClientId"));
        Known(served);
    }

    [Fact]
    public async Task An_ArmClient_reads_a_vault_with_an_API_version_of_its_callers()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var options = Options(served);
        options.SetApiVersion(new ResourceType("Microsoft.KeyVault/vaults"), World.Vaults);

        var vault = await Arm(served, World.Customer, options)
            .GetGenericResource(new ResourceIdentifier(World.VaultId))
            .GetAsync(Cancellation);

        Assert.True(JsonNode.Parse(vault.Value.Data.Properties)!["enablePurgeProtection"]!.GetValue<bool>());
        Known(served);
    }

    [Fact]
    public async Task An_ArmClient_lists_the_subscriptions_and_the_tenant_of_its_caller()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var arm = Arm(served, World.Customer);
        List<string> found = [];

        await foreach (var subscription in arm.GetSubscriptions().GetAllAsync(Cancellation))
            found.Add(subscription.Data.SubscriptionId);
        await foreach (var tenant in arm.GetTenants().GetAllAsync(Cancellation))
            found.Add(tenant.Data.TenantId.ToString()!);

        Assert.Equal([World.CustomerSubscription.Value, World.Customer.Value], found);
        Known(served);
    }

    [Fact]
    public async Task An_ArmClient_sees_what_is_missing()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var arm = Arm(served, World.Vendor);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(async () =>
            await arm.GetGenericResource(new ResourceIdentifier(World.AccountId + "2")).GetAsync(Cancellation));

        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task A_GraphServiceClient_reads_the_application_and_its_federated_credentials()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var graph = Graph(served, World.Vendor);

        var found = await graph.Applications.GetAsync(
            request => request.QueryParameters.Filter = $"appId eq '{served.World.Application}'", Cancellation);
        var application = Assert.Single(found!.Value!);
        var byAppId = await graph.ApplicationsWithAppId(served.World.Application.Value).GetAsync(cancellationToken: Cancellation);
        var credentials = await graph.Applications[application.Id].FederatedIdentityCredentials.GetAsync(cancellationToken: Cancellation);

        Assert.Equal(application.Id, byAppId!.Id);
        Assert.Equal("AzureADMultipleOrgs", application.SignInAudience);
        Assert.Empty(application.PasswordCredentials!);
        Assert.Equal(served.World.IdentityPrincipal.Value, Assert.Single(credentials!.Value!).Subject);
        Known(served);
    }

    [Fact]
    public async Task A_GraphServiceClient_reads_the_service_principal_of_the_customers_tenant()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var principal = await Graph(served, World.Customer).ServicePrincipalsWithAppId(served.World.Application.Value).GetAsync(
            request => request.QueryParameters.Select = ["id", "accountEnabled", "appOwnerOrganizationId"], Cancellation);

        Assert.Equal(served.World.ServicePrincipal.Value, principal!.Id);
        Assert.Equal(World.Vendor.Value, principal.AppOwnerOrganizationId.ToString());
        Assert.True(principal.AccountEnabled);
        Assert.Null(principal.DisplayName);
        Known(served);
    }

    [Fact]
    public async Task A_GraphServiceClient_follows_the_pages_of_a_list()
    {
        var world = new World().WithServicePrincipals(5);
        await using var served = await Served.StartAsync(world, new SimulatedAzureServerOptions { PageSize = 2 });
        var graph = Graph(served, World.Vendor);
        List<string> names = [];

        var page = await graph.ServicePrincipals.GetAsync(cancellationToken: Cancellation);
        var all = PageIterator<ServicePrincipal, ServicePrincipalCollectionResponse>.CreatePageIterator(
            graph,
            page!,
            principal =>
            {
                names.Add(principal.DisplayName!);
                return true;
            });
        await all.IterateAsync(Cancellation);

        Assert.Equal(["app-0", "app-1", "app-2", "app-3", "app-4"], names.Order(StringComparer.Ordinal));
        Assert.Equal(3, served.Server.Requests.Count(request => request.Line.Host == "graph.microsoft.com"));
        Known(served);
    }

    [Fact]
    public async Task A_GraphServiceClient_sees_what_is_missing()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var graph = Graph(served, World.Customer);

        var refusal = await Assert.ThrowsAsync<Microsoft.Graph.Models.ODataErrors.ODataError>(() =>
            graph.ApplicationsWithAppId(served.World.Application.Value).GetAsync(cancellationToken: Cancellation));

        Assert.Equal((int)HttpStatusCode.NotFound, refusal.ResponseStatusCode);
        Assert.Equal("Request_ResourceNotFound", refusal.Error!.Code);
    }

    private static ClientSecretCredential Credential(Served served, TenantId tenant, string? client = null) => new(
        tenant.Value,
        client ?? SimulatedOperator.ClientId.Value,
        "any",
        new ClientSecretCredentialOptions { Transport = new HttpClientTransport(served.Client), Retry = { MaxRetries = 0 } });

    private static ArmClientOptions Options(Served served) =>
        new() { Transport = new HttpClientTransport(served.Client), Retry = { MaxRetries = 0 } };

    private static ArmClient Arm(Served served, TenantId tenant, ArmClientOptions? options = null) =>
        new(Credential(served, tenant), null, options ?? Options(served));

    private static GraphServiceClient Graph(Served served, TenantId tenant) => new(served.Client, Credential(served, tenant));

    /// <summary>No client has asked what the simulator does not know.</summary>
    private static void Known(Served served) =>
        Assert.DoesNotContain(served.Server.Requests, request => request.IsUnknown || request.Status != 200);
}
