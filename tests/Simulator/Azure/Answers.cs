using System.Globalization;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Simulator.Azure;

internal static class Answers
{
    /// <summary>
    /// A text in an answer, by the names (and in lists the numbers) that lead to it: <c>properties.encryption.keySource</c>.
    /// </summary>
    public static string Text(this JsonNode answer, string path)
    {
        var node = answer;
        foreach (var name in path.Split('.'))
            node = (node is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)] : node[name])
                ?? throw new InvalidOperationException($"There is no '{name}' of '{path}' in {answer.ToJsonString()}");
        return node.GetValue<string>();
    }
}
