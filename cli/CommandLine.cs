using System.CommandLine;
using XtCmkInfra.Cli.Bundle;
using XtCmkInfra.Cli.Check;
using XtCmkInfra.Cli.Completion;
using XtCmkInfra.Cli.Handoff;
using XtCmkInfra.Cli.Key;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Cli.Sim.Az;
using XtCmkInfra.Cli.Try;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli;

/// <summary>Runs the verb that the arguments name, and turns what a person can mend into sentences instead of stack traces.</summary>
internal static class CommandLine
{
    /// <param name="cancellation">Stops the verb.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CommandContext context, string[] args, CancellationToken cancellation)
    {
        try
        {
            // Answered before anything else is loaded: scripts ask for it often.
            if (args is ["--version"])
                return WriteVersion(context);
            cancellation.ThrowIfCancellationRequested();
            return await InvokeAsync(context, args, cancellation);
        }
        catch (Exception stopped) when (stopped is not BadInputException && cancellation.IsCancellationRequested)
        {
            return Fail(context, "Stopped.");
        }
        catch (BadInputException wrong)
        {
            return Fail(context, wrong.Sentences);
        }
        catch (OutputException wrong)
        {
            return Fail(context, wrong.Message);
        }
    }

    public static RootCommand Root(CommandContext context) =>
        HelpExamples.AddTo(new("Try, review and verify cross-tenant customer-managed keys on Azure Storage.")
        {
            TryCommand.Create(context), SimCommand.Create(context), ReviewCommand.Create(context), VerifyCommand.Create(context),
            RulesCommand.Create(context), KeyCommand.Create(context), BundleCommand.Create(context), HandoffCommand.Create(context),
            CheckCommand.Create(context), CompletionCommand.Create(context),
        });

    private static async Task<int> InvokeAsync(CommandContext context, string[] args, CancellationToken cancellation)
    {
        // The Azure CLI's grammar is its own: a value that begins with an at sign names a file, for example.
        if (args is ["sim", "az", .. var line])
            return await WithGraceAsync(context, () => Task.FromResult(AzRun.Run(context, line)), cancellation);
        var parsed = Root(context).Parse(args is ["help", .. var verbs] ? verbs : args);
        if (args is ["help", ..] && parsed.UnmatchedTokens.Count == 0)
            parsed = Root(context).Parse([.. args[1..], "--help"]);
        // With the help, and yet never 0: a script that lost its verb has looked at nothing.
        if (CommandLineMistakes.IsUnfinished(parsed))
        {
            await RunAsync(context, [.. args, "--help"], cancellation);
            return ExitCode.CannotBeDetermined;
        }

        if (CommandLineMistakes.Of(parsed) is { Count: > 0 } mistakes)
            throw new BadInputException(mistakes);

        var configuration = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await WithGraceAsync(context, () => InvokeAsync(context, parsed, configuration, cancellation), cancellation);
    }

    /// <summary>Off this thread, since much of what verbs do never waits, and some of it cannot be stopped.</summary>
    private static async Task<int> WithGraceAsync(CommandContext context, Func<Task<int>> verb, CancellationToken cancellation)
    {
        var run = Task.Run(verb, CancellationToken.None);
        await Task.WhenAny(run, GraceAfterAsync(context, cancellation));
        return run.IsCompleted ? await run : throw new OperationCanceledException(cancellation);
    }

    private static async Task<int> InvokeAsync(
        CommandContext context, ParseResult parsed, InvocationConfiguration configuration, CancellationToken cancellation)
    {
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (DeploymentException refused)
        {
            return Fail(() => context.WriteError(refused.Message.Split('\n')[0], refused.Message.Split('\n').Skip(1)));
        }
    }

    private static async Task GraceAfterAsync(CommandContext context, CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(stopped.SetResult);
        await stopped.Task;
        await Task.Delay(context.Grace, CancellationToken.None);
    }

    private static int WriteVersion(CommandContext context)
    {
        context.Out.WriteLine(ToolVersion.Text);
        return ExitCode.Clean;
    }

    private static int Fail(CommandContext context, params IReadOnlyList<string> sentences) => Fail(() =>
    {
        foreach (var sentence in sentences)
            context.WriteError(sentence);
    });

    private static int Fail(Action write)
    {
        try
        {
            write();
        }
        catch (OutputException)
        {
            // Nobody is left to read it; the exit code reports it.
        }

        return ExitCode.CannotBeDetermined;
    }
}
