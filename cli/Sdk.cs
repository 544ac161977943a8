using System.Reflection;
using Pulumi;

namespace XtCmkInfra.Cli;

/// <summary>On which Pulumi SDK this tool was built.</summary>
internal static class Sdk
{
    public static string Description { get; } = Describe(
        typeof(Deployment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);

    private static string Describe(string version) =>
        version.Contains(".9999.", StringComparison.Ordinal) ? $"Pulumi {version} (offline stand-in, cannot deploy)" : $"Pulumi {version}";
}
