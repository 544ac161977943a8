using System.Text.Json;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Links that the simulated cloud refuses to break, judged from what Azure would answer.</summary>
public sealed class WhatTheSimulatorCannotBreak
{
    private const string Vendor = "44444444-4444-4444-8444-444444444444";
    private const string Somebody = "55555555-5555-4555-8555-555555555555";
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static readonly CustomerExpectation Expectation = new(
        new CustomerHandoff(World.Customer, World.Key, ObjectId.Parse(Vendor).Value!), ApplicationId.Parse(Somebody).Value!, World.VaultId,
        World.KeyId, IsGranted: true, []);

    private static readonly RoleDefinition Use = new(Roles.KeyVaultCryptoServiceEncryptionUser.Name, KeyRights.Needed);
    private static readonly Grant Right = GrantOf(Vendor, "ServicePrincipal", Use, World.KeyId);

    [Theory]
    [InlineData("RSA", 2048, true)]
    [InlineData("RSA-HSM", 4096, true)]
    [InlineData("RSA", 1024, false)]
    [InlineData("EC", null, false)]
    [InlineData("oct-HSM", null, false)]
    public void A_key_must_be_of_a_type_and_size_that_Azure_Storage_takes(string type, int? bits, bool holds)
    {
        var key = new LiveKey(KeyOf(type, bits), [new KeyVersion("1", true, Now, null, null) { RecoveryLevel = "Recoverable" }], Now);

        var found = CustomerChecks.CheckKey(Expectation, ReadResult.Of<LiveKey>(key, Now), 30);

        Assert.Equal(holds ? [] : ["key-type"], Findings(found));
    }

    [Fact]
    public void The_type_of_a_hidden_disabled_key_is_not_judged()
    {
        var key =
            new LiveKey(XtCmkInfra.Trust.Key.Hidden, [new KeyVersion("1", false, Now, null, null) { RecoveryLevel = "Recoverable" }], Now);

        var found = CustomerChecks.CheckKey(Expectation, ReadResult.Of<LiveKey>(key, Now), 30).ToList();

        Assert.Equal(["key-disabled"], Findings(found));
        Assert.Equal(["key-operations", "key-type"], found.Where(check => check.Verdict == Verdict.CannotBeDetermined)
            .Select(check => check.Rule.Code)
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_key_without_a_version_is_not_judged()
    {
        var found = CustomerChecks.CheckKey(Expectation, ReadResult.Of<LiveKey>(new LiveKey(KeyOf("RSA", 2048), [], Now), Now), 30)
            .ToList();

        Assert.Contains(found, check => check.Verdict == Verdict.CannotBeDetermined);
    }

    [Theory]
    [InlineData(true, true, "")]
    [InlineData(false, true, "vault-soft-delete")]
    [InlineData(true, false, "vault-purge-protection")]
    [InlineData(true, null, "vault-purge-protection")]
    public void A_vault_must_keep_what_is_deleted(bool softDelete, bool? purgeProtection, string code)
    {
        var vault = new Vault(
            purgeProtection is { } on ? Value.Of(on) : Value.Absent, Value.Of(softDelete), Value.Of("90"), Value.Of(true), Value.Of(true),
            Value.Of(World.Customer.Value), Value.Absent, []);

        Assert.Equal(code.Length == 0 ? [] : [code], Findings(CustomerChecks.CheckVault(Expectation, ReadResult.Of<Vault>(vault, Now))));
    }

    [Fact]
    public void A_vault_of_another_tenant_is_named()
    {
        var vault = new Vault(
            Value.Of(true), Value.Of(true), Value.Of("90"), Value.Of(true), Value.Of(true), Value.Of(World.Vendor.Value), Value.Absent, []);

        Assert.Equal(["vault-tenant"], Findings(CustomerChecks.CheckVault(Expectation, ReadResult.Of<Vault>(vault, Now))));
    }

    /// <summary>Whoever may give rights on the key can give them to itself; the customer's own administrators are trusted to.</summary>
    [Theory]
    [InlineData(Vendor, false, false, "grant-broader")]
    [InlineData(Vendor, false, true, "grant-wider")]
    [InlineData(Somebody, false, false, "")]
    [InlineData(Somebody, true, false, "grant-others")]
    public void A_second_role_is_judged_by_who_has_it(string principal, bool unwraps, bool isNarrow, string code)
    {
        var rights = (unwraps ? KeyRights.Unwrap : KeyRights.None) | (isNarrow ? KeyRights.None : KeyRights.Manage);
        var second = GrantOf(principal, "ServicePrincipal", new RoleDefinition("Owner", rights), World.CustomerGroup);

        var found = CustomerChecks.CheckGrants(Expectation, ReadResult.Of<IReadOnlyList<Grant>>([Right, second], Now));

        Assert.Equal(code.Length == 0 ? [] : [code], Findings(found));
    }

    [Theory]
    [InlineData("release/action", "grant-others")]
    [InlineData("backup/action", "grant-others")]
    [InlineData("purge/action", "grant-others")]
    [InlineData("create/action", "")]
    public void Somebody_who_can_take_the_key_out_or_purge_it_is_named(string action, string code)
    {
        var role = new RoleDefinition("Ours", KeyPermissionNames.DataActions[action]);

        var found = CustomerChecks.CheckGrants(Expectation,
            ReadResult.Of<IReadOnlyList<Grant>>([Right, GrantOf(Somebody, "User", role, World.VaultId)], Now));

        Assert.Equal(code.Length == 0 ? [] : [code], Findings(found));
    }

    [Theory]
    [InlineData("secrets", "grant-wider")]
    [InlineData("certificates", "grant-wider")]
    [InlineData("storage", "grant-wider")]
    [InlineData("other", "")]
    public void An_access_policy_that_permits_more_than_keys_is_wider(string kind, string code)
    {
        using var answer = JsonDocument.Parse($$"""
            {
              "tenantId": "{{World.Customer}}",
              "accessPolicies": [ { "objectId": "{{Vendor}}", "permissions": { "keys": [ "get", "wrapKey", "unwrapKey" ],
                "{{kind}}": [ "get" ] } } ]
            }
            """);

        var found = CustomerChecks.CheckGrants(Expectation,
            ReadResult.Of<IReadOnlyList<Grant>>(ResourceManagerAnswers.Vault(AnswerOf(answer.RootElement)).Policies, Now));

        Assert.Equal(code.Length == 0 ? [] : [code], Findings(found));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("""
        , "applicationId": "66666666-6666-4666-8666-666666666666"
        """, " by way of 66666666-6666-4666-8666-666666666666")]
    [InlineData("""
        , "tenantId": "33333333-3333-4333-8333-333333333333"
        """, " of tenant 33333333-3333-4333-8333-333333333333")]
    public void An_access_policy_that_lets_its_principal_in_only_in_part_is_not_its_own(string more, string note)
    {
        using var answer = JsonDocument.Parse($$"""
            {
              "tenantId": "{{World.Customer}}",
              "accessPolicies": [ { "objectId": "{{Vendor}}", "permissions": { "keys": [ "get", "wrapKey", "unwrapKey" ] } {{more}} } ]
            }
            """);

        Assert.Equal(Vendor + note, Assert.Single(ResourceManagerAnswers.Vault(AnswerOf(answer.RootElement)).Policies).PrincipalId.Text);
    }

    [Theory]
    [InlineData("""{ }""", Verdict.Holds)]
    [InlineData("""{ "publicNetworkAccess": "Enabled", "networkAcls": { "bypass": "None", "defaultAction": "Allow" } }""", Verdict.Holds)]
    [InlineData("""{ "publicNetworkAccess": "disabled" }""", Verdict.Holds)]
    [InlineData("""{ "publicNetworkAccess": "Disabled", "networkAcls": { "bypass": "None", "defaultAction": "Allow" } }""", Verdict.Broken)]
    [InlineData("""{ "publicNetworkAccess": "SecuredByPerimeter", "networkAcls": { "bypass": "AzureServices" } }""",
        Verdict.CannotBeDetermined)]
    public void A_firewall_lets_Azure_Storage_in_and_a_perimeter_cannot_be_determined(string network, Verdict verdict)
    {
        var properties = World.Body(network);
        properties["tenantId"] = World.Customer.Value;
        using var answer = JsonDocument.Parse(properties.ToJsonString());

        var found =
            CustomerChecks.CheckVault(Expectation, ReadResult.Of<Vault>(ResourceManagerAnswers.Vault(AnswerOf(answer.RootElement)), Now));

        Assert.Equal(verdict, Assert.Single(found, check => check.Rule.Code == "vault-trusted-services").Verdict);
    }

    [Theory]
    [InlineData("https://kv-fabrikam.vault.azure.net", "https://kv-fabrikam.vault.azure.net")]
    [InlineData("https://KV-Fabrikam.vault.azure.net:443/", "https://kv-fabrikam.vault.azure.net")]
    [InlineData("https://kv-fabrikam.vault.azure.net:8443/", "https://kv-fabrikam.vault.azure.net:8443")]
    [InlineData("https://kv-fabrikam.vault.azure.net/else", "https://kv-fabrikam.vault.azure.net/else")]
    [InlineData("http://kv-fabrikam.vault.azure.net/", "http://kv-fabrikam.vault.azure.net")]
    public void A_vaults_address_is_the_same_with_the_port_that_it_has_anyway(string answered, string read)
    {
        using var account = JsonDocument.Parse($$"""
            { "id": "/a", "properties": { "encryption": { "keySource": "Microsoft.Keyvault",
              "keyvaultproperties": { "keyvaulturi": "{{answered}}", "keyname": "cmk" } } } }
            """);

        Assert.Equal(read, ResourceManagerAnswers.Account(AnswerOf(account.RootElement)).VaultUri.Text);
    }

    /// <summary>Nobody is a member of a group in the simulator; Azure lists what is assigned to one through its groups too.</summary>
    [Theory]
    [InlineData(true, true, "grant-others")]
    [InlineData(true, false, "grant-not-revoked,grant-others")]
    [InlineData(false, true, "grant-gone,grant-others")]
    [InlineData(false, false, "grant-others")]
    public void A_grant_of_a_group_is_the_vendors_by_membership(bool isMember, bool isGranted, string codes)
    {
        var ofGroup = new RoleAssignmentAnswer("/a", GrantOf(Somebody, "Group", Use, World.KeyId));

        var grants =
            RoleAssignmentAnswer.Grants([ofGroup], isMember ? [ofGroup with { Id = "/A" }] : [], ObjectId.Parse(Vendor).Value!, _ => Use);
        var found =
            CustomerChecks.CheckGrants(Expectation with { IsGranted = isGranted }, ReadResult.Of<IReadOnlyList<Grant>>(grants, Now));

        Assert.Equal(codes, string.Join(",", Findings(found).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "id": "/r/ours", "properties": { "roleName": "Ours" } }""")]
    [InlineData("""{ "id": "/r/ours", "properties": { "roleName": "Ours", "permissions": { } } }""")]
    [InlineData("""{ "id": "/r/ours", "properties": { "roleName": "Ours", "permissions": [ { "dataActions": { } } ] } }""")]
    [InlineData("""{ "id": "/r/ours", "properties": { "roleName": "Ours", "permissions": [ { "actions": "*" } ] } }""")]
    [InlineData("""{ "id": "/r/other", "properties": { "roleName": "Ours", "permissions": [] } }""")]
    public void A_role_that_cannot_be_read_is_not_judged(string answer)
    {
        using var definition = JsonDocument.Parse(answer);

        Assert.Throws<UnexpectedAnswerException>(() => ResourceManagerAnswers.RoleDefinition(AnswerOf(definition.RootElement), "/r/ours"));
    }

    internal static JsonAnswer AnswerOf(JsonElement element) => JsonAnswer.Parse("Azure", BinaryData.FromString(element.GetRawText()));

    private static Grant GrantOf(string principal, string type, RoleDefinition role, string scope) =>
        new(Value.Of(principal), Value.Of(type), Value.Of("role"), Value.Of(scope), Values.Absent) { Definition = role };

    private static XtCmkInfra.Trust.Key KeyOf(string type, int? bits) => XtCmkInfra.Trust.Key.Hidden with
    {
        KeyType = Value.Of(type),
        KeySize = bits is { } size ? Value.Of($"{size}") : Value.Absent,
        Operations = Values.Of(Value.Of("wrapKey"), Value.Of("unwrapKey")),
    };

    private static IEnumerable<string> Findings(IEnumerable<CheckResult> checks) => checks.Where(check => check.IsFinding)
        .Select(check => check.Rule.Code);
}
