using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Tests.Cli;

public sealed class WhenASimulatedStackIsPreviewed : IDisposable
{
    private readonly ProjectCopy _project = new();

    public void Dispose() => _project.Dispose();

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
                delete  encryption.encryptionIdentity: {"encryptionFederatedIdentityClientId":"ID","encryptionUserAssignedIdentity":"ID"}
                update  encryption.keySource: "Microsoft.Keyvault" → "Microsoft.Storage"
                delete  encryption.keyVaultProperties: {"keyName":"contoso-data","keyVaultUri":"https://kv-fabrikam-cmk.vault.azure.net","keyVersion":""}

            """,
            Regex.Replace(text.Out, "(?<=encryption(FederatedIdentityClientId|UserAssignedIdentity)\":\")[^\"]+", "ID"),
            ignoreLineEndingDifferences: true);
        var step = json["steps"]!.AsArray()[1]!;
        Assert.Equal("update", step["op"]!.ToString());
        Assert.Equal("Microsoft.Storage", step["newState"]!["inputs"]!["encryption"]!["keySource"]!.ToString());
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
        const string location = "xtcmk-customer:location";
        _project.Edit("customer-stack/Pulumi.dev.yaml", location, $"xtcmk-customer:access: revoked\n  {location}");

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
    public async Task So_can_the_customers_before_the_vendor_has_run()
    {
        var answer = await SimAsync("preview", "--project", "customer");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal(
            """
            xtcmk-customer/dev: 4 to create
              create  ResourceGroup resource-group
              create  Vault vault
              create  RoleAssignment crypto-officer-5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f
              create  Key contoso-data
            Diagnostics:
              pulumi:pulumi:Stack (xtcmk-customer-dev):
                Awaiting the vendor's handoff record: organization/xtcmk-isv/dev has no output 'handoff' yet.
            """,
            answer.Out.Split(" The key is made meanwhile.")[0],
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Both_can_be_previewed_at_once_and_the_customer_may_be_the_first_to_run()
    {
        var preview = await SimAsync("preview");
        var customer = await SimAsync("up", "--project", "customer");
        var both = await SimAsync("up");

        Assert.Equal((0, "", 0, ""), (preview.ExitCode, preview.Error, customer.ExitCode, customer.Error));
        Assert.StartsWith("xtcmk-isv/dev: 4 to create", preview.Out, StringComparison.Ordinal);
        Assert.Contains("/keys/contoso-data: no grant yet, awaiting the vendor's handoff record", customer.Out);
        Assert.Contains("xtcmk-customer/dev: 2 created, 4 unchanged", both.Out);
        Assert.Contains("account stcontosofabrikam of fabrikam: customer-managed", both.Out);
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

    private Task<Answer> SimAsync(params string[] arguments) => Tool.RunAsync(["sim", .. arguments, "--root", _project.Folder]);

    private static JsonObject Document(Answer answer)
    {
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        return (JsonObject)JsonNode.Parse(answer.Out)!;
    }
}
