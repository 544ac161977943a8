using System.CommandLine;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary>One subcommand of <c>xtcmk key</c>: its options, the way to the key, and sentences for what fails.</summary>
/// <param name="Right">What the caller must be permitted to do.</param>
internal sealed record KeyVerb(string Name, string Description, KeyRight Right)
{
    private readonly KeyOptions _options = new();
    private readonly Option<bool> _yes = new("--yes") { Description = "Confirm without a question. A script needs this option." };
    private readonly Option<string?> _revoke = new("--revoke")
    {
        Description = "Confirm that data goes offline: the name of the key.",
        HelpName = "KEY-NAME",
    };

    public bool IsChange { get; init; }

    /// <summary>It can take data offline, and then asks for the key's name.</summary>
    public bool Revokes { get; init; }

    /// <summary>Whether the subcommand is for such a key; throws <see cref="BadInputException"/> if not.</summary>
    public Action<KeyUri> Check { get; init; } = _ => { };

    public Command Create(CommandContext context, Func<KeyRun, ParseResult, Task<int>> work, params Option[] more)
    {
        var command = new Command(Name, Description);
        _options.AddTo(command);
        foreach (var option in more)
            command.Add(option);
        if (Revokes)
            command.Add(_revoke);
        if (IsChange)
            command.Add(_yes);
        command.SetAction((parsed, cancellation) => RunAsync(context, parsed, work, cancellation));
        return command;
    }

    private async Task<int> RunAsync(
        CommandContext context, ParseResult parsed, Func<KeyRun, ParseResult, Task<int>> work, CancellationToken cancellation)
    {
        var key = _options.KeyOf(parsed);
        Check(key);
        using var connection = await _options.ConnectAsync(parsed, key.Cloud, context, cancellation);
        var limit = _options.TimeoutOf(parsed);
        using var patience = new CancellationTokenSource(limit, context.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var tenant = _options.TenantOf(parsed);
        KeyRun? run = null;
        try
        {
            tenant ??= await TenantChallenge.AskAsync(connection, key, ending.Token);
            run = new KeyRun(
                key,
                tenant,
                KeyVaultClient.Connect(connection, tenant, key),
                new ConfirmationPrompt(
                    IsChange && parsed.GetValue(_yes),
                    Revokes ? parsed.GetValue(_revoke) : null,
                    context.Ask is { } ask ? Unhurried(ask) : null),
                context,
                [.. _options.Repeated(parsed)],
                ending.Token) { IsSimulated = connection.Simulated is not null };
            return await work(run, parsed);
        }
        catch (Exception failure) when (new KeyFailure(key, tenant, Right).InWords(failure) is { } sentence)
        {
            if (patience.IsCancellationRequested)
            {
                sentence = $"{key.Host} did not respond within {limit.TotalSeconds} seconds. "
                    + "Run it again later, or wait longer with --timeout.";
            }
            else if (cancellation.IsCancellationRequested)
            {
                sentence = "Stopped.";
            }

            var isOpen = run is { IsChanging: true } && (ending.IsCancellationRequested || KeyFailure.LeavesOpen(failure));
            var open = isOpen ? $" Whether the change was made is not known: {Aftermath(key)}" : "";
            throw new BadInputException($"{sentence}{open}{(run?.Unfinished is { } unfinished ? $" {unfinished}" : "")}");
        }
        catch (OutputException silent) when (run is { Unfinished: { } unfinished })
        {
            throw new OutputException($"{silent.Message} {unfinished}");
        }

        Func<string, Task<string?>> Unhurried(Func<string, string?> ask) => async question =>
        {
            patience.CancelAfter(Timeout.InfiniteTimeSpan);
            var reply = await Task.Run(() => ask(question), cancellation).WaitAsync(cancellation);
            patience.CancelAfter(limit);
            return reply;
        };
    }

    private string Aftermath(KeyUri key) => Right == KeyRight.Grant
        ? "run it again, which changes nothing that is so already."
        : $"'xtcmk key status {key.WithoutVersion}' shows it.";
}
