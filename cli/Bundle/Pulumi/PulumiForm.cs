using System.IO.Compression;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle.Pulumi;

/// <summary>
/// The customer's side as a zip file: the built program, its project file, settings to complete, and a page for the administrator.
/// </summary>
/// <param name="Folder">The folder with the published program.</param>
/// <param name="ProjectFile">The program's project file, which names no program that is built.</param>
internal sealed record PulumiForm(string Folder, string ProjectFile)
{
    public const string FileName = "customer-stack.zip";

    private const string Source = "runtime: dotnet\n";
    private const string Program = "XtCmkInfra.CustomerStack";
    private const string Built = $"runtime:\n  name: dotnet\n  options:\n    binary: bin/{Program}.dll\n";

    /// <param name="side">Null where the customer is to fill in the settings.</param>
    /// <exception cref="BadInputException">There is no published program that can deploy, or a file cannot be read.</exception>
    public IReadOnlyList<BundleFile> Write(VendorHandoff vendor, CustomerSide? side)
    {
        if (!File.Exists(Path.Combine(Folder, $"{Program}.dll")))
            throw new BadInputException($"{Folder}: has no published customer-stack. Build it with 'dotnet run build.cs bundle'.");
        RequireRealSdk();
        try
        {
            var project = File.ReadAllText(ProjectFile).ReplaceLineEndings("\n");
            if (!project.Contains(Source, StringComparison.Ordinal))
            {
                throw new BadInputException(
                    $"{ProjectFile}: must have the line '{Source.Trim()}', which the bundle replaces with the built program.");
            }

            (string Name, string Text)[] texts =
            [
                ("Pulumi.yaml", project.Replace(Source, Built, StringComparison.Ordinal)),
                ("Pulumi.prod.yaml", side is null ? SettingsTemplate.ForPulumi(vendor) : Settings(side)),
                ("README.md", Page(RequiredRuntime.Of(Path.Combine(Folder, $"{Program}.runtimeconfig.json")))),
            ];
            return [new BundleFile(FileName, stream => Pack(stream, texts))];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The bundle cannot be made: {wrong.Message}");
        }
    }

    private void RequireRealSdk()
    {
        try
        {
            RequireRealSdk(Sdk.Of(Folder));
        }
        catch (FileNotFoundException)
        {
            throw new BadInputException($"{Folder}: has no Pulumi SDK. Build the program with 'dotnet run build.cs bundle'.");
        }
    }

    /// <param name="sdk">What the program is built on.</param>
    /// <exception cref="BadInputException">It is the stand-in.</exception>
    public static void RequireRealSdk(string sdk)
    {
        if (Sdk.IsStandIn(sdk))
        {
            throw new BadInputException(
                $"the customer's program is built on {sdk}, which the customer cannot run. Build it where the published "
                + "Pulumi packages can be restored, or choose another form: --for bicep, azure-cli, terraform or portal.");
        }
    }

    private void Pack(Stream stream, IEnumerable<(string Name, string Text)> texts)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, text) in texts)
        {
            using var writer = new StreamWriter(zip.CreateEntry("customer-stack/" + name).Open());
            writer.Write(text);
        }

        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(IsNeeded);
        foreach (var file in files.Order(StringComparer.Ordinal))
            zip.CreateEntryFromFile(file, "customer-stack/bin/" + Path.GetRelativePath(Folder, file).Replace('\\', '/'));
    }

    /// <summary>Symbols and documentation are for those who develop the program.</summary>
    private static bool IsNeeded(string file) => Path.GetExtension(file) is not (".pdb" or ".xml");

    /// <summary>The settings that were given, with what follows from the vendor's record.</summary>
    private static string Settings(CustomerSide side) =>
        "config:\n" + string.Concat(side.Config.Select(setting => $"  {setting.Key}: {setting.Value?.ToJsonString() ?? "null"}\n"));

    private static string Page(RequiredRuntime runtime)
    {
        using var page = typeof(PulumiForm).Assembly.GetManifestResourceStream("bundle.md")!;
        using var reader = new StreamReader(page);
        return reader.ReadToEnd().Replace("{runtime}", runtime.ToMarkdown(), StringComparison.Ordinal);
    }
}
