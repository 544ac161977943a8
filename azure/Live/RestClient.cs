using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace XtCmkInfra.Azure;

/// <summary>
/// Reads from Azure Resource Manager or Microsoft Graph: one resource, or a list with all its pages. It goes through the pipeline of
/// Azure's own clients, and reads the JSON itself: typed clients take what is no list for an empty one.
/// </summary>
/// <param name="service">What every request goes to: none is redirected, and no page is read elsewhere.</param>
/// <param name="nextLink">The member of a page that leads to the next one.</param>
internal sealed class RestClient(HttpPipeline pipeline, Uri service, string nextLink)
{
    private const int MostPages = 10_000;

    public static RestClient ResourceManager(AzureConnection azure, TenantId tenant) =>
        new(azure.Pipeline(tenant, azure.Management + ".default"), azure.Management, "nextLink");

    public static RestClient Graph(AzureConnection azure, TenantId tenant) =>
        new(azure.Pipeline(tenant, azure.Graph + ".default"), azure.Graph, "@odata.nextLink");

    public Task<T> GetAsync<T>(string pathAndQuery, Func<JsonElement, T> read, CancellationToken cancellation) =>
        SendAsync(new Uri(service, pathAndQuery), read, cancellation);

    /// <exception cref="UnexpectedAnswerException">A page is not one, or leads elsewhere, or there is no end to them.</exception>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string pathAndQuery, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var all = new List<T>();
        var next = new Uri(service, pathAndQuery);
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
        foreach (var entry in value.EnumerateArray())
        {
            all.Add(entry.ValueKind == JsonValueKind.Object
                ? read(entry)
                : throw new UnexpectedAnswerException("Azure", "with an entry of a list that is not an object"));
        }

        if (!page.TryGetProperty(nextLink, out var link) || link.ValueKind == JsonValueKind.Null)
            return null;
        if (link.ValueKind != JsonValueKind.String)
            throw new UnexpectedAnswerException("Azure", $"with a '{nextLink}' that is not a text");
        if (link.GetString() is not { Length: > 0 } text)
            return null;
        // The token goes along with the next request, so that must stay with Azure.
        return Uri.TryCreate(text, UriKind.Absolute, out var next) && next.Scheme == Uri.UriSchemeHttps && next.IsDefaultPort
            && next.UserInfo.Length == 0 && next.Host == service.Host
            ? next
            : throw new UnexpectedAnswerException("Azure", $"with a next page at '{text}', which is not at {service.Host}");
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
