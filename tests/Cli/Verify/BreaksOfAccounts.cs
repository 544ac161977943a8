using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;
using static XtCmkInfra.Tests.Cli.Verify.Break;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Breaks of the storage account, and of what the two stacks say of it.</summary>
internal static class BreaksOfAccounts
{
    private static readonly string OtherVaultId = World.VaultId + "-2";
    private static readonly KeyUri OtherVaultKey = KeyUri.Parse("https://kv-fabrikam-2.vault.azure.net/keys/cmk").Value!;
    private static readonly KeyUri OtherKey = KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/cmk-2").Value!;
    private static readonly string OtherIdentity = World.IdentityId + "-2";

    public static IEnumerable<Break> All =>
    [
        new("the account is deleted", ["account-gone"],
            at => at.Arm.Delete(World.AccountId, World.Accounts),
            at => at.World.WithAccount()),
        new("the account changes to Microsoft-managed keys", ["account-microsoft-keys"],
            at => PutAccount(at, World.MicrosoftManagedBody()),
            at => PutAccount(at, at.World.AccountBody())),
        new("the account uses a key in another vault", ["account-other-vault"],
            at =>
            {
                at.Arm.Put(OtherVaultId, World.Vaults, World.VaultBody());
                TakeKey(at, OtherVaultKey, $"{OtherVaultId}/keys/cmk");
            },
            at => PutAccount(at, at.World.AccountBody())),
        new("the account uses another key", ["account-other-key"],
            at => TakeKey(at, OtherKey, $"{World.VaultId}/keys/cmk-2"),
            at => PutAccount(at, at.World.AccountBody())),
        new("the account is pinned to a version", ["account-pinned"],
            at => PutAccount(at, at.World.AccountBody(at.World.VersionInUse)),
            at => PutAccount(at, at.World.AccountBody())),
        new("the account follows the newest version, but a pinned one is expected", ["account-follows"],
            at => at.Vendor =
                at.Vendor with { Accounts = [VerifiedWorld.Expectation(at.World) with { PinnedVersion = at.World.VersionInUse }] },
            at => PutAccount(at, at.World.AccountBody(at.World.VersionInUse))),
        new("the account is pinned to another version", ["account-other-version"],
            at =>
            {
                at.Vendor =
                    at.Vendor with { Accounts = [VerifiedWorld.Expectation(at.World) with { PinnedVersion = at.World.VersionInUse }] };
                PutAccount(at, at.World.AccountBody(Rotate(at)));
            },
            at => PutAccount(at, at.World.AccountBody(at.Vendor.Accounts[0].PinnedVersion))),
        new("the account uses another identity", ["account-identity"],
            at =>
            {
                at.World.Put(OtherIdentity, World.Identities, """{ "location": "westeurope" }""");
                var principal = ObjectId.Parse(at.Arm.Get(OtherIdentity, World.Identities).Text("properties.principalId")).Value!;
                at.World.WithFederatedCredential(subject: principal.Value, name: "id-cmk-2");
                at.Vendor =
                    at.Vendor with { Identities = new Dictionary<string, ObjectId>(at.Vendor.Identities) { ["id-cmk-2"] = principal } };
                var body = at.World.AccountBody();
                body["identity"]!["userAssignedIdentities"] = new JsonObject { [OtherIdentity] = new JsonObject() };
                body["properties"]!["encryption"]!["identity"]!["userAssignedIdentity"] = OtherIdentity;
                PutAccount(at, body);
            },
            at => PutAccount(at, at.World.AccountBody())),
        new("the identity is detached", ["account-identity-detached"],
            at =>
            {
                var body = at.World.AccountBody();
                body["identity"] = World.Body("""{ "type": "None" }""");
                body["properties"]!.AsObject().Remove("encryption");
                PutAccount(at, body);
            },
            at => PutAccount(at, at.World.AccountBody())),
        new("the account uses another application", ["account-federated-client"],
            at =>
            {
                var application = at.Graph(World.Vendor)
                    .Post("applications", World.Body("""{ "displayName": "other", "signInAudience": "AzureADMultipleOrgs" }"""))
                    .Text("appId");
                at.Graph(World.Vendor).Post($"applications(appId='{application}')/federatedIdentityCredentials", at.World.CredentialBody());
                var principal = at.Graph(World.Customer).Post("servicePrincipals", new JsonObject { ["appId"] = application }).Text("id");
                at.World.WithRole(AssignmentAt(World.KeyId), principal: ObjectId.Parse(principal).Value!);
                var body = at.World.AccountBody();
                body["properties"]!["encryption"]!["identity"]!["federatedIdentityClientId"] = application;
                PutAccount(at, body);
                DropRole(at, AssignmentAt(World.KeyId));
            },
            at =>
            {
                // Azure unwraps with the application that it has before it takes the other.
                var other = at.Arm.Get(World.AccountId, World.Accounts).Text("properties.encryption.identity.federatedIdentityClientId");
                var principal = at.Graph(World.Customer).Get($"servicePrincipals(appId='{other}')").Text("id");
                at.World.WithRole(AssignmentAt(World.KeyId), principal: ObjectId.Parse(principal).Value!);
                PutAccount(at, at.World.AccountBody());
                DropRole(at, AssignmentAt(World.KeyId));
            }),
        new("queues are not under the key", ["account-key-scope"],
            at => at.Vendor =
                at.Vendor with { Accounts = [VerifiedWorld.Expectation(at.World) with { Services = ["blob", "file", "queue"] }] },
            at => at.Vendor = at.Vendor with { Accounts = [VerifiedWorld.Expectation(at.World)] }),
        new("the account does not use the newest version after a day", ["account-version-behind"],
            at => StayBehind(at),
            at => at.World.Azure.Clock.Advance(TimeSpan.FromDays(1))),
        new("the version that the account uses is disabled", ["account-version-unusable"],
            at => SetEnabled(at, false, StayBehind(at)),
            at =>
            {
                SetEnabled(at, true, at.World.VersionInUse);
                at.World.Azure.Clock.Advance(TimeSpan.FromDays(1));
            }),
        new("the customer's record names another key", ["handoff-key"],
            at =>
            {
                PutKey(at, $"{World.VaultId}/keys/cmk-2");
                at.Customer = at.Customer with
                {
                    Handoff = at.Customer.Handoff with { KeyUri = OtherKey },
                    KeyId = $"{World.VaultId}/keys/cmk-2",
                };
            },
            at =>
            {
                PutAccount(at, at.World.AccountBody(key: OtherKey));
                at.Vendor = at.Vendor with { Accounts = [VerifiedWorld.Expectation(at.World) with { Key = OtherKey }] };
            }),
        new("the customer grants access to another application than the account uses", ["handoff-application"],
            at =>
            {
                var application = at.Graph(World.Vendor)
                    .Post("applications", World.Body("""{ "displayName": "other", "signInAudience": "AzureADMultipleOrgs" }"""))
                    .Text("appId");
                at.Graph(World.Vendor).Post($"applications(appId='{application}')/federatedIdentityCredentials", at.World.CredentialBody());
                var principal = ObjectId.Parse(at.Graph(World.Customer)
                    .Post("servicePrincipals", new JsonObject { ["appId"] = application })
                    .Text("id")).Value!;
                DropRole(at, World.AssignmentId);
                at.World.WithRole(AssignmentAt(World.KeyId), principal: principal);
                at.Customer = at.Customer with
                {
                    Application = ApplicationId.Parse(application).Value!,
                    Handoff = at.Customer.Handoff with { ServicePrincipalObjectId = principal },
                };
            },
            at =>
            {
                DropRole(at, AssignmentAt(World.KeyId));
                at.World.WithRole();
                at.Customer = at.Customer with
                {
                    Application = at.World.Application,
                    Handoff = at.Customer.Handoff with { ServicePrincipalObjectId = at.World.ServicePrincipal },
                };
            }),
    ];

    /// <summary>A newer version is there for longer than a day, in which the account could not reach the vault.</summary>
    /// <returns>The old version, which it still uses.</returns>
    private static string StayBehind(VerifiedWorld at)
    {
        var old = at.World.VersionInUse!;
        Rotate(at);
        at.World.WithVault("""{ "networkAcls": { "bypass": "None", "defaultAction": "Deny" } }""");
        at.World.Azure.Clock.Advance(TimeSpan.FromHours(25));
        at.World.WithVault("""{ "networkAcls": { "bypass": "AzureServices", "defaultAction": "Allow" } }""");
        return old;
    }

    private static void TakeKey(VerifiedWorld at, KeyUri key, string id)
    {
        PutKey(at, id);
        PutAccount(at, at.World.AccountBody(key: key));
    }

    private static void PutKey(VerifiedWorld at, string id)
    {
        at.Arm.Put(id, World.Vaults, new JsonObject { ["properties"] = World.Body(VerifiedWorld.KeyProperties) });
        at.World.WithRole(AssignmentAt(id));
    }
}
