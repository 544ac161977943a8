using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using static XtCmkInfra.Tests.Cli.Review.Chain;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>A custom role that permits one action more or less than before, whatever else it permits.</summary>
public sealed class WhenARoleIsEdited
{
    public static TheoryData<string> Powers => [.. KeyPermissionNames.ManagingActions];

    public static TheoryData<string> OnKeys => [.. KeyPermissionNames.DataActions.Keys.Where(action => action != "read")
        .Select(OnKey)];

    [Theory]
    [MemberData(nameof(Powers))]
    public void Every_action_that_gives_power_over_keys_is_found(string action) =>
        Assert.Equal(["role-broadened"], Codes("actions", AllBut(Powers, action), [.. AllBut(Powers, action), action]));

    [Theory]
    [MemberData(nameof(OnKeys))]
    public void Every_data_action_on_keys_is_found(string action) =>
        Assert.Equal(["role-broadened"], Codes("dataActions", AllBut(OnKeys, action), [.. AllBut(OnKeys, action), action]));

    [Theory]
    [InlineData("Microsoft.KeyVault/vaults/read")]
    [InlineData("Microsoft.Storage/storageAccounts/*")]
    [InlineData("Microsoft.ManagedIdentity/userAssignedIdentities/*")]
    [InlineData("Microsoft.Network/*")]
    public void What_only_reads_or_is_elsewhere_is_not_found(string action) => Assert.Empty(Codes("actions", [], [action]));

    [Theory]
    [InlineData("*")]
    [InlineData("*/delete")]
    [InlineData("microsoft.keyvault/*")]
    [InlineData("Microsoft.Authorization/*/write")]
    public void A_pattern_is_as_broad_as_what_it_matches(string pattern) =>
        Assert.Equal(["role-broadened"], Codes("actions", [KeyPermissionNames.ManagingActions[0]], [pattern]));

    [Fact]
    public void What_is_excluded_no_longer_is_gained()
    {
        var before = Role("actions", ["Microsoft.KeyVault/*"])
            .With(inputs => inputs["permissions"]![0]!["notActions"] = Texts("Microsoft.KeyVault/vaults/delete"));

        Assert.Equal(["role-broadened"], Reviewing.Codes(new Preview(Step.Update(before, inputs =>
            inputs["permissions"]![0]!["notActions"] = new JsonArray())).ToDocument()));
    }

    [Fact]
    public void A_role_that_permits_less_but_all_that_is_needed_is_not_weakened()
    {
        string[] needed = [.. ((string[])["read", "wrap/action", "unwrap/action"]).Select(OnKey)];

        Assert.Empty(Codes("dataActions", [.. needed, OnKey("decrypt/action")], needed));
        Assert.Empty(Codes("actions", ["Microsoft.Authorization/roleAssignments/write"], []));
        Assert.Equal(["role-weakened"], Codes("dataActions", needed, needed[..2]));
    }

    [Fact]
    public void What_it_permits_may_not_be_known_until_apply() =>
        Assert.Equal(["not-known"], Codes("actions", ["Microsoft.KeyVault/vaults/read"], [Resource.Unknown]));

    private static string OnKey(string action) => KeyPermissionNames.DataActionPrefix + action;

    private static string[] AllBut(TheoryData<string> actions, string action) =>
        [.. actions.Select(row => row.Data).Where(other => other != action)];

    private static string[] Codes(string list, string[] before, string[] after) =>
        Reviewing.Codes(new Preview(Step.Update(Role(list, before), Role(list, after))).ToDocument());

    private static Resource Role(string list, string[] actions) => Of("azure-native:authorization:RoleDefinition", "role", $$"""
        { "roleName": "Ours", "permissions": [{ "{{list}}": [] }] }
        """).With(inputs => inputs["permissions"]![0]![list] = Texts(actions));
}
