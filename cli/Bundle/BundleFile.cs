using System.Text;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>A file of a form, under its fixed name.</summary>
/// <param name="Write">Writes its content.</param>
internal sealed record BundleFile(string Name, Action<Stream> Write)
{
    /// <summary>Whether it is to be run, where the system knows such a thing.</summary>
    public bool IsScript { get; init; }

    /// <summary>A file of text, in UTF-8 with the line ends of Unix, which bash insists on; its last line has one too.</summary>
    public static BundleFile Of(string name, string text) =>
        new(name, stream => stream.Write(Encoding.UTF8.GetBytes($"{text.ReplaceLineEndings("\n").TrimEnd('\n')}\n")));
}
