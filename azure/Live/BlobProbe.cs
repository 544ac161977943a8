using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>
/// Asks the blob services of many accounts whether they can use their keys: by listing one blob with its metadata, which needs the
/// key; listing containers does not. Source: Microsoft, "Customer-managed keys for Azure Storage encryption", on revoked keys.
/// </summary>
internal sealed class BlobProbe(AzureConnection azure, TenantId tenant, AzureQueries queries)
{
    private const int AtOnce = 16;
    private const string ServiceVersion = "2023-11-03";

    private readonly HttpPipeline pipeline = azure.Pipeline(tenant, "https://storage.azure.com/.default");

    public async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<AccountPromise> accounts, Action<string> advance)
    {
        var seen = new ConcurrentBag<CheckResult>();
        await Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (account, _) =>
        {
            advance($"Asking the blob service of {account.AccountName}");
            var answer = await queries.AskAsync($"the blob service of {account.AccountName}", cancellation => RefusalAsync(account.AccountName, cancellation));
            foreach (var statement in VendorChecks.CheckProbe(account, answer))
                seen.Add(statement);
        });
        return [.. seen];
    }

    /// <returns>The code with which the service refused to use the key; empty where it did not.</returns>
    private async Task<string?> RefusalAsync(string account, CancellationToken cancellation)
    {
        var service = $"https://{account}.blob.{azure.Cloud.StorageSuffix}";
        try
        {
            // Without a blob there is nothing that the key protects yet, and nothing that could tell.
            if (await FindContainerAsync(service, cancellation) is { } container
                && (await ListAsync($"{service}/{Uri.EscapeDataString(container)}?restype=container&comp=list&include=metadata&maxresults=1", "Blobs", cancellation))
                    .Element("Blobs")!.Elements("Blob").Any())
                return "";
            throw new UnexpectedAnswerException("the blob service", "without a blob in its first container: only reading one tells whether the key can be used");
        }
        catch (RequestFailedException refused) when (refused.Status == 403 && refused.ErrorCode?.StartsWith("KeyVault", StringComparison.Ordinal) == true)
        {
            return refused.ErrorCode;
        }
    }

    /// <summary>A page may be empty although containers follow: then it says where they do.</summary>
    private async Task<string?> FindContainerAsync(string service, CancellationToken cancellation)
    {
        var followed = new HashSet<string>();
        var marker = "";
        while (followed.Add(marker))
        {
            var page = await ListAsync(
                $"{service}/?comp=list&maxresults=1{(marker.Length == 0 ? "" : $"&marker={Uri.EscapeDataString(marker)}")}", "Containers", cancellation);
            if (page.Element("Containers")!.Elements("Container").Elements("Name").FirstOrDefault()?.Value is { Length: > 0 } name)
                return name;
            marker = page.Element("NextMarker")?.Value ?? "";
        }

        return marker.Length == 0 ? null : throw new UnexpectedAnswerException("the blob service", "with a page that leads back to one that was read");
    }

    private async Task<XElement> ListAsync(string uri, string entries, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri(uri));
        message.Request.Headers.Add("x-ms-version", ServiceVersion);
        await pipeline.SendAsync(message, cancellation);
        var response = message.Response;
        if (response.Status != 200)
            throw new RequestFailedException(response.Status, $"The blob service answered {response.Status}.", response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : null, null);
        try
        {
            return XElement.Load(response.Content.ToStream()) is { Name.LocalName: "EnumerationResults" } results && results.Element(entries) is not null
                ? results
                : throw new UnexpectedAnswerException("the blob service", "with something else than a list");
        }
        catch (XmlException)
        {
            throw new UnexpectedAnswerException("the blob service", "with something that is not XML, or was cut");
        }
    }
}
