using XtCmkInfra.Core;
using XtCmkInfra.Tests.Cli.Verify;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>The commands for every break of <see cref="Break"/>.</summary>
internal static class BreaksByHand
{
    private const string Reader = "Key Vault Reader";
    private const string Officer = "Key Vault Crypto Officer";
    private const string Encryption = "Key Vault Crypto Service Encryption User";

    private static readonly string Subscription = $"/subscriptions/{World.CustomerSubscription}";
    private static readonly string OtherKeyId = $"{World.VaultId}/keys/cmk-2";
    private static readonly KeyUri OtherKey = World.Key.OfKey("cmk-2");

    public static IReadOnlyDictionary<string, Action<BreakByHand>> All { get; } = new Dictionary<string, Action<BreakByHand>>
    {
        ["the application is single-tenant"] = by => by.Vendor($"ad app update --id {by.Application} --sign-in-audience AzureADMyOrg"),
        ["a password is added to the application"] = by =>
            by.Vendor($"ad app credential reset --id {by.Application} --append --display-name 'quick fix'"),
        ["a certificate is added to the application"] =
            by => by.Vendor($"ad app credential reset --id {by.Application} --append --cert TUlJ"),
        ["the application is deleted"] = by => by.Vendor($"ad app delete --id {by.Application}"),
        ["the federated credential is deleted"] =
            by => by.Vendor($"ad app federated-credential delete --id {by.Application} --federated-credential-id id-cmk"),
        ["the issuer is another tenant's"] = by =>
            by.Refederate($"\"issuer\": \"https://login.microsoftonline.com/{World.Customer}/v2.0\""),
        ["the issuer ends with a slash"] = by => by.Refederate($"\"issuer\": \"{BreakByHand.Url}/\""),
        ["the subject is the identity's client id"] = by => by.Refederate($"\"subject\": \"{by.Identity("id-cmk", "clientId")}\""),
        ["the audience is another cloud's"] = by => by.Refederate("\"audiences\": [ \"api://AzureADTokenExchangeChina\" ]"),
        ["a pipeline of another party can act as the application"] =
            by => by.Federate("pipeline", "https://token.actions.githubusercontent.com", "repo:contoso/tools:ref:refs/heads/main"),
        ["the budget of federated credentials is used up"] = by =>
        {
            var others = Enumerable.Range(1, 19).Select(number => ObjectId.Parse($"33333333-3333-4333-8333-{number:d12}").Value!).ToList();
            foreach (var (number, other) in others.Select((other, index) => (index + 1, other)))
                by.Federate($"other-{number}", BreakByHand.Url, other.Value);
            by.At.Vendor = by.At.Vendor with
            {
                Identities = others.Select((other, index) => ($"other-{index + 1}", other))
                    .Append(("id-cmk", by.At.World.IdentityPrincipal))
                    .ToDictionary(),
            };
        },
        ["a federated credential is for another identity of the tenant"] = by =>
            by.Federate("other", BreakByHand.Url, "33333333-3333-4333-8333-000000000001"),
        ["a federated credential is for a repository"] =
            by => by.Federate("other", "https://token.actions.githubusercontent.com", "repo:contoso/tools:ref:refs/heads/main"),
        ["a federated credential is for another party's issuer with the identity's subject"] =
            by => by.Federate("other", "https://issuer.example", by.Identity("id-cmk", "principalId")),
        ["the identity is deleted"] = by => by.Vendor("identity delete --name id-cmk --resource-group rg-saas"),
        ["the identity is deleted and created again"] = by =>
        {
            by.Vendor("identity delete --name id-cmk --resource-group rg-saas");
            by.Vendor("identity create --name id-cmk --resource-group rg-saas");
        },
        ["the account is deleted"] = by => by.Vendor("storage account delete --name stfabrikam --resource-group rg-saas --yes"),
        ["the account changes to Microsoft-managed keys"] = by =>
            by.Vendor($"{BreakByHand.Account} --encryption-key-source Microsoft.Storage"),
        ["the account uses a key in another vault"] = by =>
        {
            by.Customer("keyvault create --name kv-fabrikam-2 --resource-group rg-keys --enable-purge-protection");
            by.Role(Officer, SimulatedOperator.Person.Value, World.VaultId + "-2");
            by.OtherKey("kv-fabrikam-2", "cmk");
            by.Vendor($"{BreakByHand.Account} --encryption-key-vault https://kv-fabrikam-2.vault.azure.net");
        },
        ["the account uses another key"] = by =>
        {
            by.OtherKey("kv-fabrikam", "cmk-2");
            by.Vendor($"{BreakByHand.Account} --encryption-key-name cmk-2");
        },
        ["the account is pinned to a version"] =
            by => by.Vendor($"{BreakByHand.Account} --encryption-key-version {by.At.World.VersionInUse}"),
        ["the account follows the newest version, but a pinned one is expected"] =
            by => by.Expect(account => account with { PinnedVersion = by.At.World.VersionInUse }),
        ["the account is pinned to another version"] = by =>
        {
            by.Expect(account => account with { PinnedVersion = by.At.World.VersionInUse });
            by.Vendor($"{BreakByHand.Account} --encryption-key-version {by.Rotate()}");
        },
        ["the account uses another identity"] = by =>
        {
            var id = by.Vendor("identity create --name id-cmk-2 --resource-group rg-saas --query id --output tsv");
            var principal = by.Identity("id-cmk-2", "principalId");
            by.Federate("id-cmk-2", BreakByHand.Url, principal);
            by.At.Vendor = by.At.Vendor with
            {
                Identities = new Dictionary<string, ObjectId>(by.At.Vendor.Identities) { ["id-cmk-2"] = ObjectId.Parse(principal).Value! },
            };
            by.Vendor($"{BreakByHand.Account} --identity-type UserAssigned --user-identity-id {id} --key-vault-user-identity-id {id}");
        },
        ["the identity is detached"] = by => by.Vendor(
            $"rest --method patch --url {World.AccountId}?api-version=2024-01-01 --body '{{ \"identity\": {{ \"type\": \"None\" }} }}'"),
        ["the account uses another application"] = by =>
        {
            var (application, principal) = by.OtherApplication();
            by.Role(Encryption, principal, World.KeyId);
            by.Vendor($"{BreakByHand.Account} --key-vault-federated-client-id {application}");
            by.DropRole(principal, World.KeyId);
        },
        ["queues are not under the key"] = by => by.Expect(account => account with { Services = ["blob", "file", "queue"] }),
        ["the account does not use the newest version after a day"] = by => by.StayBehind(),
        ["the version that the account uses is disabled"] = by => by.Enable(false, by.StayBehind()),
        ["the customer's record names another key"] = by =>
        {
            by.OtherKey("kv-fabrikam", "cmk-2");
            by.At.Customer = by.At.Customer with { Handoff = by.At.Customer.Handoff with { KeyUri = OtherKey }, KeyId = OtherKeyId };
        },
        ["the customer grants access to another application than the account uses"] = by =>
        {
            var (application, principal) = by.OtherApplication();
            by.DropRole(by.Application, World.KeyId);
            by.Role(Encryption, principal, World.KeyId);
            by.At.Customer = by.At.Customer with
            {
                Application = ApplicationId.Parse(application).Value!,
                Handoff = by.At.Customer.Handoff with { ServicePrincipalObjectId = ObjectId.Parse(principal).Value! },
            };
        },
        ["the service principal is deleted"] = by => by.Customer($"ad sp delete --id {by.Application}"),
        ["the service principal is disabled"] = by => by.Customer($"ad sp update --id {by.Application} --set accountEnabled=false"),
        ["the service principal is deleted and created again"] = by =>
        {
            by.Customer($"ad sp delete --id {by.Application}");
            by.Customer($"ad sp create --id {by.Application}");
        },
        ["the grant is deleted"] = by => by.DropRole(by.Application, World.KeyId),
        ["the grant is on the vault instead of the key"] = by =>
        {
            by.DropRole(by.Application, World.KeyId);
            by.Role(Encryption, by.Application, World.VaultId);
        },
        ["the vendor can also read the vault"] = by => by.Role(Reader, by.Application, World.VaultId),
        ["the vendor can also manage another key of the vault"] = by =>
        {
            by.Customer("keyvault key create --vault-name kv-fabrikam --name cmk-2");
            by.Role(Officer, by.Application, OtherKeyId);
        },
        ["the vendor can also manage keys"] = by => by.Role(Officer, by.Application, World.KeyId),
        ["the vendor can do everything in the subscription's vaults"] = by =>
            by.Role("Key Vault Administrator", by.Application, Subscription),
        ["another principal can unwrap by a role on the key"] = by => by.Role("Key Vault Crypto User", by.Ada(), World.KeyId),
        ["another principal can unwrap by a role on the vault"] = by => by.Role("Key Vault Crypto User", by.Ada(), World.VaultId),
        ["another principal can unwrap by a role on the resource group"] = by =>
            by.Role("Key Vault Crypto User", by.Ada(), World.CustomerGroup),
        ["another principal can unwrap by a role on the subscription"] = by => by.Role("Key Vault Crypto User", by.Ada(), Subscription),
        ["a group can unwrap"] = by => by.Role(
            Encryption,
            by.Customer("ad group create --display-name 'Key keepers' --mail-nickname keepers --query id --output tsv"),
            World.KeyId),
        ["the vault changes to access policies"] = by => by.Vault("--enable-rbac-authorization false"),
        ["the vault changes to access policies, which permit the vendor"] = by =>
        {
            by.Vault("--enable-rbac-authorization false");
            by.Customer($"keyvault set-policy --name kv-fabrikam --spn {by.Application} --key-permissions get wrapKey unwrapKey");
        },
        ["an access policy lacks unwrap"] = by => by.Policies("get wrapKey"),
        ["an access policy lacks wrap"] = by => by.Policies("get unwrapKey"),
        ["an access policy permits more"] = by => by.Policies("get wrapKey unwrapKey delete"),
        ["an access policy permits everything"] = by => by.Policies("all"),
        ["another principal can unwrap by an access policy"] = by =>
        {
            by.Policies("get wrapKey unwrapKey");
            by.Customer($"keyvault set-policy --name kv-fabrikam --object-id {by.Ada()} --key-permissions get wrapKey unwrapKey");
        },
        ["the firewall does not permit trusted services"] = by => by.Vault("--bypass None --default-action Deny"),
        ["the vault is deleted"] = by => by.Customer("keyvault delete --name kv-fabrikam"),
        ["the key is deleted"] = by => by.Customer($"keyvault key delete {BreakByHand.Key}"),
        ["the key is disabled"] = by => by.Enable(false),
        ["every version is disabled right after a rotation"] = by =>
        {
            var old = by.At.World.VersionInUse!;
            by.Enable(false, by.Rotate());
            by.Enable(false, old);
        },
        ["the newest version is disabled"] = by => by.Enable(false, by.Rotate()),
        ["an older version is disabled before the newest is a day old"] = by =>
        {
            var old = by.At.World.VersionInUse!;
            by.Rotate();
            by.Enable(false, old);
        },
        ["an older version that no account uses is disabled before the newest is a day old"] = by =>
        {
            var old = by.At.World.VersionInUse!;
            by.Rotate();
            by.Vendor($"{BreakByHand.Account} --encryption-key-name cmk");
            by.Enable(false, old);
        },
        ["the key has expired"] = by =>
        {
            var first = by.At.World.VersionInUse!;
            by.NewVersion($"--expires {by.In(TimeSpan.FromDays(10))}");
            by.Advance(TimeSpan.FromDays(10));
            by.Expect(account => account with { PinnedVersion = first });
            by.Vendor($"{BreakByHand.Account} --encryption-key-version {first}");
        },
        ["the key expires soon"] = by => by.NewVersion($"--expires {by.In(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1))}"),
        ["the key is not yet valid"] = by =>
        {
            by.NewVersion($"--not-before {by.In(TimeSpan.FromDays(40))}");
            by.Advance(TimeSpan.FromDays(2));
        },
        ["the key does not permit to unwrap"] = by => by.NewVersion("--ops wrapKey"),
        ["the pinned version expires soon"] = by => Pin(by),
        ["the pinned version has expired"] = by =>
        {
            Pin(by);
            by.Advance(TimeSpan.FromDays(20));
        },
        ["the rotation policy is due and creates no version"] = by =>
        {
            // A policy leaves a key alone whose newest version is disabled, and what was due then is not made up for at once.
            by
                .Customer(
                    $"keyvault key rotation-policy update {BreakByHand.Key} --value "
                        + $"'{BreakByHand.Yearly.Replace("P1Y", "P90D", StringComparison.Ordinal)}'");
            by.Enable(false);
            by.Advance(TimeSpan.FromDays(300));
            by.Enable(true);
        },
        ["the rotation policy is deleted"] = by => by.Customer($"keyvault key rotation-policy update {BreakByHand.Key} --value '{{ }}'"),
        ["the rotation policy only notifies"] = by => by.Customer(
            $"keyvault key rotation-policy update {BreakByHand.Key} --value "
                + $"'{BreakByHand.Yearly.Replace("Rotate", "Notify", StringComparison.Ordinal)}'"),
    };

    /// <summary>The account is pinned to a version that expires soon, and there is a newer one.</summary>
    private static void Pin(BreakByHand by)
    {
        var pinned = by.NewVersion($"--expires {by.In(TimeSpan.FromDays(20))}");
        by.Vendor($"{BreakByHand.Account} --encryption-key-version {pinned}");
        by.Expect(account => account with { PinnedVersion = pinned });
        by.Advance(TimeSpan.FromHours(1));
        by.NewVersion("");
    }
}
