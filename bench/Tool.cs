namespace XtCmkInfra.Bench;

/// <summary>The tool, as it was built beside this program.</summary>
internal static class Tool
{
    public static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "xtcmk.dll");
}
