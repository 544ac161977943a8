using System.Text.Json.Nodes;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli.Try;

public sealed class WhenTrying
{
    private static readonly string[] Steps =
    [
        "isv-identity", "customer-access", "isv-account", "write-read", "rotate", "early-disable", "revoke", "restore", "grant-removed",
        "wrong-subject", "change-key", "microsoft-managed", "intruder",
    ];

    [Fact]
    public async Task Every_step_of_the_story_is_ok_on_the_settings_as_they_stand()
    {
        var answer = await Tool.RunAsync("try", "--root", Repository.Root, "--format", "json");
        var json = JsonNode.Parse(answer.Out)!;

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal(["ok", "sdk", "resources", "seconds", "steps"], json.AsObject().Select(field => field.Key));
        Assert.Equal(Steps, json["steps"]!.AsArray().Select(step => step!["id"]!.ToString()));
        Assert.All(json["steps"]!.AsArray(), step => Assert.True((bool)step!["ok"]!, step.ToJsonString()));
        Assert.True((bool)json["ok"]!);
        Assert.StartsWith("Pulumi ", json["sdk"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_ends_with_a_table_and_a_picture_of_the_chain()
    {
        var answer = await Tool.RunAsync("try", "--root", Repository.Root);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.All(Steps, step => Assert.Contains($" {step} ", answer.Out));
        Assert.Contains("federated credential: holds", answer.Out);
        Assert.Contains("All 13 steps are ok", answer.Out);
        Assert.DoesNotContain('\x1b', answer.Out);
    }

    [Fact]
    public async Task What_the_settings_say_shows_in_the_story()
    {
        using var project = new ProjectCopy()
            .Edit("customer-stack/Pulumi.dev.yaml", "size: 3072", "size: 2048")
            .Edit("customer-stack/Pulumi.dev.yaml", "name: contoso-data", "name: our-key")
            .Edit("Pulumi.dev.yaml", "stcontosofabrikam", "stother");

        var answer = await Tool.RunAsync("try", "--root", project.Folder);

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("RSA-OAEP with 2048 bits", answer.Out);
        Assert.Contains("our-key-2 in kv-fabrikam-cmk", answer.Out);
        Assert.Contains("storage account stother", answer.Out);
    }

    [Fact]
    public async Task A_story_that_does_not_go_as_it_must_ends_with_findings()
    {
        using var project = new ProjectCopy().Edit("customer-stack/Pulumi.dev.yaml", "size: 3072", "size: 3072\n  xtcmk-customer:access: revoked");
        project.Edit(
            "customer-stack/Pulumi.dev.yaml",
            "size: 3072\n  xtcmk-customer:access: revoked\n    rotation:\n      rotateAfter: P90D\n      expireAfter: P1Y\n      notifyBefore: P30D",
            "size: 3072\n  xtcmk-customer:access: revoked");

        var answer = await Tool.RunAsync("try", "--root", project.Folder, "--format", "json");

        Assert.Equal(1, answer.ExitCode);
        Assert.False((bool)JsonNode.Parse(answer.Out)!["ok"]!);
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_bad_input_and_all_told()
    {
        using var project = new ProjectCopy()
            .Edit("Pulumi.dev.yaml", "location: westeurope", "location: Atlantis")
            .Edit("Pulumi.dev.yaml", "stcontosofabrikam", "st_contoso");

        var answer = await Tool.RunAsync("try", "--root", project.Folder, "--format", "json");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("2 settings are wrong:", answer.Error);
        Assert.Contains("xtcmk-isv:customers[0].account.name: 'st_contoso' is not a storage account name", answer.Error);
        Assert.DoesNotContain(" at XtCmkInfra", answer.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_yaml_is_told_with_its_line()
    {
        using var project = new ProjectCopy().Edit("Pulumi.dev.yaml", "config:", "config: [");

        var answer = await Tool.RunAsync("try", "--root", project.Folder);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Matches(@"Pulumi\.dev\.yaml\(\d+,\d+\): ", answer.Error);
    }

    [Fact]
    public async Task Where_no_project_is_above_those_inside_the_tool_are_used()
    {
        var answer = await Tool.RunAsync("try", "--format", "json");

        Assert.Equal((0, "xtcmk: there is no project here: the settings inside the tool are used.\n"), (answer.ExitCode, answer.Error.ReplaceLineEndings("\n")));
        Assert.True((bool)JsonNode.Parse(answer.Out)!["ok"]!);
    }

    [Theory]
    [InlineData("vendor/Pulumi.yaml", "Pulumi.yaml")]
    [InlineData("vendor/Pulumi.dev.yaml", "Pulumi.dev.yaml")]
    [InlineData("customer/Pulumi.yaml", "customer-stack/Pulumi.yaml")]
    [InlineData("customer/Pulumi.dev.yaml", "customer-stack/Pulumi.dev.yaml")]
    public void The_projects_inside_the_tool_are_those_of_the_repository(string inside, string file)
    {
        using var reader = new StreamReader(EmbeddedProject.Open(inside));

        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, file)), reader.ReadToEnd());
    }

    [Fact]
    public async Task A_folder_without_the_projects_is_told()
    {
        var answer = await Tool.RunAsync("try", "--root", Path.GetTempPath());

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
        var answer = await Tool.RunAsync(arguments);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith("xtcmk: ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_customers_are_run_and_measured()
    {
        var answer = await Tool.RunAsync("try", "--root", Repository.Root, "--customers", "25", "--format", "json");
        var json = JsonNode.Parse(answer.Out)!;

        Assert.Equal(0, answer.ExitCode);
        Assert.Equal((25, true), ((int)json["customers"]!, (bool)json["ok"]!));
        Assert.True((int)json["resources"]! >= 25 * 6);
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        var answer = await Tool.RunAsync("--version");

        Assert.Equal(0, answer.ExitCode);
        Assert.Matches(@"^xtcmk \d+\.\d+\.\d+\r?\n$", answer.Out);
    }
}
