using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>
/// How much settings Pulumi's .NET host can pass to a program: it puts all of a stack into one environment variable, PULUMI_CONFIG. The
/// simulator needs no such variable, so it asks.
/// </summary>
public static class HostLimits
{
    /// <summary>What Linux takes as one string of the environment, name and terminating zero included, in bytes (MAX_ARG_STRLEN).</summary>
    public const int Linux = 131_072;

    /// <summary>The same of Windows, in characters of UTF-16.</summary>
    public const int Windows = 32_767;

    private static readonly JsonSerializerOptions LikeGo = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Holds a stack's settings against both limits. Linux's binds everywhere, since pipelines run there; Windows's only there.
    /// </summary>
    /// <returns>Null where the settings fit both; otherwise a warning for those who run the program on Windows.</returns>
    /// <exception cref="ProjectFileException">The settings cannot be passed.</exception>
    public static string? Check(ProjectFiles project, bool isWindows)
    {
        ArgumentNullException.ThrowIfNull(project);
        var variable = $"PULUMI_CONFIG={JsonSerializer.Serialize(project.All, LikeGo)}\0";

        // Go writes these three as \u003c and the like.
        var escaped = 5 * variable.Count(character => character is '<' or '>' or '&');
        var (bytes, characters) = (Encoding.UTF8.GetByteCount(variable) + escaped, variable.Length + escaped);
        if (bytes > Linux)
            throw new ProjectFileException(Sentence(project, bytes, "bytes", "Linux", Linux));
        if (characters <= Windows)
            return null;
        var sentence = Sentence(project, characters, "characters", "Windows", Windows);
        return isWindows ? throw new ProjectFileException(sentence) : sentence;
    }

    private static string Sentence(ProjectFiles project, int size, string unit, string system, int limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{project.Name}/{project.Stack}: its settings take {size:N0} {unit} in the environment variable in which Pulumi's .NET host "
        + $"passes them, and {system} takes {limit:N0}. Give customers files of their own (customersFolder), or share them out among more "
        + $"stacks.");
}
