using System.Diagnostics;
using System.Reflection;
using Pulumi;

namespace XtCmkInfra.Cli;

/// <summary>On which Pulumi SDK a tool was built: the published package, or the stand-in for it.</summary>
internal static class Sdk
{
    private const string StandIn = " (offline stand-in, cannot deploy)";

    /// <summary>That of the tool that is running.</summary>
    public static string Description { get; } =
        Describe(typeof(Deployment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>That of a tool on disk.</summary>
    /// <param name="folder">The folder that the tool was published to.</param>
    /// <exception cref="FileNotFoundException">There is no Pulumi SDK in it.</exception>
    public static string Of(string folder) =>
        Describe(FileVersionInfo.GetVersionInfo(Path.Combine(folder, "Pulumi.dll")).ProductVersion ?? "?");

    /// <summary>Whether it is the stand-in.</summary>
    /// <param name="description">That of a tool.</param>
    public static bool IsStandIn(string description) => description.EndsWith(StandIn, StringComparison.Ordinal);

    private static string Describe(string informational)
    {
        var version = informational.Split('+')[0];
        return version.Contains(".9999.", StringComparison.Ordinal) ? $"Pulumi {version}{StandIn}" : $"Pulumi {version}";
    }
}
