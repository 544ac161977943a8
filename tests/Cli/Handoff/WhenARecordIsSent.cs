using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Handoff;

public sealed class WhenARecordIsSent : IDisposable
{
    private const string Record = TestSettings.CustomersRecord;
    private const string Other = "00000000-0000-0000-0000-00000000000a";

    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };
    private static readonly string Indented = JsonNode.Parse(Record)!.ToJsonString(Lines).ReplaceLineEndings("\n");

    private readonly HandoffFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Forms => new()
    {
        { "the record", Record },
        { "all outputs of the customer's stack", $$"""{"access":"granted","handoff":{{Record}},"vaultId":"x"}""" },
        { "terraform output -json", $$$"""{"handoff":{"sensitive":false,"type":["object",{"schema":"string"}],"value":{{{Record}}}}}""" },
        { "a deployment", $$$"""{"properties":{"outputs":{"handoff":{"type":"Object","value":{{{Record}}}}},"duration":"PT9S"}}""" },
        { "what deploy.sh printed", $"Creating the key contoso-data\nThe handoff record, to be sent to the vendor:\n{Record}\n" },
        { "a letter", $"Hello,\n\nhere it is {{as agreed}}:\n\n{Record}\n\nRegards, Ada {{CISO}}\n" },
        { "a quoted letter", "> Hello,\n>\n" + string.Join('\n', Indented.Split('\n').Select(line => $"> > {line}")) + "\n" },
        { "a letter with typographic quotes", Record.Replace('"', '\u201D') + " thanks" },
        { "a page of the web", Record.Replace("\"", "&quot;", StringComparison.Ordinal) },
        { "a letter with spaces that do not break", Indented.Replace(' ', '\u00A0') },
        { "the same twice, as in an answer", $"{Record}\n> {Record}" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task It_is_found_in_whatever_it_comes(string form, string sent)
    {
        var answer = await _folder.CheckTextAsync(sent);

        Assert.True(answer is { ExitCode: 0, Error: "" }, $"{form}: {answer.Error}{answer.Out}");
        Assert.Contains($"key                {TestSettings.Key}", answer.Out);
        Assert.Contains("entry              fabrikam, which is awaiting its key", answer.Out);
    }

    [Theory]
    [InlineData("", "has no handoff record")]
    [InlineData("Hello {you}", "has no handoff record")]
    [InlineData("{", "has no handoff record")]
    [InlineData(TestSettings.VendorsRecord, "is a handoff record of your own side")]
    [InlineData("""{"schema":"xtcmk/customer/9"}""", "is not known to this version")]
    [InlineData($$"""{"keyUri":"{{TestSettings.Key}}","servicePrincipalObjectId":"x"}""", "schema: is missing")]
    public async Task What_is_no_record_is_refused_in_words(string sent, string sentence)
    {
        var answer = await _folder.CheckTextAsync(sent);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(sentence, answer.Error);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_reported_at_once()
    {
        var sent = With("contoso-data", "contoso_data").Replace(TestSettings.Officer, "nobody", StringComparison.Ordinal);

        var answer = await _folder.CheckTextAsync(sent);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("handoff.keyUri: 'https://kv-fabrikam-cmk.vault.azure.net/keys/contoso_data' is not a key URI", answer.Error);
        Assert.Contains("handoff.servicePrincipalObjectId: 'nobody' is not an object id", answer.Error);
    }

    [Fact]
    public async Task Two_different_records_are_refused_since_one_is_meant()
    {
        var answer = await _folder.CheckTextAsync($"{Record} or {With("contoso-data", "other")}");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("has 2 different handoff records", answer.Error);
    }

    [Theory]
    [InlineData(TestSettings.CustomerTenant, TestSettings.VendorTenant, "your own tenant")]
    [InlineData(TestSettings.CustomerTenant, Other, $"no customer of the stack dev has the tenant {Other}")]
    [InlineData(TestSettings.ApplicationId, Other, $"but the key must be granted to {TestSettings.ApplicationId}")]
    [InlineData("vault.azure.net", "vault.azure.cn", "a chain never crosses clouds")]
    [InlineData($$""","applicationId":"{{TestSettings.ApplicationId}}"}""", "}", "is of the first version")]
    public async Task What_does_not_fit_the_settings_is_a_finding(string right, string wrong, string sentence)
    {
        var sent = With(right, wrong);
        if (wrong == "}")
            sent = sent.Replace("xtcmk/customer/2", "xtcmk/customer/1", StringComparison.Ordinal);

        var answer = await _folder.CheckTextAsync(sent);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("Wrong: ", answer.Out);
        Assert.Contains(sentence, answer.Out);
    }

    [Fact]
    public async Task What_does_not_fit_is_not_added()
    {
        var answer = await _folder.CheckTextAsync(With(TestSettings.CustomerTenant, Other), "--add", "fabrikam");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains($"tenantId is {Other}, but the entry fabrikam has {TestSettings.CustomerTenant}", answer.Out);
        Assert.Equal(HandoffFolder.Settings, _folder.Read());
    }

    [Fact]
    public async Task The_vendors_own_record_names_the_application()
    {
        const string clientId = $"clientId: {TestSettings.ApplicationId} # registered in 2024";
        _folder.Put("Pulumi.dev.yaml", HandoffFolder.Settings.Replace(clientId, "displayName: Contoso Data", StringComparison.Ordinal));
        _folder.Put("isv.json", TestSettings.VendorsRecord.Replace(TestSettings.ApplicationId, Other, StringComparison.Ordinal));

        var settings = _folder.Read();

        var alone = await _folder.CheckAsync("--add", "fabrikam");
        Assert.Equal(2, alone.ExitCode);
        Assert.Contains("whether its application is yours cannot be determined", alone.Error);
        Assert.Equal(settings, _folder.Read());
        Assert.Equal(1, (await _folder.CheckAsync("--handoff", _folder.Of("isv.json"))).ExitCode);
    }

    private static string With(string right, string wrong)
    {
        Assert.Contains(right, Record);
        return Record.Replace(right, wrong, StringComparison.Ordinal);
    }
}
