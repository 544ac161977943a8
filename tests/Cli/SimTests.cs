using System.Text.RegularExpressions;

namespace XtCmkInfra.Tests.Cli;

public sealed class WhenSimulating : IDisposable
{
    private readonly ProjectCopy _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Up_on_the_settings_as_they_stand_ends_with_every_customer_that_has_a_key_encrypted()
    {
        var answer = await SimAsync("up");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal(
            """
            xtcmk-isv/dev: 4 created
              create  ResourceGroup resource-group
              create  Application application
              create  UserAssignedIdentity id-contoso-storage
              create  ApplicationFederatedIdentityCredential id-contoso-storage
            Diagnostics:
              pulumi:pulumi:Stack (xtcmk-isv-dev):
                fabrikam: awaiting its key; the storage account is created once the customer's handoff record is there.

            xtcmk-customer/dev: 6 created
              create  ServicePrincipal service-principal
              create  ResourceGroup resource-group
              create  Vault vault
              create  RoleAssignment crypto-officer-5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f
              create  Key contoso-data
              create  RoleAssignment grant-contoso-data
            Diagnostics:
              pulumi:pulumi:Stack (xtcmk-customer-dev):
                Installs 'Contoso Data'.

            xtcmk-isv/dev, again: 1 created, 4 unchanged
              create  StorageAccount fabrikam

            """,
            WithoutConsentHint(answer.Out).Split("\napplication ")[0],
            ignoreLineEndingDifferences: true);
        const string key = "https://kv-fabrikam-cmk.vault.azure.net/keys/contoso-data";
        Assert.Contains($"account stcontosofabrikam of fabrikam: customer-managed, {key} (version automatic)", answer.Out);
        Assert.Single(answer.Out.Split('\n'), line => line.StartsWith("application ", StringComparison.Ordinal));
        Assert.Contains("key https://kv-fabrikam-cmk.vault.azure.net/keys/contoso-data: access granted to service principal ", answer.Out);
    }

    [Fact]
    public async Task After_up_nothing_is_left_to_do_for_either_side()
    {
        await _project.UpAsync();

        var preview = await SimAsync("preview");
        var again = await SimAsync("up");

        Assert.Equal((0, ""), (preview.ExitCode, preview.Error));
        const string Nothing = """
            xtcmk-isv/dev: 5 unchanged
            xtcmk-customer/dev: 6 unchanged
            Diagnostics:
              pulumi:pulumi:Stack (xtcmk-customer-dev):
                Installs 'Contoso Data'.

            """;
        Assert.Equal(Nothing + "\n", WithoutConsentHint(preview.Out), ignoreLineEndingDifferences: true);
        Assert.StartsWith(Nothing.ReplaceLineEndings("\n") + "\n", WithoutConsentHint(again.Out), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_in_two_folders_return_the_same()
    {
        using var other = new ProjectCopy();
        var preview = (string[])["sim", "preview", "--json", "--show-sames", "--root"];

        Assert.Equal(await SimAsync("up"), await Tool.RunAsync("sim", "up", "--root", other.Folder));
        Assert.Equal(await Tool.RunAsync([.. preview, _project.Folder]), await Tool.RunAsync([.. preview, other.Folder]));
    }

    /// <summary>What azure-native asks for is retired on 2027-02-27: from then on a change of a vault is refused, and no other.</summary>
    [Fact]
    public async Task What_happens_when_Key_Vaults_old_versions_are_retired_can_be_tried()
    {
        await _project.UpAsync();
        var nothingToDo = await SimAsync("up", "--refuse-retired");
        _project.Edit("customer-stack/Pulumi.dev.yaml", "config:", "config:\n  xtcmk-customer:tags:\n    owner: security");

        var refused = await SimAsync("up", "--refuse-retired");
        var today = await SimAsync("up");

        Assert.Equal((0, ""), (nothingToDo.ExitCode, nothingToDo.Error));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("NoRegisteredProviderFound", refused.Error);
        Assert.Contains("was retired on 2027-02-27; served here: 2026-02-01.", refused.Error);
        Assert.Equal((0, ""), (today.ExitCode, today.Error));
    }

    [Fact]
    public async Task What_succeeded_before_Azure_refused_is_kept()
    {
        await _project.UpAsync();
        var customer = Path.Combine(_project.Folder, "customer-stack");
        File.Copy(Path.Combine(customer, "Pulumi.dev.yaml"), Path.Combine(customer, "Pulumi.test.yaml"));
        _project.Edit("customer-stack/Pulumi.test.yaml", "rg-fabrikam-keys", "rg-other\n  xtcmk-customer:servicePrincipal: existing");

        var refused = await SimAsync("up", "--project", "customer", "--stack", "test");
        _project.Edit("customer-stack/Pulumi.test.yaml", "kv-fabrikam-cmk", "kv-other");
        var mended = await SimAsync("up", "--project", "customer", "--stack", "test");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("xtcmk-customer/test: azure-native:keyvault:Vault 'vault': ", refused.Error);
        Assert.Contains("The changes before that stay.", refused.Error);
        // What does not depend on the vault may be made before or after the refusal.
        Assert.Matches("^xtcmk-customer/test: (4 created, 2|5 created, 1) unchanged", mended.Out);
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_all_reported_and_nothing_is_printed()
    {
        await _project.UpAsync();
        _project
            .Edit("Pulumi.dev.yaml", "location: westeurope", "location: Atlantis")
            .Edit("Pulumi.dev.yaml", "stcontosofabrikam", "st_contoso");

        foreach (var verb in (string[][])[["preview", "--json"], ["preview"]])
        {
            var answer = await SimAsync(verb);

            Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
            Assert.Contains("2 settings are wrong:", answer.Error);
        }
    }

    /// <summary>In a process of its own, in a folder without a project: none of them names one.</summary>
    [Theory]
    [InlineData("sim", "up", "--project", "both")]
    [InlineData("sim", "destroy")]
    [InlineData("sim", "reset", "--stack", "dev")]
    public async Task Arguments_that_are_wrong_are_bad_input(params string[] arguments)
    {
        var answer = await Tool.RunProcessAsync(default, arguments);

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith("xtcmk: ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_without_settings_is_reported()
    {
        var answer = await SimAsync("up", "--stack", "prod");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("Pulumi.prod.yaml: cannot be read", answer.Error);
    }

    [Fact]
    public async Task Another_stack_lives_beside_the_first()
    {
        foreach (var folder in (string[])["", "customer-stack"])
            File.Copy(Path.Combine(_project.Folder, folder, "Pulumi.dev.yaml"), Path.Combine(_project.Folder, folder, "Pulumi.test.yaml"));
        _project
            .Edit("Pulumi.test.yaml", "xtcmk-customer/dev", "xtcmk-customer/test")
            .Edit("Pulumi.test.yaml", "stcontosofabrikam", "sttest")
            .Edit("Pulumi.test.yaml", "rg-contoso-data", "rg-test")
            .Edit("customer-stack/Pulumi.test.yaml", "xtcmk-isv/dev", "xtcmk-isv/test")
            .Edit("customer-stack/Pulumi.test.yaml", "kv-fabrikam-cmk", "kv-test")
            .Edit("customer-stack/Pulumi.test.yaml", "rg-fabrikam", "rg-test");
        await _project.UpAsync();

        var answer = await SimAsync("up", "--stack", "test");
        var preview = await SimAsync("preview");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("account sttest of fabrikam: customer-managed", answer.Out);
        Assert.Contains("xtcmk-isv/dev: 5 unchanged", preview.Out);
    }

    private Task<Answer> SimAsync(params string[] arguments) => Tool.RunAsync(["sim", .. arguments, "--root", _project.Folder]);

    private static string WithoutConsentHint(string text) => Regex.Replace(text.ReplaceLineEndings("\n"), " If the tenant forbids .*", "");
}
