using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Cli;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Docs;

/// <summary>Settings, rules, exit codes and environment variables: what documents name exists, and what exists is documented.</summary>
public sealed partial class WhenDocumentsNameThings
{
    private static readonly string[] Schemas = ["isv-stack/settings.schema.json", "customer-stack/settings.schema.json"];

    /// <summary>In the form of a rule's code, and something else.</summary>
    private static readonly string[] NotCodes = ["identity-app", "key-uri"];

    /// <summary>In the form of a setting's path, and a file.</summary>
    private const string NotASetting = "key.json";

    /// <summary>Of other programs, and of the workflows' own steps.</summary>
    private static readonly string[] NotOurs = ["GITHUB_ACTIONS", "DOTNET_HOST_PATH", "SERVICE_PRINCIPAL_OBJECT_ID", "PULUMI_CONFIG"];

    /// <summary>Every setting with its path: customers[].account.name without prefix.</summary>
    private static IReadOnlyList<string> Settings { get; } =
        [.. Schemas.SelectMany(file => Paths(JsonNode.Parse(Documents.Read(file))!["properties"]!["config"]!, "")).Distinct()];

    public static TheoryData<string> LastNames => new(Settings.Select(path => path.Split('.')[^1].Replace("[]", "")).Distinct().Order());

    [Theory]
    [MemberData(nameof(LastNames))]
    public void A_setting_is_in_the_documents(string name) => Assert.Matches($@"(?:[`.:\[{{ ]|^){name}\b", Documents.Text);

    public static TheoryData<string, string> NamedSettings => new(Documents.All
        .SelectMany(file => Setting().Matches(Documents.Prose(file)).Select(match => (file, match.Groups[1].Value.Replace("[0]", "[]"))))
        .Where(named => named.Item2 != NotASetting)
        .Distinct());

    [Theory]
    [MemberData(nameof(NamedSettings))]
    public void A_setting_that_a_document_names_exists(string file, string path) =>
        Assert.True(Settings.Any(one => one == path || one == path + "[]" || one.EndsWith('.' + path, StringComparison.Ordinal)),
            $"{file}: {path}");

    [Fact]
    public void A_rule_that_a_document_names_exists()
    {
        var codes = Rules.All.Select(rule => rule.Code).ToHashSet();
        var beginnings = codes.Select(code => code.Split('-')[0]).ToHashSet();
        var named = Documents.All
            .SelectMany(file => Code().Matches(BeforeTheStory(Documents.Prose(file))).Select(match => match.Groups[1].Value))
            .Where(word => beginnings.Contains(word.Split('-')[0]) && !NotCodes.Contains(word))
            .Distinct();

        Assert.Equal([], named.Where(word => !codes.Contains(word)));
    }

    [Fact]
    public void Every_exit_code_is_in_the_readme_and_no_other()
    {
        var rows = ExitCodeRow().Matches(Documents.Read("README.md")).Select(match => int.Parse(match.Groups[1].Value));

        Assert.Equal([ExitCode.Clean, ExitCode.Findings, ExitCode.CannotBeDetermined], rows);
    }

    [Fact]
    public void Every_environment_variable_is_documented_and_every_documented_one_is_read()
    {
        string[] places = [".github/workflows", "pipelines", "actions", "cli", "core", "build.cs"];
        var sources = string.Join('\n', places.SelectMany(Sources).Select(File.ReadAllText));
        var read = Variable().Matches(sources).Select(match => match.Value).Concat(NotOurs).ToHashSet();
        var documented =
            Variable().Matches(Documents.Text).Select(match => match.Value).Concat(NotOurs.Where(Documents.Text.Contains)).ToHashSet();

        Assert.All(NotOurs, name => Assert.Contains($"\"{name}\"", sources));
        Assert.Equal(read.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    /// <summary>Steps of the story have names of the form of codes.</summary>
    private static string BeforeTheStory(string text) => text.Split("## What the story shows")[0];

    private static IEnumerable<string> Sources(string name)
    {
        var path = Path.Combine(Repository.Root, name);
        return File.Exists(path)
            ? [path]
            : Directory.EnumerateFiles(path, "*.*", SearchOption.AllDirectories)
                .Where(file => !file.Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj") && !file.EndsWith(".md", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Paths(JsonNode schema, string before)
    {
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            var path = before + name[(name.StartsWith("xtcmk-", StringComparison.Ordinal) ? name.IndexOf(':') + 1 : 0)..];
            var isList = member!["items"] is not null;
            yield return path + (isList ? "[]" : "");
            foreach (var below in Paths(isList ? member["items"]! : member, $"{path}{(isList ? "[]" : "")}."))
                yield return below;
        }
    }

    /// <summary>A path of two names or more in code, or a name with the prefix of a project.</summary>
    [GeneratedRegex(
        @"`(?:xtcmk-(?:isv|customer):)?((?:customers(?:\[0?\])?|account|vault|vendor|key|application|managedHsm)\.[A-Za-z.\[\]]+)")]
    private static partial Regex Setting();

    [GeneratedRegex("`([a-z]+(?:-[a-z]+)+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| (\d) \|", RegexOptions.Multiline)]
    private static partial Regex ExitCodeRow();

    [GeneratedRegex(@"\b(?:ARM|PULUMI|AZURE|NUGET|XTCMK)_[A-Z_]+\b")]
    private static partial Regex Variable();
}
