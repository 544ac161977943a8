using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace XtCmkInfra.Azure;

/// <summary>
/// Reads from Azure Resource Manager: one resource, or a list with all its pages. Azure.ResourceManager has no lists with the
/// properties of resources whose own packages are not used, so this goes through its pipeline.
/// </summary>
internal sealed class ResourceManagerClient(AzureConnection azure, TenantId tenant)
{
    private const int MostPages = 10_000;

    private readonly HttpPipeline pipeline = azure.Pipeline(tenant, azure.Management + ".default");

    public Task<T> GetAsync<T>(string path, string apiVersion, Func<JsonElement, T> read, CancellationToken cancellation) =>
        SendAsync(new Uri(azure.Management, $"{path}?api-version={apiVersion}"), read, cancellation);

    /// <exception cref="UnexpectedAnswerException">A page is not one, or leads elsewhere, or there is no end to them.</exception>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string pathAndQuery, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var all = new List<T>();
        var next = new Uri(azure.Management, pathAndQuery);
        var seen = new HashSet<Uri>();
        while (next is not null)
        {
            // A list that leads back to a page of its own has no end, and is not known.
            if (!seen.Add(next) || seen.Count > MostPages)
                throw new UnexpectedAnswerException("Azure", "with a page of a list that leads back to one that was read");
            next = await SendAsync(next, page => ReadPage(page, read, all), cancellation);
        }

        return all;
    }

    private Uri? ReadPage<T>(JsonElement page, Func<JsonElement, T> read, List<T> all)
    {
        if (page.ValueKind != JsonValueKind.Object || !page.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.Array)
            throw new UnexpectedAnswerException("Azure", "with something else than a page of a list");
        all.AddRange(value.EnumerateArray().Select(read));
        if (!page.TryGetProperty("nextLink", out var link) || link.ValueKind == JsonValueKind.Null || link.GetString() is not { Length: > 0 } text)
            return null;
        // The token goes along with the next request, so that must stay with Azure.
        return Uri.TryCreate(text, UriKind.Absolute, out var next) && next.Scheme == Uri.UriSchemeHttps && next.IsDefaultPort && next.UserInfo.Length == 0 && next.Host == azure.Management.Host
            ? next
            : throw new UnexpectedAnswerException("Azure", $"with a next page at '{text}', which is not Azure Resource Manager");
    }

    private async Task<T> SendAsync<T>(Uri uri, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        await pipeline.SendAsync(message, cancellation);
        if (message.Response.Status != 200)
            throw new RequestFailedException(message.Response);
        using var document = JsonDocument.Parse(message.Response.Content);
        return read(document.RootElement);
    }
}
