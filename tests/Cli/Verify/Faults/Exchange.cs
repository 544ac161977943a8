using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Verify.Faults;

/// <summary>A request of a run, and how it is answered where nothing is wrong.</summary>
/// <param name="Line">The method and the address, without escapes.</param>
internal sealed record Exchange(string Line, int Status, string? ContentType, string Body)
{
    /// <summary>The one request that is meant to be refused: the refusal says of which tenant a vault is.</summary>
    public bool IsChallenge => Status == 401;

    public bool IsJson => ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true;

    public bool IsList => IsJson && Json is JsonObject { } body && body["value"] is JsonArray;

    public bool IsEmptyList => IsList && Json!["value"]!.AsArray().Count == 0;

    public bool IsOfGraph => Line.Contains("https://graph.", StringComparison.Ordinal);

    public bool IsOfVault => Line.Contains(".vault.azure.net/", StringComparison.Ordinal);

    public string Host => new Uri(Line.Split(' ')[1]).Host;

    public JsonNode? Json => JsonNode.Parse(Body);

    /// <summary>The body after a change, as JSON.</summary>
    public string With(Action<JsonObject> change)
    {
        var body = Json!.AsObject();
        change(body);
        return body.ToJsonString();
    }
}

/// <summary>What is answered instead.</summary>
internal sealed record Reply(int Status, string Body, string? ContentType = "application/json; charset=utf-8")
{
    public Uri? Location { get; init; }

    /// <summary>What the header Date says; null for the simulated time.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Whether the other headers are those of the right answer.</summary>
    public bool KeepsHeaders { get; init; }

    public HttpResponseMessage Render(HttpResponseMessage right)
    {
        var wrong = new HttpResponseMessage((HttpStatusCode)Status)
        {
            RequestMessage = right.RequestMessage,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body)),
        };
        if (KeepsHeaders)
        {
            foreach (var (name, values) in right.Headers)
                wrong.Headers.TryAddWithoutValidation(name, values);
        }

        wrong.Headers.Date = Date ?? right.Headers.Date;
        wrong.Headers.Location = Location;
        if (ContentType is { } type)
            wrong.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return wrong;
    }
}
