using XtCmkInfra.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>The project or a stack of it cannot be read. The message says which file, where, and what to do.</summary>
public sealed class ProjectFileException(string message) : Exception(message);

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

    /// <summary>The project's name, for example <c>xtcmk-isv</c>.</summary>
    public string Name { get; }

    public string Stack { get; }

    /// <summary>The full path of the folder with the project's file; null for settings that come from no file.</summary>
    public string? Directory { get; }

    /// <summary>The settings by their full names.</summary>
    internal IReadOnlyDictionary<string, string> All => _settings;

    /// <summary>The settings as Pulumi hands them to the program: plain ones as text, structured ones as JSON.</summary>
    public SettingSource Settings => (scope, name) => _settings.GetValueOrDefault($"{scope}:{name}");

    /// <summary>The same project with other settings, as if the stack's file had been edited.</summary>
    /// <param name="changes">By full name (<c>xtcmk-isv:location</c>): the new text or JSON, or null to take the setting out.</param>
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

    /// <exception cref="ProjectFileException">A file is missing, is no YAML, or says what the Pulumi CLI would refuse.</exception>
    public static ProjectFiles Read(string directory, string stack)
    {
        var projectPath = Path.Combine(directory, "Pulumi.yaml");
        var stackPath = Path.Combine(directory, $"Pulumi.{stack}.yaml");
        var project = Load(projectPath);
        if (Child(project, "name") is not YamlScalarNode { Value: { Length: > 0 } name })
            throw new ProjectFileException($"{projectPath}: has no name.");

        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Child(Load(stackPath), "config") is YamlMappingNode config)
        {
            foreach (var (key, value) in config.Children)
                settings[FullName(Text(key), name, stackPath)] = Value(value, stackPath);
        }

        if (Child(project, "config") is YamlMappingNode declarations)
            Apply(declarations, name, settings, projectPath, stackPath);
        return new ProjectFiles(name, stack, Path.GetFullPath(directory), settings);
    }

    private static void Apply(
        YamlMappingNode declarations, string project, Dictionary<string, string> settings, string projectPath, string stackPath)
    {
        var declared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, declaration) in declarations.Children)
        {
            var name = FullName(Text(key), project, projectPath);
            declared.Add(name);
            if (settings.ContainsKey(name))
                continue;
            if (Child(declaration, "default") is not { } otherwise)
                throw new ProjectFileException($"{stackPath}: '{name}' is missing; {projectPath} says that it is mandatory.");
            settings[name] = Value(otherwise, projectPath);
        }

        foreach (var name in settings.Keys.Where(name => name.StartsWith(project + ":", StringComparison.Ordinal)))
        {
            if (!declared.Contains(name))
                throw new ProjectFileException($"{stackPath}: '{name}' is not a setting of this project; {projectPath} lists them.");
        }
    }

    private static string FullName(string key, string project, string path) => key.Split(':') switch
    {
        [{ Length: > 0 } name] => $"{project}:{name}",
        [{ Length: > 0 }, { Length: > 0 }] => key,
        _ => throw new ProjectFileException($"{path}: '{key}' is not the name of a setting (namespace:name)."),
    };

    private static string Value(YamlNode node, string path)
    {
        if (node is YamlScalarNode scalar)
            return scalar.Value ?? "";
        if (Child(node, "secure") is not null)
            throw new ProjectFileException($"{path}({node.Start.Line}): the setting is encrypted, and the simulator has no key for it.");
        return YamlJson.Convert(node)!.ToJsonString();
    }

    private static YamlMappingNode Load(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new ProjectFileException($"{path}: must be one YAML document with named fields.");
        }
        catch (YamlException wrong)
        {
            throw new ProjectFileException($"{path}({wrong.Start.Line},{wrong.Start.Column}): {wrong.InnerException?.Message ?? wrong.Message}");
        }
        catch (IOException wrong)
        {
            throw new ProjectFileException($"{path}: cannot be read ({wrong.Message})");
        }
        catch (UnauthorizedAccessException wrong)
        {
            throw new ProjectFileException($"{path}: cannot be read ({wrong.Message})");
        }
    }

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static YamlNode? Child(YamlNode node, string name) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;
}
