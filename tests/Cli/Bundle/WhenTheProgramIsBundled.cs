using System.Globalization;
using System.IO.Compression;
using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Simulator.Stacks.Providers;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Bundle;

public sealed class WhenTheProgramIsBundled : IDisposable
{
    private readonly BundleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_zip_holds_the_built_program_its_project_the_record_and_a_page()
    {
        var answer = await BundleAsync(Program());
        using var zip = ZipFile.OpenRead(Zip);
        var names = zip.Entries.Select(entry => entry.FullName).ToList();

        Assert.Equal((0, $"{Zip}\n"), (answer.ExitCode, answer.Out));
        Assert.Contains("The customer fills in three values in Pulumi.prod.yaml", answer.Error);
        Assert.Contains("customer-stack/Pulumi.yaml", names);
        Assert.Contains("customer-stack/README.md", names);
        Assert.Contains("customer-stack/bin/XtCmkInfra.CustomerStack.dll", names);
        Assert.Contains("binary: bin/XtCmkInfra.CustomerStack.dll", Read("Pulumi.yaml"));
        Assert.Contains(TestSettings.ApplicationId, Read("Pulumi.prod.yaml"));
    }

    [Fact]
    public async Task It_holds_nothing_that_is_for_developers_alone()
    {
        var program = Program();
        _folder.Put("program/XtCmkInfra.CustomerStack.pdb", "");
        _folder.Put("program/XtCmkInfra.CustomerStack.xml", "");
        await BundleAsync(program);

        using var zip = ZipFile.OpenRead(Zip);
        Assert.DoesNotContain(zip.Entries, entry => Path.GetExtension(entry.Name) is ".pdb" or ".xml");
    }

    [Fact]
    public async Task Before_the_capitals_are_replaced_the_program_refuses_each_of_them()
    {
        await BundleAsync(Program());

        var refused = await Assert.ThrowsAsync<ProgramException>(() => UpAsync(new SimulatedAzure()));

        Assert.Contains("'YOUR-TENANT-ID' is not a tenant id", refused.Message);
        Assert.Contains("'YOUR-SUBSCRIPTION-ID' is not a subscription id", refused.Message);
        Assert.Contains("'YOUR_VAULT_NAME' is not a key vault name", refused.Message);
    }

    [Fact]
    public async Task With_the_capitals_replaced_it_runs()
    {
        var world = await CustomerWorld.StartAsync(new CustomerCase());
        _folder.Put("isv.json", world.VendorsRecord);
        await BundleAsync(Program());
        Replace("YOUR-TENANT-ID", TestSettings.CustomerTenant);
        Replace("YOUR-SUBSCRIPTION-ID", "3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b");
        Replace("YOUR_VAULT_NAME", "kv-handed-over");

        var stack = await UpAsync(world.Azure);

        Assert.Equal("https://kv-handed-over.vault.azure.net/keys/storage", stack.Outputs["handoff"]!["keyUri"]!.ToString());
    }

    [Fact]
    public async Task With_settings_it_runs_as_it_is()
    {
        var its = new CustomerCase(Cloud: "usgovernment", Officers: true, Tags: true, Key: "expires: 2031-06-30");
        var world = await CustomerWorld.StartAsync(its);
        _folder.Put("isv.json", world.VendorsRecord);
        _folder.Put("customer.yaml", its.Yaml);
        await BundleAsync(Program(), "--settings", _folder.Of("customer.yaml"));

        var stack = await UpAsync(world.Azure);

        Assert.Equal(its.KeyUri.ToString(), stack.Outputs["handoff"]!["keyUri"]!.ToString());
    }

    /// <summary>A customer could do nothing with it.</summary>
    [Fact]
    public async Task A_program_on_stand_ins_for_Pulumi_is_refused()
    {
        var program = Program();
        if (!Sdk.IsStandIn(Sdk.Description))
            Assert.Skip($"The tool is built on {Sdk.Description}.");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Pulumi.dll"), Path.Combine(program, "Pulumi.dll"), overwrite: true);

        var answer = await BundleAsync(program);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("which the customer cannot run", answer.Error);
        Assert.False(File.Exists(Zip));
    }

    /// <summary>The sentence goes when Pulumi.AzureNative uses a version that stays.</summary>
    [Fact]
    public async Task The_page_states_until_when_the_program_changes_the_vault()
    {
        await BundleAsync(Program());

        var isRetired = KeyVaultManagement.Retires("Microsoft.KeyVault/vaults", AzureNative.KeyVaultVersion);
        var day = KeyVaultManagement.Retirement.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        Assert.Equal(isRetired, Read("README.md").Contains($"Before {day}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_names_every_runtime_that_the_built_program_needs()
    {
        await BundleAsync(Program(
            """
            {"frameworks":[{"name":"Microsoft.NETCore.App","version":"10.0.0"},{"name":"Microsoft.AspNetCore.App","version":"10.0.0"}]}
            """));

        Assert.Contains(
            "   [.NET 10.0](https://dotnet.microsoft.com/download/dotnet/10.0): .NET runtime and ASP.NET Core runtime. "
                + "`dotnet --list-runtimes` then lists `Microsoft.NETCore.App 10.0` and `Microsoft.AspNetCore.App 10.0`.\n",
            Read("README.md"));
    }

    [Fact]
    public async Task The_page_names_no_runtime_that_the_program_does_not_need()
    {
        await BundleAsync(Program("""{"framework":{"name":"Microsoft.NETCore.App","version":"11.2.3"}}"""));

        Assert.Contains("[.NET 11.2](https://dotnet.microsoft.com/download/dotnet/11.2): .NET runtime. ", Read("README.md"));
        Assert.DoesNotContain("ASP.NET", Read("README.md"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"frameworks":[]}""")]
    [InlineData("""{"framework":{"name":"Microsoft.NETCore.App"}}""")]
    [InlineData("[")]
    public async Task A_program_without_a_runtime_makes_no_zip(string options)
    {
        var answer = await BundleAsync(Program(options));

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("runtimeconfig.json: does not name the .NET runtime that the program needs", answer.Error);
        Assert.False(File.Exists(Zip));
    }

    [Fact]
    public async Task A_folder_without_a_program_makes_no_zip()
    {
        var answer = await BundleAsync(_folder.Of("nowhere"));

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("has no published customer-stack", answer.Error);
    }

    private string Zip => Path.Combine(_folder.Output, "customer-stack.zip");

    /// <summary>A folder that looks like a published program on the published Pulumi SDK: some other library stands for it.</summary>
    private string Program(string runtimeOptions = """{"framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"}}""")
    {
        _folder.Put("program/XtCmkInfra.CustomerStack.dll", "");
        _folder.Put("program/XtCmkInfra.CustomerStack.runtimeconfig.json", $$"""{"runtimeOptions":{{runtimeOptions}}}""");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "YamlDotNet.dll"), _folder.Of("program/Pulumi.dll"), overwrite: true);
        return _folder.Of("program");
    }

    private async Task<Answer> BundleAsync(string program, params string[] options)
    {
        string[] all = ["--for", "pulumi", "--root", Repository.Root, "--program", program, "--output", _folder.Output, .. options];
        var answer = await _folder.RunAsync(all);
        if (answer.ExitCode == 0)
            await ZipFile.ExtractToDirectoryAsync(Zip, _folder.Of("unpacked"), TestContext.Current.CancellationToken);
        return answer;
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder.Of("unpacked"), "customer-stack", name));

    private void Replace(string capitals, string value)
    {
        var path = Path.Combine(_folder.Of("unpacked"), "customer-stack", "Pulumi.prod.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace(capitals, value, StringComparison.Ordinal));
    }

    private async Task<SimulatedStack> UpAsync(SimulatedAzure azure)
    {
        var project = ProjectFiles.Read(Path.Combine(_folder.Of("unpacked"), "customer-stack"), "prod");
        var engine = new Engine(azure);
        await engine.UpAsync(project, Projects.CustomerProgram(project.Settings, azure.Clock));
        return engine.Stack(project.Name, project.Stack);
    }
}
