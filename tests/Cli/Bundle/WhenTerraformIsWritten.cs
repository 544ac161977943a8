using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Cli.Bundle;

public sealed class WhenTerraformIsWritten
{
    public static TheoryData<CustomerCase> Cases => [.. CustomerCase.All];

    /// <summary>
    /// The attributes and blocks that main.tf uses. Source: the schemas of the providers azurerm 5.2.0 and azuread 3.9.0; all but
    /// <c>rbac_authorization_enabled</c> being required are in the bindings of 4.55.0 and 3.7.0 too.
    /// </summary>
    private static readonly Dictionary<string, string[]> Schema = new()
    {
        ["azurerm_resource_group"] = ["name", "location", "tags"],
        ["azurerm_key_vault"] =
        [
            "name", "resource_group_name", "location", "tenant_id", "sku_name", "rbac_authorization_enabled", "purge_protection_enabled",
            "soft_delete_retention_days", "public_network_access_enabled", "tags", "network_acls",
        ],
        ["azurerm_resource_group_template_deployment"] =
            ["name", "resource_group_name", "deployment_mode", "template_content", "parameters_content"],
        ["azurerm_role_assignment"] = ["scope", "role_definition_id", "principal_id", "principal_type"],
        ["azurerm_key_vault_access_policy"] = ["key_vault_id", "tenant_id", "object_id", "key_permissions"],
        ["azuread_service_principal"] = ["client_id"],
    };

    private static readonly string[] OfEveryResource = ["count", "for_each", "depends_on", "lifecycle"];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Its_values_are_those_of_the_chain_one_by_one(CustomerCase its)
    {
        var program = await CustomerDeployment.ByProgramAsync(its);
        using var folder = new BundleFolder(program.VendorsRecord, its.Yaml);
        await folder.WriteAsync("terraform");
        var terraform = await TerraformReading.ReadAsync(folder);
        var (chain, record) = (JsonNode.Parse(program.Chain)!, JsonNode.Parse(program.Record)!);

        var principal = terraform.Block(its.Adopt ? "data" : "resource", "azuread_service_principal", "vendor");
        Assert.Equal(record["applicationId"]!.ToString(), principal!["client_id"]!.ToString());
        var handoff = terraform.Outputs["output"]!["handoff"]![0]!["value"]!;
        Assert.Equal(record["schema"]!.ToString(), handoff["schema"]!.ToString());
        if (its.Hsm)
            return;
        if (!its.Existing)
            AssertVault(terraform, chain);
        AssertKey(terraform, chain, folder);
        AssertRoles(terraform, chain, its);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_uses_no_attribute_that_the_providers_do_not_have(CustomerCase its)
    {
        using var folder = new BundleFolder(its.VendorsRecord, its.Yaml);
        await folder.WriteAsync("terraform");
        var terraform = await TerraformReading.ReadAsync(folder);

        foreach (var (type, block) in terraform.Resources())
            Assert.Empty(block.Select(one => one.Key).Except(Schema[type.Split('.')[0]]).Except(OfEveryResource));
    }

    /// <summary>As the Pulumi program protects them.</summary>
    [Fact]
    public async Task Group_vault_and_key_are_protected_against_being_destroyed()
    {
        using var folder = new BundleFolder();
        await folder.WriteAsync("terraform");
        var terraform = await TerraformReading.ReadAsync(folder);

        var kept = terraform.Resources().Where(one => one.Block["lifecycle"]?[0]?["prevent_destroy"]?.ToString() == "true");
        Assert.Equal(
            ["azurerm_key_vault.keys", "azurerm_resource_group.keys", "azurerm_resource_group_template_deployment.key"],
            kept.Select(one => one.Name).Order());
    }

    private static void AssertVault(TerraformReading terraform, JsonNode chain)
    {
        var (vault, live) = (terraform.Block("resource", "azurerm_key_vault", "keys")!, chain["vault"]!);
        var properties = live["properties"]!;
        var group = terraform.Block("resource", "azurerm_resource_group", "keys")!;
        Assert.Equal(chain["group"]!["name"]!.ToString(), group["name"]!.ToString());
        Assert.Equal(live["location"]!.ToString(), group["location"]!.ToString());
        Assert.Equal("${azurerm_resource_group.keys.name}", vault["resource_group_name"]!.ToString());
        Assert.Equal(live["name"]!.ToString(), vault["name"]!.ToString());
        Same(live["tags"], vault["tags"]);
        Same(properties["tenantId"], vault["tenant_id"]);
        Same(properties["sku"]!["name"], vault["sku_name"]);
        Same(properties["enableRbacAuthorization"], vault["rbac_authorization_enabled"]);
        Same(properties["enablePurgeProtection"], vault["purge_protection_enabled"]);
        Same(properties["softDeleteRetentionInDays"], vault["soft_delete_retention_days"]);
        Assert.Equal(properties["publicNetworkAccess"]!.ToString() == "Enabled", vault["public_network_access_enabled"]!.GetValue<bool>());
        var acls = vault["network_acls"]![0]!;
        Same(properties["networkAcls"]!["bypass"], acls["bypass"]);
        Same(properties["networkAcls"]!["defaultAction"], acls["default_action"]);
        var rules = (properties["networkAcls"]!["ipRules"] as JsonArray ?? []).Select(rule => rule!["value"]!.ToString());
        Assert.Equal(rules, acls["ip_rules"]!.AsArray().Select(rule => rule!.ToString()));
    }

    /// <summary>What the template gets as its parameter, made of it by Azure Resource Manager.</summary>
    private static void AssertKey(TerraformReading terraform, JsonNode chain, BundleFolder folder)
    {
        var template = JsonNode.Parse(folder.Read("key.json"))!["resources"]![0]!;
        Assert.Equal(KeyVaultManagement.ApiVersion, template["apiVersion"]!.ToString());
        var (key, live) = (terraform.Local("key")!, chain["key"]!["properties"]!);
        Same(live["kty"], key["kty"]);
        Same(live["keySize"], key["keySize"]);
        Same(live["keyOps"], key["keyOps"]);
        Assert.Equal(live["attributes"]!["exp"]?.ToString(), key["attributes"]?["exp"]?.ToString());
        if (key["rotationPolicy"] is { } policy)
        {
            Same(live["rotationPolicy"]!["lifetimeActions"], policy["lifetimeActions"]);
            Assert.Equal(live["rotationPolicy"]!["attributes"]?["expiryTime"]?.ToString(), policy["attributes"]?["expiryTime"]?.ToString());
        }
    }

    private static void AssertRoles(TerraformReading terraform, JsonNode chain, CustomerCase its)
    {
        var principal = chain["principal"]!.ToString();
        if (!its.Rbac)
        {
            var policies = chain["vault"]!["properties"]!["accessPolicies"] as JsonArray ?? [];
            var grant = terraform.Block("resource", "azurerm_key_vault_access_policy", "grant")!;
            Assert.Equal(its.Granted, policies.Any(one => one!["objectId"]!.ToString() == principal));
            Assert.Equal(KeyPermissionNames.Needed.Select(one => one.ToLowerInvariant()), Permissions(grant));
            var officers = terraform.Block("resource", "azurerm_key_vault_access_policy", "crypto_officer")!;
            Assert.Equal(KeyPermissionNames.OfCryptoOfficer, Permissions(officers));
            return;
        }

        var role = terraform.Block("resource", "azurerm_role_assignment", "grant")!;
        var officer = terraform.Block("resource", "azurerm_role_assignment", "crypto_officer")!;
        var made = officer["for_each"]!.AsObject()
            .Select(one => $"{one.Key} {one.Value} {officer["role_definition_id"]} {CustomerWorld.VaultId}").ToList();
        if (its.Granted)
            made.Add($"{principal} {role["principal_type"]} {role["role_definition_id"]} {CustomerWorld.VaultId}/keys/contoso-data");
        var live = (chain["roles"] as JsonArray ?? []).Select(one => one!.ToString());
        Assert.Equal(live, made.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Permissions(JsonObject policy) =>
        policy["key_permissions"]!.AsArray().Select(one => one!.ToString().ToLowerInvariant());

    private static void Same(JsonNode? expected, JsonNode? actual) =>
        Assert.Equal(CustomerWorld.Canonical(expected ?? new JsonObject()), CustomerWorld.Canonical(actual ?? new JsonObject()));
}
