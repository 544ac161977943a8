using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench;

/// <summary>One measurement: its figures as a table and as JSON, and what was to be reached.</summary>
internal sealed record Report(string Name, string Table, JsonNode Rows, IReadOnlyList<Target> Targets)
{
    /// <param name="sdk">The packages that were measured.</param>
    public static string Text(string sdk, IEnumerable<Report> reports)
    {
        var text = new StringBuilder($"Measured on {sdk}.\n\n");
        foreach (var report in reports)
        {
            text.Append(report.Name).Append('\n').Append(report.Table).Append('\n');
            foreach (var target in report.Targets)
                text.Append(target).Append('\n');
            text.Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    /// <inheritdoc cref="Text"/>
    public static string Json(string sdk, IEnumerable<Report> reports) => new JsonObject(reports
        .Select(report => KeyValuePair.Create<string, JsonNode?>(
            report.Name,
            new JsonObject { ["rows"] = report.Rows, ["targets"] = new JsonArray([.. report.Targets.Select(target => target.Json())]) }))
        .Prepend(KeyValuePair.Create<string, JsonNode?>("sdk", sdk)))
        .ToJsonString(new JsonSerializerOptions { WriteIndented = true });
}
