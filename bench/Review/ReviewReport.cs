using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench.Review;

/// <summary>The figures of the review, with what was to be reached.</summary>
internal static class ReviewReport
{
    private const double MostOfBareTime = 2.0;
    private const double MostOfJqTime = 0.2;
    private const double MostMegabytes = 150;

    public static Report Of(IReadOnlyList<Row> rows) => new("review", Table(rows), Json(rows), [.. Targets(rows[0])]);

    private static string Table(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder(
            "document           MB   seconds    MB/s   peak MB   bare pass: seconds   ratio   jq: seconds   peak MB   ratio\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{row.Document,-14}{row.Megabytes,7:0}{row.Review.Seconds,10:0.00}{row.Megabytes / row.Review.Seconds,8:0}");
            text.Append(CultureInfo.InvariantCulture, $"{row.Review.PeakMegabytes,10:0}{row.Bare.Seconds,21:0.00}{ToBare(row),8:0.00}");
            text.AppendLine(row.Jq is { } jq
                ? string.Create(CultureInfo.InvariantCulture,
                    $"{jq.Seconds,14:0.00}{jq.PeakMegabytes,10:0}{row.Review.Seconds / jq.Seconds,8:0.000}")
                : $"{"-",14}{"-",10}{"-",8}");
        }

        return text.ToString();
    }

    private static JsonArray Json(IReadOnlyList<Row> rows) => new([.. rows.Select(row => (JsonNode)new JsonObject
    {
        ["document"] = row.Document,
        ["megabytes"] = Math.Round(row.Megabytes, 1),
        ["review"] = Json(row.Review),
        ["bare"] = Json(row.Bare),
        ["jq"] = row.Jq is null ? null : Json(row.Jq),
    })]);

    private static JsonObject Json(Ended ended) => new()
    {
        ["seconds"] = Math.Round(ended.Seconds, 3), ["peakMegabytes"] = Math.Round(ended.PeakMegabytes),
    };

    private static IEnumerable<Target> Targets(Row row)
    {
        yield return new Target("time beside a bare pass", ToBare(row), MostOfBareTime);
        if (row.Jq is { } jq)
            yield return new Target("time beside jq's", row.Review.Seconds / jq.Seconds, MostOfJqTime);
        yield return new Target("memory in MB", row.Review.PeakMegabytes, MostMegabytes);
    }

    private static double ToBare(Row row) => row.Review.Seconds / row.Bare.Seconds;
}
