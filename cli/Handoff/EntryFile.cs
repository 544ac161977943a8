using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Handoff;

/// <summary>The file in which a customer's entry stands: the stack's settings, or a file of its own.</summary>
/// <param name="Steps">The way to the entry's object: names of members, and positions in lists.</param>
internal sealed record EntryFile(string Path, IReadOnlyList<object> Steps)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="folder">The folder of Pulumi.yaml.</param>
    /// <param name="name">The name of a customer that the settings have.</param>
    /// <exception cref="BadInputException">The entry is in neither place.</exception>
    public static EntryFile Of(string folder, string stack, string name)
    {
        var settings = System.IO.Path.Combine(folder, $"Pulumi.{stack}.yaml");
        var config = Load(settings)["config"] as JsonObject;
        foreach (var setting in (string[])[$"{VendorSettings.Project}:customers", "customers"])
        {
            var index = (config?[setting] as JsonArray)?.ToList().FindIndex(entry => entry?["name"]?.ToString() == name) ?? -1;
            if (index >= 0)
                return new EntryFile(settings, ["config", setting, index]);
        }

        foreach (var setting in (string[])[$"{VendorSettings.Project}:{CustomersFolder.Setting}", CustomersFolder.Setting])
        {
            var own = System.IO.Path.Combine(folder, config?[setting]?.ToString() ?? "", $"{name}.yaml");
            if (config?[setting] is not null && File.Exists(own))
                return new EntryFile(own, []);
        }

        throw new BadInputException($"{settings}: the entry {name} is not written out there, nor in a file of its own.");
    }

    /// <summary>Writes the record into the entry, and reads the result back.</summary>
    /// <param name="readBack">Reads all settings; throws <see cref="BadInputException"/> where they are wrong.</param>
    /// <returns>False where the entry has the record already.</returns>
    /// <exception cref="BadInputException">The file cannot be edited; it is as it was.</exception>
    public bool Write(CustomerHandoff record, Func<VendorEntry> readBack)
    {
        var before = File.ReadAllText(Path, Utf8);
        var after = HandoffEdit.Apply(before, Steps, record, Path);
        if (after == before)
            return false;
        if (!JsonNode.DeepEquals(YamlText.Read(after), HandoffEdit.Expected(YamlText.Read(before)!, Steps, record)))
        {
            throw new BadInputException(
                $"{Path}: cannot be edited without changing something else. Paste this into the entry:\n{HandoffEdit.Block(record, "")}");
        }

        Replace(after);
        try
        {
            var read = readBack();
            if (read.Key is { } key && key.Key == record.KeyUri && key.Application == record.ApplicationId)
                return true;
            throw new BadInputException($"{Path}: the entry does not have the record after it was written.");
        }
        catch (BadInputException)
        {
            Replace(before);
            throw;
        }
    }

    private void Replace(string text)
    {
        try
        {
            OrdinaryFile.Require(Path);
            using (var writer = new StreamWriter(OrdinaryFile.Create(Path + ".new", isPrivate: false), Utf8))
                writer.Write(text);
            File.Move(Path + ".new", Path, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{Path}: cannot be written ({wrong.Message})");
        }
    }

    private static JsonObject Load(string path) => YamlText.Read(File.ReadAllText(path, Utf8)) as JsonObject ?? [];
}
