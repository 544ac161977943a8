using XtCmkInfra.Cli;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>A folder in which a vendor runs <c>xtcmk bundle</c>, in this process.</summary>
internal sealed class BundleFolder : IDisposable
{
    public const string MinimalSettings = $"""
        config:
          azure-native:tenantId: {TestSettings.CustomerTenant}
          azure-native:subscriptionId: 3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b
          xtcmk-customer:location: westeurope
          xtcmk-customer:resourceGroup: rg-fabrikam-keys
          xtcmk-customer:vault:
            name: kv-fabrikam-cmk
          xtcmk-customer:key:
            name: contoso-data

        """;

    private readonly string _root = Directory.CreateTempSubdirectory("xtcmk bundle ").FullName;

    public BundleFolder(string record = TestSettings.VendorsRecord, string settings = MinimalSettings)
    {
        Put("isv.json", record);
        Put("customer.yaml", settings);
    }

    /// <summary>The folder that is written to.</summary>
    public string Output => Of("out");

    /// <summary>What a person at the terminal answers; null where nobody can be asked.</summary>
    public Func<string, string?>? Ask { get; set; }

    public string Of(string name) => Path.Combine(_root, name);

    public void Put(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Of(name))!);
        File.WriteAllText(Of(name), text);
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Output, name));

    /// <summary>Writes a form on the settings.</summary>
    public async Task<BundleFolder> WriteAsync(string form)
    {
        var answer = await RunAsync("--for", form, "--settings", Of("customer.yaml"), "--output", Output);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        return this;
    }

    public Task<Answer> RunAsync(params string[] options) => RunLineAsync(["bundle", "--handoff", Of("isv.json"), .. options]);

    public async Task<Answer> RunLineAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(output, error) { Ask = Ask };
        var exitCode = await CommandLine.RunAsync(context, arguments, TestContext.Current.CancellationToken);
        return new Answer(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
