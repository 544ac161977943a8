using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Trust.Agreement;

/// <summary>A chain that held when its stacks stated what they expect, with a blob that was written then.</summary>
internal sealed class ChangingWorld
{
    public ChangingWorld()
    {
        World = World.Complete();
        World.Write();
        Application = World.Application;
        Expected = new VendorExpectation(
            new VendorHandoff(Cloud.Public, World.Vendor, Application, "contoso-cmk"),
            new Dictionary<string, ObjectId> { ["id-cmk"] = World.IdentityPrincipal },
            [Cli.Verify.VerifiedWorld.Expectation(World)],
            []);
        CustomerExpected = new CustomerExpectation(
            new CustomerHandoff(World.Customer, World.Key, World.ServicePrincipal),
            Application,
            World.VaultId,
            World.KeyId,
            IsGranted: true,
            [],
            IsRbac: true);
    }

    public World World { get; }

    public VendorExpectation Expected { get; }

    public CustomerExpectation CustomerExpected { get; }

    /// <summary>Also once it has been deleted.</summary>
    public ApplicationId Application { get; }

    public ResourceManager Arm => World.Azure.ResourceManager;

    public KeyVaultService Keys => World.Azure.KeyVault;

    public Graph Vendor => World.Azure.Graph(World.Vendor);

    public Graph Customer => World.Azure.Graph(World.Customer);

    public DateTimeOffset Now => World.Azure.Clock.GetUtcNow();

    public string ApplicationPath => $"applications(appId='{Application}')";

    public string CredentialPath => $"{ApplicationPath}/federatedIdentityCredentials/id-cmk";

    public string PrincipalPath => $"servicePrincipals(appId='{Application}')";

    public ObjectId ServicePrincipal => ObjectId.Parse(Customer.Get(PrincipalPath).Text("id")).Value!;

    public string? VersionInUse => World.Azure.Storage.Inspect(World.Account).KeyInUse?.Version;

    public bool CanRead => Try(() => World.Read());

    public void PatchCredential(string name, JsonNode value) => Vendor.Patch(CredentialPath, new JsonObject { [name] = value });

    /// <summary>Changes some properties of the vault, and leaves the others.</summary>
    public void PutVault(params (string Name, JsonNode? Value)[] changes)
    {
        var body = World.VaultBody();
        var properties = body["properties"]!.AsObject();
        var now = Arm.Get(World.VaultId, World.Vaults)["properties"]!;
        properties["enableRbacAuthorization"] = now["enableRbacAuthorization"]!.GetValue<bool>();
        properties["accessPolicies"] = now["accessPolicies"]?.DeepClone() ?? new JsonArray();
        foreach (var (name, value) in changes)
            properties[name] = value;
        Arm.Put(World.VaultId, World.Vaults, body);
    }

    /// <param name="version">Null to follow the newest.</param>
    public void PutAccount(string? version, string? identity = null)
    {
        var body = AccountBody(version);
        if (identity is not null)
        {
            body["identity"]!["userAssignedIdentities"] = new JsonObject { [identity] = new JsonObject() };
            body["properties"]!["encryption"]!["identity"]!["userAssignedIdentity"] = identity;
        }

        Arm.Put(World.AccountId, World.Accounts, body);
    }

    public void DropGrants()
    {
        foreach (var assignment in Arm.List(World.KeyId, "Microsoft.Authorization/roleAssignments", World.Assignments))
            Arm.Delete(assignment.Text("id"), World.Assignments);
    }

    public void SetEnabled(bool isEnabled)
    {
        foreach (var version in Keys.ListVersions(Caller.Operator, World.Key))
            Keys.SetEnabled(Caller.Operator, version.Id, isEnabled);
    }

    /// <param name="choice">Which of the versions.</param>
    public void SetEnabled(int choice, bool isEnabled)
    {
        var versions = Keys.ListVersions(Caller.Operator, World.Key);
        Keys.SetEnabled(Caller.Operator, versions[choice % versions.Count].Id, isEnabled);
    }

    /// <returns>False where Azure refuses it.</returns>
    public static bool Try(Action what)
    {
        try
        {
            what();
            return true;
        }
        catch (AzureException)
        {
            return false;
        }
    }

    /// <exception cref="AzureException">The application is gone, whose id the body names.</exception>
    public JsonObject AccountBody(string? version = null)
    {
        try
        {
            return World.AccountBody(version);
        }
        catch (InvalidOperationException)
        {
            throw new AzureException(404, "Request_ResourceNotFound", "The application is gone.");
        }
    }
}
