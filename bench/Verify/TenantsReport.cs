using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench.Verify;

/// <summary>The figures of verifying many tenants, with what was to be reached.</summary>
internal static class TenantsReport
{
    private const double MostSeconds = 8;
    private const double MostMegabytes = 300;

    public static Report Of(IReadOnlyList<TenantsRow> rows) => new("verify of many tenants", Table(rows), Json(rows), [.. Targets(rows)]);

    private static string Table(IReadOnlyList<TenantsRow> rows)
    {
        var text = new StringBuilder("tenants   requests   seconds      MB\n");
        foreach (var row in rows)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture, $"{row.Tenants,7}{row.Requests,11}{row.Seconds,10:0.00}{row.PeakMegabytes,8:0}"));
        }

        return text.ToString();
    }

    private static JsonArray Json(IReadOnlyList<TenantsRow> rows) => new([.. rows.Select(row => (JsonNode)new JsonObject
    {
        ["tenants"] = row.Tenants,
        ["requests"] = row.Requests,
        ["seconds"] = Math.Round(row.Seconds, 3),
        ["peakMegabytes"] = Math.Round(row.PeakMegabytes),
    })]);

    private static IEnumerable<Target> Targets(IReadOnlyList<TenantsRow> rows)
    {
        if (rows.FirstOrDefault(row => row.Tenants == 1_000) is not { } thousand)
            yield break;
        yield return new Target("seconds for 1,000 tenants", thousand.Seconds, MostSeconds);
        yield return new Target("megabytes for 1,000 tenants", thousand.PeakMegabytes, MostMegabytes);
    }
}
