using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Outputs that are not understood end in a sentence that says where.</summary>
public sealed class WhenOutputsAreBad(SharedWorld shared) : IClassFixture<SharedWorld>
{
    private World Chain => shared.World.World;

    /// <summary>
    /// The stack, the path of a value in its outputs, the JSON that takes its place (none for its absence), and the sentence.
    /// </summary>
    public static TheoryData<bool, string, string?, string> Values => new()
    {
        { true, "accounts", null, "outputs.accounts: is missing: these are not the outputs of the vendor's stack." },
        { true, "identities", null, "outputs.identities: is missing" },
        { true, "handoff.schema", "\"xtcmk/isv/2\"",
            "outputs.handoff.schema: 'xtcmk/isv/2' is not known to this version, which reads 'xtcmk/isv/1'." },
        { true, "handoff.tenantId", null, "outputs.handoff.tenantId: is missing" },
        { true, "handoff.color", "1", "outputs.handoff.color: is not a setting" },
        { true, "handoff.tenantId", "\"[secret]\"",
            "outputs: have values that Pulumi keeps secret, printed as [secret]: give what 'pulumi stack output --json --show-secrets' "
                + "prints." },
        { true, "handoff", "\"[secret]\"", "give what 'pulumi stack output --json --show-secrets' prints" },
        { true, "handoff", "null",
            "the vendor's stack takes its identities from another stack: give that one's outputs too, with a second --isv." },
        { true, "accounts.fabrikam.state", "\"on holiday\"",
            "outputs.accounts.fabrikam.state: 'on holiday' is not known to this version." },
        { true, "accounts.fabrikam.state", null, "outputs.accounts.fabrikam.state: is missing" },
        { true, "accounts.fabrikam.keyUri", "\"https://kv-fabrikam.example.com/keys/cmk\"", "outputs.accounts.fabrikam.keyUri: " },
        { true, "accounts.fabrikam.keyVersion", "\"newest\"",
            "outputs.accounts.fabrikam.keyVersion: 'newest' is neither a version of a key" },
        { true, "accounts.fabrikam.keyVersion", null, "outputs.accounts.fabrikam.keyVersion: is missing" },
        { true, "accounts.fabrikam.services", "\"file\"", "outputs.accounts.fabrikam.services: 'file' must be blob,file" },
        { true, "accounts.fabrikam.services", "\"blob,file,fax\"", "outputs.accounts.fabrikam.services: 'blob,file,fax' must be" },
        { true, "accounts.fabrikam.accountId", "\"stfabrikam\"",
            "outputs.accounts.fabrikam.accountId: 'stfabrikam' is not an ARM resource id" },
        { true, "accounts.fabrikam.accountName", "\"stother\"", "is not the resource id of 'stother'" },
        { true, "accounts.fabrikam", "[]", "outputs.accounts.fabrikam: must be an object" },
        { true, "identities.id-cmk.principalId", "7", "outputs.identities.id-cmk.principalId: '7' is not" },
        { false, "handoff", null, "outputs.handoff: is missing: these are not the outputs of a customer's stack." },
        { false, "access", "\"awaiting-vendor\"", "outputs.access: 'awaiting-vendor' must be one of granted, revoked." },
        { false, "handoff.keyUri", "\"https://kv-fabrikam.vault.azure.net/keys/cmk/0123456789abcdef0123456789abcdef\"",
            "outputs.handoff.keyUri: " },
        { false, "handoff.keyUri", "\"https://kv-other.vault.azure.net/keys/cmk\"",
            "is not the vault of the key in the handoff record, https://kv-other.vault.azure.net/keys/cmk." },
        { false, "vaultId", null, "outputs.vaultId: and keyId are needed for a key in a vault." },
        { false, "keyId", $"\"{World.VaultId}/keys/cmk-2\"",
            "is not the key in the handoff record, https://kv-fabrikam.vault.azure.net/keys/cmk." },
        { false, "access", null, "outputs.access: is missing: give 'granted' or 'revoked'." },
        { false, "access", "\"perhaps\"", "outputs.access: 'perhaps' must be one of granted, revoked." },
        { false, "accessModel", "\"trust\"", "outputs.accessModel: 'trust' must be one of rbac, access-policies." },
        { false, "cryptoOfficers", "[ \"ada\" ]", "outputs.cryptoOfficers[0]: 'ada' is not" },
        { false, "vendorApplicationId", null, "outputs.vendorApplicationId: is missing" },
    };

    public static TheoryData<string, string> Texts => new()
    {
        { "", "isv.json: line 1, byte 1 of it: this is not JSON. Give what 'pulumi stack output --json' prints." },
        { "Current stack outputs (1):", "isv.json: line 1, byte 1 of it: this is not JSON." },
        { "{\n  \"accounts\": {", "isv.json: line 2, byte 16 of it: this is not JSON." },
        { "null", "isv.json: outputs: must be an object with named fields." },
        { "[]", "isv.json: outputs: must be an object with named fields." },
        { "{}", "isv.json: outputs.accounts: is missing: these are not the outputs of the vendor's stack." },
        { """{ "accounts": {}, "identities": {}, "accounts": {} }""", "isv.json: outputs.accounts: is given twice." },
        { """{ "accounts": { "fabrikam": { "state": "\ud800" } }, "identities": {} }""", "isv.json: " },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_that_cannot_be_is_reported_with_its_path(bool isVendor, string path, string? json, string sentence)
    {
        using var tool = new VerifyTool(shared.World);
        var document = isVendor ? StackDocuments.Vendor(Chain) : StackDocuments.Customer(Chain);
        var names = path.Split('.');
        var parent = names[..^1].Aggregate(document, (node, name) => node[name]!.AsObject());
        if (json is null)
            Assert.True(parent.Remove(names[^1]));
        else
            parent[names[^1]] = JsonNode.Parse(json);

        var answer = await tool.RunLineAsync(isVendor ? "--isv" : "--customer", tool.Write("outputs.json", document.ToJsonString()));

        Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(sentence, answer.Error);
    }

    [Fact]
    public async Task A_customers_stack_that_awaits_the_vendor_has_nothing_to_hold_against_Azure()
    {
        using var tool = new VerifyTool(shared.World);

        var answer =
            await tool.RunLineAsync("--customer", tool.Write("outputs.json", """{"access":"awaiting-vendor","cryptoOfficers":[]}"""));

        Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("outputs.handoff: is missing, since this stack awaits the vendor's handoff record: run the vendor's stack",
            answer.Error);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_that_is_none_is_reported_with_its_place(string text, string sentence)
    {
        using var tool = new VerifyTool(shared.World);

        var answer = await tool.RunLineAsync("--isv", tool.Write("isv.json", text));

        Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(sentence, answer.Error);
    }

    [Fact]
    public async Task The_outputs_of_the_other_stack_are_recognized()
    {
        using var tool = new VerifyTool(shared.World);

        var exchanged = await tool.RunLineAsync("--isv", tool.Customer, "--customer", tool.Vendor);

        Assert.Equal(ExitCode.CannotBeDetermined, exchanged.ExitCode);
        Assert.Contains("customer.json: outputs.accounts: is missing: these are not the outputs of the vendor's stack.", exchanged.Error);
        Assert.Contains("isv.json: handoff.schema: 'xtcmk/isv/1' is a handoff record of your own side", exchanged.Error);
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_no_file_at_all_are_reported()
    {
        using var tool = new VerifyTool(shared.World);

        var missing = await tool.RunLineAsync("--isv", "none.json");
        var folder = await tool.RunLineAsync("--customer", Path.GetTempPath());
        var nothing = await tool.RunLineAsync();
        var twice = await tool.RunLineAsync("--isv", "-", "--customer", "-");

        Assert.All([missing, folder, nothing, twice],
            answer => Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out)));
        Assert.Contains("none.json: cannot be read", missing.Error);
        Assert.Contains("cannot be read", folder.Error);
        Assert.Contains("--isv FILE, --customer FILE, or both, from 'pulumi stack output --json'", nothing.Error);
        Assert.Contains("only one file can be standard input", twice.Error);
    }

    [Fact]
    public async Task Outputs_that_a_later_version_adds_are_passed_over()
    {
        using var tool = new VerifyTool(shared.World);
        var document = StackDocuments.Vendor(Chain);
        document["somethingNew"] = new JsonObject { ["accounts"] = 7 };

        Assert.Equal(ExitCode.Clean, (await tool.RunLineAsync("--isv", tool.Write("isv.json", document.ToJsonString()))).ExitCode);
    }

    [Fact]
    public void Identities_of_two_stacks_with_one_name_are_both_checked()
    {
        var stack = StackOutputs.ReadVendor(VerifyInput.Read(Write(StackDocuments.Vendor(Chain)), File.OpenRead));
        var other = StackDocuments.Vendor(Chain);
        other["identities"] = JsonNode.Parse("""
            {
              "id-cmk": { "principalId": "33333333-3333-4333-8333-000000000001" },
              "id-cmk (2)": { "principalId": "33333333-3333-4333-8333-000000000002" }
            }
            """);

        var joined = Assert.Single(VendorExpectation.Join([stack, StackOutputs.ReadVendor(VerifyInput.Read(Write(other), File.OpenRead))]));

        Assert.Equal(3, joined.Identities.Count);
        Assert.Single(joined.Accounts);
    }

    [Fact]
    public async Task Two_stacks_that_expect_different_things_cannot_both_hold()
    {
        using var tool = new VerifyTool(shared.World);
        var other = StackDocuments.Vendor(Chain, [VerifiedWorld.Expectation(Chain) with { Key = null }]);

        var same = await tool.RunLineAsync("--isv", tool.Vendor, tool.Write("same.json", StackDocuments.Vendor(Chain).ToJsonString()));
        var different = await tool.RunLineAsync("--isv", tool.Vendor, tool.Write("different.json", other.ToJsonString()));

        Assert.Equal((ExitCode.Clean, ExitCode.Findings), (same.ExitCode, different.ExitCode));
        Assert.Contains("(account-takes-key, low)", different.Out);
    }

    private static string Write(JsonObject document)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, document.ToJsonString());
        return file;
    }
}
