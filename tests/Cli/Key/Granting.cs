using System.Text.RegularExpressions;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_hsm_grant
{
    private const string Definitions = "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/";

    [Fact]
    public async Task The_grant_works_and_its_line_revokes_it()
    {
        await using var key = await ServedKey.InHsmAsync();
        using var tool = new KeyTool(key);
        var world = key.Served.World;
        var principal = world.ServicePrincipal;

        var made = await tool.RunAsync("hsm-grant", null, "--principal", principal.Value, "--yes");
        world.Azure.KeyVault.GetKey(world.Token("https://managedhsm.azure.net"), key.Uri);
        var removed = await tool.UndoAsync(made);

        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.StartsWith(
            $"{principal} now has Managed HSM Crypto Service Encryption User at /keys/cmk of https://hsm-fabrikam.managedhsm.azure.net. "
                + "To undo this:\n",
            made.Out,
            StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(removed).ExitCode);
        Assert.Empty(Assignments(key));
        Assert.Equal(0, Assert.Single(await tool.UndoAsync(removed[0])).ExitCode);
        Assert.Single(Assignments(key));
    }

    [Fact]
    public async Task Twice_is_once()
    {
        await using var key = await ServedKey.InHsmAsync();
        using var tool = new KeyTool(key);
        string[] grant = ["--principal", key.Served.World.ServicePrincipal.Value, "--yes"];

        var answers = new List<Answer>();
        foreach (var options in (string[][])[grant, grant, [.. grant, "--remove"], [.. grant, "--remove"]])
            answers.Add(await tool.RunAsync("hsm-grant", null, options));

        Assert.All(answers, answer => Assert.Equal(0, answer.ExitCode));
        Assert.Equal([false, true, false, true],
            answers.Select(answer => answer.Out.Contains("nothing was changed", StringComparison.Ordinal)));
        Assert.Empty(Assignments(key));
    }

    [Fact]
    public async Task A_grant_that_was_made_otherwise_is_found_under_its_own_name()
    {
        await using var key = await ServedKey.InHsmAsync();
        using var tool = new KeyTool(key);
        var principal = key.Served.World.ServicePrincipal.Value;
        var body = World.Body($$"""
            { "properties": { "roleDefinitionId": "{{Definitions}}{{Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName}}",
              "principalId": "{{principal}}" } }
            """);
        key.Served.World.Azure.HsmRoleAssignments.Put("hsm-fabrikam", "/keys/cmk", "0f0f0f0f-0000-4000-8000-000000000001", body);

        var again = await tool.RunAsync("hsm-grant", null, "--principal", principal, "--yes");
        var removed = await tool.RunAsync("hsm-grant", null, "--principal", principal, "--remove", "--yes");

        Assert.Contains("already has", again.Out);
        Assert.Contains("no longer has", removed.Out);
        Assert.Empty(Assignments(key));
    }

    [Fact]
    public async Task The_name_of_a_grant_follows_from_the_key_and_the_principal()
    {
        await using var key = await ServedKey.InHsmAsync();
        using var tool = new KeyTool(key);
        var principal = key.Served.World.ServicePrincipal.Value;

        await tool.RunAsync("hsm-grant", null, "--principal", principal, "--yes");
        var first = Assert.Single(Assignments(key));
        await tool.RunAsync("hsm-grant", null, "--principal", principal, "--remove", "--yes");
        await tool.RunAsync("hsm-grant", null, "--principal", principal, "--yes");

        Assert.Equal(first, Assert.Single(Assignments(key)));
    }

    [Fact]
    public async Task The_key_of_a_vault_is_refused()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("hsm-grant", null, "--principal", key.Served.World.ServicePrincipal.Value, "--yes");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("is in a key vault, not in a managed HSM.", answer.Error);
        Assert.Empty(key.Served.Server.Requests);
    }

    [Fact]
    public async Task What_is_no_object_id_is_refused()
    {
        await using var key = await ServedKey.InHsmAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("hsm-grant", null, "--principal", "contoso", "--yes");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("'contoso' is not an object id", answer.Error);
    }

    [Theory]
    [InlineData("/keys", true)]
    [InlineData("/keys", false)]
    [InlineData("/", true)]
    public async Task What_still_grants_is_named_when_the_grant_is_revoked(string scope, bool hasBoth)
    {
        await using var key = await ServedKey.InHsmAsync();
        using var tool = new KeyTool(key);
        var principal = key.Served.World.ServicePrincipal.Value;
        if (hasBoth)
            await tool.RunAsync("hsm-grant", null, "--principal", principal, "--yes");
        Put(key, scope, principal);

        var answer = await tool.RunAsync("hsm-grant", null, "--principal", principal, "--remove", "--yes");

        Assert.Equal(2, answer.ExitCode);
        Assert.Empty(Assignments(key));
        Assert.Contains(hasBoth ? "no longer has" : "nothing was changed", answer.Out);
        Assert.StartsWith(
            $"xtcmk: Access continues: {principal} has Managed HSM Crypto Service Encryption User at {scope} of ", answer.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_has_does_not_matter()
    {
        await using var key = await ServedKey.InHsmAsync();
        using var tool = new KeyTool(key);
        var principal = key.Served.World.ServicePrincipal.Value;
        await tool.RunAsync("hsm-grant", null, "--principal", principal, "--yes");
        Put(key, "/keys", "0f0f0f0f-0000-4000-8000-000000000002");

        var answer = await tool.RunAsync("hsm-grant", null, "--principal", principal, "--remove", "--yes");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
    }

    [Theory]
    [InlineData("PUT", "principalId")]
    [InlineData("PUT", "scope")]
    [InlineData("DELETE", "principalId")]
    [InlineData("DELETE", "name")]
    public async Task An_answer_about_something_else_is_no_success(string method, string member)
    {
        await using var key = await ServedKey.InHsmAsync(new SimulatedAzureServerOptions
        {
            Fault = line => line.Method == method ? new Fault.Altered(body => Replaced(body, member)) : null,
        });
        using var tool = new KeyTool(key);
        string[] options = ["--principal", key.Served.World.ServicePrincipal.Value, "--yes"];
        if (method == "DELETE")
            await tool.RunAsync("hsm-grant", null, options);

        var answer = await tool.RunAsync("hsm-grant", null, [.. options, .. method == "DELETE" ? ["--remove"] : Array.Empty<string>()]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("it is about another role assignment than was asked for", answer.Error);
    }

    [Fact]
    public async Task An_assignment_whose_name_is_a_way_to_elsewhere_is_refused()
    {
        await using var key = await ServedKey.InHsmAsync(new SimulatedAzureServerOptions
        {
            Fault = line => line.Method == "GET" ? new Fault.Altered(body => Replaced(body, "name", "..")) : null,
        });
        using var tool = new KeyTool(key);
        string[] options = ["--principal", key.Served.World.ServicePrincipal.Value, "--yes"];
        await tool.RunAsync("hsm-grant", null, options);

        var answer = await tool.RunAsync("hsm-grant", null, [.. options, "--remove"]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("name is not a GUID", answer.Error);
        Assert.DoesNotContain(key.Served.Server.Requests, request => request.Line.Method == "DELETE");
    }

    [Fact]
    public async Task The_line_that_takes_the_grant_away_asks_first()
    {
        await using var key = await ServedKey.InHsmAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("hsm-grant", null, "--principal", key.Served.World.ServicePrincipal.Value, "--yes");

        Assert.DoesNotContain("--yes", Assert.Single(KeyTool.UndoLines(answer)));
    }

    private static void Put(ServedKey key, string scope, string principal) => key.Served.World.Azure.HsmRoleAssignments.Put(
        "hsm-fabrikam",
        scope,
        "0f0f0f0f-0000-4000-8000-000000000003",
        World.Body($$"""
            { "properties": { "roleDefinitionId": "{{Definitions}}{{Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName}}",
              "principalId": "{{principal}}" } }
            """));

    /// <summary>Another value for every member of that name.</summary>
    private static string Replaced(string body, string member, string? value = null) => Regex.Replace(
        body,
        $"\"{member}\":\"[^\"]*\"",
        $"\"{member}\":\"{value ?? (member == "scope" ? "/keys" : "0f0f0f0f-0000-4000-8000-000000000009")}\"");

    private static IReadOnlyList<string> Assignments(ServedKey key) =>
        [.. key.Served.World.Azure.HsmRoleAssignments.List("hsm-fabrikam", "/keys/cmk").Select(one => one.Text("name"))];
}
