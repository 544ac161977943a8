using System.Text.Json;
using Json.Schema;

namespace XtCmkInfra.Tests.Schema;

/// <summary>A schema in docs/, which is itself as JSON Schema 2020-12 wants it.</summary>
internal sealed class SchemaFile
{
    private static readonly EvaluationOptions InDetail = new() { OutputFormat = OutputFormat.List };
    private readonly JsonSchema _schema;

    public SchemaFile(string name)
    {
        Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", name));
        using var document = JsonDocument.Parse(Text);
        Assert.Empty(Complaints(MetaSchemas.Draft202012, document.RootElement));

        // A registry of its own: in one of all schemas every id could be read once only.
        _schema = JsonSchema.FromText(Text, new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }

    public string Text { get; }

    /// <summary>Where the value is not as the schema says, as JSON pointers with the keyword that is not met.</summary>
    public IReadOnlyList<string> Complaints(JsonElement value) => Complaints(_schema, value);

    private static IReadOnlyList<string> Complaints(JsonSchema schema, JsonElement value)
    {
        var found = schema.Evaluate(value, InDetail);
        return found.IsValid
            ? []
            : [.. (found.Details ?? []).Prepend(found).SelectMany(part =>
                (part.Errors ?? new Dictionary<string, string>()).Keys.Select(keyword => $"{part.InstanceLocation} {keyword}".TrimEnd()))];
    }
}
