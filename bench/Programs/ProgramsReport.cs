using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench.Programs;

/// <summary>The figures of the programs, with what was to be reached.</summary>
internal static class ProgramsReport
{
    private const double MostOfNodesTime = 0.15;
    private const double MostOfNodesMemory = 0.06;
    private const double MostGrowth = 4.4;

    public static Report Of(IReadOnlyList<Row> rows) => new("programs", Table(rows), Json(rows), [.. Targets(rows)]);

    private static string Table(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("customers   resources   seconds      MB   us/resource   Node: seconds      MB   time ratio   memory ratio");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{row.Customers,9}{row.Ours.Resources,12}{row.Ours.Seconds,10:0.00}{row.Ours.PeakMegabytes,8}");
            text.Append(CultureInfo.InvariantCulture, $"{row.Ours.MicrosecondsAResource,14:0}");
            text.AppendLine(row.Node is { } node
                ? string.Create(CultureInfo.InvariantCulture,
                    $"{node.Seconds,16:0.00}{node.PeakMegabytes,8}{TimeRatio(row),13:0.000}{MemoryRatio(row),15:0.000}")
                : $"{"-",16}{"-",8}{"-",13}{"-",15}");
        }

        return text.ToString();
    }

    private static JsonArray Json(IReadOnlyList<Row> rows) => new([.. rows.Select(row => (JsonNode)new JsonObject
    {
        ["customers"] = row.Customers, ["ours"] = Json(row.Ours), ["node"] = row.Node is null ? null : Json(row.Node),
    })]);

    private static JsonObject Json(Run run) => new()
    {
        ["resources"] = run.Resources,
        ["seconds"] = Math.Round(run.Seconds, 3),
        ["peakMegabytes"] = run.PeakMegabytes,
        ["microsecondsAResource"] = Math.Round(run.MicrosecondsAResource, 1),
    };

    private static IEnumerable<Target> Targets(IReadOnlyList<Row> rows)
    {
        var compared = rows.Where(row => row.Node is not null).ToList();
        // Figures of two programs that make different things say nothing about each other.
        if (compared.Count > 0)
            yield return new Target("difference in resources from Node's",
                compared.Max(row => Math.Abs(row.Ours.Resources - row.Node!.Resources)), 0);
        var thousand = rows.FirstOrDefault(row => row.Customers == 1_000);
        if (thousand?.Node is not null)
        {
            yield return new Target("time beside Node's at 1,000 customers", TimeRatio(thousand), MostOfNodesTime);
            yield return new Target("memory beside Node's at 1,000 customers", MemoryRatio(thousand), MostOfNodesMemory);
        }

        if (thousand is not null && rows.FirstOrDefault(row => row.Customers == 4_000) is { } fourThousand)
            yield return new Target("time of 4,000 customers beside that of 1,000", fourThousand.Ours.Seconds / thousand.Ours.Seconds,
                MostGrowth);
    }

    private static double TimeRatio(Row row) => row.Ours.Seconds / row.Node!.Seconds;

    private static double MemoryRatio(Row row) => (double)row.Ours.PeakMegabytes / row.Node!.PeakMegabytes;
}
