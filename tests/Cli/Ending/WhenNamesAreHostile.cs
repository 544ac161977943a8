using System.Text.Json.Nodes;
using Spectre.Console;
using XtCmkInfra.Cli;
using XtCmkInfra.Tests.Cli.Verify;

namespace XtCmkInfra.Tests.Cli.Ending;

/// <summary>Names in outputs, answers, files and arguments do not act on a terminal, and pass for no line of their own.</summary>
public sealed class WhenNamesAreHostile(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private const string Name =
        "x\u001b[2J\u001b]0;title\u0007\u009b31m\u202Egnp\u2066\u2028\nxtcmk: Every link holds.\r::error::\n##[error]";

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task They_are_plain_in_every_report_of_verify(string format)
    {
        using var tool = new VerifyTool(shared.World);
        var outputs = StackDocuments.Vendor(shared.World.World);
        var accounts = outputs["accounts"]!.AsObject();
        accounts[Name] = new JsonObject { ["state"] = "awaiting-key" };
        var vendor = tool.Write("hostile.json", outputs.ToJsonString());

        var answer = await tool.RunLineAsync("--isv", vendor, "--customer", tool.Customer, "--format", format);

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("gnp", answer.Out);
        AssertPlain(answer.Out);
    }

    [Fact]
    public async Task They_lose_nothing_in_json()
    {
        using var tool = new VerifyTool(shared.World);
        var outputs = StackDocuments.Vendor(shared.World.World);
        outputs["accounts"]!.AsObject()[Name] = new JsonObject { ["state"] = "awaiting-key" };
        var vendor = tool.Write("hostile.json", outputs.ToJsonString());

        var answer = await tool.RunLineAsync("--isv", vendor, "--customer", tool.Customer, "--format", "json");

        AssertPlain(answer.Out);
        Assert.Contains(JsonNode.Parse(answer.Out)!["notes"]!.AsArray(),
            note => note!.GetValue<string>().StartsWith(Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("review", Name)]
    [InlineData("verify", "--isv", Name)]
    [InlineData("verify", "--tenant", Name)]
    [InlineData("key", "status", Name)]
    [InlineData("sim", "up", "--root", Name)]
    [InlineData("bundle", "--handoff", Name, "--program", Name, "--output", Name)]
    [InlineData(Name)]
    public async Task They_are_plain_in_every_message(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var exitCode = await CommandLine.RunAsync(new CommandContext(output, error), arguments, TestContext.Current.CancellationToken);

        Assert.Equal((2, ""), (exitCode, output.ToString()));
        AssertPlain(error.ToString());
    }

    [Fact]
    public void They_are_plain_among_the_colours_of_a_terminal()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(output),
        });
        console.Pipeline.Attach(new PlainSegments());
        console.Profile.Width = 200;

        console.Write(new Text(Name, Styles.Red));

        Assert.Contains("\u001b[91m", output.ToString());
        AssertPlain(output.ToString().Replace("\u001b[91m", "").Replace("\u001b[0m", ""), isWrapped: true);
    }

    [Fact]
    public async Task Names_that_people_use_stay_as_they_are()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        await CommandLine.RunAsync(new CommandContext(output, error), ["review", "Füße-名前-👩‍👧-می‌خواهم.json"],
            TestContext.Current.CancellationToken);

        Assert.Contains("Füße-名前-👩‍👧-می‌خواهم.json", error.ToString());
    }

    /// <param name="isWrapped">Whether a line of the name may stand on a line of its own, as in a cell.</param>
    private static void AssertPlain(string text, bool isWrapped = false)
    {
        var plain = text.ReplaceLineEndings("\n");
        Assert.DoesNotContain(plain, letter => letter != '\n' && (char.IsControl(letter) || letter is '\u202E' or '\u2066' or '\u2028'));
        if (!isWrapped)
            Assert.DoesNotContain(plain.Split('\n'), line => line.StartsWith("xtcmk: Every", StringComparison.Ordinal)
                || line.StartsWith("::", StringComparison.Ordinal));
    }
}
