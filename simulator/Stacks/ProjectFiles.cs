using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>The project or a stack of it cannot be read. The message says which file, where, and what to do.</summary>
public sealed class ProjectFileException(string message) : BadInputException(message);

/// <summary>
/// A Pulumi project as its files say: <c>Pulumi.yaml</c> and the settings of one stack in <c>Pulumi.{stack}.yaml</c>, read as the
/// Pulumi CLI reads them (defaults of the project, mandatory settings, declared types).
/// </summary>
public sealed class ProjectFiles
{
    private readonly Dictionary<string, string> _settings;

    private ProjectFiles(string name, string stack, string? directory, Dictionary<string, string> settings)
    {
        Name = name;
        Stack = stack;
        Directory = directory;
        _settings = settings;
    }

    /// <summary>The project's name, for example <c>my-project</c>.</summary>
    public string Name { get; }

    public string Stack { get; }

    /// <summary>The full path of the folder with the project's file; null for settings that come from no file.</summary>
    public string? Directory { get; }

    /// <summary>The settings by their full names.</summary>
    internal IReadOnlyDictionary<string, string> All => _settings;

    /// <summary>The settings as Pulumi hands them to the program: plain ones as text, structured ones as JSON.</summary>
    public SettingSource Settings => SettingSource.Of(_settings.Select(setting => (setting.Key, (string?)setting.Value)));

    /// <summary>The same project with other settings, as if the stack's file had been edited.</summary>
    /// <param name="changes">By full name (<c>my-project:location</c>): the new text or JSON, or null to take the setting out.</param>
    public ProjectFiles With(params IEnumerable<(string Key, string? Value)> changes)
    {
        var settings = new Dictionary<string, string>(_settings, StringComparer.Ordinal);
        foreach (var (key, value) in changes)
        {
            if (value is null)
                settings.Remove(key);
            else
                settings[key] = value;
        }

        return new ProjectFiles(Name, Stack, Directory, settings);
    }

    /// <summary>A stack whose settings are given and not read from files.</summary>
    public static ProjectFiles Of(string name, string stack, IEnumerable<(string Key, string? Value)> settings) =>
        new ProjectFiles(name, stack, null, new(StringComparer.Ordinal)).With(settings);

    /// <summary>The same settings for another stack of the project.</summary>
    public ProjectFiles As(string stack) => new(Name, stack, Directory, _settings);

    /// <summary>The same settings as if the project's file were in another folder.</summary>
    public ProjectFiles In(string directory) => new(Name, Stack, directory, _settings);

    /// <exception cref="ProjectFileException">A file is missing, is not YAML, or says what the Pulumi CLI would refuse.</exception>
    public static ProjectFiles Read(string directory, string stack) =>
        Read(directory, stack, File.OpenRead).In(Path.GetFullPath(directory));

    /// <summary>A project whose files are in no folder.</summary>
    /// <param name="place">Where messages say that the files are.</param>
    /// <param name="open">Opens a file by its path below the place.</param>
    /// <inheritdoc cref="Read(string, string)" path="/exception"/>
    public static ProjectFiles Read(string place, string stack, Func<string, Stream> open)
    {
        var projectPath = Path.Combine(place, "Pulumi.yaml");
        var stackPath = Path.Combine(place, $"Pulumi.{stack}.yaml");
        var project = Load(projectPath, open);
        if (project["name"] is not JsonValue named || !named.TryGetValue<string>(out var name) || name.Length == 0)
            throw new ProjectFileException($"{projectPath}: has no name.");

        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (key, value) in Members(Load(stackPath, open), "config", stackPath))
            values[FullName(key, name, stackPath)] = value;
        foreach (var (key, declaration) in Members(project, "config", projectPath))
            Declare(FullName(key, name, projectPath), declaration as JsonObject ?? [], values, projectPath, stackPath);
        var settings = values.ToDictionary(value => value.Key, value => Text(value.Key, value.Value, stackPath), StringComparer.Ordinal);
        return new ProjectFiles(name, stack, null, settings);
    }

    /// <summary>Gives a setting its default, and refuses one of another type. What is not declared passes, as with the CLI.</summary>
    private static void Declare(
        string name, JsonObject declaration, Dictionary<string, JsonNode?> values, string projectPath, string stackPath)
    {
        if (!values.TryGetValue(name, out var value))
        {
            if (!declaration.TryGetPropertyValue("default", out var otherwise))
                throw new ProjectFileException($"{stackPath}: '{name}' is missing; {projectPath} says that it is mandatory.");
            values[name] = value = otherwise;
        }

        if (declaration["type"]?.ToString() is { } type && !ConfigType.Matches(type, declaration["items"] as JsonObject, value))
            throw new ProjectFileException($"{stackPath}: '{name}' must be of type {type}, as {projectPath} says.");
    }

    private static string FullName(string key, string project, string path) => key.Split(':') switch
    {
        [{ Length: > 0 } name] => $"{project}:{name}",
        [{ Length: > 0 }, { Length: > 0 }] => key,
        [{ Length: > 0 } scope, "config", { Length: > 0 } name] => $"{scope}:{name}",
        _ => throw new ProjectFileException($"{path}: '{PlainText.Escape(key)}' is not the name of a setting (namespace:name)."),
    };

    /// <summary>A setting as the engine passes it on: no value is an empty text.</summary>
    private static string Text(string name, JsonNode? value, string path)
    {
        if (IsEncrypted(value))
            throw new ProjectFileException($"{path}: '{PlainText.Escape(name)}' is encrypted, and the simulator has no key for it.");
        return value switch
        {
            null => "",
            JsonValue scalar => scalar.ToString(),
            _ => value.ToJsonString(),
        };
    }

    private static bool IsEncrypted(JsonNode? value) => value switch
    {
        JsonObject { Count: 1 } secret when secret["secure"] is JsonValue => true,
        JsonObject members => members.Any(member => IsEncrypted(member.Value)),
        JsonArray items => items.Any(IsEncrypted),
        _ => false,
    };

    private static JsonObject Members(JsonObject file, string name, string path) => file[name] switch
    {
        null => [],
        JsonObject members => members,
        _ => throw new ProjectFileException($"{path}: '{name}' must have named fields."),
    };

    private static JsonObject Load(string path, Func<string, Stream> open)
    {
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            using var reader = new StreamReader(open(path), strict);
            return YamlText.Read(reader.ReadToEnd()) as JsonObject
                ?? throw new ProjectFileException($"{path}: must be one YAML document with named fields.");
        }
        catch (YamlTextException wrong)
        {
            throw new ProjectFileException($"{path}{wrong.Message}");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new ProjectFileException($"{path}: cannot be read ({wrong.Message})");
        }
    }
}
