using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Cli;

public sealed class WhenSettingsFilesAreWrong : IDisposable
{
    private const string Vendor = "Pulumi.dev.yaml";
    private const string Customer = "customer-stack/Pulumi.dev.yaml";

    private readonly ProjectCopy _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("up")]
    [InlineData("preview")]
    public async Task A_slip_in_a_name_is_reported_by_the_program_and_changes_nothing(string verb)
    {
        await _project.UpAsync();
        _project.Edit(Customer, "xtcmk-customer:location:", "xtcmk-customer:acess: revoked\n  xtcmk-customer:location:");

        var answer = await Tool.RunAsync("sim", verb, "--root", _project.Folder);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Equal(
            "xtcmk: xtcmk-customer/dev: A setting is wrong:\n  xtcmk-customer:acess: is not a setting; did you mean access?\n",
            answer.Error.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("sim", "up")]
    [InlineData("sim", "preview")]
    [InlineData("try")]
    [InlineData("try", "--customers", "2")]
    public async Task Mistakes_of_both_sides_are_reported_before_anything_is_deployed(params string[] arguments)
    {
        _project.Edit(Vendor, "stcontosofabrikam", "st_contoso").Edit(Customer, "size: 2048", "size: 1024");

        var answer = await Tool.RunAsync([.. arguments, "--root", _project.Folder]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("xtcmk-isv/dev: A setting is wrong:", answer.Error);
        Assert.Contains("xtcmk-customer/dev: A setting is wrong:", answer.Error);
        Assert.False(File.Exists(Path.Combine(_project.Folder, ".xtcmk", "state.json")));
    }

    [Theory]
    [InlineData(
        "- 5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f",
        "5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f",
        "'xtcmk-customer:cryptoOfficers' must be of type array")]
    [InlineData("- 5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f", "&x [*x]", "the anchor 'x' contains itself")]
    [InlineData("- 5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f", "[1]", "'xtcmk-customer:cryptoOfficers' must be of type array")]
    [InlineData("    name: kv-fabrikam-cmk", "    [name]: kv-fabrikam-cmk", "a name must be text")]
    [InlineData(
        "xtcmk-customer:location: westeurope",
        "xtcmk-customer:location: [westeurope]",
        "'xtcmk-customer:location' must be of type string")]
    [InlineData("xtcmk-customer:location: westeurope", "xtcmk-customer:location:", "xtcmk-customer:location: is missing")]
    [InlineData("xtcmk-customer:location: westeurope", "xtcmk-customer:location: null", "xtcmk-customer:location: is missing")]
    [InlineData("xtcmk-customer:location: westeurope", "a:b:c: westeurope", "'a:b:c' is not the name of a setting")]
    [InlineData("  azuread:tenantId: 9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43\n", "", "azuread:tenantId: is missing: give the id")]
    [InlineData("  azure-native:tenantId: 9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43\n", "", "azure-native:tenantId: is missing: give the id")]
    [InlineData("    size: 2048", "    size:\n      secure: AAABAG1=", "is encrypted, and the simulator has no key for it")]
    [InlineData("config:", "config: []\nothers:", "'config' must have named fields")]
    [InlineData("    size: 2048", "    size: \u0007", "the control character U+0007")]
    public async Task Each_is_reported_in_one_sentence(string right, string wrong, string sentence)
    {
        var answer = await Tool.RunAsync("sim", "up", "--root", _project.Edit(Customer, right, wrong).Folder);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(sentence, answer.Error);
        Assert.DoesNotContain("   at ", answer.Error);
        Assert.InRange(answer.Error.Trim().Split('\n').Length, 1, 2);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2_000)]
    [InlineData(100_000)]
    public async Task Deep_nesting_is_reported_in_one_sentence(int levels)
    {
        _project.Edit(Customer, "- 5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f", $"- {new string('[', levels)}{new string(']', levels)}");

        var answer = await Tool.RunAsync("sim", "up", "--root", _project.Folder);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Single(answer.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Merge_keys_and_dates_without_quotes_are_read_as_the_Pulumi_CLI_does()
    {
        _project
            .Edit(Customer, "config:", "key: &key\n  size: 2048\n  expires: 2030-12-31\nconfig:")
            .Edit(Customer, "    size: 2048", "    <<: *key");

        var answer = await Tool.RunAsync("sim", "up", "--root", _project.Folder);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        var project = ProjectFiles.Read(Path.Combine(_project.Folder, "customer-stack"), "dev");
        var key = XtCmkInfra.CustomerStack.CustomerSettings.Read(project.Settings).Key;
        Assert.Equal((2048, new DateTimeOffset(2030, 12, 31, 0, 0, 0, TimeSpan.Zero)), (key.Size, key.Expires));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        File.WriteAllBytes(Path.Combine(_project.Folder, Vendor), [.. "config:\n  a: "u8, 0xFF, 0xFE]);

        Assert.Contains("cannot be read", Assert.Throws<ProjectFileException>(() => ProjectFiles.Read(_project.Folder, "dev")).Message);
    }

    [Fact]
    public void A_tenant_that_is_missing_is_no_wrong_tenant()
    {
        var project = ProjectFiles.Of("xtcmk-isv", "dev", []);

        Assert.EndsWith(
            "azure-native:tenantId: is missing.",
            Assert.Throws<ProjectFileException>(() =>
                XtCmkInfra.Cli.Try.Tenants.Add(new XtCmkInfra.Simulator.Azure.SimulatedAzure(), project, "vendor")).Message,
            StringComparison.Ordinal);
    }
}
