namespace XtCmkInfra.Bench;

/// <summary>The tool as its users run it: published.</summary>
internal static class Tool
{
    public static readonly string Path = System.IO.Path.Combine(Repository.Root, "artifacts", "xtcmk", "xtcmk.dll");

    /// <summary>The packages that are measured: the published ones take 2.5 to 4 times as long as the stand-ins.</summary>
    public static string Sdk => Cli.Sdk.Of(System.IO.Path.GetDirectoryName(Path)!);

    /// <inheritdoc cref="Child.Run"/>
    public static Ended Run(params IEnumerable<string> arguments) => Child.Run("dotnet", [Path, .. arguments], Repository.Root);
}
