using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenACustomerIsAwaitingItsGrant
{
    [Fact]
    public async Task Without_an_account_there_is_nothing_to_verify()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        var document = StackDocuments.Vendor(world.World);
        document["accounts"]!["litware"] = World.Body($$"""
            { "state": "awaiting-grant", "accountName": "stlitware", "awaitedApplicationId": "{{world.World.Application}}" }
            """);

        var answer = await tool.RunLineAsync("--isv", tool.Write("isv.json", document.ToJsonString()), "--customer", tool.Customer);

        Assert.Equal(ExitCode.Clean, answer.ExitCode);
        Assert.Contains("litware is awaiting its grant", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_account_that_it_has_is_verified_as_it_was_expected()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        var file = tool.Write("isv.json", Awaiting(world.World).ToJsonString());
        Assert.Equal(ExitCode.Clean, (await tool.RunLineAsync("--isv", file, "--customer", tool.Customer)).ExitCode);

        Break.All["the issuer ends with a slash"].Do(world);

        Assert.Equal(ExitCode.Findings, (await tool.RunLineAsync("--isv", file, "--customer", tool.Customer)).ExitCode);
    }

    [Fact]
    public async Task What_it_waits_for_must_be_named()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        var document = Awaiting(world.World);
        document["accounts"]!["fabrikam"]!.AsObject().Remove("awaitedApplicationId");

        var answer = await tool.RunLineAsync("--isv", tool.Write("isv.json", document.ToJsonString()), "--customer", tool.Customer);

        Assert.Equal(ExitCode.CannotBeDetermined, answer.ExitCode);
        Assert.Contains("awaitedApplicationId: is missing", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_it_moves_the_former_application_is_one_that_is_let_in(bool told)
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        var (application, principal) = LetInAnother(world.World);
        var customer = StackDocuments.Customer(world.World);
        customer["handoff"]!["applicationId"] = application;
        customer["handoff"]!["servicePrincipalObjectId"] = principal;
        customer["vendorApplicationId"] = application;
        if (told)
            customer["formerApplications"] = new JsonObject { [world.World.Application.Value] = world.World.ServicePrincipal.Value };

        var answer = await tool.RunLineAsync(
            "--isv", tool.Write("isv.json", Awaiting(world.World).ToJsonString()), "--customer",
            tool.Write("customer.json", customer.ToJsonString()));

        Assert.Equal(told ? ExitCode.Clean : ExitCode.Findings, answer.ExitCode);
        foreach (var code in (string[])["grant-others", "handoff-application"])
            Assert.Equal(!told, answer.Out.Contains(code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"Contoso":"5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f"}""",
        "formerApplications.Contoso: is not the client id of an application")]
    [InlineData("""{"b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3":"ada"}""", "'ada' is not an object id")]
    public async Task Former_applications_that_are_none_are_refused(string former, string sentence)
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        var customer = StackDocuments.Customer(world.World);
        customer["formerApplications"] = JsonNode.Parse(former);

        var answer = await tool.RunLineAsync("--isv", tool.Vendor, "--customer", tool.Write("customer.json", customer.ToJsonString()));

        Assert.Equal(ExitCode.CannotBeDetermined, answer.ExitCode);
        Assert.Contains(sentence, answer.Error, StringComparison.Ordinal);
    }

    private static JsonObject Awaiting(World world)
    {
        var document = StackDocuments.Vendor(world);
        document["accounts"]!["fabrikam"]!["state"] = "awaiting-grant";
        document["accounts"]!["fabrikam"]!["awaitedApplicationId"] = "b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3";
        return document;
    }

    /// <summary>Another of the vendor's applications, with the same right on the key.</summary>
    private static (string ClientId, string PrincipalId) LetInAnother(World world)
    {
        var application = world.Azure.Graph(World.Vendor).Post(
            "/applications", World.Body("""{ "displayName": "contoso-own", "signInAudience": "AzureADMultipleOrgs" }"""));
        var clientId = application["appId"]!.GetValue<string>();
        var principal = world.Azure.Graph(World.Customer)
            .Post("/servicePrincipals", new JsonObject { ["appId"] = clientId })["id"]!.GetValue<string>();
        world.WithRole(Break.AssignmentAt(World.KeyId), Roles.KeyVaultCryptoServiceEncryptionUser, ObjectId.Parse(principal).Value!,
            "ServicePrincipal");
        return (clientId, principal);
    }
}
