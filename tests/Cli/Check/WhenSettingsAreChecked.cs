using System.Text.Json.Nodes;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Cli.Check;

/// <summary><c>xtcmk check</c> on copies of the two projects, each edited in one place.</summary>
public sealed class WhenSettingsAreChecked : IDisposable
{
    private const string Vendor = "Pulumi.dev.yaml";
    private const string Customer = "customer-stack/Pulumi.dev.yaml";
    private const string ByStack = "vendor:\n    stack: organization/xtcmk-isv/dev";

    private readonly ProjectCopy _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_settings_of_this_repository_have_no_mistake()
    {
        var answer = await CheckAsync();

        Assert.Equal((0, "2 stacks, 2 references: no mistake.\n", ""), (answer.ExitCode, answer.Out, answer.Error));
    }

    [Theory]
    [InlineData(Vendor, "location: westeurope", "location: Atlantis", "xtcmk-isv/dev: xtcmk-isv:location: 'Atlantis' is not a location")]
    [InlineData(Customer, "size: 2048", "size: 3000", "xtcmk-customer/dev: xtcmk-customer:key.size: ")]
    [InlineData(Vendor, "config:", "config: [", "xtcmk-isv/dev: ")]
    [InlineData(Vendor, "xtcmk-customer/dev", "xtcmk-customer/deb",
        "names organization/xtcmk-customer/deb, which has no settings here; did you mean xtcmk-customer/dev?")]
    [InlineData(Vendor, "xtcmk-customer/dev", "xtcmk-isv/dev",
        "key.stack names organization/xtcmk-isv/dev, which is a stack of your own side")]
    [InlineData(Vendor, "tenantId: 9c4b7e30", "tenantId: 8c4b7e30",
        "vendor.stack organization/xtcmk-isv/dev has no customer of the tenant 9c4b7e30")]
    [InlineData(Vendor, "tenantId: 9c4b7e30", "tenantId: 8c4b7e30",
        "customers (fabrikam) tenantId beside key.stack organization/xtcmk-customer/dev: the tenant is 8c4b7e30")]
    [InlineData(Customer, "xtcmk-isv/dev", "xtcmk-isv/dev\n    customer: contoso",
        "vendor.customer 'contoso' is no customer of the tenant")]
    public async Task A_mistake_of_one_side_or_between_both_is_reported(string file, string part, string instead, string sentence)
    {
        _project.Edit(file, part, instead);

        var answer = await CheckAsync();

        Assert.Equal((1, ""), (answer.ExitCode, answer.Error));
        Assert.Contains(sentence, answer.Out);
        Assert.DoesNotContain("wrong:", answer.Out);
    }

    [Fact]
    public async Task Every_mistake_is_counted_and_has_its_line()
    {
        _project.Edit(Vendor, "location: westeurope", "location: Atlantis").Edit(Vendor, "azuread:", "azurad:");
        _project.Edit(Customer, "size: 2048", "size: 3000");

        var lines = (await CheckAsync()).Out.TrimEnd().Split('\n');

        Assert.Equal($"2 stacks, 0 references: {lines.Length - 1} mistakes.", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("xtcmk-isv/dev: azurad: is not read by this program", StringComparison.Ordinal));
        Assert.All(lines[1..], line => Assert.Matches("^xtcmk-(isv|customer)/dev: [a-z-]+[:.]", line));
    }

    [Theory]
    [InlineData("kv-fabrikam-cmk", "contoso-data", true)]
    [InlineData("kv-fabrikam-cmk", "other-key", false)]
    [InlineData("kv-fabrikam-old", "contoso-data", false)]
    public async Task A_pasted_record_must_be_of_the_customers_key(string vault, string key, bool isRight)
    {
        _project.Edit(Vendor, "stack: organization/xtcmk-customer/dev", $"""
            handoff:
                      schema: xtcmk/customer/2
                      tenantId: 9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43
                      keyUri: https://{vault}.vault.azure.net/keys/{key}
                      servicePrincipalObjectId: 0f0e0d0c-0b0a-4908-8706-050403020100
                      applicationId: b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3
            """);

        var answer = await CheckAsync();

        Assert.Equal(isRight ? 0 : 1, answer.ExitCode);
        Assert.Equal(!isRight, answer.Out.Contains("which is not the key of xtcmk-customer/dev", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3", true)]
    [InlineData("c7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3", false)]
    public async Task A_pasted_record_must_be_of_the_vendors_application(string application, bool isRight)
    {
        _project.Edit(Vendor, "displayName: Contoso Data", "clientId: b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3").Edit(Customer, ByStack, $"""
            vendor:
                handoff:
                  schema: xtcmk/isv/1
                  cloud: public
                  tenantId: 1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11
                  applicationId: {application}
                  applicationName: Contoso Data
            """);

        var answer = await CheckAsync();

        Assert.Equal(isRight ? 0 : 1, answer.ExitCode);
        Assert.Equal(!isRight, answer.Out.Contains("vendor.handoff is of the application", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_in_another_repository_is_noted()
    {
        _project.Edit(Vendor, "organization/xtcmk-customer/dev", "fabrikam/xtcmk-customer/production-of-fabrikam");

        var answer = await CheckAsync();

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("Note: xtcmk-isv/dev: customers (fabrikam) key.stack names fabrikam/xtcmk-customer/production-of-fabrikam, whose",
            answer.Out);
    }

    [Fact]
    public async Task One_stack_is_reported_on_by_its_name()
    {
        File.Copy(Path.Combine(_project.Folder, Vendor), Path.Combine(_project.Folder, "Pulumi.west.yaml"));
        _project.Edit("Pulumi.west.yaml", "location: westeurope", "location: Atlantis");

        Assert.Equal(new Answer(0, "2 stacks, 2 references: no mistake.\n", ""), await CheckAsync("--stack", "dev"));
        Assert.StartsWith("1 stack, 0 references: 1 mistake.\n", (await CheckAsync("--stack", "west")).Out);
        Assert.Contains("did you mean west?", (await CheckAsync("--stack", "wets")).Error);
    }

    [Fact]
    public async Task Programs_have_it_as_JSON()
    {
        _project.Edit(Vendor, "location: westeurope", "location: Atlantis");

        var json = JsonNode.Parse((await CheckAsync("--format", "json")).Out)!;

        Assert.Equal(["xtcmk-isv/dev", "xtcmk-customer/dev"], json["stacks"]!.AsArray().Select(stack => (string)stack!));
        Assert.Single(json["mistakes"]!.AsArray());
    }

    private async Task<Answer> CheckAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await CommandLine.RunAsync(
            new CommandContext(output, error), ["check", "--root", _project.Folder, .. arguments], TestContext.Current.CancellationToken);
        return new Answer(exitCode, output.ToString(), error.ToString());
    }
}
