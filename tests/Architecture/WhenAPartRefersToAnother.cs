using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace XtCmkInfra.Tests.Architecture;

/// <summary>Imports run one way: core ← trust ← azure ← cli; core ← trust ← the programs ← cli; core ← simulator ← cli.</summary>
public sealed partial class WhenAPartRefersToAnother
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["core"] = [],
        ["trust"] = ["core"],
        ["azure"] = ["trust"],
        ["isv-stack"] = ["core"],
        ["customer-stack"] = ["core", "trust"],
        ["simulator"] = ["core"],
        ["cli"] = ["azure", "customer-stack", "isv-stack", "simulator"],
        ["bench"] = ["cli"],
        ["tests"] = ["bench", "cli"],
    };

    /// <summary>By part: the assemblies that it may use besides the base class library, by the beginnings of their names.</summary>
    public static TheoryData<string, string[]> Assemblies { get; } = new()
    {
        { "Core", ["YamlDotNet"] },
        { "Trust", ["XtCmkInfra.Core"] },
        { "Azure", ["XtCmkInfra.Core", "XtCmkInfra.Trust", "Azure.", "Microsoft.Graph", "Microsoft.Kiota."] },
        { "VendorStack", ["XtCmkInfra.Core", "Pulumi", "YamlDotNet"] },
        { "CustomerStack", ["XtCmkInfra.Core", "XtCmkInfra.Trust", "Pulumi"] },
        { "Simulator", ["XtCmkInfra.Core", "Pulumi", "Microsoft.AspNetCore", "Microsoft.Extensions."] },
    };

    [Fact]
    public void Each_project_refers_to_those_it_may()
    {
        foreach (var (project, allowed) in Projects)
        {
            var file = Assert.Single(Directory.GetFiles(Path.Combine(Repository.Root, project), "*.csproj"));
            var referred = XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => reference.Attribute("Include")!.Value.Split('/')[1]);
            Assert.Equal(allowed, referred.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Each_assembly_uses_those_it_may(string part, string[] allowed)
    {
        var used = Assembly.Load($"XtCmkInfra.{part}").GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => !IsBaseLibrary(name));

        Assert.DoesNotContain(used, name => !allowed.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>In one assembly the compiler does not keep apart what the folders do.</summary>
    [Theory]
    [InlineData("simulator/Azure", @"XtCmkInfra\.Simulator\.(Http|Stacks)|\bPulumi\b|Microsoft\.AspNetCore")]
    [InlineData("simulator/Http", @"XtCmkInfra\.Simulator\.Stacks|using Pulumi")]
    [InlineData("simulator/Stacks", @"XtCmkInfra\.Simulator\.Http|Microsoft\.AspNetCore")]
    [InlineData("azure/Documents", @"\bAzure\.(Core|Identity|ResourceManager)|Microsoft\.Graph|System\.Net\.Http")]
    [InlineData("trust", @"TimeProvider|\.UtcNow|\.Now\b|System\.Net|\bFile\.|\bConsole\.")]
    [InlineData("simulator", @"xtcmk-isv|xtcmk-customer|""xtcmk:|XtCmkInfra\.(VendorStack|CustomerStack|Trust)")]
    public void A_folder_does_not_name_what_is_not_its_own(string folder, string forbidden)
    {
        var named = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(file))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), forbidden))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Empty(named);
    }

    private static bool IsBaseLibrary(string name) =>
        name is "System" or "netstandard" or "mscorlib" || name.StartsWith("System.", StringComparison.Ordinal);

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]")]
    private static partial Regex BuildOutput();
}
