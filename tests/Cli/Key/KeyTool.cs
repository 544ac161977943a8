using System.CommandLine.Parsing;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli.Key;

/// <summary><c>xtcmk key</c> in this process, on a simulator that is served; nothing waits for real time.</summary>
internal sealed class KeyTool : IDisposable
{
    private readonly ServedKey _key;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtcmk key ");

    public KeyTool(ServedKey key)
    {
        _key = key;
        File.WriteAllText(Certificate, key.Served.Server.Certificate.ExportCertificatePem());
    }

    /// <summary>What a person answers; without it, nobody can be asked.</summary>
    public Func<string, string?>? Person { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string Certificate => Path.Combine(_folder.FullName, "endpoint.pem");

    private string Endpoint => _key.Served.Server.Endpoint.AbsoluteUri.TrimEnd('/');

    /// <summary>A subcommand on the key, or on one of its versions.</summary>
    public Task<Answer> RunAsync(string verb, string? version = null, params string[] options) =>
        RunLineAsync([verb, version is null ? _key.Uri.ToString() : $"{_key.Uri}/{version}", .. options, .. Where()]);

    /// <summary>The lines with which an answer says what undoes it, run as they stand by somebody who wants it.</summary>
    public async Task<IReadOnlyList<Answer>> UndoAsync(Answer answer)
    {
        var answers = new List<Answer>();
        var before = Person;
        Person = question => question.Contains("Type the key's name", StringComparison.Ordinal) ? _key.Uri.KeyName : "yes";
        foreach (var line in UndoLines(answer))
            answers.Add(await RunLineAsync([.. CommandLineParser.SplitCommandLine(line).Skip(2)]));
        Person = before;
        return answers;
    }

    public static IReadOnlyList<string> UndoLines(Answer answer) =>
        [.. answer.Out.Split('\n').Where(line => line.StartsWith("  xtcmk key ", StringComparison.Ordinal)).Select(line => line.Trim())];

    public async Task<Answer> RunLineAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(output, error) { Ask = Person, Time = Time, Retries = 0 };
        var exitCode = await CommandLine.RunAsync(context, ["key", .. arguments], TestContext.Current.CancellationToken);
        return new Answer(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    public IEnumerable<string> Where() => ["--endpoint", Endpoint, "--certificate", Certificate];

    public void Dispose() => _folder.Delete(recursive: true);
}
