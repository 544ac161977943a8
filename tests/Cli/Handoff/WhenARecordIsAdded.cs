using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Handoff;

public sealed class WhenARecordIsAdded : IDisposable
{
    private const string Block = $"""
              key:
                handoff:
                  schema: xtcmk/customer/2
                  tenantId: {TestSettings.CustomerTenant}
                  keyUri: {TestSettings.Key}
                  servicePrincipalObjectId: {TestSettings.Officer}
                  applicationId: {TestSettings.ApplicationId}

        """;

    private const string Account = "        name: stcontosofabrikam\n";

    private readonly HandoffFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_stands_in_the_entry_and_everything_else_stays()
    {
        var answer = await _folder.CheckAsync("--add", "fabrikam");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("Written into ", answer.Out);
        Assert.Equal(HandoffFolder.Settings.Replace(Account, Account + Block, StringComparison.Ordinal), _folder.Read());
    }

    [Fact]
    public async Task A_second_time_nothing_changes()
    {
        await _folder.CheckAsync("--add", "fabrikam");
        var before = _folder.Read();

        var answer = await _folder.CheckAsync("--add", "fabrikam");

        Assert.Contains("has this record already", answer.Out);
        Assert.Equal(before, _folder.Read());
    }

    [Fact]
    public async Task Line_ends_of_Windows_stay()
    {
        _folder.Put("Pulumi.dev.yaml", HandoffFolder.Settings.ReplaceLineEndings("\r\n"));

        await _folder.CheckAsync("--add", "fabrikam");

        var expected = HandoffFolder.Settings.Replace(Account, Account + Block, StringComparison.Ordinal);
        Assert.Equal(expected.ReplaceLineEndings("\r\n"), _folder.Read());
    }

    [Fact]
    public async Task An_entry_at_the_end_of_a_file_without_a_last_line_end_is_edited_too()
    {
        var settings = HandoffFolder.Settings[..HandoffFolder.Settings.IndexOf(Account, StringComparison.Ordinal)] + Account.TrimEnd();
        _folder.Put("Pulumi.dev.yaml", settings);

        await _folder.CheckAsync("--add", "fabrikam");

        Assert.Equal(settings + "\n" + Block, _folder.Read());
    }

    [Fact]
    public async Task Another_record_takes_the_place_of_the_first_with_its_comments_kept()
    {
        await _folder.CheckAsync("--add", "fabrikam");
        var commented = $"\"{TestSettings.Key}\" # since March";
        _folder.Put("Pulumi.dev.yaml", _folder.Read().Replace(TestSettings.Key, commented, StringComparison.Ordinal));
        _folder.Put("record.json", TestSettings.CustomersRecord.Replace("contoso-data", "contoso-data-2", StringComparison.Ordinal));

        Assert.Equal(2, (await _folder.CheckAsync("--add", "fabrikam")).ExitCode);
        var answer = await _folder.CheckAsync("--add", "fabrikam", "--yes");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains($"keyUri: {TestSettings.Key}-2 # since March\n", _folder.Read());
    }

    [Theory]
    [InlineData("y", 0)]
    [InlineData("n", 2)]
    public async Task A_person_is_asked_before_a_key_is_replaced(string reply, int exitCode)
    {
        await _folder.CheckAsync("--add", "fabrikam");
        _folder.Put("record.json", TestSettings.CustomersRecord.Replace("contoso-data", "other", StringComparison.Ordinal));
        _folder.Ask = _ => reply;

        Assert.Equal(exitCode, (await _folder.CheckAsync("--add", "fabrikam")).ExitCode);
        Assert.Equal(exitCode == 0, _folder.Read().Contains("/keys/other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_customer_with_a_file_of_its_own_has_it_there()
    {
        var entry = $"# Ms Ada\ntenantId: {TestSettings.CustomerTenant}\naccount:\n  name: stcontosofabrikam # ours\n";
        var list = HandoffFolder.Settings.IndexOf("  xtcmk-isv:customers:", StringComparison.Ordinal);
        _folder.Put("Pulumi.dev.yaml", HandoffFolder.Settings[..list] + "  xtcmk-isv:customersFolder: customers\n");
        _folder.Put("customers/fabrikam.yaml", entry);

        var answer = await _folder.CheckAsync("--add", "fabrikam");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        var block = string.Join('\n', Block.Split('\n').Select(line => line.Length > 6 ? line[6..] : line));
        Assert.Equal(entry + block, _folder.Read("customers/fabrikam.yaml"));
    }

    [Theory]
    [InlineData("nobody", "has no customer 'nobody'")]
    [InlineData("woodgrove", "")]
    public async Task A_name_that_does_not_fit_writes_nothing(string name, string sentence)
    {
        var answer = await _folder.CheckAsync("--add", name);

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains(sentence, answer.Error);
        Assert.Equal(HandoffFolder.Settings, _folder.Read());
    }

    [Theory]
    [InlineData("      key:\n        stack: organization/xtcmk-customer/dev\n", "the key comes from elsewhere")]
    [InlineData("      key: {stack: organization/xtcmk-customer/dev}\n", "the key comes from elsewhere")]
    public async Task A_key_that_comes_from_elsewhere_is_left_alone(string key, string sentence)
    {
        var settings = HandoffFolder.Settings.Replace(Account, Account + key, StringComparison.Ordinal);
        _folder.Put("Pulumi.dev.yaml", settings);

        var answer = await _folder.CheckAsync("--add", "fabrikam");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(sentence, answer.Error);
        Assert.Equal(settings, _folder.Read());
    }

    [Fact]
    public async Task An_entry_in_braces_is_left_alone()
    {
        const string tenant = "0d5c3a1b-7e2f-4c6d-8b9a-1f2e3d4c5b6a";
        _folder.Put("record.json", TestSettings.CustomersRecord.Replace(TestSettings.CustomerTenant, tenant, StringComparison.Ordinal));
        var settings = HandoffFolder.Settings.Replace(
            $"    - name: woodgrove\n      tenantId: {tenant}\n      account: {{name: stcontosowoodgrove}}",
            $"    - {{name: woodgrove, tenantId: {tenant}, account: {{name: stcontosowoodgrove}}}}",
            StringComparison.Ordinal);
        _folder.Put("Pulumi.dev.yaml", settings);

        var answer = await _folder.CheckAsync("--add", "woodgrove");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("is written in braces", answer.Error);
        Assert.Equal(settings, _folder.Read());
    }
}
