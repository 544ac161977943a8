using System.Globalization;
using System.Text;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli;

public sealed class WhenTheToolReadsCustomersFiles : IDisposable
{
    private readonly ProjectCopy _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_customer_that_moves_from_the_list_to_a_file_stays_as_it_is()
    {
        await _project.UpAsync();
        MoveToFile();

        var preview = await RunAsync("sim", "preview", "--project", "isv");

        Assert.Equal((0, "xtcmk-isv/dev: 5 unchanged\n", ""), (preview.ExitCode, preview.Out.ReplaceLineEndings("\n"), preview.Error));
    }

    [Fact]
    public async Task An_edit_of_a_file_shows_in_the_preview()
    {
        await _project.UpAsync();
        MoveToFile();
        _project.Edit("customers/fabrikam.yaml", "tenantId", "encryption: microsoft-managed\ntenantId");

        Assert.Contains("update  StorageAccount fabrikam", (await RunAsync("sim", "preview", "--project", "isv")).Out);
    }

    [Fact]
    public async Task The_whole_story_runs_from_files()
    {
        MoveToFile();

        var answer = await RunAsync("try");

        Assert.True(answer is { ExitCode: 0, Error: "" }, $"{answer.ExitCode}\n{answer.Error}\n{answer.Out}");
    }

    [Fact]
    public async Task A_mistake_is_reported_with_file_and_line()
    {
        MoveToFile();
        _project.Edit("customers/fabrikam.yaml", "stcontosofabrikam", "st_contoso");

        foreach (var verb in (string[][])[["sim", "up"], ["sim", "preview"], ["try"]])
        {
            var answer = await RunAsync(verb);

            Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
            Assert.Contains("customers/fabrikam.yaml(3): account.name: 'st_contoso' is not a storage account name", answer.Error);
        }
    }

    [Fact]
    public async Task A_list_that_the_real_host_could_not_pass_is_refused()
    {
        AddToList(400);

        var answer = await RunAsync("sim", "preview");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("and Linux takes 131,072. Give customers files of their own (customersFolder)", answer.Error);
    }

    private void MoveToFile()
    {
        var list = File.ReadAllText(Path.Combine(_project.Folder, "Pulumi.dev.yaml"));
        var entries = list[list.IndexOf("  xtcmk-isv:customers:", StringComparison.Ordinal)..];
        _project.Edit("Pulumi.dev.yaml", entries, "  xtcmk-isv:customersFolder: customers\n");
        Directory.CreateDirectory(Path.Combine(_project.Folder, "customers"));
        File.WriteAllText(Path.Combine(_project.Folder, "customers", "fabrikam.yaml"), $"""
            tenantId: {TestSettings.CustomerTenant}
            account:
              name: stcontosofabrikam
            key:
              stack: organization/xtcmk-customer/dev
            """);
    }

    private void AddToList(int count)
    {
        var more = new StringBuilder();
        for (var number = 0; number < count; number++)
        {
            more.Append(CultureInfo.InvariantCulture, $$"""

                    - name: customer-{{number}}
                      tenantId: {{TestSettings.CustomerTenant}}
                      account: { name: stcustomer{{number}} }
                      key: { handoff: {{TestSettings.CustomersRecord}} }
                """);
        }

        File.AppendAllText(Path.Combine(_project.Folder, "Pulumi.dev.yaml"), more.ToString());
    }

    private Task<Answer> RunAsync(params string[] arguments) => Tool.RunAsync([.. arguments, "--root", _project.Folder]);
}

public sealed class WhenSettingsAreHeldAgainstWhatTheHostCanPass
{
    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("<")]
    public void What_Linux_takes_is_accepted_and_one_byte_more_is_refused(string text)
    {
        var (one, all) = (text == "<" ? 6 : Encoding.UTF8.GetByteCount(text), HostLimits.Linux - Size(""));

        Assert.NotNull(HostLimits.Check(Of(Fill(text, one, all)), isWindows: false));
        var refused = Assert.Throws<ProjectFileException>(() => HostLimits.Check(Of(Fill(text, one, all + 1)), isWindows: false));
        Assert.Contains("its settings take 131,073 bytes in the environment variable", refused.Message);
    }

    [Fact]
    public void What_Windows_does_not_take_is_a_warning_elsewhere()
    {
        var most = new string('x', HostLimits.Windows - Size(""));

        Assert.Null(HostLimits.Check(Of(most), isWindows: true));
        Assert.Contains("take 32,768 characters", HostLimits.Check(Of(most + "x"), isWindows: false));
        Assert.Throws<ProjectFileException>(() => HostLimits.Check(Of(most + "x"), isWindows: true));
    }

    /// <summary>The bytes of the variable, its name and the zero at its end included.</summary>
    private static int Size(string value) => "PULUMI_CONFIG=".Length + """{"xtcmk-isv:location":""}""".Length + value.Length + 1;

    private static string Fill(string text, int bytes, int all) =>
        new string('x', all % bytes) + string.Concat(Enumerable.Repeat(text, all / bytes));

    private static ProjectFiles Of(string location) => ProjectFiles.Of("xtcmk-isv", "dev", [("xtcmk-isv:location", location)]);
}
