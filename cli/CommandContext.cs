using Spectre.Console;
using XtCmkInfra.Core;
using SystemConsole = System.Console;

namespace XtCmkInfra.Cli;

/// <summary>What every verb works with: where it writes, what it reads, who can be asked, and what time it is.</summary>
/// <param name="Out">Gets the answer.</param>
/// <param name="Error">Gets everything else.</param>
internal sealed record CommandContext(TextWriter Out, TextWriter Error)
{
    private const int WidthOfPlainText = 140;

    /// <summary>Gets the answer as text, cleaned. JSON goes through <see cref="WriteJson"/>, which loses nothing.</summary>
    public TextWriter Out { get; } = new PlainWriter(Out);

    /// <summary>Gets everything else, cleaned.</summary>
    public TextWriter Error { get; } = new PlainWriter(Error);

    /// <summary>Opens standard input.</summary>
    public Func<Stream> In { get; init; } = () => Stream.Null;

    /// <summary>Gets the answer, too: in colour and as wide as a terminal that is one, plain and of a fixed width otherwise.</summary>
    public IAnsiConsole Console => field ??= OpenTerminal?.Invoke() ?? PlainConsole(Out);

    /// <summary>The terminal that the answer goes to; null where it goes elsewhere.</summary>
    public Func<IAnsiConsole>? OpenTerminal { get; init; }

    /// <summary>The terminal that shows how far long work is; null where nobody looks on.</summary>
    public Func<IAnsiConsole>? OpenProgress { get; init; }

    /// <summary>Puts a question to a person and returns the reply; null where nobody can be asked.</summary>
    public Func<string, string?>? Ask { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The day in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);

    /// <summary>How long a verb that is stopped has to bring to an end what it has begun.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a simulator that is just being started is waited for.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>As in <see cref="Azure.AzureConnection"/>.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Whether a step of GitHub Actions reads what is printed, and takes annotations from it.</summary>
    public bool IsGitHubActions { get; init; }

    /// <summary>The one of this process.</summary>
    public static CommandContext OfProcess() => new(
        SystemConsole.IsOutputRedirected
            ? StandardStream.Writer(1, "Standard output", SystemConsole.OpenStandardOutput)
            : SystemConsole.Out,
        SystemConsole.IsErrorRedirected
            ? StandardStream.Writer(2, "Standard error", SystemConsole.OpenStandardError)
            : SystemConsole.Error)
    {
        In = SystemConsole.OpenStandardInput,
        Patience = TimeSpan.FromSeconds(10),
        IsGitHubActions = Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true",
        OpenTerminal = SystemConsole.IsOutputRedirected ? null : () => Terminal(SystemConsole.Out),
        OpenProgress = SystemConsole.IsErrorRedirected ? null : () => Terminal(SystemConsole.Error),
        Ask = SystemConsole.IsInputRedirected || SystemConsole.IsErrorRedirected ? null : AskOnTerminal,
    };

    /// <summary>Writes an answer for programs.</summary>
    public void WriteJson(string json) => Out.WriteLine(PlainText.CleanJson(json.TrimEnd('\n')));

    /// <summary>Writes one sentence besides the answer. No part of it can pass for another line.</summary>
    /// <param name="below">Lines that belong to it.</param>
    public void WriteError(string sentence, params IEnumerable<string> below)
    {
        Error.WriteLine(PlainText.CleanLog($"xtcmk: {sentence}"));
        foreach (var line in below)
            Error.WriteLine(PlainText.CleanLog(line.StartsWith("  ", StringComparison.Ordinal) ? line : $"  {line}"));
    }

    /// <summary>Opens what arguments name: files, and standard input for <c>-</c>, which is read to its end first.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped while standard input was waited for.</exception>
    public async Task<Func<string, Stream>> OpenerAsync(IEnumerable<string> files, CancellationToken cancellation)
    {
        var input = new MemoryStream();
        if (files.Contains("-"))
            await Task.Run(() => In().CopyTo(input), cancellation).WaitAsync(cancellation);
        input.Position = 0;
        return file => file.Length == 0 ? throw new BadInputException("a file has no name: give one, or - for standard input.")
            : file == "-" ? input
            : File.OpenRead(file);
    }

    private static IAnsiConsole PlainConsole(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = WidthOfPlainText;
        return console;
    }

    private static IAnsiConsole Terminal(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Pipeline.Attach(new PlainSegments());
        return console;
    }

    private static string? AskOnTerminal(string question)
    {
        SystemConsole.Error.Write(PlainText.Clean(question));
        return SystemConsole.In.ReadLine();
    }
}
