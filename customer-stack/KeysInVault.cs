using Pulumi;
using Pulumi.AzureNative.KeyVault;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>
/// The keys of the settings that are in the vault already, looked up before anything is declared: the provider makes no key that exists,
/// and would make one that <c>formerKeys</c> names by mistake.
/// </summary>
/// <param name="Current">The key of the setting <c>key</c>; null where it is yet to be made.</param>
/// <param name="NoCurrent">Why that key was not found; null where it was, or where there is no vault.</param>
/// <param name="Former">The keys of <c>formerKeys</c>, in that order.</param>
internal sealed record KeysInVault(GetKeyResult? Current, string? NoCurrent, IReadOnlyList<GetKeyResult> Former)
{
    /// <exception cref="RunException">A former key is not found; the message has a line for each.</exception>
    public static async Task<KeysInVault> LookUpAsync(CustomerSettings settings)
    {
        if (settings.KeyHome.VaultName is not { } vault)
            return new KeysInVault(null, null, []);
        var (current, refused) = await FindAsync(settings, vault, settings.Key.Name);
        var former = new List<GetKeyResult>();
        var mistakes = new List<Mistake>();
        foreach (var (index, name) in settings.FormerKeys.Index())
        {
            var (key, refusal) = await FindAsync(settings, vault, name);
            if (key is not null)
                former.Add(key);
            else
                mistakes.Add(new Mistake(
                    $"{CustomerSettings.Project}:formerKeys[{index}]",
                    $"'{name}' is not found among the keys of the vault {vault}: correct the name, recover the key if it was deleted, or "
                    + $"remove the name ({refusal})"));
        }

        RunRefusal.ThrowIfAny(mistakes);
        return new KeysInVault(current, refused, former);
    }

    /// <returns>The key, or the first line of why it was not found.</returns>
    private static async Task<(GetKeyResult? Key, string? Refusal)> FindAsync(CustomerSettings settings, string vault, string name)
    {
        try
        {
            return (await GetKey.InvokeAsync(
                new GetKeyArgs { ResourceGroupName = settings.ResourceGroup, VaultName = vault, KeyName = name }), null);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // The SDK throws what the provider answers, in types that are not its own.
            return (null, failed.Message.ReplaceLineEndings("\n").Split('\n')[0].TrimEnd('.'));
        }
    }
}
