using Spectre.Console;

namespace XtCmkInfra.Cli;

/// <summary>Shows how far long work is, on stderr and only if that is a terminal.</summary>
internal static class Progress
{
    /// <param name="count">How many times the work says where it is.</param>
    /// <param name="work">Is given a function that takes the title of what comes next.</param>
    public static async Task RunAsync(int count, Func<Action<string>, Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await work(_ => { });
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var task = context.AddTask("Starting", maxValue: count);
            var done = 0;
            await work(title =>
            {
                task.Description = Markup.Escape(title);
                task.Value = Interlocked.Increment(ref done) - 1;
            });
        });
    }
}
