using System.Text;
using XtCmkInfra.Cli;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Handoff;

/// <summary>The vendor's project in a folder, in which <c>xtcmk handoff check</c> is run in this process.</summary>
internal sealed class HandoffFolder : IDisposable
{
    public const string Settings = """
        # The vendor's stack.
        config:
          azure-native:tenantId: 1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11
          azure-native:subscriptionId: 7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5
          azuread:tenantId: 1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11
          xtcmk-isv:location: westeurope
          xtcmk-isv:resourceGroup: rg-contoso-data
          xtcmk-isv:application:
            clientId: b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3 # registered in 2024
          xtcmk-isv:identities: [id-contoso-storage]
          xtcmk-isv:customers:
            # the first one
            - name: fabrikam   # of Ms Ada
              tenantId: 9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43
              account:
                name: stcontosofabrikam

            - name: woodgrove
              tenantId: 0d5c3a1b-7e2f-4c6d-8b9a-1f2e3d4c5b6a
              account: {name: stcontosowoodgrove}
        # the end

        """;

    private readonly string _root = Directory.CreateTempSubdirectory("xtcmk handoff ").FullName;

    public HandoffFolder(string settings = Settings)
    {
        Directory.CreateDirectory(Of("customer-stack"));
        File.Copy(Path.Combine(Repository.Root, "Pulumi.yaml"), Of("Pulumi.yaml"));
        Put("Pulumi.dev.yaml", settings);
        Put("record.json", TestSettings.CustomersRecord);
    }

    public Func<string, string?>? Ask { get; set; }

    public string Of(string name) => Path.Combine(_root, name);

    public void Put(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Of(name))!);
        File.WriteAllText(Of(name), text);
    }

    public string Read(string name = "Pulumi.dev.yaml") => File.ReadAllText(Of(name));

    /// <param name="sent">What the customer sent, as standard input.</param>
    public Task<Answer> CheckTextAsync(string sent, params string[] options) => RunAsync(sent, ["-", .. options]);

    /// <summary>On the record in record.json.</summary>
    public Task<Answer> CheckAsync(params string[] options) => RunAsync("", [Of("record.json"), .. options]);

    private async Task<Answer> RunAsync(string input, string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(output, error) { Ask = Ask, In = () => new MemoryStream(Encoding.UTF8.GetBytes(input)) };
        string[] line = ["handoff", "check", .. arguments, "--root", _root];
        var exitCode = await CommandLine.RunAsync(context, line, TestContext.Current.CancellationToken);
        return new Answer(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
