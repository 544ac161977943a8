using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>
/// Which resources of the documents refer to a vault or a key: by name, or by a dependency where the name is not known until apply.
/// </summary>
internal static class References
{
    /// <summary>Whether a step's resource is a key of the vault, uses one, or may use keys in it.</summary>
    /// <param name="urn">The vault's URN.</param>
    public static bool IsInVault(PreviewStep step, string urn, Value vault)
    {
        var depends = DependsOn(step, urn);
        return step.New?.Inputs switch
        {
            // A stream names no dependencies: a key in a vault that is not known may be in this one.
            Trust.Key key => key.IsForStorage
                && (depends || IsSame(key.VaultName, vault)
                    || (key.VaultName.Knowledge == Knowledge.Unknown && step.New.Dependencies is null)),
            StorageAccount account => (depends && account.UsesCustomerKey != Comparison.Different) || HasHost(account.VaultUri, vault),
            EncryptionScope scope => depends || HasHost(scope.KeyUri, vault),
            Grant { Role.IsAbsent: true } policy => UsesKeys(policy) && (depends || IsSame(policy.Scope, vault)),
            Grant grant => UsesKeys(grant) && (depends || IsIn(grant.Scope, $"/vaults/{vault.Text}")),
            _ => false,
        };
    }

    /// <summary>Whether a step's resource uses the key, or is a grant on it.</summary>
    /// <param name="urn">The key's URN.</param>
    public static bool UsesKey(PreviewStep step, string urn, Trust.Key key)
    {
        var depends = DependsOn(step, urn);
        return step.New?.Inputs switch
        {
            StorageAccount account => depends || (IsSame(account.KeyName, key.Name) && HasHost(account.VaultUri, key.VaultName)),
            EncryptionScope => depends,
            Grant grant => UsesKeys(grant)
                && (depends || (key.VaultName.Text is not null && IsIn(grant.Scope, $"/vaults/{key.VaultName}/keys/{key.Name}"))),
            _ => false,
        };
    }

    private static bool DependsOn(PreviewStep step, string urn) => step.New?.Dependencies?.Contains(urn) == true;

    private static bool UsesKeys(Grant grant) => grant.Rights.HasFlag(KeyRights.Unwrap);

    private static bool IsSame(Value one, Value other) => one.Text is { } text && other.Is(text);

    private static bool HasHost(Value address, Value vault) =>
        vault.Text is { Length: > 0 } name && address.Text?.StartsWith($"https://{name}.", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsIn(Value scope, string part) =>
        part[^1] != '/' && scope.Text is { } text && $"{text}/".Contains($"{part}/", StringComparison.OrdinalIgnoreCase);
}
