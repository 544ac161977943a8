using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace XtCmkInfra.Simulator.Http;

/// <summary>An answer before it is sent.</summary>
internal sealed record Reply(int Status, byte[] Body, string? ContentType)
{
    /// <summary>Quotes stay as they are: the answers are JSON, never part of a page.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The simulator does not know such a call.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The simulated cloud has changed.</summary>
    public bool IsChange { get; init; }

    public static Reply Json(int status, JsonNode body) =>
        new(status, Encoding.UTF8.GetBytes(body.ToJsonString(Plain)), "application/json; charset=utf-8");

    public static Reply Ok(JsonNode body) => Json(200, body);

    public static Reply Xml(int status, XElement body) => new(
        status,
        Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="utf-8"?>{body.ToString(SaveOptions.DisableFormatting)}"""),
        "application/xml");

    public Reply With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };
}
