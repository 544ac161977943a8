using System.Globalization;
using System.IO.Compression;
using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Simulator.Stacks.Providers;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli;

public sealed class WhenTheCustomersProgramIsHandedOver : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xtcmk-bundle-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_bundle_holds_the_built_program_its_project_the_handoff_record_and_a_page()
    {
        var answer = await BundleAsync(TestSettings.VendorsRecord);
        using var zip = ZipFile.OpenRead(Zip);
        var names = zip.Entries.Select(entry => entry.FullName).ToList();

        Assert.Equal((0, "", ""), (answer.ExitCode, answer.Out, answer.Error));
        Assert.Contains("customer-stack/Pulumi.yaml", names);
        Assert.Contains("customer-stack/README.md", names);
        Assert.Contains("customer-stack/bin/XtCmkInfra.CustomerStack.dll", names);
        Assert.Contains("binary: bin/XtCmkInfra.CustomerStack.dll", Text(zip, "customer-stack/Pulumi.yaml"));
        Assert.Contains(TestSettings.ApplicationId, Text(zip, "customer-stack/Pulumi.prod.yaml"));
    }

    [Fact]
    public async Task All_outputs_of_the_vendors_stack_will_do_as_well() =>
        Assert.Equal(0, (await BundleAsync($$"""{"accounts":{},"handoff":{{TestSettings.VendorsRecord}}}""")).ExitCode);

    [Fact]
    public async Task Before_the_capitals_are_replaced_the_program_refuses_each_of_them()
    {
        await BundleAsync(TestSettings.VendorsRecord);

        var refused = await Assert.ThrowsAsync<ProgramException>(() => UpAsync(new SimulatedAzure()));

        Assert.Contains("'YOUR-TENANT-ID' is not a tenant id", refused.Message);
    }

    [Fact]
    public async Task With_the_capitals_replaced_it_runs()
    {
        var world = new TwoTenants();
        await world.UpVendorAsync();
        await BundleAsync(world.Vendor.Outputs["handoff"]!.ToJsonString());
        Replace("YOUR-TENANT-ID", TestSettings.CustomerTenant);
        Replace("YOUR-SUBSCRIPTION-ID", "3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b");
        Replace("YOUR-REGION", "westeurope");
        Replace("YOUR_VAULT_NAME", "kv-handed-over");
        Replace("YOUR-OBJECT-ID", TestSettings.Officer);

        var stack = await UpAsync(world.Azure);

        Assert.Equal("https://kv-handed-over.vault.azure.net/keys/storage", stack.Outputs["handoff"]!["keyUri"]!.ToString());
    }

    [Theory]
    [InlineData("", "is no JSON")]
    [InlineData("{", "is no JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("{}", "$.schema: is missing")]
    [InlineData($$"""{"handoff":{{TestSettings.CustomersRecord}}}""", "is a handoff record of your own side")]
    public async Task A_file_that_is_no_handoff_record_makes_no_bundle(string content, string sentence)
    {
        var answer = await BundleAsync(content);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(sentence, answer.Error);
        Assert.False(File.Exists(Zip));
    }

    [Fact]
    public async Task The_page_names_every_runtime_that_the_built_program_needs()
    {
        await BundleAsync(TestSettings.VendorsRecord);

        Assert.Contains(
            "   [.NET 10.0](https://dotnet.microsoft.com/download/dotnet/10.0): .NET runtime and ASP.NET Core runtime. "
                + "`dotnet --list-runtimes` then lists `Microsoft.NETCore.App 10.0` and `Microsoft.AspNetCore.App 10.0`.\n",
            Page);
    }

    [Fact]
    public async Task The_page_names_no_runtime_that_the_program_does_not_need()
    {
        const string needed = """{"framework":{"name":"Microsoft.NETCore.App","version":"11.2.3"}}""";
        await BundleAsync(TestSettings.VendorsRecord, ProgramThatNeeds(needed));

        Assert.Contains("[.NET 11.2](https://dotnet.microsoft.com/download/dotnet/11.2): .NET runtime. ", Page);
        Assert.DoesNotContain("ASP.NET", Page);
    }

    /// <summary>The sentence goes when Pulumi.AzureNative uses a version that stays.</summary>
    [Fact]
    public async Task The_page_says_until_when_the_program_can_change_the_vault()
    {
        await BundleAsync(TestSettings.VendorsRecord);

        var isRetired = KeyVaultManagement.Retires("Microsoft.KeyVault/vaults", AzureNative.KeyVaultVersion);
        var day = KeyVaultManagement.Retirement.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        Assert.Equal(isRetired, Page.Contains($"Before {day}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"frameworks":[]}""")]
    [InlineData("""{"framework":{"name":"Microsoft.NETCore.App"}}""")]
    [InlineData("[")]
    public async Task A_program_that_does_not_say_what_it_runs_on_makes_no_bundle(string options)
    {
        var answer = await BundleAsync(TestSettings.VendorsRecord, ProgramThatNeeds(options));

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("runtimeconfig.json: does not name the .NET runtime that the program needs", answer.Error);
        Assert.False(File.Exists(Zip));
    }

    /// <summary>The built customer's program: where it is below its project, as these tests are below theirs.</summary>
    private static string Program =>
        Path.Combine(
            Repository.Root, "customer-stack", Path.GetRelativePath(Path.Combine(Repository.Root, "tests"), AppContext.BaseDirectory));

    private string Zip => Path.Combine(_folder, "bundle.zip");

    private string Page => File.ReadAllText(Path.Combine(_folder, "customer-stack", "README.md"));

    /// <summary>A folder that looks like a published program.</summary>
    private string ProgramThatNeeds(string runtimeOptions)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "program")).FullName;
        File.WriteAllText(Path.Combine(folder, "XtCmkInfra.CustomerStack.dll"), "");
        var file = Path.Combine(folder, "XtCmkInfra.CustomerStack.runtimeconfig.json");
        File.WriteAllText(file, $$"""{"runtimeOptions":{{runtimeOptions}}}""");
        return folder;
    }

    private async Task<Answer> BundleAsync(string handoff, string? program = null)
    {
        var file = Path.Combine(_folder, "handoff.json");
        await File.WriteAllTextAsync(file, handoff, TestContext.Current.CancellationToken);
        var answer = await Tool.RunAsync(
            "bundle", "--root", Repository.Root, "--program", program ?? Program, "--handoff", file, "--output", Zip);
        if (answer.ExitCode == 0)
            await ZipFile.ExtractToDirectoryAsync(Zip, _folder, TestContext.Current.CancellationToken);
        return answer;
    }

    private void Replace(string capitals, string value)
    {
        var path = Path.Combine(_folder, "customer-stack", "Pulumi.prod.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace(capitals, value, StringComparison.Ordinal));
    }

    private async Task<SimulatedStack> UpAsync(SimulatedAzure azure)
    {
        var project = ProjectFiles.Read(Path.Combine(_folder, "customer-stack"), "prod");
        var engine = new Engine(azure);
        await engine.UpAsync(project, Projects.CustomerProgram(project.Settings, azure.Clock));
        return engine.Stack(project.Name, project.Stack);
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
