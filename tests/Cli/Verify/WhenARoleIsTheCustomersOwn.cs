using System.Text.Json;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenARoleIsTheCustomersOwn
{
    [Theory]
    [InlineData(
        """[ { "dataActions": [ "Microsoft.KeyVault/vaults/keys/read", "Microsoft.KeyVault/vaults/keys/wrap/action","""
            + """ "Microsoft.KeyVault/vaults/keys/unwrap/action" ] } ]""",
        true, true, true)]
    [InlineData("""[ { "dataActions": [ "Microsoft.KeyVault/vaults/keys/*" ] } ]""", true, true, false)]
    [InlineData("""[ { "dataActions": [ "*" ], "notDataActions": [ "Microsoft.KeyVault/vaults/*" ] } ]""", false, false, true)]
    [InlineData(
        """[ { "dataActions": [ "*" ], "notDataActions": [ "Microsoft.KeyVault/*" ] },"""
            + """ { "dataActions": [ "microsoft.keyvault/vaults/keys/UNWRAP/action" ] } ]""",
        true, false, true)]
    [InlineData("""[ { "dataActions": [ "Microsoft.KeyVault/vaults/keys/decrypt/action" ] } ]""", true, false, false)]
    [InlineData("""[ { "dataActions": [ "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read" ] } ]""", false, false,
        true)]
    [InlineData("""[ { "actions": [ "*" ] } ]""", false, false, false)]
    [InlineData(
        """[ { "actions": [ "*" ], "notActions": [ "Microsoft.Authorization/*/Write","""
            + """ "Microsoft.Authorization/elevateAccess/action", "Microsoft.KeyVault/*/write" ] } ]""",
        false, false, false)]
    [InlineData(
        """[ { "actions": [ "*" ], "notActions": [ "Microsoft.Authorization/*", "Microsoft.KeyVault/*","""
            + """ "Microsoft.Resources/subscriptions/resourceGroups/delete" ] } ]""",
        false, false, true)]
    [InlineData("""[ { "actions": [ "*/read" ] } ]""", false, false, true)]
    [InlineData("[]", false, false, true)]
    public void A_role_of_the_customers_own_is_judged_by_what_it_permits(string permissions, bool unwraps, bool suffices, bool isNarrow)
    {
        using var definition =
            JsonDocument.Parse($$"""{ "id": "/r/ours", "properties": { "roleName": "Ours", "permissions": {{permissions}} } }""");

        var role = ResourceManagerAnswers.RoleDefinition(WhatTheSimulatorCannotBreak.AnswerOf(definition.RootElement), "/r/ours");

        Assert.Equal(("Ours", unwraps, suffices, isNarrow),
            (role.Name, role.Rights.Unwraps(), role.Rights.Suffice(), !role.Rights.AreBroad()));
    }
}
