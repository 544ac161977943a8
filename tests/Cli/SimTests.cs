using System.Text.Json.Nodes;

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
            xtcmk-customer/dev: 6 created
              create  ServicePrincipal service-principal
              create  ResourceGroup resource-group
              create  Vault vault
              create  RoleAssignment crypto-officer-5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f
              create  Key contoso-data
              create  RoleAssignment grant-contoso-data
            xtcmk-isv/dev, again: 1 created, 4 unchanged
              create  StorageAccount fabrikam

            """,
            answer.Out.Split("\napplication ")[0],
            ignoreLineEndingDifferences: true);
        Assert.Contains(
            "account stcontosofabrikam of fabrikam: customer-managed, https://kv-fabrikam-cmk.vault.azure.net/keys/contoso-data (version automatic)",
            answer.Out);
        Assert.Contains("key https://kv-fabrikam-cmk.vault.azure.net/keys/contoso-data: access granted to service principal ", answer.Out);
    }

    [Fact]
    public async Task After_up_nothing_is_left_to_do_for_either_side()
    {
        await _project.UpAsync();

        var preview = await SimAsync("preview");
        var again = await SimAsync("up");

        Assert.Equal((0, ""), (preview.ExitCode, preview.Error));
        Assert.Equal("xtcmk-isv/dev: 5 unchanged\nxtcmk-customer/dev: 6 unchanged\n", preview.Out.ReplaceLineEndings("\n"));
        Assert.StartsWith("xtcmk-isv/dev: 5 unchanged\nxtcmk-customer/dev: 6 unchanged\n\n", again.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_in_two_folders_answer_the_same()
    {
        using var other = new ProjectCopy();
        var preview = (string[])["sim", "preview", "--json", "--show-sames", "--root"];

        Assert.Equal(await SimAsync("up"), await Tool.RunAsync("sim", "up", "--root", other.Folder));
        Assert.Equal(await Tool.RunAsync([.. preview, _project.Folder]), await Tool.RunAsync([.. preview, other.Folder]));
    }

    [Fact]
    public async Task An_edit_of_the_settings_shows_in_the_preview_and_up_makes_it_so()
    {
        await _project.UpAsync();
        _project.Edit("Pulumi.dev.yaml", "- name: fabrikam", "- name: fabrikam\n      encryption: microsoft-managed");

        var text = await SimAsync("preview", "--project", "isv");
        var json = Document(await SimAsync("preview", "--project", "isv", "--json"));
        await SimAsync("up", "--project", "isv");
        var after = await SimAsync("preview");

        Assert.Equal(
            """
            xtcmk-isv/dev: 1 to update, 4 unchanged
              update  StorageAccount fabrikam
                delete  encryption.encryptionIdentity
                update  encryption.keySource
                delete  encryption.keyVaultProperties

            """,
            text.Out,
            ignoreLineEndingDifferences: true);
        var step = json["steps"]!.AsArray()[1]!;
        Assert.Equal(("update", "Microsoft.Storage"), (step["op"]!.ToString(), step["newState"]!["inputs"]!["encryption"]!["keySource"]!.ToString()));
        Assert.Equal("Microsoft.Keyvault", step["oldState"]!["inputs"]!["encryption"]!["keySource"]!.ToString());
        Assert.Equal(
            "urn:pulumi:dev::xtcmk-isv::xtcmk:isv:EncryptedAccount$azure-native:storage:StorageAccount::fabrikam", step["urn"]!.ToString());
        Assert.Equal("""{"same":7,"update":1}""", json["changeSummary"]!.ToJsonString());
        Assert.Contains("xtcmk-isv/dev: 5 unchanged", after.Out);
    }

    [Fact]
    public async Task Without_a_project_the_document_has_the_steps_of_both()
    {
        await _project.UpAsync();
        _project.Edit("customer-stack/Pulumi.dev.yaml", "xtcmk-customer:location", "xtcmk-customer:access: revoked\n  xtcmk-customer:location");

        var document = Document(await SimAsync("preview", "--json"));

        Assert.Equal(
            ["same xtcmk-isv-dev", "same xtcmk-customer-dev", "delete grant-contoso-data"],
            document["steps"]!.AsArray().Select(step => $"{step!["op"]} {step["urn"]!.ToString().Split("::")[^1]}"));
        Assert.Equal("""{"delete":1,"same":17}""", document["changeSummary"]!.ToJsonString());
    }

    [Fact]
    public async Task The_vendors_first_run_can_be_previewed_before_anything_is_there()
    {
        var answer = await SimAsync("preview", "--project", "isv", "--json");

        Assert.Equal("""{"create":6}""", Document(answer)["changeSummary"]!.ToJsonString());
        Assert.False(Directory.Exists(Path.Combine(_project.Folder, ".xtcmk")));
    }

    [Fact]
    public async Task The_customers_first_run_cannot_and_is_told_what_to_do()
    {
        var answer = await SimAsync("preview", "--project", "customer", "--json");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("has no output 'handoff' yet", answer.Error);
        Assert.Contains("'xtcmk sim up' makes what is not there yet.", answer.Error);
    }

    [Fact]
    public async Task What_is_protected_is_refused_in_the_document_and_in_up()
    {
        await _project.UpAsync();
        _project.Edit("Pulumi.dev.yaml", "stcontosofabrikam", "stother");

        var preview = await SimAsync("preview", "--json");
        var up = await SimAsync("up");
        var document = (JsonObject)JsonNode.Parse(preview.Out)!;

        Assert.Equal(2, preview.ExitCode);
        Assert.Equal("replace", document["steps"]!.AsArray()[1]!["op"]!.ToString());
        Assert.Contains("because it is protected", document["diagnostics"]!.AsArray()[0]!["message"]!.ToString());
        Assert.Equal(2, up.ExitCode);
        Assert.Contains("xtcmk-isv/dev: azure-native:storage:StorageAccount 'fabrikam' cannot be replaced", up.Error);
        Assert.DoesNotContain(" at XtCmkInfra", up.Error);
    }

    [Fact]
    public async Task What_succeeded_before_Azure_refused_is_kept()
    {
        await _project.UpAsync();
        File.Copy(Path.Combine(_project.Folder, "customer-stack", "Pulumi.dev.yaml"), Path.Combine(_project.Folder, "customer-stack", "Pulumi.test.yaml"));
        _project.Edit("customer-stack/Pulumi.test.yaml", "rg-fabrikam-keys", "rg-other\n  xtcmk-customer:servicePrincipal: existing");

        var refused = await SimAsync("up", "--project", "customer", "--stack", "test");
        _project.Edit("customer-stack/Pulumi.test.yaml", "kv-fabrikam-cmk", "kv-other");
        var mended = await SimAsync("up", "--project", "customer", "--stack", "test");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("xtcmk-customer/test: azure-native:keyvault:Vault 'vault': ", refused.Error);
        Assert.Contains("What was done before that is kept.", refused.Error);
        Assert.StartsWith("xtcmk-customer/test: 4 created, 2 unchanged", mended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_all_told_and_nothing_is_printed()
    {
        await _project.UpAsync();
        _project.Edit("Pulumi.dev.yaml", "location: westeurope", "location: Atlantis").Edit("Pulumi.dev.yaml", "stcontosofabrikam", "st_contoso");

        foreach (var verb in (string[][])[["preview", "--json"], ["preview"]])
        {
            var answer = await SimAsync(verb);

            Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
            Assert.Contains("2 settings are wrong:", answer.Error);
        }
    }

    [Theory]
    [InlineData("sim")]
    [InlineData("sim", "up", "--project", "both")]
    [InlineData("sim", "destroy")]
    [InlineData("sim", "reset", "--stack", "dev")]
    public async Task Arguments_that_are_wrong_are_bad_input(params string[] arguments)
    {
        var answer = await Tool.RunAsync(arguments);

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith("xtcmk: ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_without_settings_is_told()
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
        _project.Edit("Pulumi.test.yaml", "xtcmk-customer/dev", "xtcmk-customer/test").Edit("Pulumi.test.yaml", "stcontosofabrikam", "sttest")
            .Edit("Pulumi.test.yaml", "rg-contoso-data", "rg-test").Edit("customer-stack/Pulumi.test.yaml", "xtcmk-isv/dev", "xtcmk-isv/test")
            .Edit("customer-stack/Pulumi.test.yaml", "kv-fabrikam-cmk", "kv-test");
        await _project.UpAsync();

        var answer = await SimAsync("up", "--stack", "test");
        var preview = await SimAsync("preview");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("account sttest of fabrikam: customer-managed", answer.Out);
        Assert.Contains("xtcmk-isv/dev: 5 unchanged", preview.Out);
    }

    private Task<Answer> SimAsync(params string[] arguments) => Tool.RunAsync(["sim", .. arguments, "--root", _project.Folder]);

    private static JsonObject Document(Answer answer)
    {
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        return (JsonObject)JsonNode.Parse(answer.Out)!;
    }
}
