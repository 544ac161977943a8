using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Lists_of_resource_manager_over_http
{
    private static readonly string AssignmentsPath = "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01";

    private static readonly string AccountsPath =
        $"/subscriptions/{World.VendorSubscription}/providers/Microsoft.Storage/storageAccounts?api-version=2024-01-01";

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
