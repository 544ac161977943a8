using System.Text.Json.Nodes;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli.Stories;

public sealed class WhenTheCommandIsGiven
{
    [Fact]
    public async Task Settings_that_are_wrong_are_bad_input_and_all_named()
    {
        using var project = new ProjectCopy()
            .Edit("Pulumi.dev.yaml", "location: westeurope", "location: Atlantis")
            .Edit("Pulumi.dev.yaml", "stcontosofabrikam", "st_contoso");

        var answer = await RunAsync("try", "--root", project.Folder, "--format", "json");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("2 settings are wrong:", answer.Error);
        Assert.Contains("xtcmk-isv:customers[0].account.name: 'st_contoso' is not a storage account name", answer.Error);
        Assert.DoesNotContain(" at XtCmkInfra", answer.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_yaml_is_named_with_its_line()
    {
        using var project = new ProjectCopy().Edit("Pulumi.dev.yaml", "config:", "config: [");

        var answer = await RunAsync("try", "--root", project.Folder);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Matches(@"Pulumi\.dev\.yaml\(\d+,\d+\): ", answer.Error);
    }

    [Fact]
    public async Task A_folder_without_the_projects_is_named()
    {
        var answer = await RunAsync("try", "--root", Path.GetTempPath());

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("there is no Pulumi.yaml beside a folder customer-stack", answer.Error);
    }

    [Theory]
    [InlineData("try", "--format", "xml")]
    [InlineData("try", "--customers", "0")]
    [InlineData("try", "--customers", "many")]
    [InlineData("try", "--colour")]
    [InlineData("prove")]
    public async Task Arguments_that_are_wrong_are_bad_input(params string[] arguments)
    {
        var answer = await RunAsync(arguments);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith("xtcmk: ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_customers_are_run_and_measured()
    {
        var answer = await RunAsync("try", "--root", Repository.Root, "--customers", "25", "--format", "json");
        var json = JsonNode.Parse(answer.Out)!;

        Assert.Equal(0, answer.ExitCode);
        Assert.Equal((25, true, true), ((int)json["customers"]!, (bool)json["ok"]!, (bool)json["simulated"]!));
        Assert.True((int)json["resources"]! >= 25 * 6);
    }

    [Fact]
    public async Task The_version_is_one_line() => Assert.Matches(@"^xtcmk \d+\.\d+\.\d+\r?\n$", (await RunAsync("--version")).Out);

    private static async Task<Answer> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = await CommandLine.RunAsync(new CommandContext(output, error), arguments, TestContext.Current.CancellationToken);
        return new Answer(exitCode, output.ToString(), error.ToString());
    }
}
