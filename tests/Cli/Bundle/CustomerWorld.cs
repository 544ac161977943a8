using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Cli.Verify;
using XtCmkInfra.Tests.Stacks;
using XtCmkInfra.Tests.Stacks.Capabilities;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>Two simulated tenants after the vendor's first phase, with what a customer's settings say is there already.</summary>
internal sealed class CustomerWorld
{
    private const string Groups = "2024-11-01";
    private const string Assignments = "Microsoft.Authorization/roleAssignments";

    private readonly CustomerCase _case;

    private CustomerWorld(CustomerCase its)
    {
        _case = its;
        Tenants = new TwoTenants(its.Cloud == "public" ? null : its.TheCloud);
    }

    public TwoTenants Tenants { get; }

    public SimulatedAzure Azure => Tenants.Azure;

    /// <summary>The vendor's record, as <c>pulumi stack output handoff --json</c> prints it.</summary>
    public string VendorsRecord => Tenants.Vendor.Outputs["handoff"]!.ToJsonString();

    public string Application => Tenants.Vendor.Outputs["handoff"]!["applicationId"]!.ToString();

    private string Location => TestSettings.LocationIn(_case.Cloud);

    public static string GroupId => $"{LiveAzure.CustomersSubscription}/resourceGroups/{CustomerCase.ResourceGroup}";

    public static string VaultId => $"{GroupId}/providers/Microsoft.KeyVault/vaults/{CustomerCase.VaultName}";

    public static async Task<CustomerWorld> StartAsync(CustomerCase its)
    {
        var world = new CustomerWorld(its);
        world.Tenants.EditVendor("customers", TestSettings.Entry());
        await world.Tenants.UpVendorAsync();
        if (its.Adopt)
            world.InstallPrincipal();
        if (its.Existing)
            world.MakeVault();
        if (its.Hsm)
            world.MakeHsm();
        if (its.Officers)
            world.Azure.AddGroup(LiveAzure.Customer, ObjectId.Parse(CustomerCase.Group).Value!, "crypto officers");
        return world;
    }

    /// <summary>As <c>az ad sp create</c>, or an administrator's consent, does.</summary>
    /// <returns>The object id.</returns>
    public string InstallPrincipal()
    {
        var graph = Azure.Graph(LiveAzure.Customer, asAdministrator: true);
        return Principal() ?? graph.Post("/servicePrincipals", new JsonObject { ["appId"] = Application })["id"]!.ToString();
    }

    /// <summary>As <c>az group create</c> does.</summary>
    public void MakeGroup(JsonObject? tags = null)
    {
        if (!Azure.ResourceManager.Exists(GroupId, Groups))
            Azure.ResourceManager.Put(GroupId, Groups, new JsonObject { ["location"] = Location, ["tags"] = tags ?? [] });
    }

    /// <summary>As <c>az keyvault role assignment create</c> does, where a form leaves that to the customer.</summary>
    public void GrantInHsm() =>
        AssignInHsm("0f0f0f0f-0000-4000-8000-000000000001", Principal()!, Roles.ManagedHsmCryptoServiceEncryptionUser);

    private void AssignInHsm(string name, string principal, Role role) => Azure.HsmRoleAssignments.Put(
        CustomerCase.HsmName, role == Roles.ManagedHsmCryptoServiceEncryptionUser ? "/keys/contoso-data" : "/", name, new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = $"Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/{role.DefinitionName}",
                ["principalId"] = principal,
            },
        });

    /// <summary>Phase 3: the vendor takes the record that the customer sent, and makes the account.</summary>
    public Task GiveHandoffAsync(JsonObject record)
    {
        Tenants.EditVendor("customers", TestSettings.Entry($$""","key":{"handoff":{{record.ToJsonString()}}}"""));
        return Tenants.UpVendorAsync();
    }

    /// <summary>What of a chain is in the customer's tenant, without the names that nobody chose.</summary>
    public string Chain()
    {
        var chain = new JsonObject { ["principal"] = Principal() };
        if (_case.Hsm)
        {
            chain["roles"] = new JsonArray([.. Azure.HsmRoleAssignments.List(CustomerCase.HsmName, "/keys/contoso-data").Select(Nameless)]);
            return Canonical(chain);
        }

        chain["group"] = Azure.ResourceManager.Get(GroupId, Groups);
        chain["vault"] = Sorted(Azure.ResourceManager.Get(VaultId, KeyVaultManagement.ApiVersion));
        var key = Azure.ResourceManager.Get($"{VaultId}/keys/contoso-data", KeyVaultManagement.ApiVersion);
        ((JsonObject)key["properties"]!).Remove("keyUriWithVersion");
        chain["key"] = key;
        chain["roles"] = new JsonArray(
        [
            .. Azure.ResourceManager.List($"{VaultId}/keys/contoso-data", Assignments, ApiVersions.Authorization)
                .Select(one => one["properties"]!)
                .Select(one => $"{one["principalId"]} {one["principalType"]} {one["roleDefinitionId"]} {one["scope"]}")
                .Order(StringComparer.Ordinal)
                .Select(text => (JsonNode)text),
        ]);
        return Canonical(chain);
    }

    /// <summary>
    /// The same text for the same JSON: in which order members stand means nothing, nor whether something is left out or empty.
    /// </summary>
    public static string Canonical(JsonNode? node) => node switch
    {
        JsonObject members => "{" + string.Join(',', members
            .Where(one => one.Value is not (JsonObject { Count: 0 } or JsonArray { Count: 0 }))
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{JsonValue.Create(one.Key).ToJsonString()}:{Canonical(one.Value)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Canonical)) + "]",
        _ => node?.ToJsonString() ?? "null",
    };

    /// <summary>The whole of both tenants.</summary>
    public string State()
    {
        using var stream = new MemoryStream();
        Azure.Save(stream);
        var state = JsonNode.Parse(stream.ToArray())!.AsObject();
        state.Remove("idCounts");
        return state.ToJsonString();
    }

    /// <summary>What <c>xtcmk verify</c> makes of both sides, with the record alone of the customer's.</summary>
    public async Task<Verification> VerifyAsync(JsonObject record)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await SimulatedAzureServer.StartAsync(Azure, cancellation: cancellation);
        var endpoint = new SimulatedEndpoint(server.Endpoint, server.Certificate);
        using var connection = new AzureConnection(_case.TheCloud, endpoint, 0, TimeSpan.Zero);
        IReadOnlyList<ObjectId> officers = !_case.Officers ? []
            : [ObjectId.Parse(TestSettings.Officer).Value!, ObjectId.Parse(CustomerCase.Group).Value!];
        return await new Verifier(connection, VerifiedWorld.Options(), new AzureQueries(Azure.Clock, cancellation)).RunAsync(
            VendorExpectation.Join([StackOutputs.ReadVendor(Input(Tenants.Vendor.Outputs))]),
            [StackOutputs.ReadCustomer(Input(record), officers)],
            _ => { });
    }

    private static VerifyInput Input(JsonObject json) => new("a file", Encoding.UTF8.GetBytes(json.ToJsonString()));

    private string? Principal() =>
        Tenants.ServicePrincipals().SingleOrDefault(one => one["appId"]!.ToString() == Application)?["id"]!.ToString();

    private void MakeVault()
    {
        MakeGroup();
        Azure.ResourceManager.Put(VaultId, KeyVaultManagement.ApiVersion, new JsonObject
        {
            ["location"] = Location,
            ["properties"] = new JsonObject
            {
                ["tenantId"] = TestSettings.CustomerTenant,
                ["sku"] = new JsonObject { ["family"] = "A", ["name"] = "premium" },
                ["enableRbacAuthorization"] = _case.Rbac,
                ["enablePurgeProtection"] = true,
                ["accessPolicies"] = new JsonArray(),
                ["networkAcls"] = new JsonObject { ["bypass"] = "AzureServices", ["defaultAction"] = "Deny" },
            },
        });
    }

    private void MakeHsm()
    {
        Tenants.AddGroup(LiveAzure.CustomersSubscription, "rg-hsm");
        const string hsms = $"{LiveAzure.CustomersSubscription}/resourceGroups/rg-hsm/providers/Microsoft.KeyVault/managedHSMs";
        Azure.AddManagedHsm($"{hsms}/{CustomerCase.HsmName}", Location);
        Azure.KeyVault.CreateKey(Caller.Operator, _case.KeyUri, new KeyParameters("RSA-HSM", 3072));
        AssignInHsm("0f0f0f0f-0000-4000-8000-000000000002", SimulatedOperator.Person.Value, Roles.ManagedHsmAdministrator);
    }

    /// <summary>In which order access policies stand means nothing.</summary>
    private static JsonObject Sorted(JsonObject vault)
    {
        var policies = (vault["properties"]!["accessPolicies"] as JsonArray ?? []).Select(one => one!.DeepClone()).ToList();
        foreach (var permissions in policies.Select(policy => policy["permissions"]!))
        {
            var keys = permissions["keys"]!.AsArray().Select(one => one!.ToString().ToLowerInvariant());
            permissions["keys"] = new JsonArray([.. keys.Order(StringComparer.Ordinal).Select(one => (JsonNode)one)]);
        }

        policies.Sort((one, other) => string.CompareOrdinal(one["objectId"]!.ToString(), other["objectId"]!.ToString()));
        vault["properties"]!["accessPolicies"] = new JsonArray([.. policies]);
        return vault;
    }

    private static JsonObject Nameless(JsonObject assignment)
    {
        assignment.Remove("id");
        assignment.Remove("name");
        return assignment;
    }
}
