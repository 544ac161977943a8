using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Stacks.Settings;

/// <summary>
/// The JSON schema of a stack's settings file, made from what the readers ask for and from what the project's file says of it.
/// </summary>
internal sealed class SettingsSchema(SettingsShape shape, string project, JsonObject projectFile)
{
    private static readonly string[] Providers = ["azure-native", "azuread"];

    public JsonObject Write()
    {
        var config = new JsonObject();
        var required = new JsonArray();
        foreach (var scope in Providers.Append(project))
        {
            foreach (var (name, kind, isRequired) in shape.Of(scope))
            {
                var declared = scope == project ? projectFile["config"]![name] : null;
                var schema = Of($"{scope}:{name}", kind, isNullable: true);
                if (declared?["description"] is { } description)
                    schema["description"] = description.DeepClone();
                config[$"{scope}:{name}"] = schema;
                if (isRequired && declared?["default"] is null)
                    required.Add($"{scope}:{name}");
            }
        }

        var names =
            string.Join('|', config.Select(setting => setting.Key).Where(IsOwn).Select(name => Regex.Escape(name[(project.Length + 1)..])));
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:xtcmk:settings:{project}",
            ["title"] = $"Settings of a stack of {project}",
            ["type"] = "object",
            ["required"] = new JsonArray("config"),
            ["properties"] = new JsonObject
            {
                ["config"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = required,
                    ["properties"] = config,
                    ["propertyNames"] = new JsonObject { ["pattern"] = $"^(?!{project}:)|^{project}:({names})$" },
                },
            },
        };
    }

    private bool IsOwn(string name) => name.StartsWith($"{project}:", StringComparison.Ordinal);

    private JsonObject Of(string path, SettingKind? kind, bool isNullable) => kind switch
    {
        null => throw new InvalidOperationException($"{path} is asked for, and no sample says what it may be."),
        { Form: SettingForm.List } => Nullable("array", isNullable, "items", Value(new SettingKind(SettingForm.Value), isNullable: false)),
        { Form: SettingForm.Map } =>
            Nullable("object", isNullable, "additionalProperties", Value(new SettingKind(SettingForm.Value), isNullable: false)),
        { Form: SettingForm.Sections } => Nullable("array", isNullable, "items", Section($"{path}[]", isNullable: false)),
        { Form: SettingForm.Section } => Section(path, isNullable),
        _ => Value(kind, isNullable),
    };

    private JsonObject Section(string path, bool isNullable)
    {
        if (!shape.Has(path))
            throw new InvalidOperationException($"No sample has {path}.");
        var schema = Nullable("object", isNullable, "additionalProperties", JsonValue.Create(false));
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, kind, isRequired) in shape.Of(path))
        {
            properties[name] = Of($"{path}.{name}", kind, isNullable: !isRequired);
            if (isRequired)
                required.Add(name);
        }

        if (required.Count > 0)
            schema["required"] = required;
        schema["properties"] = properties;
        return schema;
    }

    /// <summary>YAML writes numbers and true without quotes, and the readers take them as text.</summary>
    private static JsonObject Value(SettingKind kind, bool isNullable)
    {
        if (kind.Words is { } words)
        {
            JsonArray all = [.. words.Select(word => (JsonNode)word), .. words.Select(Unquoted).OfType<JsonNode>()];
            if (isNullable)
                all.Add(null);
            return new JsonObject { ["enum"] = all };
        }

        JsonArray types = kind.Least is null ? ["string", "number", "boolean"] : ["integer", "string"];
        if (isNullable)
            types.Add("null");
        var schema = new JsonObject { ["type"] = types };
        if (kind is { Least: { } least, Most: { } most })
            (schema["minimum"], schema["maximum"], schema["pattern"]) = (least, most, "^[0-9]+$");
        return schema;
    }

    private static JsonNode? Unquoted(string word) =>
        word is "true" or "false" || word.All(char.IsAsciiDigit) ? JsonNode.Parse(word) : null;

    private static JsonObject Nullable(string type, bool isNullable, string keyword, JsonNode value) => new()
    {
        ["type"] = isNullable ? new JsonArray(type, "null") : type, [keyword] = value,
    };
}
