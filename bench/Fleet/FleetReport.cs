using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench.Fleet;

/// <summary>The figures of a fleet.</summary>
internal static class FleetReport
{
    public static Report Of(int stacks, int customersOfStack, IReadOnlyList<Phase> phases) => new(
        "fleet", $"{stacks * customersOfStack} customers in {stacks} stacks\n{Table(phases)}", Json(stacks, customersOfStack, phases), []);

    private static string Table(IEnumerable<Phase> phases)
    {
        var text = new StringBuilder("phase           processes   seconds   a process      MB\n");
        foreach (var phase in phases)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{phase.Name,-16}{phase.Processes,9}{phase.Seconds,10:0.0}{phase.Seconds / phase.Processes,12:0.00}{phase.PeakMegabytes,8:0}"));
        }

        return text.ToString();
    }

    private static JsonObject Json(int stacks, int customersOfStack, IEnumerable<Phase> phases) => new()
    {
        ["stacks"] = stacks,
        ["customers"] = stacks * customersOfStack,
        ["phases"] = new JsonArray([.. phases.Select(phase => (JsonNode)new JsonObject
        {
            ["name"] = phase.Name,
            ["processes"] = phase.Processes,
            ["seconds"] = Math.Round(phase.Seconds, 3),
            ["peakMegabytes"] = Math.Round(phase.PeakMegabytes),
        })]),
    };
}
