using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench.Verify;

/// <summary>The figures of verify, with what was to be reached.</summary>
internal static class VerifyReport
{
    private const double MostOfPeersRequests = 0.02;
    private const double MostOfPeersTime = 0.05;

    public static Report Of(IReadOnlyList<Row> rows) => new("verify", Table(rows), Json(rows), [.. Targets(rows)]);

    private static string Table(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder("accounts   requests   seconds   one by one: requests   seconds   requests ratio   time ratio\n");
        foreach (var (accounts, verify, peer) in rows)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{accounts,8}{verify.Requests,11}{verify.Seconds,10:0.00}{peer.Requests,23}{peer.Seconds,10:0.00}{RequestsRatio(verify, peer),17:0.000}{TimeRatio(verify, peer),13:0.000}"));
        }

        return text.ToString();
    }

    private static JsonArray Json(IReadOnlyList<Row> rows) => new([.. rows.Select(row => (JsonNode)new JsonObject
    {
        ["accounts"] = row.Accounts, ["verify"] = Json(row.Verify), ["oneByOne"] = Json(row.Peer),
    })]);

    private static JsonObject Json(Asked asked) => new() { ["requests"] = asked.Requests, ["seconds"] = Math.Round(asked.Seconds, 3) };

    private static IEnumerable<Target> Targets(IReadOnlyList<Row> rows)
    {
        if (rows.FirstOrDefault(row => row.Accounts == 1_000) is not { } thousand)
            yield break;
        yield return new Target("requests beside one by one at 1,000 accounts", RequestsRatio(thousand.Verify, thousand.Peer),
            MostOfPeersRequests);
        yield return new Target("time beside one by one at 1,000 accounts", TimeRatio(thousand.Verify, thousand.Peer), MostOfPeersTime);
    }

    private static double RequestsRatio(Asked verify, Asked peer) => (double)verify.Requests / peer.Requests;

    private static double TimeRatio(Asked verify, Asked peer) => verify.Seconds / peer.Seconds;
}
