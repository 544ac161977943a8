using Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>
/// Finds a vault or a managed HSM by its name, which no other in Azure has, where nobody says in which subscription it is.
/// </summary>
internal sealed class VaultFinder(RestClient resources, ReadScope scope, AzureQueries queries)
{
    /// <returns>The vault's ARM resource id, or why it is not known.</returns>
    public async Task<ReadResult<string>> FindVaultAsync(TenantId tenant, string name)
    {
        var found = await queries.AskAsync(
            $"where the vault {name} is",
            cancellation => FindAsync("vaults", name, ResourceManagerAnswers.IdOf, cancellation),
            mayBeMissing: false);
        return found.NotFound
            ? ReadResult.Failed<string>($"the vault {name} is in no subscription of {tenant} that can be read here", found.At)
            : found;
    }

    /// <summary>Whoever reads keys may not see any subscription, nor need to: then the HSM itself is not visible.</summary>
    public async Task<ReadResult<Vault>> FindHsmAsync(string name)
    {
        var found = await queries.AskAsync(
            $"the managed HSM {name}", cancellation => FindAsync("managedHSMs", name, ResourceManagerAnswers.Vault, cancellation));
        return found.NotFound ? ReadResult.Skipped<Vault>() : found;
    }

    private async Task<T?> FindAsync<T>(string type, string name, Func<JsonAnswer, T> read, CancellationToken cancellation)
        where T : class
    {
        var subscriptions = await resources.ListAsync(
            $"/subscriptions?api-version={ApiVersions.Subscriptions}", ResourceManagerAnswers.Subscription, cancellation);
        foreach (var subscription in subscriptions.Where(scope.Includes))
        {
            var all = await ListAsync($"/subscriptions/{subscription}/providers/Microsoft.KeyVault/{type}", cancellation);
            if (all.FirstOrDefault(one => ResourceManagerAnswers.NameOf(one).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found)
                return read(found);
        }

        return null;
    }

    private async Task<IReadOnlyList<JsonAnswer>> ListAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await resources.ListAsync($"{path}?api-version={KeyVaultManagement.ApiVersion}", answer => answer, cancellation);
        }
        catch (RequestFailedException refused) when (refused.ErrorCode == "MissingSubscriptionRegistration")
        {
            // There is no vault and no HSM in such a subscription.
            return [];
        }
    }
}
