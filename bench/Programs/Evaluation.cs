using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench.Programs;

/// <summary>What one process took from its start to its end.</summary>
/// <param name="PeakMegabytes">The most memory it had at once, by its own account.</param>
internal sealed record Run(double Seconds, long PeakMegabytes, int Resources)
{
    public double MicrosecondsAResource => Seconds * 1_000_000 / Resources;
}

/// <summary>The three phases for so many customers, by this project and, unless it was left out, by Node.</summary>
internal sealed record Row(int Customers, Run Ours, Run? Node);

/// <summary>Evaluates both programs for growing numbers of customers, each size in a process of its own.</summary>
internal static class Evaluation
{
    public static IReadOnlyList<Row> Measure(IEnumerable<int> sizes, int nodeLimit)
    {
        var node = NodePrograms.Prepare();
        var rows = new List<Row>();
        foreach (var customers in sizes.Order())
        {
            Console.Error.WriteLine($"bench: {customers} customers");
            var ours = Ours(customers);
            rows.Add(new Row(customers, ours, node && customers <= nodeLimit ? NodePrograms.Run(customers) : null));
        }

        return rows;
    }

    private static Run Ours(int customers)
    {
        var answer = Child.Run("dotnet", [Tool.Path, "try", "--customers", $"{customers}", "--format", "json", "--root", Repository.Root],
            Repository.Root);
        var json = JsonNode.Parse(answer.Output)!;
        return new Run(answer.Seconds, (long)json["peakMegabytes"]!, (int)json["resources"]!);
    }
}
