using Azure;
using XtCmkInfra.Cli;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Answers that Azure gives to callers who see less, or of keys that it does not show.</summary>
public sealed class WhenAzureSaysWhy
{
    private const string Accounts = "/providers/Microsoft.Storage/storageAccounts?";
    private const string Identities = "/providers/Microsoft.ManagedIdentity/userAssignedIdentities?";

    [Theory]
    [InlineData(Accounts, "account-gone")]
    [InlineData(Identities, "identity-gone")]
    public async Task What_a_list_lacks_and_is_there_is_not_called_gone(string list, string code)
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.Fault = line => line.PathAndQuery.Contains(list, StringComparison.Ordinal) ? new Fault.EmptyPage() : null;

        var found = await world.VerifyAsync();

        Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
        Assert.Empty(found.Findings);
        Assert.Contains(found.Unknown, check => check.Rule.Code == code
            && check.Reason!.Contains("Reader on the whole subscription", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_list_lacks_and_may_not_be_read_is_not_called_gone_and_asked_about_once()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var expectation = VerifiedWorld.Expectation(world.World);
        world.Vendor =
            world.Vendor with { Accounts = [expectation,
                expectation with { AccountName = "stother", AccountId = expectation.AccountId + "2" }] };
        world.Fault = line => line.PathAndQuery.Contains(Accounts, StringComparison.Ordinal) ? new Fault.EmptyPage()
            : line.PathAndQuery.Contains("/storageAccounts/", StringComparison.Ordinal) ? new Fault.Status(403) : null;

        var found = await world.VerifyAsync();

        Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
        Assert.Equal(2, found.Unknown.Count(check => check.Rule.Code == "account-gone"
            && check.Reason!.Contains("403 AuthorizationFailed", StringComparison.Ordinal)));
        Assert.Single(world.Requests, request => request.Line.PathAndQuery.Contains("/storageAccounts/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disabled_key_that_the_vault_does_not_show_is_reported()
    {
        await using var world = await VerifiedWorld.StartAsync();
        Break.SetEnabled(world, false);
        world.Fault = line => IsTheKey(line) ? new Fault.Status(403, InnerCode: "KeyDisabled") : null;

        var found = await world.VerifyAsync();

        Assert.Equal(ExitCode.Findings, found.ExitCode);
        Assert.Equal(["key-disabled"], VerifiedWorld.Codes(found));
    }

    [Fact]
    public async Task A_vault_that_contradicts_its_list_of_versions_is_not_believed()
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.Fault = line => IsTheKey(line) ? new Fault.Status(403, InnerCode: "KeyDisabled") : null;

        Assert.Equal(ExitCode.CannotBeDetermined, (await world.VerifyAsync()).ExitCode);
    }

    [Theory]
    [InlineData("ForbiddenByFirewall", "the firewall refused this machine (403 ForbiddenByFirewall)")]
    [InlineData("ForbiddenByConnection", "the firewall refused this machine (403 ForbiddenByConnection)")]
    [InlineData("ForbiddenByRbac", "the caller needs a role that reads it")]
    public async Task A_firewall_is_distinguished_from_a_missing_role(string code, string reason)
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.Fault = line => line.Host.Contains(".vault.", StringComparison.Ordinal) ? new Fault.Status(403, InnerCode: code) : null;

        var found = await world.VerifyAsync();

        Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
        Assert.Contains(found.Unknown, check => check.Reason!.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AuthorizationFailure", "the firewall refused this machine (403 AuthorizationFailure)")]
    [InlineData("AuthorizationPermissionMismatch", "the caller needs a role that reads it")]
    public async Task An_accounts_firewall_is_distinguished_from_a_missing_role(string code, string reason)
    {
        var asking = new AzureQueries(TimeProvider.System, TestContext.Current.CancellationToken);

        var seen = await asking.AskAsync<string>("the blob service", _ => throw new RequestFailedException(403, "refused", code, null));

        Assert.Contains(reason, seen.Failure);
    }

    /// <summary>An id of the subscription or of the tenant may be beyond what the caller may read; the key itself is not.</summary>
    [Fact]
    public async Task A_role_is_read_at_the_key_and_what_groups_give_is_asked_of_Azure()
    {
        await using var world = await VerifiedWorld.StartAsync();
        world.World.WithRole(Break.AssignmentAt(World.KeyId), Roles.KeyVaultCryptoUser, world.World.Group(), "Group");

        var found = await world.VerifyAsync();

        Assert.Equal(["grant-others"], VerifiedWorld.Codes(found));
        List<string> asked = [.. world.Requests.Select(request => Uri.UnescapeDataString(request.Line.PathAndQuery))];
        Assert.Contains(
            $"{World.KeyId}/providers/Microsoft.Authorization/roleDefinitions/{Roles.KeyVaultCryptoUser.DefinitionName}?api-version=2022-04-01",
            asked);
        Assert.Single(asked, path => path.StartsWith(World.VaultId + "/providers/", StringComparison.Ordinal)
            && path.EndsWith($"$filter=assignedTo('{world.World.ServicePrincipal}')", StringComparison.Ordinal));
    }

    private static bool IsTheKey(RequestLine line) =>
        line.Host.Contains(".vault.", StringComparison.Ordinal) && line.PathAndQuery.StartsWith("/keys/cmk?", StringComparison.Ordinal);
}
