using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Try;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Cli.Try;

/// <summary>Something that docs/operations.md says can be done with settings, and what the story shows of it.</summary>
/// <param name="Section">The heading in docs/operations.md.</param>
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

    private async Task<Story> RunOnceAsync()
    {
        using var folder = new TemporaryFiles(Files);
        var vendor = Edit("vendor", ProjectFiles.Read(Repository.Root, "dev"));
        var customer = Edit("customer", ProjectFiles.Read(Path.Combine(Repository.Root, "customer-stack"), "dev"));
        var errors = new StringWriter();
        var settings = StorySettings.Read(new CommandContext(TextWriter.Null, errors), Files.Count > 0 ? vendor.In(folder.Path) : vendor, customer);
        Assert.Equal("", errors.ToString());
        return await Story.RunAsync(new StoryWorld(settings, StoryKeys.Source()), _ => { }, TestContext.Current.CancellationToken);
    }

    private ProjectFiles Edit(string side, ProjectFiles files)
    {
        foreach (var edit in Edits.Where(edit => edit.StartsWith(side + " ", StringComparison.Ordinal)).Select(edit => edit[(side.Length + 1)..]))
        {
            var removed = edit.StartsWith('-');
            var (path, value) = removed ? (edit[1..], "") : edit.Split(": ", 2) is [var left, var right] ? (left, right) : throw new FormatException(edit);
            var steps = PathPart().Matches(path).Select(match => match.Value).ToList();
            var name = steps[0].Contains(':', StringComparison.Ordinal) ? steps[0] : $"{files.Name}:{steps[0]}";
            var setting = new JsonObject { ["it"] = Current(files, name) };
            Set(setting, ["it", .. steps[1..]], removed ? null : YamlText.Read(value));
            files = files.With((name, setting["it"] switch { null => null, JsonValue scalar => scalar.ToString(), var json => json.ToJsonString() }));
        }

        return files;
    }

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
