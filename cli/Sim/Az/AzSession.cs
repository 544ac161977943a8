using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>The simulated tenants as the signed-in account sees them.</summary>
internal sealed partial class AzSession(SimulatedAzure azure, AzProfile profile, CommandContext context)
{
    /// <summary>The address from which the signed-in person calls, which a vault's firewall can let in. Source: RFC 5737.</summary>
    public static readonly IPAddress Address = IPAddress.Parse("203.0.113.7");

    public SimulatedAzure Azure { get; } = azure;

    public CommandContext Context { get; } = context;

    /// <summary>Where one is; a command may change it.</summary>
    public AzProfile Profile { get; set; } = profile;

    /// <summary>The tenant that one is in.</summary>
    /// <exception cref="AzException">Nobody is signed in.</exception>
    public TenantId Tenant => Profile.Tenant is { } tenant && Azure.HasTenant(tenant)
        ? tenant
        : throw new AzException("Please run 'az login' to setup account.");

    public SubscriptionId Subscription => Profile.Subscription is { } subscription && Azure.FindTenantOf(subscription) == Tenant
        ? subscription
        : throw new AzException($"No subscription found in the tenant '{Tenant}'. Run 'az account set' to select a subscription.");

    public Cloud Cloud => Azure.CloudOf(Tenant);

    public Graph Graph => Azure.Graph(Tenant, asAdministrator: true);

    public string SubscriptionPath => $"/subscriptions/{Subscription}";

    public string GroupPath(string name) => $"{SubscriptionPath}/resourceGroups/{name}";

    /// <summary>A token of the signed-in person for a service.</summary>
    public AccessToken Token(string audience)
    {
        EnsurePerson(Tenant);
        return Azure.Tokens.ForUser(Tenant, SimulatedOperator.Person, audience);
    }

    /// <summary>The signed-in person, as a vault or a managed HSM sees them.</summary>
    public Caller Caller(KeyUri key) =>
        XtCmkInfra.Simulator.Azure.Caller.With(Token($"https://{(key.IsManagedHsm ? Cloud.ManagedHsmSuffix : Cloud.VaultSuffix)}"),
            Address);

    /// <summary>Lets the person who is signed in be there in a tenant.</summary>
    public void EnsurePerson(TenantId tenant) =>
        Azure.AddUser(tenant, SimulatedOperator.Person, "Administrator", $"admin@{DomainOf(tenant)}");

    public string DomainOf(TenantId tenant) => $"{NotInDomains().Replace(Azure.NameOf(tenant).ToLowerInvariant(), "")}.example";

    public JsonObject Get(string resourceId, string apiVersion) => Azure.ResourceManager.Get(Own(resourceId), apiVersion);

    public JsonObject? Find(string resourceId, string apiVersion)
    {
        try
        {
            return Get(resourceId, apiVersion);
        }
        catch (AzureException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public JsonObject Put(string resourceId, string apiVersion, JsonObject body) =>
        Azure.ResourceManager.Put(Own(resourceId), apiVersion, (JsonObject)body.DeepClone());

    public bool Delete(string resourceId, string apiVersion) => Azure.ResourceManager.Delete(Own(resourceId), apiVersion);

    public IReadOnlyList<JsonObject> List(string scope, string type, string apiVersion) =>
        Azure.ResourceManager.List(Own(scope), type, apiVersion);

    /// <summary>The location of a new resource: the one that is said, or that of its group.</summary>
    public string Location(AzCall call) => call.Text("--location")
        ?? (string)Get(GroupPath(call.Required("--resource-group")), ApiVersions.Groups)["location"]!;

    /// <summary>The id, once it is certain that its subscription is one of the tenant that one is in.</summary>
    private string Own(string id)
    {
        if (SubscriptionForm().Match(id) is { Success: true } match
            && SubscriptionId.Parse(match.Groups[1].Value) is { Ok: true, Value: { } subscription }
            && Azure.FindTenantOf(subscription) is { } owner && owner != Tenant)
        {
            throw new AzureException(
                401,
                "InvalidAuthenticationTokenTenant",
                $"The access token is of tenant '{Tenant}', but the subscription '{subscription}' is of tenant '{owner}'.");
        }

        return id;
    }

    [GeneratedRegex("^/subscriptions/([^/]+)", RegexOptions.IgnoreCase)]
    private static partial Regex SubscriptionForm();

    [GeneratedRegex("[^a-z0-9]")]
    private static partial Regex NotInDomains();
}

/// <summary>The API versions that the Azure CLI asks with.</summary>
internal static class ApiVersions
{
    public const string Groups = "2024-11-01";
    public const string Identities = "2024-11-30";
    public const string KeyVault = KeyVaultManagement.ApiVersion;
    public const string Storage = "2024-01-01";
    public const string Authorization = "2022-04-01";
}
