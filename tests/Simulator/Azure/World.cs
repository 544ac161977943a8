using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

/// <summary>
/// A vendor's tenant (Contoso) and a customer's (Fabrikam) in a simulated cloud, with as much of the chain of trust as a test asks
/// for. Everything is made through the same calls that the programs make.
/// </summary>
internal sealed class World
{
    public const string Groups = "2024-11-01";
    public const string Identities = "2023-01-31";
    public const string Vaults = "2024-11-01";
    public const string Accounts = "2024-01-01";
    public const string Assignments = "2022-04-01";

    public static readonly TenantId Vendor = TenantId.Parse("11111111-1111-4111-8111-111111111111").Value!;
    public static readonly TenantId Customer = TenantId.Parse("22222222-2222-4222-8222-222222222222").Value!;
    public static readonly SubscriptionId VendorSubscription = SubscriptionId.Parse("aaaaaaaa-0000-4000-8000-000000000001").Value!;
    public static readonly SubscriptionId CustomerSubscription = SubscriptionId.Parse("bbbbbbbb-0000-4000-8000-000000000002").Value!;
    public static readonly string VendorGroup = $"/subscriptions/{VendorSubscription}/resourceGroups/rg-saas";
    public static readonly string CustomerGroup = $"/subscriptions/{CustomerSubscription}/resourceGroups/rg-keys";
    public static readonly string IdentityId = $"{VendorGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-cmk";
    public static readonly string AccountId = $"{VendorGroup}/providers/Microsoft.Storage/storageAccounts/stfabrikam";
    public static readonly string VaultId = $"{CustomerGroup}/providers/Microsoft.KeyVault/vaults/kv-fabrikam";
    public static readonly string KeyId = $"{VaultId}/keys/cmk";
    public static readonly string AssignmentId =
        $"{KeyId}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000001";

    public const string Account = "stfabrikam";
    public static readonly KeyUri Key = KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/cmk").Value!;

    public World(Cloud? vendorCloud = null, Func<int, RSA>? keyPairs = null)
    {
        Azure = new SimulatedAzure(keyPairs: keyPairs ?? Pool.Source());
        Azure.AddTenant(Vendor, "Contoso", vendorCloud);
        Azure.AddTenant(Customer, "Fabrikam");
        Azure.AddSubscription(VendorSubscription, Vendor);
        Azure.AddSubscription(CustomerSubscription, Customer);
        Put(VendorGroup, Groups, """{ "location": "westeurope" }""");
        Put(CustomerGroup, Groups, """{ "location": "northeurope" }""");
    }

    private World(SimulatedAzure azure) => Azure = azure;

    public SimulatedAzure Azure { get; }

    public ApplicationId Application => ApplicationId.Parse(Azure.Graph(Vendor).List("applications")
        .First(application => (string?)application["displayName"] == "contoso-cmk").Text("appId")).Value!;

    public string ApplicationPath => $"applications(appId='{Application}')";

    public string ServicePrincipalPath => $"servicePrincipals(appId='{Application}')";

    public ObjectId ServicePrincipal => ObjectId.Parse(Azure.Graph(Customer).Get(ServicePrincipalPath).Text("id")).Value!;

    public ObjectId IdentityPrincipal =>
        ObjectId.Parse(Azure.ResourceManager.Get(IdentityId, Identities).Text("properties.principalId")).Value!;

    /// <summary>The version of the key that wraps the account's data key.</summary>
    public string? VersionInUse => Azure.Storage.Inspect(Account).KeyInUse?.Version;

    /// <summary>Both sides done, and the account reads and writes with the customer's key.</summary>
    public static World Complete() => new World().WithIdentity().WithCustomer().WithAccount();

    public static World LoadedFrom(World world)
    {
        using var stream = new MemoryStream();
        world.Azure.Save(stream);
        stream.Position = 0;
        return new World(SimulatedAzure.Load(stream, Pool.Source()));
    }

    /// <summary>What the vendor does first: identity, application, federated credential.</summary>
    public World WithIdentity()
    {
        Put(IdentityId, Identities, """{ "location": "westeurope" }""");
        Azure.Graph(Vendor).Post("applications", Body("""{ "displayName": "contoso-cmk", "signInAudience": "AzureADMultipleOrgs" }"""));
        WithFederatedCredential();
        return this;
    }

    public World WithFederatedCredential(
        string? issuer = null, string? subject = null, string audience = "api://AzureADTokenExchange", string name = "id-cmk")
    {
        Azure.Graph(Vendor).Post($"{ApplicationPath}/federatedIdentityCredentials", CredentialBody(issuer, subject, audience, name));
        return this;
    }

    public JsonObject CredentialBody(
        string? issuer = null, string? subject = null, string audience = "api://AzureADTokenExchange", string name = "id-cmk") => new()
        {
            ["name"] = name,
            ["issuer"] = issuer ?? $"https://login.microsoftonline.com/{Vendor}/v2.0",
            ["subject"] = subject ?? IdentityPrincipal.Value,
            ["audiences"] = new JsonArray(audience),
        };

    /// <summary>What the customer does: service principal, vault, key, role.</summary>
    public World WithCustomer() => WithServicePrincipal().WithVault().WithKey().WithRole();

    public World WithServicePrincipal()
    {
        Azure.Graph(Customer).Post("servicePrincipals", new JsonObject { ["appId"] = Application.Value });
        return this;
    }

    /// <param name="properties">Replaces or adds members of the vault's properties.</param>
    public World WithVault(string properties = "{}")
    {
        var body = VaultBody();
        foreach (var (name, value) in Body(properties))
            body["properties"]![name] = value?.DeepClone();
        Azure.ResourceManager.Put(VaultId, Vaults, body);
        return this;
    }

    public World WithKey(string properties = """{ "kty": "RSA", "keySize": 2048 }""")
    {
        Azure.ResourceManager.Put(KeyId, Vaults, new JsonObject { ["properties"] = Body(properties) });
        return this;
    }

    public World WithRole(
        string? assignmentId = null, Role? role = null, ObjectId? principal = null, string principalType = "ServicePrincipal")
    {
        Azure.ResourceManager.Put(assignmentId ?? AssignmentId, Assignments, RoleBody(role, principal ?? ServicePrincipal, principalType));
        return this;
    }

    public World WithAccount()
    {
        Azure.ResourceManager.Put(AccountId, Accounts, AccountBody());
        return this;
    }

    /// <summary>A person in the customer's tenant.</summary>
    public ObjectId User(string name = "ada")
    {
        var user = Azure.Graph(Customer).Post("users", new JsonObject
        {
            ["accountEnabled"] = true,
            ["displayName"] = name,
            ["mailNickname"] = name,
            ["userPrincipalName"] = $"{name}@fabrikam.example",
            ["passwordProfile"] = new JsonObject { ["password"] = "not kept" },
        });
        return ObjectId.Parse(user.Text("id")).Value!;
    }

    /// <summary>A group in the customer's tenant.</summary>
    public ObjectId Group() => ObjectId.Parse(Azure.Graph(Customer).Post("groups", Body("""
        { "displayName": "Key keepers", "mailEnabled": false, "mailNickname": "keepers", "securityEnabled": true }
        """)).Text("id")).Value!;

    /// <summary>The vendor's application in the customer's tenant, calling from the internet.</summary>
    public Caller Token(string audience = "https://vault.azure.net", IPAddress? address = null) => Caller.With(
        Azure.Tokens.Exchange(Azure.Tokens.AssertIdentity(IdentityId), Application, Customer, audience), address);

    /// <summary>Properties of a vault with an access policy for the vendor's application.</summary>
    public string Policies(bool rbac, params string[] permissions) => new JsonObject
    {
        ["enableRbacAuthorization"] = rbac,
        ["accessPolicies"] = new JsonArray(new JsonObject
        {
            ["tenantId"] = Customer.Value,
            ["objectId"] = ServicePrincipal.Value,
            ["permissions"] = new JsonObject { ["keys"] = new JsonArray([.. permissions.Select(name => JsonValue.Create(name))]) },
        }),
    }.ToJsonString();

    public JsonObject Put(string id, string apiVersion, string body) => Azure.ResourceManager.Put(id, apiVersion, Body(body));

    public void Write(string text = "hello", string blob = "greeting") =>
        Azure.Storage.WriteBlob(Account, blob, Encoding.UTF8.GetBytes(text));

    public string Read(string blob = "greeting") => Encoding.UTF8.GetString(Azure.Storage.ReadBlob(Account, blob));

    public static JsonObject Body(string json) => JsonNode.Parse(json)!.AsObject();

    public static JsonObject VaultBody() => new()
    {
        ["location"] = "northeurope",
        ["properties"] = new JsonObject
        {
            ["tenantId"] = Customer.Value,
            ["sku"] = new JsonObject { ["family"] = "A", ["name"] = "standard" },
            ["enableRbacAuthorization"] = true,
            ["enableSoftDelete"] = true,
            ["softDeleteRetentionInDays"] = 90,
            ["enablePurgeProtection"] = true,
        },
    };

    public static JsonObject RoleBody(Role? role, ObjectId principal, string principalType = "ServicePrincipal") => new()
    {
        ["properties"] = new JsonObject
        {
            ["roleDefinitionId"] = (role ?? Roles.KeyVaultCryptoServiceEncryptionUser).DefinitionId(CustomerSubscription),
            ["principalId"] = principal.Value,
            ["principalType"] = principalType,
        },
    };

    /// <summary>An account with the customer's key in automatic mode; a version pins it.</summary>
    public JsonObject AccountBody(string? version = null, KeyUri? key = null) => new()
    {
        ["location"] = "westeurope",
        ["kind"] = "StorageV2",
        ["sku"] = new JsonObject { ["name"] = "Standard_LRS" },
        ["identity"] = new JsonObject
        {
            ["type"] = "UserAssigned",
            ["userAssignedIdentities"] = new JsonObject { [IdentityId] = new JsonObject() },
        },
        ["properties"] = new JsonObject
        {
            ["minimumTlsVersion"] = "TLS1_2",
            ["encryption"] = new JsonObject
            {
                ["keySource"] = "Microsoft.Keyvault",
                ["keyvaultproperties"] = new JsonObject
                {
                    ["keyvaulturi"] = (key ?? Key).VaultUri,
                    ["keyname"] = (key ?? Key).KeyName,
                    ["keyversion"] = version,
                },
                ["identity"] = new JsonObject
                {
                    ["userAssignedIdentity"] = IdentityId,
                    ["federatedIdentityClientId"] = Application.Value,
                },
            },
        },
    };

    public static JsonObject MicrosoftManagedBody() => Body("""
        {
          "location": "westeurope",
          "kind": "StorageV2",
          "sku": { "name": "Standard_LRS" },
          "properties": { "encryption": { "keySource": "Microsoft.Storage" } }
        }
        """);
}
