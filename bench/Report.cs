using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench;

/// <summary>The figures as a table with what was to be reached, or as JSON.</summary>
internal static class Report
{
    private const double MostOfNodesTime = 0.15;
    private const double MostOfNodesMemory = 0.06;
    private const double MostGrowth = 4.4;

    public static string Text(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("customers   resources   seconds      MB   us/resource   Node: seconds      MB   time ratio   memory ratio");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Customers,9}{row.Ours.Resources,12}{row.Ours.Seconds,10:0.00}{row.Ours.PeakMegabytes,8}");
            text.Append(CultureInfo.InvariantCulture, $"{row.Ours.MicrosecondsAResource,14:0}");
            text.AppendLine(row.Node is { } node
                ? string.Create(CultureInfo.InvariantCulture, $"{node.Seconds,16:0.00}{node.PeakMegabytes,8}{TimeRatio(row),13:0.000}{MemoryRatio(row),15:0.000}")
                : $"{"-",16}{"-",8}{"-",13}{"-",15}");
        }

        foreach (var target in Targets(rows))
            text.AppendLine().Append(target);
        return text.ToString();
    }

    public static string Json(IReadOnlyList<Row> rows) => new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject
    {
        ["customers"] = row.Customers, ["ours"] = Json(row.Ours), ["node"] = row.Node is null ? null : Json(row.Node),
    })]).ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonObject Json(Run run) => new()
    {
        ["resources"] = run.Resources,
        ["seconds"] = Math.Round(run.Seconds, 3),
        ["peakMegabytes"] = run.PeakMegabytes,
        ["microsecondsAResource"] = Math.Round(run.MicrosecondsAResource, 1),
    };

    private static IEnumerable<string> Targets(IReadOnlyList<Row> rows)
    {
        var thousand = rows.FirstOrDefault(row => row.Customers == 1_000);
        if (thousand?.Node is not null)
        {
            yield return Target("time beside Node's at 1,000 customers", TimeRatio(thousand), MostOfNodesTime);
            yield return Target("memory beside Node's at 1,000 customers", MemoryRatio(thousand), MostOfNodesMemory);
        }

        if (thousand is not null && rows.FirstOrDefault(row => row.Customers == 4_000) is { } fourThousand)
            yield return Target("time of 4,000 customers beside that of 1,000", fourThousand.Ours.Seconds / thousand.Ours.Seconds, MostGrowth);
    }

    private static string Target(string what, double figure, double most) => string.Create(
        CultureInfo.InvariantCulture, $"{(figure <= most ? "reached" : "MISSED")}: {what} is {figure:0.000}, at most {most:0.00}");

    private static double TimeRatio(Row row) => row.Ours.Seconds / row.Node!.Seconds;

    private static double MemoryRatio(Row row) => (double)row.Ours.PeakMegabytes / row.Node!.PeakMegabytes;
}
