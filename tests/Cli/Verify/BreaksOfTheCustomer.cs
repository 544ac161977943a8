using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;
using static XtCmkInfra.Tests.Cli.Verify.Break;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Breaks of the service principal, the rights on the key, and the vault.</summary>
internal static class BreaksOfTheCustomer
{
    private static readonly string Subscription = $"/subscriptions/{World.CustomerSubscription}";

    public static IEnumerable<Break> All =>
    [
        new("the service principal is deleted", ["principal-gone"],
            at => at.Graph(World.Customer).Delete(at.World.ServicePrincipalPath),
            at => RunAgain(at)),
        new("the service principal is disabled", ["principal-disabled"],
            at => PatchPrincipal(at, """{ "accountEnabled": false }"""),
            at => PatchPrincipal(at, """{ "accountEnabled": true }""")),
        new("the service principal is deleted and created again", ["grant-gone", "principal-other"],
            at =>
            {
                at.Graph(World.Customer).Delete(at.World.ServicePrincipalPath);
                at.World.WithServicePrincipal();
            },
            at => RunAgain(at)),
        new("the grant is deleted", ["grant-gone"],
            at => DropRole(at, World.AssignmentId),
            at => at.World.WithRole()),
        new("the grant is on the vault instead of the key", ["grant-wider"],
            at =>
            {
                DropRole(at, World.AssignmentId);
                at.World.WithRole(AssignmentAt(World.VaultId));
            },
            at =>
            {
                DropRole(at, AssignmentAt(World.VaultId));
                at.World.WithRole();
            }),
        new("the vendor can also read the vault", ["grant-wider"],
            at => at.World.WithRole(AssignmentAt(World.VaultId), Roles.KeyVaultReader),
            at => DropRole(at, AssignmentAt(World.VaultId))),
        new("the vendor can also manage another key of the vault", ["grant-wider"],
            at =>
            {
                at.Arm.Put($"{World.VaultId}/keys/cmk-2", World.Vaults,
                    World.Body("""{ "properties": { "kty": "RSA", "keySize": 2048 } }"""));
                at.World.WithRole(AssignmentAt($"{World.VaultId}/keys/cmk-2"), Roles.KeyVaultCryptoOfficer);
            },
            at => DropRole(at, AssignmentAt($"{World.VaultId}/keys/cmk-2"))),
        new("the vendor can also manage keys", ["grant-broader"],
            at => at.World.WithRole(AssignmentAt(World.KeyId), Roles.KeyVaultCryptoOfficer),
            at => DropRole(at, AssignmentAt(World.KeyId))),
        new("the vendor can do everything in the subscription's vaults", ["grant-broader"],
            at => at.World.WithRole(AssignmentAt(Subscription), Roles.KeyVaultAdministrator),
            at => DropRole(at, AssignmentAt(Subscription))),
        .. new[] { ("key", World.KeyId), ("vault", World.VaultId), ("resource group", World.CustomerGroup), ("subscription", Subscription) }
            .Select(scope =>
            new Break($"another principal can unwrap by a role on the {scope.Item1}", ["grant-others"],
                at => at.World.WithRole(AssignmentAt(scope.Item2), Roles.KeyVaultCryptoUser, at.World.User(), "User"),
                at => DropRole(at, AssignmentAt(scope.Item2)))),
        new("a group can unwrap", ["grant-others"],
            at => at.World.WithRole(AssignmentAt(World.KeyId), Roles.KeyVaultCryptoServiceEncryptionUser, at.World.Group(), "Group"),
            at => DropRole(at, AssignmentAt(World.KeyId))),
        new("the vault changes to access policies", ["grant-gone", "vault-access-model"],
            at => at.World.WithVault("""{ "enableRbacAuthorization": false, "accessPolicies": [] }"""),
            at => at.World.WithVault()),
        new("the vault changes to access policies, which permit the vendor", ["vault-access-model"],
            at => at.World.WithVault(at.World.Policies(false, "get", "wrapKey", "unwrapKey")),
            at => at.World.WithVault()),
        new("an access policy lacks unwrap", ["grant-gone"],
            at => UsePolicies(at, "get", "wrapKey"),
            at => UsePolicies(at, "get", "wrapKey", "unwrapKey")),
        new("an access policy lacks wrap", ["grant-incomplete"],
            at => UsePolicies(at, "get", "unwrapKey"),
            at => UsePolicies(at, "get", "wrapKey", "unwrapKey")),
        new("an access policy permits more", ["grant-broader"],
            at => UsePolicies(at, "get", "wrapKey", "unwrapKey", "delete"),
            at => UsePolicies(at, "Get", "WrapKey", "UnwrapKey")),
        new("an access policy permits everything", ["grant-broader"],
            at => UsePolicies(at, "all"),
            at => UsePolicies(at, "get", "wrapKey", "unwrapKey")),
        new("another principal can unwrap by an access policy", ["grant-others"],
            at =>
            {
                var properties = World.Body(at.World.Policies(false, "get", "wrapKey", "unwrapKey"));
                var policy = properties["accessPolicies"]![0]!.DeepClone();
                policy["objectId"] = at.World.User().Value;
                properties["accessPolicies"]!.AsArray().Add(policy);
                at.World.WithVault(properties.ToJsonString());
                at.Customer = at.Customer with { IsRbac = false };
            },
            at => UsePolicies(at, "get", "wrapKey", "unwrapKey")),
        new("the firewall does not permit trusted services", ["vault-trusted-services"],
            at => at.World.WithVault("""{ "networkAcls": { "bypass": "None", "defaultAction": "Deny" } }"""),
            at => at.World.WithVault(
                """{ "networkAcls": { "bypass": "AzureServices", "defaultAction": "Deny" }, "publicNetworkAccess": "Disabled" }""")),
        new("the vault is deleted", ["vault-gone"],
            at => at.Arm.Delete(World.VaultId, World.Vaults),
            at =>
            {
                at.World.WithVault("""{ "createMode": "recover" }""");
                at.World.WithRole();
            }),
    ];

    private static void UsePolicies(VerifiedWorld at, params string[] permissions)
    {
        at.World.WithVault(at.World.Policies(false, permissions));
        at.Customer = at.Customer with { IsRbac = false };
    }

    /// <summary>The customer's program: installs the application, gives it the right, and sends its service principal.</summary>
    private static void RunAgain(VerifiedWorld at)
    {
        if (at.Graph(World.Customer).List("servicePrincipals").All(one => one.Text("appId") != at.World.Application.Value))
            at.World.WithServicePrincipal();
        DropRole(at, World.AssignmentId);
        at.World.WithRole();
        at.Customer = at.Customer with { Handoff = at.Customer.Handoff with { ServicePrincipalObjectId = at.World.ServicePrincipal } };
    }
}
