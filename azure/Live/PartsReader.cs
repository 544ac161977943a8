using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>
/// Reads what of an account may be under another key than the account's own: three lists for each account.
/// Source: Azure's REST reference of encryption scopes, blob containers and object replication policies.
/// </summary>
internal sealed class PartsReader(RestClient resources, AzureQueries queries)
{

    public async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<AccountExpectation> accounts) =>
    [
        .. (await Task.WhenAll(accounts.Select(async account => VendorChecks.CheckParts(account, await queries.AskAsync<AccountParts>(
            $"the encryption scopes, containers and replication of {account.AccountName}",
            cancellation => ReadAsync(account, cancellation)!,
            mayBeMissing: false))))).SelectMany(results => results),
    ];

    private async Task<AccountParts> ReadAsync(AccountExpectation account, CancellationToken cancellation)
    {
        Task<IReadOnlyList<T>> List<T>(string path, Func<JsonAnswer, T> read) =>
            resources.ListAsync($"{account.AccountId}/{path}?api-version={ApiVersions.Storage}", read, cancellation);
        var scopes = List("encryptionScopes", ResourceManagerAnswers.EncryptionScope);
        var containers = List("blobServices/default/containers", ResourceManagerAnswers.Container);
        var replications = List("objectReplicationPolicies", ResourceManagerAnswers.Replication);
        return new AccountParts(await scopes, await containers, await replications);
    }
}
