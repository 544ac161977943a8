using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Resource_manager_over_http
{
    private static readonly string AccountsPath =
        $"/subscriptions/{World.VendorSubscription}/providers/Microsoft.Storage/storageAccounts?api-version=2024-01-01";

    private static readonly string AssignmentsPath = "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01";

    /// <summary>The members of the example StorageAccountCreateUserAssignedIdentityWithFederatedIdentityClientId that are modelled.</summary>
    [Theory]
    [InlineData("2024-01-01")]
    [InlineData("2023-05-01")]
    public async Task A_storage_account_has_the_members_of_the_published_example(string apiVersion)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.ManagementAsync(World.Vendor, $"{World.AccountId}?api-version={apiVersion}");

        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
        Assert.Superset(
            new HashSet<string>
            {
                "id", "name", "type", "location", "kind", "sku.name", "sku.tier", "identity.type", "identity.userAssignedIdentities",
                "properties.networkAcls.bypass", "properties.networkAcls.virtualNetworkRules", "properties.networkAcls.ipRules",
                "properties.networkAcls.defaultAction", "properties.supportsHttpsTrafficOnly",
                "properties.encryption.identity.userAssignedIdentity", "properties.encryption.identity.federatedIdentityClientId",
                "properties.encryption.keyvaultproperties.keyvaulturi", "properties.encryption.keyvaultproperties.keyname",
                "properties.encryption.keyvaultproperties.currentVersionedKeyIdentifier",
                "properties.encryption.keyvaultproperties.lastKeyRotationTimestamp",
                "properties.encryption.services.file.keyType", "properties.encryption.services.file.enabled",
                "properties.encryption.services.file.lastEnabledTime", "properties.encryption.services.blob.keyType",
                "properties.encryption.services.blob.enabled", "properties.encryption.services.blob.lastEnabledTime",
                "properties.encryption.keySource", "properties.accessTier", "properties.provisioningState", "properties.creationTime",
                "properties.primaryEndpoints.dfs", "properties.primaryEndpoints.blob", "properties.primaryEndpoints.file",
                "properties.primaryEndpoints.queue", "properties.primaryEndpoints.table", "properties.primaryLocation",
                "properties.statusOfPrimary",
            },
            HttpAnswer.Paths(answer.Body).ToHashSet());
    }

    /// <summary>The members of the examples getVault and getKey that are modelled.</summary>
    [Fact]
    public async Task A_vault_and_its_key_have_the_members_of_the_published_examples()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var vault = await served.ManagementAsync(World.Customer, $"{World.VaultId}?api-version=2024-11-01");
        var key = await served.ManagementAsync(World.Customer, $"{World.KeyId}?api-version=2024-11-01");

        Assert.Superset(
            new HashSet<string>
            {
                "id", "name", "type", "location", "properties.sku.family", "properties.sku.name", "properties.tenantId",
                "properties.accessPolicies", "properties.enabledForDeployment", "properties.enabledForDiskEncryption",
                "properties.enabledForTemplateDeployment", "properties.vaultUri", "properties.provisioningState",
                "properties.publicNetworkAccess",
            },
            HttpAnswer.Paths(vault.Body).ToHashSet());
        Assert.Superset(
            new HashSet<string>
            {
                "id", "name", "type", "location", "properties.attributes.enabled", "properties.attributes.created",
                "properties.attributes.updated", "properties.attributes.recoveryLevel", "properties.kty", "properties.keyOps",
                "properties.keySize", "properties.keyUri", "properties.keyUriWithVersion",
            },
            HttpAnswer.Paths(key.Body).ToHashSet());
    }

    [Theory]
    [InlineData("Microsoft.KeyVault/vaults?api-version=2024-11-01", "kv-fabrikam")]
    [InlineData("microsoft.keyvault/VAULTS?API-VERSION=2024-11-01", "kv-fabrikam")]
    [InlineData("Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2023-01-31", "id-cmk")]
    public async Task A_type_is_listed_by_subscription(string type, string name)
    {
        await using var served = await Served.StartAsync(World.Complete());
        var isVendors = name == "id-cmk";

        var answer = await served.ManagementAsync(
            isVendors ? World.Vendor : World.Customer,
            $"/subscriptions/{(isVendors ? World.VendorSubscription : World.CustomerSubscription)}/providers/{type}");

        Assert.Equal(name, Assert.Single(answer.Value)!.Text("name"));
    }

    [Theory]
    [InlineData("/SUBSCRIPTIONS/{0}?api-version=2022-12-01")]
    [InlineData("/Subscriptions/{0}/Providers/microsoft.keyvault?api-version=2022-09-01")]
    [InlineData("/Subscriptions/{0}/ResourceGroups/RG-keys?api-version=2024-11-01")]
    [InlineData("/Subscriptions/{0}/ResourceGroups/RG-keys/PROVIDERS/microsoft.keyvault/Vaults/KV-fabrikam/Keys?api-version=2024-11-01")]
    public async Task Letter_case_does_not_matter_in_a_path(string path)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.ManagementAsync(
            World.Customer, path.Replace("{0}", World.CustomerSubscription.Value, StringComparison.Ordinal));

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Keys_are_listed_by_vault_and_groups_by_subscription()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var keys = await served.ManagementAsync(World.Customer, $"{World.VaultId}/keys?api-version=2024-11-01");
        var groups = await served.ManagementAsync(
            World.Customer, $"/subscriptions/{World.CustomerSubscription}/resourcegroups?api-version=2024-11-01");
        var group = await served.ManagementAsync(World.Customer, $"{World.CustomerGroup}?api-version=2024-11-01");

        Assert.Equal("cmk", Assert.Single(keys.Value)!.Text("name"));
        Assert.Equal("rg-keys", Assert.Single(groups.Value)!.Text("name"));
        Assert.Equal("rg-keys", group.Body.Text("name"));
    }

    [Fact]
    public async Task A_long_list_comes_in_pages_that_link_to_each_other()
    {
        await using var served = await Served.StartAsync(new World().WithAccounts(5), new SimulatedAzureServerOptions { PageSize = 2 });
        List<string> found = [];

        var next = $"https://management.azure.com{AccountsPath}";
        for (; next is not null; )
        {
            var answer = await served.SendAsync(HttpMethod.Get, next, served.Operator(World.Vendor, "https://management.azure.com"));
            found.AddRange(answer.Value.Select(account => account!.Text("id")));
            next = (string?)answer.Body["nextLink"];
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(Many.AccountId), found);
        Assert.Equal(3, served.Server.Requests.Count);
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_one_ended_although_an_entry_has_gone()
    {
        await using var served = await Served.StartAsync(new World().WithAccounts(4), new SimulatedAzureServerOptions { PageSize = 2 });
        var first = await served.ManagementAsync(World.Vendor, AccountsPath);

        served.World.Azure.ResourceManager.Delete(Many.AccountId(0), World.Accounts);
        var second = await served.SendAsync(
            HttpMethod.Get, first.Body.Text("nextLink"), served.Operator(World.Vendor, "https://management.azure.com"));

        Assert.Equal([Many.AccountId(2), Many.AccountId(3)], second.Value.Select(account => account!.Text("id")));
    }

    [Fact]
    public async Task A_thousand_accounts_take_four_requests()
    {
        await using var served = await Served.StartAsync(new World().WithAccounts(1000));
        var count = 0;

        var next = $"https://management.azure.com{AccountsPath}";
        for (; next is not null; )
        {
            var answer = await served.SendAsync(HttpMethod.Get, next, served.Operator(World.Vendor, "https://management.azure.com"));
            count += answer.Value.Count;
            next = (string?)answer.Body["nextLink"];
        }

        Assert.Equal((1000, 4), (count, served.Server.Requests.Count));
    }

    [Fact]
    public async Task Role_assignments_at_a_scope_include_those_that_it_inherits()
    {
        var world = World.Complete();
        world.WithRole(Assignment(World.CustomerGroup, 2), Roles.KeyVaultCryptoOfficer, world.User(), "User");
        world.WithRole(Assignment($"/subscriptions/{World.CustomerSubscription}", 3), Roles.KeyVaultReader, world.User("bob"), "User");
        await using var served = await Served.StartAsync(world);

        var all = await served.ManagementAsync(World.Customer, World.VaultId + AssignmentsPath);
        var atVault = await served.ManagementAsync(World.Customer, World.VaultId + AssignmentsPath + "&$filter=atScope()");
        var ofVendor = await served.ManagementAsync(
            World.Customer, $"{World.CustomerGroup}{AssignmentsPath}&$filter=principalId eq '{world.ServicePrincipal}'");
        var both = await served.ManagementAsync(
            World.Customer, $"{World.CustomerGroup}{AssignmentsPath}&$filter=atScope() and principalId eq '{world.ServicePrincipal}'");

        Assert.Equal((3, 2, 1, 0), (all.Value.Count, atVault.Value.Count, ofVendor.Value.Count, both.Value.Count));
        Assert.Equal(World.AssignmentId, Assert.Single(ofVendor.Value)!.Text("id"));
    }

    [Theory]
    [InlineData("roleName eq 'x'")]
    [InlineData("atScope() or true")]
    [InlineData("")]
    public async Task A_filter_that_is_not_known_is_refused(string filter)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.ManagementAsync(World.Customer, $"{World.VaultId}{AssignmentsPath}&$filter={filter}");

        Assert.Equal((400, "BadRequest"), answer.Refusal);
    }

    [Theory]
    [InlineData("Key Vault Crypto Service Encryption User", true)]
    [InlineData("Key Vault Reader", false)]
    public async Task A_role_definition_tells_whether_it_can_unwrap(string name, bool canUnwrap)
    {
        await using var served = await Served.StartAsync(World.Complete());
        var role = Roles.All.Single(one => one.Name == name);

        var inSubscription = await served.ManagementAsync(
            World.Customer, role.DefinitionId(World.CustomerSubscription) + "?api-version=2022-04-01");
        var inTenant = await served.ManagementAsync(
            World.Customer, $"/providers/Microsoft.Authorization/roleDefinitions/{role.DefinitionName}?api-version=2022-04-01");

        foreach (var answer in new[] { inSubscription, inTenant })
        {
            Assert.Equal(name, answer.Body.Text("properties.roleName"));
            var actions = answer.Body["properties"]!["permissions"]![0]!["dataActions"]!.AsArray().Select(action => action!.GetValue<string>());
            Assert.Equal(canUnwrap, actions.Contains("Microsoft.KeyVault/vaults/keys/unwrap/action"));
        }
    }

    [Theory]
    [InlineData("", 400, "MissingApiVersionParameter")]
    [InlineData("?api-version=1999-01-01", 400, "NoRegisteredProviderFound")]
    [InlineData("?api-version=2024-01-01&$expand=all", 400, "BadRequest")]
    [InlineData("/nope?api-version=2024-01-01", 400, "InvalidResourceType")]
    public async Task A_wrong_request_is_refused_as_Azure_refuses_it(string rest, int status, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.ManagementAsync(World.Vendor, World.AccountId + rest);

        Assert.Equal((status, code), answer.Refusal);
    }

    [Theory]
    [InlineData("1", "https://management.azure.com", "InvalidAuthenticationTokenTenant")]
    [InlineData("2", "https://graph.microsoft.com", "InvalidAuthenticationTokenAudience")]
    public async Task A_token_for_something_else_is_refused(string tenant, string audience, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());
        var token = served.Operator(tenant == "1" ? World.Vendor : World.Customer, audience);

        var answer = await served.SendAsync(HttpMethod.Get, $"https://management.azure.com{World.VaultId}?api-version=2024-11-01", token);

        Assert.Equal((401, code), answer.Refusal);
        Assert.StartsWith("Bearer authorization_uri=", answer.Challenge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "AuthenticationFailed")]
    [InlineData("made.up.token", "InvalidAuthenticationToken")]
    [InlineData("nonsense", "InvalidAuthenticationToken")]
    public async Task A_caller_without_a_token_of_this_cloud_is_refused(string? token, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(HttpMethod.Get, $"https://management.azure.com{AccountsPath}", token);

        Assert.Equal((401, code), answer.Refusal);
    }

    [Fact]
    public async Task A_token_is_refused_when_its_hour_has_passed()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var token = served.Operator(World.Vendor, "https://management.azure.com");

        served.World.Azure.Clock.Advance(TimeSpan.FromMinutes(59));
        var before = await served.SendAsync(HttpMethod.Get, $"https://management.azure.com{AccountsPath}", token);
        served.World.Azure.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await served.SendAsync(HttpMethod.Get, $"https://management.azure.com{AccountsPath}", token);

        Assert.Equal(200, before.Status);
        Assert.Equal((401, "ExpiredAuthenticationToken"), after.Refusal);
    }

    [Theory]
    [InlineData("/subscriptions/cccccccc-0000-4000-8000-000000000003?api-version=2022-12-01", 404, "SubscriptionNotFound")]
    [InlineData("/subscriptions/three?api-version=2022-12-01", 400, "InvalidSubscriptionId")]
    [InlineData("/subscriptions?api-version=1999-01-01", 400, "InvalidApiVersionParameter")]
    [InlineData("/subscriptions", 400, "MissingApiVersionParameter")]
    public async Task A_subscription_that_is_not_there_is_refused(string path, int status, string code)
    {
        await using var served = await Served.StartAsync(World.Complete());

        Assert.Equal((status, code), (await served.ManagementAsync(World.Vendor, path)).Refusal);
    }

    [Theory]
    [InlineData("GET", "/nonsense?api-version=2022-12-01")]
    [InlineData("GET", "/providers/Microsoft.Compute/operations?api-version=2022-12-01")]
    [InlineData("DELETE", "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/rg-saas?api-version=2024-11-01")]
    public async Task An_unknown_call_answers_404_is_told_and_changes_nothing(string method, string path)
    {
        List<ServedRequest> told = [];
        await using var served = await Served.StartAsync(World.Complete(), new SimulatedAzureServerOptions { Served = told.Add });
        var before = Refusal.Saved(served.World.Azure);

        var answer = await served.SendAsync(
            new HttpMethod(method), "https://management.azure.com" + path, served.Operator(World.Vendor, "https://management.azure.com"));

        Assert.Equal((404, "ResourceNotFound"), answer.Refusal);
        Assert.Equal((true, path), (Assert.Single(told).IsUnknown, told[0].Line.PathAndQuery));
        Assert.Equal(before, Refusal.Saved(served.World.Azure));
    }

    [Fact]
    public async Task A_host_that_is_none_of_Azures_answers_404()
    {
        await using var served = await Served.StartAsync(World.Complete());

        var answer = await served.SendAsync(HttpMethod.Get, "https://example.com/");

        Assert.Equal((404, "ResourceNotFound"), answer.Refusal);
        Assert.True(Assert.Single(served.Server.Requests).IsUnknown);
    }

    [Fact]
    public async Task Links_lead_back_in_the_way_in_which_the_caller_came()
    {
        await using var served = await Served.StartAsync(new World().WithAccounts(2), new SimulatedAzureServerOptions { PageSize = 1 });
        var token = served.Operator(World.Vendor, "https://management.azure.com");

        var first = await served.SendAsync(HttpMethod.Get, $"{served.Server.Endpoint}management.azure.com{AccountsPath}", token);
        var second = await served.SendAsync(HttpMethod.Get, first.Body.Text("nextLink"), token);

        Assert.StartsWith(served.Server.Endpoint.AbsoluteUri, first.Body.Text("nextLink"), StringComparison.Ordinal);
        Assert.Equal(Many.AccountId(1), second.Body.Text("value.0.id"));
        Assert.All(served.Server.Requests, request => Assert.Equal("management.azure.com", request.Line.Host));
    }

    private static string Assignment(string scope, int number) =>
        $"{scope}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-00000000000{number}";
}
