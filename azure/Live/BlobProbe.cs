using Azure;
using Azure.Storage.Blobs.Models;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>
/// Asks the blob services of many accounts whether they can use their keys: by listing one blob with its metadata, which needs the
/// key; listing containers does not. Source: Microsoft, "Customer-managed keys for Azure Storage encryption", on revoked keys.
/// </summary>
internal sealed class BlobProbe(AzureConnection azure, TenantId tenant, AzureQueries queries)
{
    private static readonly GetBlobsOptions WithMetadata = new() { Traits = BlobTraits.Metadata };

    public async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<AccountExpectation> accounts, Action<string> advance) =>
    [
        .. (await Task.WhenAll(accounts.Select(async account =>
        {
            var answer = await queries.AskAsync(
                $"the blob service of {account.AccountName}", cancellation => RefusalAsync(account.AccountName, cancellation));
            advance($"The blob service of {account.AccountName} has answered");
            return VendorChecks.CheckProbe(account, answer);
        }))).SelectMany(results => results),
    ];

    /// <returns>The code with which the service refused to use the key; empty where it did not.</returns>
    private async Task<string?> RefusalAsync(string account, CancellationToken cancellation)
    {
        var service = azure.Blobs(tenant, account);
        try
        {
            // Without a blob there is nothing that the key protects yet, and nothing that could tell.
            if (await FindFirstAsync(service.GetBlobContainersAsync(cancellationToken: cancellation)) is { } container
                && await FindFirstAsync(service.GetBlobContainerClient(container.Name)
                    .GetBlobsAsync(WithMetadata, cancellation)) is not null)
                return "";
            throw new UnexpectedAnswerException(
                "the blob service", "without a blob in its first container: only reading a blob shows whether the key can be used");
        }
        catch (RequestFailedException refused) when (refused.Status == 403
            && refused.ErrorCode?.StartsWith("KeyVault", StringComparison.Ordinal) == true)
        {
            return refused.ErrorCode;
        }
    }

    /// <summary>A page may be empty although entries follow: then it says where they do.</summary>
    private static async Task<T?> FindFirstAsync<T>(AsyncPageable<T> list)
        where T : class
    {
        var followed = new HashSet<string>();
        await foreach (var page in list.AsPages(pageSizeHint: 1))
        {
            if (page.Values is [var first, ..])
                return first;
            if (page.ContinuationToken is { Length: > 0 } next && !followed.Add(next))
                throw new UnexpectedAnswerException("the blob service", "with a page that leads back to one that was read");
        }

        return null;
    }
}
