using XtCmkInfra.Cli;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Cli;

/// <summary>Hundreds of broken files: all of them are settings or end in a sentence. The same ones in every run.</summary>
public sealed class WhenSettingsFilesAreMutated : IDisposable
{
    private const int Seed = 20_260_101;
    private const int Trials = 400;

    private static readonly string[] Bits =
    [
        ":", "- ", "[", "]", "{", "}", "&a ", "*a", "<<: *a", "'", "\"", "|", ">", "!!int ", "null", "\t", "\0", "\u202E", "#", "---",
        "1e999", "0x", "2030-13-40", "  ", "\n", "secure: x", "?",
    ];

    private readonly ProjectCopy _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Pulumi.yaml")]
    [InlineData("Pulumi.dev.yaml")]
    [InlineData("customer-stack/Pulumi.yaml")]
    [InlineData("customer-stack/Pulumi.dev.yaml")]
    public void They_are_settings_or_a_sentence(string file)
    {
        var random = new Random(Seed);
        var path = Path.Combine(_project.Folder, file);
        var original = File.ReadAllText(path);
        var outcomes = new HashSet<Type>();
        for (var trial = 0; trial < Trials; trial++)
        {
            File.WriteAllText(path, Mutate(original, random));
            outcomes.Add(Record.Exception(() => Projects.Check(
                ProjectFiles.Read(_project.Folder, "dev"),
                ProjectFiles.Read(Path.Combine(_project.Folder, "customer-stack"), "dev")))?.GetType() ?? typeof(void));
        }

        Assert.Empty(outcomes.Except([typeof(void), typeof(ProjectFileException), typeof(ProgramException)]));
        Assert.Contains(typeof(ProjectFileException), outcomes);
    }

    private static string Mutate(string text, Random random)
    {
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(12), text.Length - at);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Bits[random.Next(Bits.Length)]),
                _ => text.Insert(at, text.Substring(random.Next(text.Length - length), length)),
            };
        }

        return text;
    }
}
