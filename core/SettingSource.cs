using System.Text.Json;

namespace XtCmkInfra.Core;

/// <summary>
/// The settings of a stack by their full names, as Pulumi gives them to a program: plain ones as text, structured ones as JSON.
/// </summary>
public sealed class SettingSource
{
    /// <summary>Pulumi's .NET host puts the whole configuration of a stack into this environment variable.</summary>
    private const string Variable = "PULUMI_CONFIG";

    private readonly Dictionary<string, string> _settings;

    private SettingSource(Dictionary<string, string> settings) => _settings = settings;

    /// <summary>The text or JSON of a setting; null where it is not set.</summary>
    /// <param name="scope">The project or provider, as <c>xtcmk-isv</c> in <c>xtcmk-isv:location</c>.</param>
    public string? this[string scope, string name] => _settings.GetValueOrDefault($"{scope}:{name}");

    /// <summary>The scopes that have settings: the projects and providers before the colon.</summary>
    public IEnumerable<string> Scopes =>
        _settings.Keys.Select(name => name[..Colon(name)]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The names of the settings in <paramref name="scope"/>.</summary>
    public IEnumerable<string> Names(string scope) => _settings.Keys
        .Where(name => Colon(name) == scope.Length && name.StartsWith(scope, StringComparison.Ordinal))
        .Select(name => name[(scope.Length + 1)..])
        .Order(StringComparer.Ordinal);

    /// <summary>The settings of the run that the engine has begun.</summary>
    public static SettingSource OfEngine() => Parse(Environment.GetEnvironmentVariable(Variable) ?? "{}");

    /// <summary>
    /// Reads what the engine sets: a JSON object of <c>{project}:{name}</c>, or of the older <c>{project}:config:{name}</c>, to text.
    /// </summary>
    /// <exception cref="JsonException">It is not such an object; only the engine writes it.</exception>
    public static SettingSource Parse(string json) => Of(JsonSerializer.Deserialize(json, JsonText.Default.DictionaryStringString)!
        .Select(setting => (setting.Key.Replace(":config:", ":", StringComparison.Ordinal), (string?)setting.Value)));

    /// <summary>Settings by their full names; those without a value are not set.</summary>
    public static SettingSource Of(IEnumerable<(string Name, string? Value)> settings)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in settings)
        {
            if (value is not null)
                given[name] = value;
        }

        return new SettingSource(given);
    }

    private static int Colon(string name) => name.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? colon : name.Length;
}
