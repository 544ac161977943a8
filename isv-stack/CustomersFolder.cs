using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>
/// The customers that have files of their own, <c>customers/fabrikam.yaml</c> with the keys of an entry in the list: easier to review, and
/// the way past the size that the settings of a stack can have (see docs/operate.md).
/// </summary>
public sealed class CustomersFolder
{
    public const string Setting = "customersFolder";
    private const string Extension = ".yaml";

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_010 };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<Mistake> _mistakes;
    private readonly List<(string File, string Text, JsonObject Entry)> _files = [];

    private CustomersFolder(List<Mistake> mistakes) => _mistakes = mistakes;

    /// <summary>The entries, one for each file in the ordinal order of their names.</summary>
    public IEnumerable<JsonObject> Entries => _files.Select(file => file.Entry);

    /// <summary>The entries, to be read like those of the list.</summary>
    internal IEnumerable<ObjectReader> Readers => _files.Select(file =>
    {
        using var entry = JsonDocument.Parse(file.Entry.ToJsonString(), Deep);
        return ObjectReader.Of(file.File, entry.RootElement.Clone(), _mistakes);
    });

    /// <summary>Reads the folder that <c>customersFolder</c> names; there are no entries where it names none.</summary>
    /// <param name="projectFolder">
    /// Gives the folder of Pulumi.yaml; throws <see cref="InvalidOperationException"/> where it is not known.
    /// </param>
    /// <param name="mistakes">Gets what cannot be read, by the path from the project's folder.</param>
    public static CustomersFolder Read(ObjectReader settings, Func<string> projectFolder, List<Mistake> mistakes)
    {
        var folder = new CustomersFolder(mistakes);
        if (settings.Optional(Setting, FolderBelow.Name) is not { } name)
            return folder;
        try
        {
            if (Known(projectFolder) is { } root)
                folder.Read(settings, FolderBelow.Of(root, name), name);
            else
                settings.Refuse(Setting, "cannot be read: this Pulumi CLI does not report the project's folder; use a newer one");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            settings.Refuse(Setting, $"'{name}' cannot be read ({wrong.Message.TrimEnd('.')})");
        }

        return folder;
    }

    /// <summary>The mistakes, those in files with the line on which they stand.</summary>
    internal IReadOnlyList<Mistake> Locate(IReadOnlyList<Mistake> mistakes)
    {
        var lines = new Dictionary<string, YamlLines>(StringComparer.Ordinal);
        return [.. mistakes.Select(Locate)];

        Mistake Locate(Mistake mistake)
        {
            if (_files.Find(one => IsIn(one.File, mistake.Path)) is not { File: { } file, Text: var text })
                return mistake;
            if (!lines.TryGetValue(file, out var known))
                lines[file] = known = new YamlLines(text);
            var path = mistake.Path[file.Length..].TrimStart('.');
            return mistake with { Path = $"{file}({known.Of(path)}){(path.Length == 0 ? "" : $": {path}")}" };
        }
    }

    private static string? Known(Func<string> projectFolder)
    {
        try
        {
            return projectFolder();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsIn(string file, string path) =>
        path == file || path.Length > file.Length && path.StartsWith(file, StringComparison.Ordinal) && path[file.Length] is '.' or '[';

    private void Read(ObjectReader settings, FolderBelow folder, string name)
    {
        if (!Directory.Exists(folder.Path))
            settings.Refuse(Setting, $"'{name}' is not a folder beside Pulumi.yaml: make it, or correct the name");
        else if (!folder.Holds(folder.Path))
            settings.Refuse(Setting, $"'{name}' leads out of the project by a symbolic link");
        else
            Directory.GetFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToList()
                .ForEach(entry => ReadEntry(folder, entry, $"{name}/{entry}"));
    }

    private void ReadEntry(FolderBelow folder, string entry, string file)
    {
        var path = Path.Combine(folder.Path, entry);
        if (entry.StartsWith('.'))
            return;
        if (Directory.Exists(path))
            Refuse(file, "is a folder: every customer's file stands in the folder itself, which customersFolder names");
        else if (entry.EndsWith(Extension, StringComparison.Ordinal))
            ReadFile(folder, path, entry[..^Extension.Length], file);
        else if (Path.GetExtension(entry).ToLowerInvariant() is Extension or ".yml" or ".json")
            Refuse(file, $"is not read: name it {Path.GetFileNameWithoutExtension(entry)}{Extension}, or move it elsewhere");
    }

    private void ReadFile(FolderBelow folder, string path, string name, string file)
    {
        if (AzureNames.Customer(name) is { Ok: false, Mistake: var mistake })
        {
            Refuse(file, $"is named after no customer: {mistake}");
            return;
        }

        try
        {
            if (!folder.Holds(path))
                Refuse(file, "leads out of the project by a symbolic link");
            else
                Take(name, file, File.ReadAllText(path, Utf8));
        }
        catch (YamlTextException wrong)
        {
            // Its message begins with the place: (3,5): sentence.
            var place = wrong.Message[..wrong.Message.IndexOf(": ", StringComparison.Ordinal)];
            Refuse(file + place, wrong.Message[(place.Length + 2)..].TrimEnd('.'));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            Refuse(file, $"cannot be read ({wrong.Message.TrimEnd('.')})");
        }
    }

    private void Take(string name, string file, string text)
    {
        if (YamlText.Read(text) is not JsonObject entry)
        {
            Refuse(file, "must be one YAML document with the fields of a customer, such as tenantId and account");
            return;
        }

        _files.Add((file, text, entry));
        entry["name"] ??= name;
        if (entry["name"] is JsonValue given && given.ToString() != name)
            Refuse($"{file}.name", $"'{given}' is not the file's name '{name}': make them the same, or leave it out here");
    }

    private void Refuse(string path, string sentence) => _mistakes.Add(new Mistake(path, sentence));
}
