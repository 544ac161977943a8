using System.Reflection;

namespace XtCmkInfra.Cli;

/// <summary>The name of this tool and its version.</summary>
internal static class ToolVersion
{
    public static string Text { get; } =
        $"xtcmk {Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}";
}
