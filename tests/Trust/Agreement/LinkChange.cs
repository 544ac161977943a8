using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Trust.Agreement;

/// <summary>One thing that somebody does to a link of a chain, or that time does.</summary>
/// <param name="Choice">Which of its ways.</param>
internal sealed record LinkChange(string Name, int Choice)
{
    private static readonly string[] Permissions = ["get", "wrapKey", "unwrapKey"];
    private static readonly Role[] SomeRoles =
    [
        Roles.KeyVaultCryptoServiceEncryptionUser, Roles.KeyVaultCryptoServiceEncryptionUser, Roles.KeyVaultCryptoOfficer,
        Roles.KeyVaultCryptoUser,
        Roles.KeyVaultAdministrator, Roles.KeyVaultReader,
    ];

    private static readonly string[] Scopes =
        [World.KeyId, World.VaultId, World.CustomerGroup, $"/subscriptions/{World.CustomerSubscription}"];
    private static readonly string OtherIdentity = World.IdentityId + "-2";
    private const string Monthly = """
        {
          "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P30D" }, "action": { "type": "Rotate" } } ],
          "attributes": { "expiryTime": "P60D" }
        }
        """;

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromHours(1), TimeSpan.FromHours(25), TimeSpan.FromDays(11), TimeSpan.FromDays(400)];

    private static readonly (int Weight, string Name, Action<ChangingWorld, int> Do)[] Acts =
    [
        (1, "delete the vault", (at, _) => at.Arm.Delete(World.VaultId, World.Vaults)),
        (2, "recover the vault", (at, _) => at.World.WithVault("""{ "createMode": "recover" }""")),
        (4, "set the firewall", (at, choice) => at.PutVault(
            ("networkAcls", new JsonObject
            {
                ["bypass"] = choice % 2 == 0 ? "None" : "AzureServices", ["defaultAction"] = choice % 4 < 2 ? "Deny" : "Allow",
            }),
            ("publicNetworkAccess", choice % 3 == 0 ? "Disabled" : "Enabled"))),
        (3, "let access policies decide", (at, choice) => at.PutVault(
            ("enableRbacAuthorization", false), ("accessPolicies", new JsonArray(Policy(at.ServicePrincipal, choice))))),
        (2, "let Azure RBAC decide", (at, _) => at.PutVault(("enableRbacAuthorization", true))),
        (1, "delete the identity", (at, _) => at.Arm.Delete(World.IdentityId, World.Identities)),
        (2, "make the identity", (at, _) => at.World.Put(World.IdentityId, World.Identities, """{ "location": "westeurope" }""")),
        (2, "use another identity", (at, choice) => UseOtherIdentity(at, isFederated: choice % 2 == 0)),
        (1, "delete the other identity", (at, _) => at.Arm.Delete(OtherIdentity, World.Identities)),
        (1, "detach the identity", (at, _) => Detach(at)),
        (1, "delete the federated credential", (at, _) => at.Vendor.Delete(at.CredentialPath)),
        (3, "make a federated credential", (at, choice) => at.Vendor.Post(
            $"{at.ApplicationPath}/federatedIdentityCredentials", at.World.CredentialBody(name: $"id-{choice}"))),
        (4, "set the issuer", (at, choice) => at.PatchCredential("issuer",
            $"https://login.microsoftonline.com/{(choice % 4 == 1 ? World.Customer : World.Vendor)}/v2.0{(choice % 4 == 2 ? "/" : "")}")),
        (4, "set the subject", (at, choice) => at.PatchCredential("subject", (choice % 4) switch
        {
            1 => at.Arm.Get(World.IdentityId, World.Identities).Text("properties.clientId"),
            2 => at.World.IdentityPrincipal.Value.ToUpperInvariant(),
            _ => at.World.IdentityPrincipal.Value,
        })),
        (3, "set the audience", (at, choice) => at.PatchCredential(
            "audiences", new JsonArray(choice % 3 == 0 ? "api://AzureADTokenExchangeChina" : "api://AzureADTokenExchange"))),
        (1, "delete the application", (at, choice) => at.Vendor.Delete(
            choice % 3 == 0 ? at.ApplicationPath : "applications(appId='none')")),
        (3, "set who can sign in", (at, choice) => at.Vendor.Patch(at.ApplicationPath, new JsonObject
        {
            ["signInAudience"] = choice % 3 == 0 ? "AzureADMyOrg"
                : choice % 3 == 1 ? "AzureADMultipleOrgs"
                : "AzureADandPersonalMicrosoftAccount",
        })),
        (1, "add a password", (at, _) => at.Vendor.Post(
            $"{at.ApplicationPath}/addPassword", World.Body("""{ "passwordCredential": { "displayName": "p" } }"""))),
        (1, "delete the service principal", (at, _) => at.Customer.Delete(at.PrincipalPath)),
        (2, "install the application", (at, _) => at.Customer.Post(
            "servicePrincipals", new JsonObject { ["appId"] = at.Application.Value })),
        (3, "disable or enable the service principal", (at, choice) => at.Customer.Patch(
            at.PrincipalPath, new JsonObject { ["accountEnabled"] = choice % 2 == 0 })),
        (3, "take every grant away", (at, _) => at.DropGrants()),
        (8, "grant", (at, choice) => at.World.WithRole(
            AssignmentAt(choice), SomeRoles[choice % SomeRoles.Length], at.ServicePrincipal)),
        (2, "grant to somebody", (at, choice) => at.World.WithRole(
            AssignmentAt(choice + 20), SomeRoles[choice % SomeRoles.Length], at.World.User($"user{choice}"), "User")),
        (2, "delete the key", (at, _) => at.Keys.DeleteKey(Caller.Operator, World.Key)),
        (3, "recover the key", (at, _) => at.Keys.RecoverDeletedKey(Caller.Operator, World.Key)),
        (6, "enable or disable a version", (at, choice) => at.SetEnabled(choice / 2, isEnabled: choice % 2 == 0)),
        (3, "enable every version", (at, _) => at.SetEnabled(isEnabled: true)),
        (2, "disable every version", (at, _) => at.SetEnabled(isEnabled: false)),
        (3, "rotate", (at, _) => at.Keys.RotateKey(Caller.Operator, World.Key)),
        (4, "make a version", (at, choice) => at.Keys.CreateKey(Caller.Operator, World.Key, (choice % 5) switch
        {
            0 => new KeyParameters(Expires: at.Now.AddDays(10)),
            1 => new KeyParameters(NotBefore: at.Now.AddDays(2)),
            2 => new KeyParameters(KeyOps: ["wrapKey"]),
            3 => new KeyParameters(Enabled: false),
            _ => new KeyParameters(KeyOps: ["wrapKey", "unwrapKey"]),
        })),
        (2, "set the rotation policy", (at, choice) => at.Keys.SetRotationPolicy(
            Caller.Operator, World.Key, World.Body(choice % 2 == 0 ? "{ }" : Monthly))),
        (8, "wait", (at, choice) => at.World.Azure.Clock.Advance(Waits[choice % Waits.Length])),
        (2, "pin the account", (at, _) => at.PutAccount(at.VersionInUse)),
        (2, "let the account follow", (at, _) => at.PutAccount(null)),
        (1, "give the account Microsoft's keys", (at, _) => at.Arm.Put(World.AccountId, World.Accounts, World.MicrosoftManagedBody())),
    ];

    public static IEnumerable<(int Weight, string Name)> All => Acts.Select(act => (act.Weight, act.Name));

    /// <returns>Whether Azure took it; what it refuses changes nothing.</returns>
    public bool Do(ChangingWorld at)
    {
        try
        {
            Acts.Single(act => act.Name == Name).Do(at, Choice);
            return true;
        }
        catch (AzureException)
        {
            return false;
        }
    }

    public override string ToString() => $"{Name} ({Choice})";

    private static string AssignmentAt(int choice) =>
        $"{Scopes[choice % Scopes.Length]}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-{choice + 10:d12}";

    /// <summary>Any of the three permissions, or one that goes beyond them.</summary>
    private static JsonObject Policy(ObjectId principal, int choice) => new()
    {
        ["tenantId"] = World.Customer.Value,
        ["objectId"] = principal.Value,
        ["permissions"] = new JsonObject
        {
            ["keys"] = new JsonArray([.. (choice switch
            {
                >= 10 => ["all"],
                9 => ["decrypt", "get"],
                >= 7 => Permissions,
                _ => Permissions.Where((_, index) => (choice & (1 << index)) != 0),
            }).Select(name => (JsonNode)name)]),
        },
    };

    private static void UseOtherIdentity(ChangingWorld at, bool isFederated)
    {
        var principal = at.World.Put(OtherIdentity, World.Identities, """{ "location": "westeurope" }""").Text("properties.principalId");
        var credential = at.World.CredentialBody(subject: principal, name: "id-other");
        ChangingWorld.Try(() => at.Vendor.Post($"{at.ApplicationPath}/federatedIdentityCredentials", credential));
        at.PutAccount(null, OtherIdentity);
        if (!isFederated)
            at.Vendor.Delete($"{at.ApplicationPath}/federatedIdentityCredentials/id-other");
    }

    private static void Detach(ChangingWorld at)
    {
        var body = at.AccountBody();
        body["identity"] = World.Body("""{ "type": "None" }""");
        body["properties"]!.AsObject().Remove("encryption");
        at.Arm.Put(World.AccountId, World.Accounts, body);
    }
}
