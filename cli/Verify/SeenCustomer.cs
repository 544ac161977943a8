using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What was read of a customer's tenant, and what it was held against.</summary>
internal sealed record SeenCustomer(
    CustomerPromise Promise,
    Seen<LiveServicePrincipal> Principal,
    Seen<VaultLink> Vault,
    Seen<IReadOnlyList<LiveGrant>> Grants,
    Seen<LiveKey> Key,
    Seen<LiveRotation> Rotation)
{
    public static SeenCustomer NotAsked(CustomerPromise promise) => new(
        promise,
        Seen.NotAsked<LiveServicePrincipal>(),
        Seen.NotAsked<VaultLink>(),
        Seen.NotAsked<IReadOnlyList<LiveGrant>>(),
        Seen.NotAsked<LiveKey>(),
        Seen.NotAsked<LiveRotation>());

    /// <param name="warnDays">So many days before its end an expiry is told.</param>
    public IEnumerable<Statement> Judge(int warnDays)
    {
        IEnumerable<Statement> statements = [.. CustomerTenant.OfTheServicePrincipal(Promise, Principal), .. CustomerTenant.OfTheVault(Promise, Vault)];
        // With the vault, all that is in it is gone, which need not be told again; nor the rotation of a key that is gone.
        if (Vault.IsGone)
            return statements;
        var rotation = Key.IsGone ? [] : CustomerTenant.OfTheRotation(Promise, Rotation);
        return
        [
            .. statements,
            .. CustomerTenant.OfTheGrant(Promise, Promise.KeyId ?? $"/keys/{Promise.Handoff.KeyUri.KeyName}", Grants),
            .. CustomerTenant.OfTheKey(Promise, Key, warnDays),
            .. rotation,
        ];
    }
}
