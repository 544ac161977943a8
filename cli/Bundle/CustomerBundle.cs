using System.IO.Compression;
using System.Text.Json;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>A zip file with the built program, its project file, settings to complete, and a page for the administrator.</summary>
internal static class CustomerBundle
{
    private const string Source = "runtime: dotnet\n";
    private const string Program = "XtCmkInfra.CustomerStack";
    private const string Built = $"runtime:\n  name: dotnet\n  options:\n    binary: bin/{Program}.dll\n";

    /// <exception cref="BadInputException">The program has not been published, or a file cannot be read or written.</exception>
    public static void Write(VendorHandoff handoff, string projectFile, string program, string output)
    {
        if (!File.Exists(Path.Combine(program, $"{Program}.dll")))
            throw new BadInputException($"{program}: holds no published customer-stack; let 'dotnet run build.cs bundle' make it.");
        OrdinaryFile.Require(output);
        try
        {
            var project = File.ReadAllText(projectFile).ReplaceLineEndings("\n");
            if (!project.Contains(Source, StringComparison.Ordinal))
            {
                throw new BadInputException(
                    $"{projectFile}: must have the line '{Source.Trim()}', in whose place the built program is named.");
            }

            var page = Page(RequiredRuntime.Of(Path.Combine(program, $"{Program}.runtimeconfig.json")));
            // Beside the target first, so that a failure leaves no half a bundle behind.
            var draft = output + ".new";
            using (var zip = new ZipArchive(OrdinaryFile.Create(draft, isPrivate: false), ZipArchiveMode.Create))
            {
                Add(zip, "Pulumi.yaml", project.Replace(Source, Built, StringComparison.Ordinal));
                Add(zip, "Pulumi.prod.yaml", Settings(handoff));
                Add(zip, "README.md", page);
                foreach (var file in Directory.EnumerateFiles(program, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                    zip.CreateEntryFromFile(file, "customer-stack/bin/" + Path.GetRelativePath(program, file).Replace('\\', '/'));
            }

            File.Move(draft, output, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The bundle cannot be made: {wrong.Message}");
        }
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry("customer-stack/" + name).Open());
        writer.Write(text);
    }

    /// <summary>What stands in capitals is no id and no name, so that the program refuses to run before it is replaced.</summary>
    private static string Settings(VendorHandoff handoff) => $"""
        config:
          azure-native:tenantId: YOUR-TENANT-ID
          azure-native:subscriptionId: YOUR-SUBSCRIPTION-ID
          azuread:tenantId: YOUR-TENANT-ID
          azure-native:environment: {handoff.Cloud}
          azuread:environment: {handoff.Cloud.AzureAdEnvironment}
          xtcmk-customer:cloud: {handoff.Cloud}
          xtcmk-customer:location: YOUR-REGION
          xtcmk-customer:resourceGroup: rg-customer-keys
          xtcmk-customer:vendor:
            handoff:
              schema: {VendorHandoff.Schema}
              cloud: {handoff.Cloud}
              tenantId: {handoff.TenantId}
              applicationId: {handoff.ApplicationId}
              applicationName: {JsonSerializer.Serialize(handoff.ApplicationName)}
          xtcmk-customer:vault:
            name: YOUR_VAULT_NAME
            accessModel: rbac
          xtcmk-customer:key:
            name: storage
            size: 3072
            rotation:
              rotateAfter: P90D
          xtcmk-customer:cryptoOfficers:
            - YOUR-OBJECT-ID
          xtcmk-customer:access: granted

        """;

    private static string Page(RequiredRuntime runtime)
    {
        using var page = typeof(CustomerBundle).Assembly.GetManifestResourceStream("bundle.md")!;
        using var reader = new StreamReader(page);
        return reader.ReadToEnd().Replace("{runtime}", runtime.ToMarkdown(), StringComparison.Ordinal);
    }
}
