using System.Globalization;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench;

/// <summary>A figure that was to be reached.</summary>
internal sealed record Target(string What, double Figure, double Most)
{
    public bool IsReached => Figure <= Most;

    public JsonNode Json() => new JsonObject
    {
        ["what"] = What, ["figure"] = Math.Round(Figure, 3), ["atMost"] = Most, ["reached"] = IsReached,
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(IsReached ? "reached" : "MISSED")}: {What} is {Figure:0.000}, at most {Most:0.00}");
}
