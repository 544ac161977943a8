using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>Finds a vault by its name, which no other in Azure has, where nobody says in which subscription and group it is.</summary>
internal static class VaultFinder
{
    private const string Subscriptions = "2022-12-01";

    /// <returns>The vault's ARM resource id, or why it is not known.</returns>
    public static async Task<ReadResult<string>> FindAsync(
        AzureConnection azure, TenantId tenant, KeyUri key, ReadScope scope, AzureQueries queries)
    {
        var found = await queries.AskAsync($"where the vault {key.VaultName} is", async cancellation =>
        {
            var resources = RestClient.ResourceManager(azure, tenant);
            var subscriptions = await resources.ListAsync(
                $"/subscriptions?api-version={Subscriptions}",
                answer => SubscriptionId.Parse(ResourceManagerAnswers.IdOf(answer).Split('/')[^1]).Value,
                cancellation);
            foreach (var subscription in subscriptions.OfType<SubscriptionId>().Where(scope.Includes))
            {
                var vaults = await resources.ListAsync(
                    $"/subscriptions/{subscription}/providers/Microsoft.KeyVault/vaults?api-version={KeyVaultManagement.ApiVersion}",
                    ResourceManagerAnswers.IdOf,
                    cancellation);
                if (vaults.FirstOrDefault(id => id.Split('/')[^1].Equals(key.VaultName, StringComparison.OrdinalIgnoreCase)) is { } vault)
                    return vault;
            }

            return null;
        }, mayBeMissing: false);
        return found.NotFound
            ? ReadResult.Failed<string>($"the vault {key.VaultName} is in no subscription of {tenant} that can be read here", found.At)
            : found;
    }
}
