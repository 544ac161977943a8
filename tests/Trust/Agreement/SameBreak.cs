using XtCmkInfra.Core;
using XtCmkInfra.Tests.Cli.Review;
using XtCmkInfra.Tests.Cli.Verify;
using XtCmkInfra.Trust;
using static XtCmkInfra.Tests.Cli.Review.Chain;
using World = XtCmkInfra.Tests.Simulator.Azure.World;

namespace XtCmkInfra.Tests.Trust.Agreement;

/// <summary>One break, as the change that makes it and as the state that it leaves.</summary>
/// <param name="Case">Of <see cref="RuleCases"/>.</param>
/// <param name="Way">Of <see cref="Break"/>; null where the simulated cloud refuses to be broken so.</param>
/// <param name="Live">Then what verify finds in the state that Azure would answer.</param>
internal sealed record SameBreak(string Code, string Case, string? Way, Func<IEnumerable<CheckResult>>? Live = null)
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly CustomerExpectation Expectation = new(
        new CustomerHandoff(World.Customer, World.Key, ObjectId.Parse(PrincipalId).Value!),
        ApplicationId.Parse(IdentityClient).Value!,
        World.VaultId,
        World.KeyId,
        IsGranted: true,
        []);

    private static readonly KeyVersion OneVersion = new("1", true, Noon, null, null);

    private static readonly Vault Guarded = new(
        Value.Of(true), Value.Of(true), Value.Of("90"), Value.Of(true), Value.Of(true), Value.Of(World.Customer.Value), Value.Absent, []);

    public static IReadOnlyDictionary<string, SameBreak> All { get; } = new SameBreak[]
    {
        new("account-gone", "account: gone", "the account is deleted"),
        new("account-microsoft-keys", "an account goes to Microsoft's keys", "the account changes to Microsoft-managed keys"),
        new("account-key-scope", "the scope of queues changes", "queues are not under the key"),
        new("account-identity", "another identity", "the account uses another identity"),
        new("account-identity-detached", "the identity is not attached", "the identity is detached"),
        new("account-federated-client", "another application", "the account uses another application"),
        new("account-other-vault", "another vault", "the account uses a key in another vault"),
        new("account-other-key", "another key", "the account uses another key"),
        new("account-pinned", "a version is pinned", "the account is pinned to a version"),
        new("account-other-version", "another version is pinned", "the account is pinned to another version"),
        new("account-follows", "a version is no longer pinned", "the account follows the newest version, but a pinned one is expected"),
        new("account-vendor-vault", "an account moves to a vault of the vendor's program", null, () => VendorChecks.CheckVaultTenant(
            World.Key, World.Customer, World.Vendor, ReadResult.Of<TenantId>(World.Vendor, Noon))),
        new("scope-microsoft-keys", "an encryption scope goes to Microsoft's keys", null, () => OfParts(scope: MicrosoftScope)),
        new("scope-microsoft-keys", "a new encryption scope has Microsoft's keys", null, () => OfParts(scope: MicrosoftScope)),
        new("scope-other-key", "an encryption scope takes another key", null, () => OfParts(scope: OtherScope)),
        new("scope-other-key", "a new encryption scope has another key than its account", null, () => OfParts(scope: OtherScope)),
        new("container-default-scope", "a container gets a default scope", null,
            () => OfParts(container: new Container(Value.Of("plain"), Value.Absent, Value.Absent))),
        new("container-scope-override", "blobs may use another scope than their container's", null, () => OfParts(
            MicrosoftScope, new Container(Value.Absent, Value.Of(false), Value.Absent))),
        new("replication-changed", "blobs are copied to another account", null, () => OfParts(copiesTo: "stelsewhere")),
        new("vault-gone", "vault: gone", "the vault is deleted"),
        new("vault-purge-protection", "a new vault of a key has no purge protection", null,
            () => OfVault(Guarded with { PurgeProtection = Value.Absent })),
        new("vault-purge-protection", "purge protection is dropped", null, () => OfVault(Guarded with { PurgeProtection = Value.Absent })),
        new("vault-soft-delete", "soft delete is switched off", null, () => OfVault(Guarded with { SoftDelete = Value.Of(false) })),
        new("vault-trusted-services", "trusted services are shut out", "the firewall does not permit trusted services"),
        new("vault-trusted-services", "a new vault that an account uses shuts trusted services out",
            "the firewall does not permit trusted services"),
        new("vault-access-model", "to access policies", "the vault changes to access policies, which permit the vendor"),
        new("vault-tenant", "another tenant", null, () => OfVault(Guarded with { TenantId = Value.Of(World.Vendor.Value) })),
        new("key-gone", "key: gone", "the key is deleted"),
        new("key-disabled", "a key is disabled in Azure", "the key is disabled"),
        new("key-disabled", "a new key is disabled", "the key is disabled"),
        new("key-operations", "a key no longer unwraps in Azure", "the key does not permit to unwrap"),
        new("key-operations", "a new key does not unwrap", "the key does not permit to unwrap"),
        new("key-type", "a new key is of a size that Azure Storage does not take", null,
            () => OfKey(XtCmkInfra.Trust.Key.Hidden with { KeyType = Value.Of("RSA"), KeySize = Value.Of("1024") }, OneVersion)),
        new("key-exportable", "a new key may leave its vault", null,
            () => OfKey(XtCmkInfra.Trust.Key.Hidden, OneVersion with { IsExportable = true })),
        new("key-rotation-missing", "a new key is never rotated", "the rotation policy is deleted"),
        new("principal-gone", "principal: gone", "the service principal is deleted"),
        new("principal-disabled", "the service principal is disabled", "the service principal is disabled"),
        new("principal-other-application", "another application's service principal", null, () => CustomerChecks.CheckServicePrincipal(
            Expectation, ReadResult.Of(new ServicePrincipal(Value.Of(PrincipalId), Value.Of(PrincipalId), Value.Of(true)), Noon))),
        new("grant-gone", "the right is gone from Azure", "the grant is deleted"),
        new("grant-gone", "an access policy of its own no longer permits to unwrap", "an access policy lacks unwrap"),
        new("grant-incomplete", "an access policy of its own no longer permits to wrap", "an access policy lacks wrap"),
        new("grant-wider", "a new right on every key of the vault", "the grant is on the vault instead of the key"),
        new("grant-wider", "the vendor's application may read the vault besides", "the vendor can also read the vault"),
        new("grant-broader", "a broader role beside the one there is", "the vendor can also manage keys"),
        new("grant-broader", "a policy permits more", "an access policy permits more"),
        new("application-gone", "application: gone", "the application is deleted"),
        new("application-single-tenant", "one tenant only", "the application is single-tenant"),
        new("application-password", "a password", "a password is added to the application"),
        new("application-password", "a password in the registration", "a password is added to the application"),
        new("application-password", "a certificate, where the application is not listed", "a certificate is added to the application"),
        new("federation-gone", "federation: gone", "the federated credential is deleted"),
        new("federation-issuer", "another issuer", "the issuer is another tenant's"),
        new("federation-issuer", "a new credential with a stray slash in its issuer", "the issuer ends with a slash"),
        new("federation-subject", "a new credential for the client id of the identity", "the subject is the identity's client id"),
        new("federation-audience", "a new credential for another cloud's audience", "the audience is another cloud's"),
        new("federation-stranger", "a pipeline may act as the application", "a pipeline of another party can act as the application"),
        new("identity-gone", "identity: gone", "the identity is deleted"),
        new("identity-other", "an identity was created again under its name", "the identity is deleted and created again"),
    }.ToDictionary(one => $"{one.Code}: {one.Case}", StringComparer.Ordinal);

    private static EncryptionScope MicrosoftScope => new(Value.Of("Microsoft.Storage"), Value.Absent, Value.Absent, Value.Absent);

    private static EncryptionScope OtherScope => new(
        Value.Of("Microsoft.KeyVault"), Value.Of("https://kv-fabrikam.vault.azure.net/keys/other"), Value.Absent, Value.Absent);

    public static TheoryData<string> Names => [.. All.Keys];

    public async Task<IEnumerable<CheckResult>> VerifyAsync()
    {
        if (Way is null)
            return Live!();
        await using var world = await VerifiedWorld.StartAsync();
        Break.All[Way].Do(world);
        return (await world.VerifyAsync()).Results;
    }

    private static IEnumerable<CheckResult> OfParts(EncryptionScope? scope = null, Container? container = null, string? copiesTo = null)
    {
        var account = new AccountExpectation(
            "fabrikam",
            World.Account,
            World.AccountId,
            World.Customer,
            World.Key,
            null,
            World.IdentityId,
            Expectation.Handoff.ServicePrincipalObjectId,
            Expectation.Application,
            []);
        var parts = new AccountParts(
            scope is null ? [] : [new NamedPart<EncryptionScope>("plain", scope)],
            container is null ? [] : [new NamedPart<Container>("files", container)],
            copiesTo is null ? [] : [(World.Account, copiesTo)]);
        return VendorChecks.CheckParts(account, ReadResult.Of<AccountParts>(parts, Noon));
    }

    private static IEnumerable<CheckResult> OfKey(XtCmkInfra.Trust.Key key, KeyVersion version) =>
        CustomerChecks.CheckKey(Expectation, ReadResult.Of<LiveKey>(new LiveKey(key, [version], Noon), Noon), 30);

    private static IEnumerable<CheckResult> OfVault(Vault vault) =>
        CustomerChecks.CheckVault(Expectation, ReadResult.Of<Vault>(vault, Noon));
}
