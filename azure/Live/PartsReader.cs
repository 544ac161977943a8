using System.Collections.Concurrent;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>
/// Reads what of an account may be under another key than the account's own: three lists for each account.
/// Source: Azure's REST reference of encryption scopes, blob containers and object replication policies.
/// </summary>
internal sealed class PartsReader(RestClient resources, AzureQueries queries)
{
    private const int AtOnce = 16;

    public async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<AccountPromise> accounts)
    {
        var results = new ConcurrentBag<CheckResult>();
        await Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (account, _) =>
        {
            var parts = await queries.AskAsync<AccountParts>(
                $"the encryption scopes, containers and replication of {account.AccountName}", cancellation => ReadAsync(account, cancellation)!, mayBeMissing: false);
            foreach (var result in VendorChecks.CheckParts(account, parts))
                results.Add(result);
        });
        return [.. results];
    }

    private async Task<AccountParts> ReadAsync(AccountPromise account, CancellationToken cancellation) => new(
        await resources.ListAsync($"{account.AccountId}/encryptionScopes?api-version={ApiVersions.Storage}", ResourceManagerAnswers.EncryptionScope, cancellation),
        await resources.ListAsync($"{account.AccountId}/blobServices/default/containers?api-version={ApiVersions.Storage}", ResourceManagerAnswers.Container, cancellation),
        await resources.ListAsync($"{account.AccountId}/objectReplicationPolicies?api-version={ApiVersions.Storage}", ResourceManagerAnswers.Replication, cancellation));
}
