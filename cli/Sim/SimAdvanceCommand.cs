using System.CommandLine;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim;

/// <summary><c>xtcmk sim advance</c>: time passes in the simulated tenants.</summary>
internal static class SimAdvanceCommand
{
    public static Command Create(CommandContext context)
    {
        var period = new Argument<string>("period") { Description = "How far: P1D, PT36H or P3M, or 90m, 36h, 1d or 2w." };
        var format = Options.Format("The form of the output: text or json.", "text", "json");
        var options = new SimOptions();
        const string what = "Let time pass in the simulated tenants, with daily key checks, rotations, expiries and ends of retention.";
        var command = new Command("advance", what)
        {
            period, format, options.State, options.Root,
        };
        command.SetAction(parsed => Run(context, options.Folder(parsed), parsed.GetValue(period)!, parsed.GetValue(format) == "json"));
        return command;
    }

    private static int Run(CommandContext context, StateFolder folder, string text, bool json)
    {
        if (Period.Parse(text) is not { Ok: true, Value: { } period })
            throw new BadInputException($"{Period.Parse(text).Mistake}.");
        if (!folder.HasState)
        {
            throw new BadInputException(
                $"There are no simulated tenants in {folder.Path} yet. Create them with 'xtcmk sim up' or 'xtcmk sim az login'.");
        }

        using var held = folder.Lock();
        var simulation = folder.Load();
        var begin = simulation.Azure.Clock.GetUtcNow();
        var end = period.After(begin);
        var happened = Grouped(simulation.Azure.Advance(end - begin));
        folder.Save(simulation);
        if (json)
            context.WriteJson(AnswerJson.Write(Json(begin, end, happened)));
        else
            Write(context.Out, begin, end, happened);
        return ExitCode.Clean;
    }

    /// <summary>What happened again and again alike is reported once, with how often: a daily look that finds nothing new.</summary>
    private static List<(TimedEvent First, TimedEvent Last, int Times)> Grouped(IReadOnlyList<TimedEvent> happened)
    {
        var groups = new List<(TimedEvent First, TimedEvent Last, int Times)>();
        foreach (var one in happened)
        {
            var at = groups.FindLastIndex(group => group.First.Subject == one.Subject);
            if (at >= 0 && groups[at].First.Sentence == one.Sentence)
                groups[at] = (groups[at].First, one, groups[at].Times + 1);
            else
                groups.Add((one, one, 1));
        }

        return groups;
    }

    private static void Write(
        TextWriter writer, DateTimeOffset begin, DateTimeOffset end, List<(TimedEvent First, TimedEvent Last, int Times)> happened)
    {
        writer.WriteLine($"{SimulatedTenants.Mark}: it is {Text(end)} now; it was {Text(begin)}.");
        foreach (var (first, last, times) in happened)
        {
            var again = times > 1 ? $" ({times} times, until {Text(last.At)})" : "";
            writer.WriteLine(PlainText.Clean($"  {Text(first.At)}  {first.Sentence}{again}"));
        }

        if (happened.Count == 0)
            writer.WriteLine("  Nothing happened by itself.");
    }

    private static JsonObject Json(
        DateTimeOffset begin, DateTimeOffset end, List<(TimedEvent First, TimedEvent Last, int Times)> happened) =>
        SimulatedTenants.Marked(new JsonObject
    {
        ["from"] = Text(begin),
        ["to"] = Text(end),
        ["events"] = new JsonArray([.. happened.Select(group => (JsonNode)new JsonObject
        {
            ["at"] = Text(group.First.At),
            ["until"] = Text(group.Last.At),
            ["times"] = group.Times,
            ["what"] = group.First.What,
            ["subject"] = group.First.Subject,
            ["sentence"] = group.First.Sentence,
        })]),
    });

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
