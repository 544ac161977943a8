using Spectre.Console;

namespace XtCmkInfra.Cli;

/// <summary>Shows how far long work is, on stderr and only if that is a terminal.</summary>
internal static class Progress
{
    /// <param name="count">How many times the work says where it is.</param>
    /// <param name="work">Is given a function that takes the title of what comes next.</param>
    public static async Task RunAsync(CommandContext context, int count, Func<Action<string>, Task> work, CancellationToken cancellation)
    {
        if (context.OpenProgress is not { } open)
        {
            await work(_ => { });
            return;
        }

        var console = open();
        // A run that is stopped may end before this has: the cursor must not stay hidden.
        using var shown = cancellation.Register(console.Cursor.Show);
        await console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var task = progress.AddTask("Starting", maxValue: count);
            var done = 0;
            await work(title =>
            {
                task.Description = Markup.Escape(title);
                task.Value = Interlocked.Increment(ref done) - 1;
            });
        });
    }
}
