namespace XtCmkInfra.Bench;

/// <summary>The tool as its users run it: published.</summary>
internal static class Tool
{
    public static readonly string Path = System.IO.Path.Combine(Repository.Root, "artifacts", "xtcmk", "xtcmk.dll");

    /// <inheritdoc cref="Child.Run"/>
    public static Ended Run(params IEnumerable<string> arguments) => Child.Run("dotnet", [Path, .. arguments], Repository.Root);
}
