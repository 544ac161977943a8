using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Rights that nobody has yet, that depend on something, that somebody else refuses, or that come through a group.</summary>
public sealed class WhenGrantsAreMoreThanRoles
{
    private const string Somebody = "55555555-5555-4555-8555-555555555555";
    private const string Wrapping = "Microsoft.KeyVault/vaults/keys/wrap/action";

    [Theory]
    [InlineData("14b46e9e-c2b7-41b4-b07b-48a6ebf60603", "grant-others")]
    [InlineData("21090545-7ca7-4776-b22c-e363652d74d2", "")]
    public async Task A_role_that_somebody_may_activate_counts(string role, string code)
    {
        await using var world = await VerifiedWorld.StartAsync();
        Answer(world, "/roleEligibilityScheduleInstances?", _ => $$"""
            { "value": [ { "id": "/x/roleEligibilityScheduleInstances/e", "properties": { "principalId": "{{Somebody}}",
              "principalType": "User", "scope": "{{World.VaultId}}",
              "roleDefinitionId": "/subscriptions/{{World.CustomerSubscription}}/providers/Microsoft.Authorization/roleDefinitions/{{role}}" } } ] }
            """);

        var found = await world.VerifyAsync();

        Assert.Equal(code.Length == 0 ? [] : [code], VerifiedWorld.Codes(found));
        Assert.Empty(found.Unknown);
        Assert.All(found.Findings, result => Assert.StartsWith("eligible User", result.Found, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AadPremiumLicenseRequired", ExitCode.Clean)]
    [InlineData("BadRequest", ExitCode.CannotBeDetermined)]
    public async Task A_tenant_without_the_licence_has_nothing_to_activate(string error, int exitCode)
    {
        await using var world = await VerifiedWorld.StartAsync();
        Answer(world, "/roleEligibilityScheduleInstances?", _ => $$"""{ "error": { "code": "{{error}}", "message": "refused" } }""", 400);

        Assert.Equal(exitCode, (await world.VerifyAsync()).ExitCode);
    }

    [Fact]
    public async Task Whether_a_condition_is_met_cannot_be_determined()
    {
        await using var world = await VerifiedWorld.StartAsync();
        Answer(world, "/roleAssignments?", body => body.Replace("\"principalId\":",
            "\"condition\":\"@Request[x] StringEquals 'y'\",\"principalId\":", StringComparison.Ordinal));

        var found = await world.VerifyAsync();

        Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
        Assert.Equal("grant-gone", Assert.Single(found.Unknown).Rule.Code);
        Assert.Contains("@Request[x]", found.Unknown.First().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VENDOR", "ServicePrincipal", "", Wrapping, ExitCode.Findings)]
    [InlineData("00000000-0000-0000-0000-000000000000", "SystemDefined", "", "*", ExitCode.Findings)]
    [InlineData("00000000-0000-0000-0000-000000000000", "SystemDefined", "VENDOR", "*", ExitCode.Clean)]
    [InlineData("00000000-0000-0000-0000-000000000000", "SystemDefined", "", "Microsoft.KeyVault/vaults/secrets/*", ExitCode.Clean)]
    [InlineData(Somebody, "Group", "", Wrapping, ExitCode.CannotBeDetermined)]
    [InlineData(Somebody, "User", "", Wrapping, ExitCode.Clean)]
    public async Task A_deny_assignment_counts_where_it_is_for_the_vendor(string principal, string type, string excluded, string action,
        int exitCode)
    {
        await using var world = await VerifiedWorld.StartAsync();
        var vendor = world.World.ServicePrincipal.Value;
        var excludes = excluded.Length == 0 ? "" : $$"""{ "id": "{{excluded}}", "type": "ServicePrincipal" }""";
        Answer(world, "/denyAssignments?", _ => $$"""
            { "value": [ { "id": "/d", "properties": { "denyAssignmentName": "stack", "scope": "{{World.CustomerGroup}}",
              "doNotApplyToChildScopes": false,
              "permissions": [ { "actions": [], "notActions": [], "dataActions": [ "{{action}}" ], "notDataActions": [] } ],
              "principals": [ { "id": "{{principal}}", "type": "{{type}}" } ], "excludePrincipals": [ {{excludes}} ] } } ] }
            """.Replace("VENDOR", vendor, StringComparison.Ordinal));

        var found = await world.VerifyAsync();

        Assert.Equal(exitCode, found.ExitCode);
        Assert.All(found.Findings.Concat(found.Unknown), result => Assert.Equal("grant-denied", result.Rule.Code));
    }

    [Theory]
    [InlineData(true, "grant-others")]
    [InlineData(false, "grant-gone,grant-others")]
    public async Task An_access_policy_of_a_group_is_the_vendors_where_it_is_a_member(bool isMember, string codes)
    {
        await using var world = await VerifiedWorld.StartAsync();
        var group = LetGroupIn(world);
        if (isMember)
            Answer(world, "/transitiveMemberOf?", _ => $$"""{ "value": [ { "id": "{{group}}", "displayName": "services" } ] }""");

        var found = await world.VerifyAsync();

        Assert.Equal(codes, string.Join(",", VerifiedWorld.Codes(found)));
    }

    [Fact]
    public async Task Without_permission_the_vendors_membership_cannot_be_determined()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var group = LetGroupIn(world);
        world.Fault = line => line.PathAndQuery.Contains("/transitiveMemberOf?", StringComparison.Ordinal) ? new Fault.Status(403) : null;

        var found = await world.VerifyAsync();

        Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
        Assert.All(found.Unknown, result => Assert.Contains($"is in a group {group}", result.Reason, StringComparison.Ordinal));
    }

    private static string LetGroupIn(VerifiedWorld world)
    {
        var group = world.World.Group().Value;
        var properties = World.Body(world.World.Policies(false, "get", "wrapKey", "unwrapKey"));
        properties["accessPolicies"]![0]!["objectId"] = JsonValue.Create(group);
        world.World.WithVault(properties.ToJsonString());
        world.Customer = world.Customer with { IsRbac = false };
        return group;
    }

    private static void Answer(VerifiedWorld world, string path, Func<string, string> body, int? status = null) =>
        world.Fault = line => Uri.UnescapeDataString(line.PathAndQuery)
            .Contains(path, StringComparison.Ordinal) ? new Fault.Altered(body, status) : null;
}
