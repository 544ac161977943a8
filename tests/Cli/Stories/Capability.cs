using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Try;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Cli.Stories;

/// <summary>Something that docs/operate.md says can be done with settings, and what the story shows of it.</summary>
/// <param name="Section">The heading in docs/operate.md.</param>
/// <param name="Edits">
/// What is changed in the dev stacks: <c>customer vault.sku: premium</c>, or <c>customer -location</c> for what is taken out.
/// </param>
/// <param name="Step">The step that shows it.</param>
/// <param name="Shows">A part of what that step says.</param>
internal sealed partial record Capability(string Section, string[] Edits, string Step, string Shows)
{
    private static readonly Lazy<Task<Story>> AsTheSettingsStand = new(() => new Capability("", [], "", "").RunOnceAsync());

    /// <summary>The steps that do not belong to its story, besides those that no capability of this kind has.</summary>
    public string[] LeftOut { get; init; } = [];

    /// <summary>Files of the vendor's project beside Pulumi.yaml, by their names.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public override string ToString() => Edits.Length == 0 ? $"{Section}: as the settings stand" : $"{Section}: {string.Join("; ", Edits)}";

    /// <summary>The story on the edited settings of the dev stacks, which is the same for all that edit nothing.</summary>
    public Task<Story> RunAsync() => Edits.Length == 0 ? AsTheSettingsStand.Value : RunOnceAsync();

    /// <summary>The edited settings of the dev stacks.</summary>
    /// <param name="folder">In the place of the vendor's project; null for that itself.</param>
    public StorySettings ReadSettings(string? folder = null)
    {
        var vendor = Edit("vendor", ProjectFiles.Read(Repository.Root, "dev"));
        var customer = Edit("customer", ProjectFiles.Read(Path.Combine(Repository.Root, "customer-stack"), "dev"));
        var errors = new StringWriter();
        var context = new CommandContext(TextWriter.Null, errors);
        var settings = StorySettings.Read(context, folder is null ? vendor : vendor.In(folder), customer);
        Assert.Equal("", errors.ToString());
        return settings;
    }

    private async Task<Story> RunOnceAsync()
    {
        using var folder = new TemporaryFiles(Files);
        using var world = new StoryWorld(ReadSettings(Files.Count > 0 ? folder.Path : null), StoryKeys.Source());
        return await Story.RunAsync(world, _ => { }, TestContext.Current.CancellationToken);
    }

    private ProjectFiles Edit(string side, ProjectFiles files)
    {
        foreach (var edit in Edits.Select(edit => edit.Split(' ', 2)).Where(edit => edit[0] == side).Select(edit => edit[1]))
        {
            var isRemoved = edit.StartsWith('-');
            var path = isRemoved ? edit[1..] : edit[..edit.IndexOf(": ", StringComparison.Ordinal)];
            var steps = PathPart().Matches(path).Select(match => match.Value).ToList();
            var name = steps[0].Contains(':', StringComparison.Ordinal) ? steps[0] : $"{files.Name}:{steps[0]}";
            var setting = new JsonObject { ["it"] = Current(files, name) };
            Set(setting, ["it", .. steps[1..]], isRemoved ? null : YamlText.Read(edit[(path.Length + 2)..]));
            files = files.With((name, Text(setting["it"])));
        }

        return files;
    }

    private static string? Text(JsonNode? setting) => setting switch
    {
        null => null,
        JsonValue scalar => scalar.ToString(),
        _ => setting.ToJsonString(),
    };

    private static JsonNode? Current(ProjectFiles files, string name)
    {
        var text = files.Settings[name.Split(':')[0], name.Split(':')[1]];
        return text is { Length: > 0 } && text[0] is '{' or '[' ? JsonNode.Parse(text) : null;
    }

    private static void Set(JsonNode node, IReadOnlyList<string> path, JsonNode? value)
    {
        for (var index = 0; index < path.Count - 1; index++)
            node = int.TryParse(path[index], out var at) ? node[at]! : node[path[index]] ??= new JsonObject();
        if (node is JsonArray entries)
            entries.Insert(int.Parse(path[^1]), value);
        else if (value is null)
            node.AsObject().Remove(path[^1]);
        else
            node[path[^1]] = value;
    }

    /// <summary>A name, with the scope of a provider before it, or the number of an entry.</summary>
    [GeneratedRegex("[a-z-]+:[a-zA-Z]+|[a-zA-Z]+|[0-9]+")]
    private static partial Regex PathPart();

    private sealed class TemporaryFiles : IDisposable
    {
        public TemporaryFiles(IReadOnlyDictionary<string, string> files)
        {
            foreach (var (name, text) in files)
            {
                var file = System.IO.Path.Combine(Path, name);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("xtcmk-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
