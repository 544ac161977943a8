using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Try;

/// <summary>Somebody with a tenant, an identity and a multitenant application, all in order, but without the customer's consent.</summary>
internal sealed class Intruder
{
    private static readonly TenantId Tenant = TenantId.Parse("e0b1c2d3-4455-4677-8899-aabbccddeeff").Value!;
    private static readonly SubscriptionId Subscription = SubscriptionId.Parse("f1c2d3e4-5566-4788-99aa-bbccddeeff00").Value!;

    private readonly SimulatedAzure _azure;
    private readonly TenantId _victim;
    private readonly KeyUri _key;
    private readonly string _location;
    private readonly ApplicationId _application;
    private readonly string _identity;

    private Intruder(SimulatedAzure azure, TenantId victim, KeyUri key, string location, ApplicationId application, string identity)
    {
        _azure = azure;
        _victim = victim;
        _key = key;
        _location = location;
        _application = application;
        _identity = identity;
    }

    /// <param name="key">What the intruder is after; its cloud is where the intruder comes from, too.</param>
    /// <param name="location">A region of that cloud.</param>
    public static Intruder Arrive(SimulatedAzure azure, TenantId victim, KeyUri key, string location)
    {
        azure.AddTenant(Tenant, "intruder", key.Cloud);
        azure.AddSubscription(Subscription, Tenant);
        var group = $"/subscriptions/{Subscription}/resourceGroups/rg";
        azure.ResourceManager.Put(group, ApiVersions.ResourceGroups, new JsonObject { ["location"] = location });
        var identity = azure.ResourceManager.Put(
            $"{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-intruder",
            ApiVersions.ManagedIdentity,
            new JsonObject { ["location"] = location });
        var graph = azure.Graph(Tenant);
        var application = graph.Post(
            "/applications", new JsonObject { ["displayName"] = "Intruder", ["signInAudience"] = SignInAudience.MultipleOrgs });
        graph.Post($"/applications/{application["id"]}/federatedIdentityCredentials", new JsonObject
        {
            ["name"] = "id-intruder",
            ["issuer"] = key.Cloud.Issuer(Tenant),
            ["subject"] = identity["properties"]!["principalId"]!.DeepClone(),
            ["audiences"] = new JsonArray(key.Cloud.TokenExchangeAudience),
        });
        var id = ApplicationId.Parse(application["appId"]!.ToString()).Value!;
        return new Intruder(azure, victim, key, location, id, identity["id"]!.ToString());
    }

    /// <summary>Asks for a token in the victim's tenant.</summary>
    /// <returns>The refusal, or null if there was none.</returns>
    public AzureException? TryToken() => Refusals.Of(() => Token());

    /// <summary>Somebody in the victim's tenant consents to the intruder's application.</summary>
    public void InstallByMistake() =>
        _azure.Graph(_victim, asAdministrator: true).Post("/servicePrincipals", new JsonObject { ["appId"] = _application.Value });

    /// <summary>Tries to unwrap a stolen data key from the internet.</summary>
    /// <returns>The refusal, or null if there was none.</returns>
    public AzureException? TryUnwrap(byte[] wrapped) => Refusals.Of(() => _azure.KeyVault.UnwrapKey(Caller.With(Token()), _key, wrapped));

    /// <summary>Tries the vault's trust in Azure's own services: a storage account of the intruder's with the customer's key.</summary>
    /// <returns>The refusal, or null if there was none.</returns>
    public AzureException? TryStorageAccount() => Refusals.Of(() => _azure.ResourceManager.Put(
        $"/subscriptions/{Subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stintruder",
        ApiVersions.Storage,
        new JsonObject
        {
            ["location"] = _location,
            ["kind"] = "StorageV2",
            ["sku"] = new JsonObject { ["name"] = "Standard_LRS" },
            ["identity"] = new JsonObject
            {
                ["type"] = "UserAssigned",
                ["userAssignedIdentities"] = new JsonObject { [_identity] = new JsonObject() },
            },
            ["properties"] = new JsonObject
            {
                ["encryption"] = new JsonObject
                {
                    ["keySource"] = "Microsoft.Keyvault",
                    ["keyvaultproperties"] = new JsonObject { ["keyvaulturi"] = _key.VaultUri, ["keyname"] = _key.KeyName },
                    ["identity"] = new JsonObject
                    {
                        ["userAssignedIdentity"] = _identity,
                        ["federatedIdentityClientId"] = _application.Value,
                    },
                },
            },
        }));

    private AccessToken Token()
    {
        var audience = $"https://{(_key.IsManagedHsm ? _key.Cloud.ManagedHsmSuffix : _key.Cloud.VaultSuffix)}";
        return _azure.Tokens.Exchange(_azure.Tokens.AssertIdentity(_identity), _application, _victim, audience);
    }
}
