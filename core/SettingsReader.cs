using System.Text.Json;

namespace XtCmkInfra.Core;

/// <summary>
/// Reads Pulumi's configuration: the settings of one scope, such as those of a project (<c>xtcmk-isv</c>) or of a provider
/// (<c>azuread</c>). Each is a text; a structured one has JSON in it.
/// </summary>
public sealed class SettingsReader : ObjectReader
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    private SettingsReader(string scope, IReadOnlyDictionary<string, JsonElement> settings, List<Mistake> mistakes)
        : base(scope, settings, mistakes)
    {
    }

    /// <param name="mistakes">Gets what is wrong with the settings.</param>
    public static SettingsReader Of(string scope, SettingSource source, List<Mistake> mistakes) =>
        new(scope, source.Names(scope).ToDictionary(name => name, name => Element(source[scope, name]!), StringComparer.Ordinal), mistakes);

    public override string PathOf(string name) => $"{Path}:{name}";

    protected override JsonElement? Structured(string name, JsonElement element)
    {
        var text = element.GetString()!;
        try
        {
            using var document = JsonDocument.Parse(text, Deep);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            Refuse(name, text.TrimStart() is ['{' or '[', ..]
                ? $"is not JSON, or is nested more than {Deep.MaxDepth} levels deep"
                : "must be a structure (a list or an object with named fields), not a single value");
            return null;
        }
    }

    /// <summary>An empty text is the CLI's way to take a setting back.</summary>
    private static JsonElement Element(string text) =>
        text.Length == 0 ? default : JsonSerializer.SerializeToElement(text, JsonText.Default.String);
}
