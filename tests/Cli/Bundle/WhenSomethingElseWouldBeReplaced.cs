using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Cli.Ending;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Bundle;

public sealed class WhenSomethingElseWouldBeReplaced : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xtcmk-bundle-").FullName;

    private string Output => Path.Combine(_folder, "customer.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_ordinary_file_or_none_is_accepted()
    {
        OrdinaryFile.Require(Output);
        File.WriteAllText(Output, "before");
        OrdinaryFile.Require(Output);

        Assert.Equal("before", File.ReadAllText(Output));
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    public void A_device_is_refused(string device)
    {
        Assert.SkipUnless(File.Exists(device), "This system has no such device.");

        Assert.Contains("is a device or a pipe", Assert.Throws<BadInputException>(() => OrdinaryFile.Require(device)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mkdir customer.yaml", "is a folder")]
    [InlineData("mkfifo customer.yaml", "is a device or a pipe")]
    [InlineData("ln -s precious customer.yaml", "is a link")]
    [InlineData("ln -s nowhere customer.yaml", "is a link")]
    public async Task What_is_no_ordinary_file_is_refused_with_a_sentence(string line, string sentence)
    {
        var answer = await BundleAfterAsync(line);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith($"xtcmk: {Output}: {sentence}, and no ordinary file.", answer.Error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(_folder, "precious"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_link_in_the_place_of_the_draft_is_not_followed()
    {
        var answer = await BundleAfterAsync("ln -s precious customer.yaml.new");

        Assert.Equal(0, answer.ExitCode);
        Assert.True(new FileInfo(Output).Length > 0);
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(_folder, "precious"), TestContext.Current.CancellationToken));
    }

    private async Task<Answer> BundleAfterAsync(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The line is a shell's.");
        await Shell.RunAsync($"cd '{_folder}' && printf precious >precious && {line}");
        var handoff = Path.Combine(_folder, "handoff.json");
        await File.WriteAllTextAsync(handoff, TestSettings.VendorsRecord, TestContext.Current.CancellationToken);
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await CommandLine.RunAsync(
            new CommandContext(output, error),
            ["bundle", "--for", "bicep", "--handoff", handoff, "--output", _folder, "--yes"],
            TestContext.Current.CancellationToken);
        return new Answer(exitCode, output.ToString(), error.ToString());
    }
}
