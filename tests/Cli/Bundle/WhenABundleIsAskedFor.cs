using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Bundle;

public sealed class WhenABundleIsAskedFor : IDisposable
{
    private const string OtherRecord = """
        {"schema":"xtcmk/isv/1","cloud":"public","tenantId":"1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11",
        "applicationId":"00000000-0000-0000-0000-00000000000a","applicationName":"Contoso Data"}
        """;

    private readonly BundleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bicep", "main.bicep", "main.bicepparam", "README.md")]
    [InlineData("azure-cli", "deploy.sh", "access.sh", "README.md")]
    [InlineData("terraform", "main.tf", "key.json", "variables.tf", "terraform.tfvars", "outputs.tf", "README.md")]
    [InlineData("portal", "portal.html")]
    public async Task Each_form_has_its_fixed_files_and_their_paths_are_printed(string form, params string[] files)
    {
        var answer = await WriteAsync(form, _folder.Output);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal(files.Select(file => Path.Combine(_folder.Output, file)), answer.Out.TrimEnd().Split('\n'));
        Assert.Equal(files.Order(), Directory.GetFiles(_folder.Output).Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.EndsWith("\n", _folder.Read(file)));
    }

    [Theory]
    [InlineData("bicep")]
    [InlineData("azure-cli")]
    [InlineData("terraform")]
    [InlineData("portal")]
    public async Task Without_settings_a_file_to_fill_in_is_written_and_three_values_are_named(string form)
    {
        var answer = await _folder.RunAsync("--for", form, "--output", _folder.Output);

        Assert.Equal((0, Path.Combine(_folder.Output, "customer.yaml") + "\n"), (answer.ExitCode, answer.Out));
        foreach (var placeholder in (string[])["YOUR-TENANT-ID", "YOUR-SUBSCRIPTION-ID", "YOUR_VAULT_NAME"])
        {
            Assert.Contains(placeholder, answer.Error);
            Assert.Contains(placeholder, _folder.Read("customer.yaml"));
        }
    }

    [Fact]
    public async Task Once_the_three_values_are_filled_in_every_form_takes_the_file()
    {
        await _folder.RunAsync("--for", "bicep", "--output", _folder.Output);
        _folder.Put("customer.yaml", _folder.Read("customer.yaml")
            .Replace("YOUR-TENANT-ID", TestSettings.CustomerTenant, StringComparison.Ordinal)
            .Replace("YOUR-SUBSCRIPTION-ID", "3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b", StringComparison.Ordinal)
            .Replace("YOUR_VAULT_NAME", "kv-fabrikam", StringComparison.Ordinal));

        foreach (var form in (string[])["bicep", "azure-cli", "terraform", "portal"])
            Assert.Equal(0, (await WriteAsync(form, _folder.Of(form))).ExitCode);
    }

    [Fact]
    public async Task A_file_that_is_not_filled_in_is_refused_with_a_line_for_each_value()
    {
        await _folder.RunAsync("--for", "bicep", "--output", _folder.Output);

        _folder.Put("customer.yaml", _folder.Read("customer.yaml"));
        var answer = await WriteAsync("bicep", _folder.Of("other"));

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Collection(
            answer.Error.TrimEnd().Split('\n'),
            line => Assert.Contains("customer.yaml: azure-native:tenantId: 'YOUR-TENANT-ID' is not a tenant id", line),
            line => Assert.Contains("customer.yaml: azure-native:subscriptionId: 'YOUR-SUBSCRIPTION-ID' is not a", line),
            line => Assert.Contains("customer.yaml: xtcmk-customer:vault.name: 'YOUR_VAULT_NAME' is not a key vault name", line));
        Assert.False(Directory.Exists(_folder.Of("other")));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("  azuread:tenantId: YOUR-TENANT-ID\n", 2)]
    public async Task A_tenant_that_follows_from_the_other_is_no_second_mistake(string given, int mistakes)
    {
        _folder.Put("customer.yaml", BundleFolder.MinimalSettings
            .Replace(TestSettings.CustomerTenant, "YOUR-TENANT-ID", StringComparison.Ordinal) + given);

        Assert.Equal(mistakes, (await CheckAsync()).Error.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task A_folder_with_files_is_left_alone_where_nobody_can_be_asked()
    {
        _folder.Put("out/main.bicep", "mine");

        var answer = await WriteAsync("bicep", _folder.Output);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains($"Replace main.bicep in {_folder.Output}?", answer.Error);
        Assert.Contains("Nothing was written. Without a terminal, confirm with --yes.", answer.Error);
        Assert.Equal("mine", _folder.Read("main.bicep"));
        Assert.Single(Directory.GetFiles(_folder.Output));
    }

    [Theory]
    [InlineData("y", 0)]
    [InlineData("n", 2)]
    [InlineData("", 2)]
    [InlineData(null, 2)]
    public async Task A_person_is_asked_before_anything_is_written_there(string? reply, int exitCode)
    {
        _folder.Put("out/notes.txt", "mine");
        var asked = "";
        _folder.Ask = question =>
        {
            asked = question;
            return reply;
        };

        var answer = await WriteAsync("bicep", _folder.Output);

        Assert.Equal(exitCode, answer.ExitCode);
        Assert.Equal($"Write into {_folder.Output}, which has notes.txt already? [y/N] ", asked);
        Assert.Equal(exitCode == 0, File.Exists(Path.Combine(_folder.Output, "main.bicep")));
    }

    [Fact]
    public async Task A_confirmed_change_is_not_asked()
    {
        await _folder.WriteAsync("bicep");

        Assert.Equal(0, (await WriteAsync("bicep", _folder.Output, "--yes")).ExitCode);
    }

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("{}", "$.schema: is missing")]
    [InlineData($$"""{"handoff":{{TestSettings.CustomersRecord}}}""", "is a handoff record of your own side")]
    public async Task Mistakes_of_the_record_are_reported_before_anything_else(string content, string sentence)
    {
        _folder.Put("isv.json", content);

        foreach (var form in (string[])["bicep", "azure-cli", "terraform", "portal", "pulumi"])
        {
            var answer = await _folder.RunAsync("--for", form, "--check");
            Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
            Assert.Contains(sentence, answer.Error);
        }
    }

    [Fact]
    public async Task All_outputs_of_the_vendors_stack_will_do_as_well()
    {
        _folder.Put("isv.json", $$"""{"accounts":{},"handoff":{{TestSettings.VendorsRecord}}}""");

        Assert.Equal((0, "", ""), await CheckAsync());
    }

    [Theory]
    [InlineData($"  xtcmk-customer:vendor: {{handoff: {OtherRecord}}}", "is another record than that of --handoff")]
    [InlineData("  xtcmk-customer:cloud: china", "chain never crosses clouds")]
    [InlineData("  xtcmk-customer:lokation: westeurope", "did you mean location?")]
    [InlineData("  xtcmk-customer:formerKeys: [old]", "remove it, or use --for pulumi")]
    [InlineData("  xtcmk-customer:formerApplications: [00000000-0000-0000-0000-00000000000a]", "remove it, or use --for pulumi")]
    public async Task Settings_that_do_not_fit_are_refused(string setting, string sentence)
    {
        _folder.Put("customer.yaml", BundleFolder.MinimalSettings + setting + "\n");

        var (exitCode, output, error) = await CheckAsync();

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(sentence, error);
    }

    [Theory]
    [InlineData("  xtcmk-customer:vendor: {stack: organization/xtcmk-isv/dev}")]
    [InlineData($"  xtcmk-customer:vendor: {{handoff: {TestSettings.VendorsRecord}}}")]
    [InlineData("  azuread:environment: global")]
    public async Task Settings_of_a_stack_are_taken_as_they_are(string setting)
    {
        _folder.Put("customer.yaml", BundleFolder.MinimalSettings + setting + "\n");

        Assert.Equal((0, "", ""), await CheckAsync());
    }

    [Fact]
    public async Task A_key_that_would_have_expired_is_refused()
    {
        const string name = "name: contoso-data";
        var expired = BundleFolder.MinimalSettings.Replace(name, $"{name}\n    expires: 2020-01-01", StringComparison.Ordinal);
        _folder.Put("customer.yaml", expired);

        Assert.Contains("a new key would have expired already", (await CheckAsync()).Error);
    }

    [Theory]
    [InlineData("- no yaml: [")]
    [InlineData("plain")]
    [InlineData("settings: {}")]
    public async Task A_file_that_has_no_settings_is_refused(string yaml)
    {
        _folder.Put("customer.yaml", yaml);

        var (exitCode, _, error) = await CheckAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("customer.yaml", error);
    }

    [Theory]
    [InlineData("-owner")]
    [InlineData("@file")]
    [InlineData("a=b")]
    public async Task A_tag_that_Azure_CLI_cannot_be_given_is_refused_for_it_alone(string name)
    {
        _folder.Put("customer.yaml", BundleFolder.MinimalSettings + $"  xtcmk-customer:tags:\n    \"{name}\": x\n");

        Assert.Contains("Azure CLI does not take the name", (await CheckAsync("azure-cli")).Error);
        Assert.Equal(0, (await CheckAsync("terraform")).ExitCode);
    }

    private Task<Answer> WriteAsync(string form, string output, params string[] options) =>
        _folder.RunAsync(["--for", form, "--settings", _folder.Of("customer.yaml"), "--output", output, .. options]);

    private async Task<(int ExitCode, string Out, string Error)> CheckAsync(string form = "bicep")
    {
        var answer = await _folder.RunAsync("--for", form, "--settings", _folder.Of("customer.yaml"), "--check");
        return (answer.ExitCode, answer.Out, answer.Error);
    }
}
