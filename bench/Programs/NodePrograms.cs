using System.ComponentModel;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Bench.Programs;

/// <summary>The same resources, written for Pulumi's Node.js SDK and run under its mocks (<c>bench/node</c>).</summary>
internal static class NodePrograms
{
    private static readonly string Folder = Path.Combine(Repository.Root, "bench", "node");

    /// <returns>False, after a word of why, where npm is missing or cannot fetch the packages.</returns>
    public static bool Prepare()
    {
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
                Child.Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--package-lock=false"], Folder);
            return true;
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException)
        {
            Console.Error.WriteLine($"bench: Node is left out ({missing.Message})");
            return false;
        }
    }

    public static Run? Run(int customers)
    {
        try
        {
            var answer = Child.Run("node", ["--max-old-space-size=12000", "fleet.js", $"{customers}"], Folder);
            var json = JsonNode.Parse(answer.Output)!;
            return new Run(answer.Seconds, (long)json["peakBytes"]! / (1024 * 1024), (int)json["resources"]!);
        }
        catch (Exception failed) when (failed is Win32Exception or InvalidOperationException)
        {
            Console.Error.WriteLine($"bench: Node is left out for {customers} customers ({failed.Message})");
            return null;
        }
    }
}
