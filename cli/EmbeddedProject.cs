using System.Reflection;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli;

/// <summary>The projects inside the tool, each with its dev stack, as they are in the repository that the tool is built from.</summary>
internal static class EmbeddedProject
{
    /// <param name="side">vendor or customer.</param>
    public static ProjectFiles Read(string side) => ProjectFiles.Read(side, Projects.DefaultStack, Open);

    /// <param name="path">Of the side and the file, for example <c>vendor/Pulumi.yaml</c>.</param>
    public static Stream Open(string path) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(path.Replace(Path.DirectorySeparatorChar, '/'))
            ?? throw new FileNotFoundException("It is not inside the tool.", path);
}
