using System.CommandLine;
using System.Globalization;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace XtCmkInfra.Cli.Accepted;

/// <summary>The file xtcmk.yaml, with what is accepted; docs/xtcmk.schema.json describes it.</summary>
internal sealed record AcceptedFile(string Path, IReadOnlyList<AcceptedFinding> Entries)
{
    private const string Name = "xtcmk.yaml";

    private static readonly string[] Fields = ["code", "resource", "reason", "owner", "expires"];

    public static Option<FileInfo?> Option() => new("--config")
    {
        Description = $"The file with the findings that are accepted (default: the nearest {Name} here or above).",
    };

    /// <returns>Null where no file is given and there is none.</returns>
    /// <exception cref="BadInputException">It cannot be read, or is wrong; all mistakes at once, each with line and column.</exception>
    public static AcceptedFile? Read(FileInfo? given)
    {
        var path = given?.FullName ?? Nearest();
        if (path is null)
            return null;
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read ({unreadable.Message})");
        }
    }

    /// <inheritdoc cref="Read"/>
    public static AcceptedFile Parse(string path, string text)
    {
        var mistakes = new List<string>();
        var entries = new List<AcceptedFinding>();
        foreach (var item in Items(Document(path, text), Refuse))
        {
            if (Entry(item, Refuse) is { } entry)
                entries.Add(entry);
        }

        return mistakes.Count == 0 ? new AcceptedFile(path, entries) : throw new BadInputException(mistakes);

        void Refuse(Mark at, string mistake) =>
            mistakes.Add($"{path}({at.Line},{at.Column}): {mistake}{(mistake.EndsWith('?') ? "" : ".")}");
    }

    private static string? Nearest()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Name)))
                return System.IO.Path.Combine(folder.FullName, Name);
        }

        return null;
    }

    private static YamlNode Document(string path, string text)
    {
        try
        {
            // For its limits and its sentences; the stream keeps where everything is.
            YamlText.Read(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode;
        }
        catch (YamlTextException wrong)
        {
            throw new BadInputException($"{path}{wrong.Message}");
        }
        catch (YamlException wrong)
        {
            throw new BadInputException($"{path}({wrong.Start.Line},{wrong.Start.Column}): {PlainText.Escape(wrong.Message)}.");
        }
    }

    private static List<YamlNode> Items(YamlNode root, Action<Mark, string> refuse)
    {
        var items = new List<YamlNode>();
        if (root is not YamlMappingNode map)
        {
            refuse(root.Start, "must have the field 'accepted', with a list");
            return items;
        }

        foreach (var (name, value) in map.Children)
        {
            if (name.ToString() != "accepted")
                refuse(name.Start, Unknown(name.ToString(), ["accepted"]));
            else if (value is YamlSequenceNode list)
                items.AddRange(list.Children);
            else
                refuse(value.Start, "accepted: must be a list");
        }

        return items;
    }

    private static AcceptedFinding? Entry(YamlNode item, Action<Mark, string> refuse)
    {
        if (item is not YamlMappingNode map)
        {
            refuse(item.Start, $"an entry must have the fields {string.Join(", ", Fields)}");
            return null;
        }

        var texts = new Dictionary<string, (string Text, Mark At)>();
        foreach (var (name, value) in map.Children)
        {
            if (!Fields.Contains(name.ToString()))
                refuse(name.Start, Unknown(name.ToString(), Fields));
            else if (value is not YamlScalarNode { Value: { } text } || text.Trim().Length == 0)
                refuse(value.Start, $"{name}: must be a text");
            else
                texts[name.ToString()] = (text.Trim(), value.Start);
        }

        foreach (var field in Fields.Where(field => !map.Children.Keys.Any(key => key.ToString() == field)))
            refuse(item.Start, $"{field}: is missing");
        var expires = default(DateOnly);
        if (texts.TryGetValue("code", out var code) && Rules.All.All(rule => rule.Code != code.Text))
        {
            var meant = Meant(code.Text, Rules.All.Select(rule => rule.Code));
            refuse(code.At, $"code: there is no rule '{PlainText.Escape(code.Text)}'{meant}");
        }
        else if (code.Text is not null && AcceptanceRules.All.Any(rule => rule.Code == code.Text))
        {
            refuse(code.At, $"code: {code.Text} is about this file itself, and cannot be accepted");
        }

        if (texts.TryGetValue("expires", out var end)
            && !DateOnly.TryParseExact(end.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out expires))
        {
            refuse(end.At, $"expires: '{PlainText.Escape(end.Text)}' is not a day such as 2027-03-31");
        }

        if (texts.Count < Fields.Length)
            return null;
        var (resource, reason, owner) = (texts["resource"].Text, texts["reason"].Text, texts["owner"].Text);
        return new AcceptedFinding(code.Text!, resource, reason, owner, expires, (int)item.Start.Line);
    }

    private static string Unknown(string name, IEnumerable<string> known) =>
        $"'{PlainText.Escape(name)}' is not known{Meant(name, known)}";

    private static string Meant(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known) is { } meant ? $"; did you mean {meant}?" : "";
}
