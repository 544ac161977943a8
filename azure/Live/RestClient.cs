using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace XtCmkInfra.Azure;

/// <summary>
/// Reads from Azure Resource Manager or Microsoft Graph: one resource, or a list with all its pages. Azure's own clients sign in, send and
/// try again; the JSON is read here, since they take what is no list for an empty one.
/// </summary>
/// <param name="name">What the service is called in messages.</param>
/// <param name="send">Sends a request, and answers the body of a 200.</param>
/// <param name="service">What every request goes to: none is redirected, and no page is read elsewhere.</param>
/// <param name="nextLink">The member of a page that leads to the next one.</param>
internal sealed class RestClient(string name, Func<Uri, CancellationToken, Task<BinaryData>> send, Uri service, string nextLink)
{
    private const int MostPages = 10_000;

    public static RestClient ResourceManager(AzureConnection azure, TenantId tenant)
    {
        var pipeline = azure.Pipeline(tenant, azure.Management + ".default");
        return new RestClient("Azure", (uri, cancellation) => SendAsync(pipeline, uri, cancellation), azure.Management, "nextLink");
    }

    public static RestClient Graph(AzureConnection azure, TenantId tenant)
    {
        var client = azure.Graph(tenant);
        return new RestClient("Microsoft Graph", (uri, cancellation) => SendAsync(client, uri, cancellation), azure.GraphService,
            "@odata.nextLink");
    }

    public Task<T> GetAsync<T>(string pathAndQuery, Func<JsonAnswer, T> read, CancellationToken cancellation) =>
        SendAsync(new Uri(service, pathAndQuery), read, cancellation);

    /// <exception cref="UnexpectedAnswerException">A page is not one, or leads elsewhere, or there is no end to them.</exception>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string pathAndQuery, Func<JsonAnswer, T> read, CancellationToken cancellation)
    {
        var all = new List<T>();
        var next = new Uri(service, pathAndQuery);
        var seen = new HashSet<Uri>();
        while (next is not null)
        {
            // A list that leads back to a page of its own has no end, and is not known.
            if (!seen.Add(next) || seen.Count > MostPages)
                throw new UnexpectedAnswerException(name, "with a page of a list that leads back to one that was read");
            next = await SendAsync(next, page => ReadPage(page, read, all), cancellation);
        }

        return all;
    }

    private Uri? ReadPage<T>(JsonAnswer page, Func<JsonAnswer, T> read, List<T> all)
    {
        all.AddRange(page.Objects("value").Select(read));
        if (page.OptionalText(nextLink) is not { Length: > 0 } text)
            return null;
        // The token goes along with the next request, so that must stay with Azure.
        return Uri.TryCreate(text, UriKind.Absolute, out var next) && next.Scheme == Uri.UriSchemeHttps && next.IsDefaultPort
            && next.UserInfo.Length == 0 && next.Host == service.Host
            ? next
            : throw page.Invalid($"{nextLink} leads to '{text}', which is not at {service.Host}");
    }

    private async Task<T> SendAsync<T>(Uri uri, Func<JsonAnswer, T> read, CancellationToken cancellation) =>
        read(JsonAnswer.Parse(name, await send(uri, cancellation)));

    private static async Task<BinaryData> SendAsync(HttpPipeline pipeline, Uri uri, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        await pipeline.SendAsync(message, cancellation);
        return message.Response.Status == 200 ? message.Response.Content : throw new RequestFailedException(message.Response);
    }

    private static async Task<BinaryData> SendAsync(GraphServiceClient client, Uri uri, CancellationToken cancellation)
    {
        var native = new NativeResponseHandler();
        var request = new RequestInformation { HttpMethod = Method.GET, URI = uri };
        request.Headers.Add("Accept", "application/json");
        request.SetResponseHandler(native);
        await client.RequestAdapter.SendNoContentAsync(request, cancellationToken: cancellation);
        using var response = (HttpResponseMessage)native.Value!;
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return response.StatusCode == HttpStatusCode.OK
            ? BinaryData.FromBytes(body)
            : throw new RequestFailedException((int)response.StatusCode, $"Microsoft Graph returned {(int)response.StatusCode}.",
                ErrorCodeOf(body), null);
    }

    private static string? ErrorCodeOf(byte[] body)
    {
        try
        {
            return (string?)(JsonNode.Parse(body) as JsonObject)?["error"]?["code"];
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
