using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Simulator.Http;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>
/// One answer of a chain that holds is changed on its way: what Azure could say and the simulator does not, or what it never says.
/// </summary>
public sealed class WhenAnAnswerIsAltered
{
    private const string Application = "/v1.0/applications(";
    private const string Credentials = "/federatedIdentityCredentials";
    private const string Principal = "/v1.0/servicePrincipals(";
    private const string Identities = "/userAssignedIdentities/id-cmk/federatedIdentityCredentials";

    [Theory]
    [InlineData(Application, "\"signInAudience\"", "\"isDisabled\":true,\"signInAudience\"", "application-disabled")]
    [InlineData(Application, "\"signInAudience\"",
        "\"disabledByMicrosoftStatus\":\"DisabledDueToViolationOfServicesAgreement\",\"signInAudience\"", "application-disabled")]
    [InlineData(Application, "\"signInAudience\"", "\"isDisabled\":false,\"disabledByMicrosoftStatus\":\"NotDisabled\",\"signInAudience\"",
        "")]
    [InlineData(Principal, "\"accountEnabled\"", "\"isDisabled\":true,\"accountEnabled\"", "principal-disabled")]
    [InlineData(Principal, "\"accountEnabled\"", "\"disabledByMicrosoftStatus\":\"DisabledForSomething\",\"accountEnabled\"",
        "principal-disabled")]
    [InlineData(Credentials, "\"value\":[",
        "\"value\":[{\"id\":\"x\",\"name\":\"any\",\"issuer\":\"https://token.actions.githubusercontent.com\",\"subject\":null,\"claimsMatchingExpression\":{\"value\":\"claims['sub'] matches 'repo:contoso/*'\",\"languageVersion\":1},\"audiences\":[\"api://AzureADTokenExchange\"]},",
        "federation-stranger")]
    [InlineData(Identities, "\"value\":[",
        "\"value\":[{\"id\":\"/x\",\"properties\":{\"issuer\":\"https://token.actions.githubusercontent.com\",\"subject\":\"repo:contoso/tools\",\"audiences\":[\"api://AzureADTokenExchange\"]}}",
        "federation-stranger")]
    public async Task What_it_has_of_the_chain_is_judged(string path, string was, string @is, string code)
    {
        var found = await RunAsync(path, new Fault.Altered(body => Replaced(body, was, @is)));

        Assert.Equal(code.Length == 0 ? [] : [code], VerifiedWorld.Codes(found));
        Assert.Empty(found.Unknown);
    }

    [Theory]
    [InlineData("\"recoveryLevel\":\"Recoverable\"", "\"recoveryLevel\":\"Recoverable+Purgeable\"", "key-purgeable")]
    [InlineData("\"enabled\":true", "\"enabled\":true,\"exportable\":true", "key-exportable")]
    [InlineData("\"enabled\":true", "\"enabled\":true,\"exportable\":false", "")]
    [InlineData("\"attributes\":", "\"managed\":true,\"attributes\":", "key-of-certificate")]
    [InlineData("\"attributes\":", "\"release_policy\":{\"data\":\"e30\"},\"attributes\":", "key-exportable")]
    public async Task What_the_vault_returns_of_the_key_is_judged(string was, string @is, string code)
    {
        var found = await RunAsync(
            line => line.Host.Contains(".vault.", StringComparison.Ordinal) && (IsPath(line, "/keys/cmk?") || IsPath(line, "/versions?")),
            new Fault.Altered(body => Replaced(body, was, @is)));

        Assert.Equal(code.Length == 0 ? [] : [code], VerifiedWorld.Codes(found));
        Assert.Empty(found.Unknown);
    }

    [Fact]
    public async Task A_key_without_a_recovery_level_is_no_all_clear()
    {
        var found = await RunAsync(
            line => line.Host.Contains(".vault.", StringComparison.Ordinal) && (IsPath(line, "/keys/cmk?") || IsPath(line, "/versions?")),
            new Fault.Altered(body => Replaced(body, ",\"recoveryLevel\":\"Recoverable\"", "")));

        Assert.Equal("key-purgeable", Assert.Single(found.Unknown).Rule.Code);
    }

    [Theory]
    [InlineData("\"keyname\":\"cmk\",", "", "account-key-unnamed")]
    [InlineData("\"keyvaulturi\":\"https://kv-fabrikam.vault.azure.net\",", "", "account-key-unnamed")]
    [InlineData("\"keyvaultproperties\":{", "\"keyvaultproperties\":null,\"other\":{", "account-key-unnamed")]
    [InlineData("\"keyvaulturi\"", "\"KEYVAULTURI\"", "")]
    [InlineData("\"blob\":{\"enabled\":true", "\"blob\":{\"enabled\":false", "account-service-uncovered")]
    [InlineData("\"principalId\":\"", "\"principalId\":\"0", "identity-other")]
    [InlineData("\"keySource\":\"Microsoft.Keyvault\"", "\"keysource\":\"microsoft.KeyVault\"", "")]
    [InlineData("/resourceGroups/rg-saas/providers/Microsoft.Storage/", "/resourceGroups/rg-other/providers/Microsoft.Storage/",
        "account-moved")]
    [InlineData("\"value\":[",
        "\"value\":[{\"id\":\"/subscriptions/aaaaaaaa-0000-4000-8000-000000000001/resourceGroups/x/providers/Microsoft.Storage/storageAccounts/other\",\"properties\":{}},",
        "")]
    public async Task The_listed_accounts_are_judged_and_others_do_not_count(string was, string @is, string code)
    {
        var found = await RunAsync("/storageAccounts?", new Fault.Altered(body => Replaced(body, was, @is)));

        Assert.Equal(code.Length == 0 ? [] : [code], VerifiedWorld.Codes(found));
        Assert.Empty(found.Unknown);
    }

    [Theory]
    [InlineData("2026-01-20T00:00:00Z", ExitCode.Findings)]
    [InlineData("2020-01-01T00:00:00Z", ExitCode.Findings)]
    [InlineData("2027-01-01T00:00:00Z", ExitCode.Clean)]
    [InlineData("1970-01-01T00:00:00Z", ExitCode.Clean)]
    [InlineData("soon", ExitCode.CannotBeDetermined)]
    public async Task The_expiry_of_the_version_in_use_is_found_from_the_vendors_side_alone(string expires, int exitCode)
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.Fault = line =>
            IsPath(line, "/storageAccounts?") ? new Fault.Altered(body => Replaced(body, "1970-01-01T00:00:00Z", expires)) : null;

        var found = await world.VerifyAsync(customer: false);

        Assert.Equal(exitCode, found.ExitCode);
        Assert.All(found.Findings, result => Assert.Equal("account-version-expires", result.Rule.Code));
    }

    [Fact]
    public async Task That_a_key_has_no_list_of_versions_does_not_make_it_gone()
    {
        var found = await RunAsync("/keys/cmk/versions?", new Fault.Status(404));

        Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
        Assert.Empty(found.Findings);
    }

    [Theory]
    [InlineData(Application, "\"appId\":\"", "\"appId\":\"0", "about something else")]
    [InlineData(Application, "\"passwordCredentials\":[]", "\"passwordCredentials\":{}", "passwordCredentials is not a list")]
    [InlineData(Application, "\"keyCredentials\":[]", "\"keyCredentials\":null", "keyCredentials is missing")]
    [InlineData(Application, "\"signInAudience\"", "\"isDisabled\":\"no\",\"signInAudience\"", "isDisabled is not true or false")]
    [InlineData(Principal, "\"appId\":\"", "\"appId\":\"0", "about something else")]
    [InlineData(Credentials, "\"value\":[", "\"value\":[null,", "value[0] is not an object")]
    [InlineData(Credentials, "\"value\":", "\"@odata.nextLink\":{},\"value\":", "@odata.nextLink is not a text")]
    [InlineData(Credentials, "\"value\":", "\"@odata.nextLink\":\"https://graph.microsoft.com.example/v1.0/more\",\"value\":",
        "which is not at graph.microsoft.com")]
    [InlineData("/vaults/kv-fabrikam?", "/vaults/kv-fabrikam\"", "/vaults/kv-other\"", "about something else")]
    [InlineData("/roleAssignments?", "\"value\":", "\"nextLink\":7,\"value\":", "nextLink is not a text")]
    [InlineData("/keys/cmk?", "\"enabled\":true", "\"enabled\":false", "contradicts")]
    public async Task What_is_not_what_was_asked_for_is_not_believed(string path, string was, string @is, string reason)
    {
        var found = await RunAsync(path, new Fault.Altered(body => Replaced(body, was, @is)));

        Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
        Assert.Empty(found.Findings);
        Assert.Contains(found.Unknown, result => result.Reason!.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_of_an_answer_is_none()
    {
        foreach (var path in (string[])[Application, Credentials, Principal, "/vaults/kv-fabrikam?", "/roleAssignments?", "/keys/cmk?",
            "/versions?", "/rotationpolicy"])
            Assert.Equal(ExitCode.CannotBeDetermined, (await RunAsync(path, new Fault.Altered(HttpStatus: 206))).ExitCode);
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        foreach (var path in (string[])[Application, Credentials, Principal, "/vaults/kv-fabrikam?", "/versions?"])
        {
            var found = await RunAsync(path, new Fault.Redirect(new Uri("https://issuer.example/")), world => Assert.DoesNotContain(
                world.Requests, request => request.Line.Host == "issuer.example"));

            Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
            Assert.Empty(found.Findings);
        }
    }

    private static bool IsPath(RequestLine line, string path) => Uri.UnescapeDataString(line.PathAndQuery)
        .Contains(path, StringComparison.Ordinal);

    private static Task<Verification> RunAsync(string path, Fault fault, Action<VerifiedWorld>? look = null) =>
        RunAsync(line => IsPath(line, path) && (path == Identities || !IsPath(line, Identities)), fault, look);

    private static async Task<Verification> RunAsync(Func<RequestLine, bool> which, Fault fault, Action<VerifiedWorld>? look = null)
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.Fault = line => which(line) ? fault : null;
        var found = await world.VerifyAsync();
        Assert.Contains(world.Requests, request => request.Fault is not null);
        look?.Invoke(world);
        return found;
    }

    private static string Replaced(string body, string was, string @is)
    {
        Assert.Contains(was, body, StringComparison.Ordinal);
        return body.Replace(was, @is, StringComparison.Ordinal);
    }
}
