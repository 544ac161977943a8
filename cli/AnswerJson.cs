using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli;

/// <summary>Answers for programs, which people read too: indented, with every letter as it is.</summary>
internal static class AnswerJson
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = Encoder };

    public static string Write(JsonNode node) => node.ToJsonString(Indented);

    /// <param name="write">Writes one value.</param>
    public static string Write(Action<Utf8JsonWriter> write, int indent = 2)
    {
        var options = new JsonWriterOptions { Indented = true, IndentSize = indent, NewLine = "\n", Encoder = Encoder };
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, options))
            write(json);
        return Encoding.UTF8.GetString(output.GetBuffer().AsSpan(0, (int)output.Length));
    }
}
