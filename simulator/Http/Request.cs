using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>A request as Azure's own host would see it.</summary>
/// <param name="BaseUri">
/// What comes before the path in the caller's address, without a slash at the end. Links in answers begin with it, so that they lead back
/// here in the way in which the caller came.
/// </param>
/// <param name="Path">Without a slash at the end.</param>
/// <param name="Bearer">The token of the header Authorization; null where it is missing or of another kind.</param>
internal sealed record Request(
    RequestLine Line, string BaseUri, string Path, IReadOnlyDictionary<string, string> Query, string? Bearer, byte[] Body)
{
    public string Method => Line.Method;

    public string Host => Line.Host;

    public bool IsGet => Method is "GET";

    public string[] Segments { get; } = Path.Split('/')[1..];

    public string? Parameter(string name) => Query.GetValueOrDefault(name);

    /// <summary>Refuses parameters that would be taken without effect.</summary>
    /// <exception cref="AzureException">There is another parameter than these.</exception>
    public void AllowParameters(string code, params ReadOnlySpan<string> names)
    {
        foreach (var name in Query.Keys)
        {
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new AzureException(400, code, $"The simulator does not know the query parameter '{name}' of {Line}.");
        }
    }

    /// <exception cref="AzureException">The body is no JSON object.</exception>
    public JsonObject Json(string code)
    {
        try
        {
            if (JsonNode.Parse(Body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject json)
                return json;
        }
        catch (JsonException)
        {
            // Answered like any other body that is no object.
        }

        throw new AzureException(400, code, "The body of the request is not a JSON object.");
    }

    /// <summary>The address of this request with other parameters.</summary>
    public string With(params IEnumerable<(string Name, string Value)> parameters) => $"{BaseUri}{Path}?"
        + string.Join('&', Query
            .Where(old => !parameters.Any(one => string.Equals(one.Name, old.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(old => (old.Key, old.Value))
            .Concat(parameters)
            .Select(one => $"{one.Item1}={Uri.EscapeDataString(one.Item2)}"));
}
