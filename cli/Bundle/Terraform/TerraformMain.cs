using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle.Terraform;

/// <summary>main.tf: what the settings ask for, and nothing that they do not. Every value is a variable.</summary>
internal static class TerraformMain
{
    /// <summary>The permissions as azurerm spells them, of which access policies need some.</summary>
    private static readonly string[] Permissions =
        ["Get", "List", "Update", "Create", "Rotate", "GetRotationPolicy", "SetRotationPolicy", "Recover", "WrapKey", "UnwrapKey"];

    public static string Write(CustomerSide side) => string.Join("\n\n", Parts(side)) + "\n";

    private static IEnumerable<string> Parts(CustomerSide side)
    {
        yield return side.HsmKey is null ? TerraformProviders.Both : TerraformProviders.OnlyEntra;
        yield return side.Settings.AdoptServicePrincipal ? TerraformProviders.Adopted : TerraformProviders.Installed;
        if (side.HsmKey is not null)
            yield break;
        yield return side.NewVault is null ? ExistingVault(side) : NewVault(side);
        yield return Key(side);
        yield return side.IsRbac ? Roles(side) : Policies(side);
    }

    private static string NewVault(CustomerSide side) => $$"""
        resource "azurerm_resource_group" "keys" {
          name     = var.resource_group
          location = var.location
          tags     = var.tags

          lifecycle {
            prevent_destroy = true
          }
        }

        # Purge protection stays on: Azure Storage refuses a key without it. The firewall permits it as a trusted service.
        resource "azurerm_key_vault" "keys" {
          name                          = var.vault_name
          resource_group_name           = azurerm_resource_group.keys.name
          location                      = azurerm_resource_group.keys.location
          tenant_id                     = var.tenant_id
          sku_name                      = var.sku_name
          rbac_authorization_enabled    = {{(side.IsRbac ? "true" : "false")}}
          purge_protection_enabled      = true
          soft_delete_retention_days    = var.retention_days
          public_network_access_enabled = var.public_network_access_enabled
          tags                          = var.tags

          network_acls {
            bypass         = "AzureServices"
            default_action = var.default_action
            ip_rules       = var.ip_rules
          }

          lifecycle {
            prevent_destroy = true
          }
        }

        locals {
          vault_id  = azurerm_key_vault.keys.id
          vault_uri = azurerm_key_vault.keys.vault_uri
        }
        """;

    private static string ExistingVault(CustomerSide side) => $$"""
        # Your vault stays as it is.
        data "azurerm_key_vault" "keys" {
          name                = var.vault_name
          resource_group_name = var.resource_group

          lifecycle {
            postcondition {
              condition     = self.tenant_id == var.tenant_id
              error_message = "The vault trusts another tenant."
            }

            postcondition {
              condition     = self.purge_protection_enabled
              error_message = "Purge protection is off: turn it on (it cannot be undone)."
            }

            postcondition {
              condition     = self.rbac_authorization_enabled == {{(side.IsRbac ? "true" : "false")}}
              error_message = "The vault uses {{(side.IsRbac
                  ? "access policies: ask for these files with vault.accessModel: access-policies."
                  : "Azure RBAC: ask for these files with vault.accessModel: rbac.")}}"
            }
          }
        }

        locals {
          vault_id  = data.azurerm_key_vault.keys.id
          vault_uri = data.azurerm_key_vault.keys.vault_uri
        }
        """;

    /// <summary>Through Azure Resource Manager, as the other forms make it.</summary>
    private static string Key(CustomerSide side) => string.Join('\n',
    [
        "# Azure Resource Manager creates the key, and never changes one that exists. azurerm_key_vault_key would need a way through the",
        "# vault's firewall, and a role that lets the user of Terraform use the key.",
        "resource \"azurerm_resource_group_template_deployment\" \"key\" {",
        "  name                = \"xtcmk-key\"",
        "  resource_group_name = var.resource_group",
        "  deployment_mode     = \"Incremental\"",
        "  template_content    = file(\"${path.module}/key.json\")",
        "  parameters_content = jsonencode({",
        "    vaultName  = { value = var.vault_name }",
        "    keyName    = { value = var.key_name }",
        "    tags       = { value = var.tags }",
        "    properties = { value = local.key }",
        "  })",
        "",
        .. side.NewVault is null ? [] : (string[])["  depends_on = [azurerm_key_vault.keys]", ""],
        "  lifecycle {",
        "    prevent_destroy = true",
        "  }",
        "}",
        "",
        "locals {",
        "  key = {",
        "    kty     = var.key_type",
        "    keySize = var.key_size",
        $"    keyOps  = {HclText.List(KeyPermissionNames.NeededOperations)}",
        .. side.Settings.Key.Expires is null ? [] : Expiry,
        .. Rotation(side),
        "  }",
        "",
        "  key_id  = \"${local.vault_id}/keys/${var.key_name}\"",
        "  key_uri = \"${local.vault_uri}keys/${var.key_name}\"",
        "}",
    ]);

    private static readonly string[] Expiry = ["    attributes = {", "      enabled = true", "      exp     = var.key_expires", "    }"];

    private static IEnumerable<string> Rotation(CustomerSide side) => side.Settings.Key.Rotation is not { } rotation ? [] :
    [
        "    rotationPolicy = {",
        .. rotation.ExpireAfter is null ? [] : (string[])["      attributes = {", "        expiryTime = var.expire_after", "      }"],
        "      lifetimeActions = [",
        .. side.LifetimeActions.Select(one => (one.Action, one.Trigger, Name: one.Action == "rotate" ? "rotate_after" : "notify_before"))
            .Select(one => $"        {{ action = {{ type = \"{one.Action}\" }}, trigger = {{ {one.Trigger} = var.{one.Name} }} }},"),
        "      ]",
        "    }",
    ];

    private const string Definitions = "/subscriptions/${var.subscription_id}/providers/Microsoft.Authorization/roleDefinitions";

    private static string Roles(CustomerSide side) => $$"""
        # {{CustomerSide.GrantRole}}, on this key alone: it wraps, unwraps and reads the public half, and nothing else.
        resource "azurerm_role_assignment" "grant" {
          count = var.access == "granted" ? 1 : 0

          scope              = local.key_id
          role_definition_id = "{{Definitions}}/{{CustomerSide.GrantRole.DefinitionName}}"
          principal_id       = local.service_principal_object_id
          principal_type     = "ServicePrincipal"

          depends_on = [azurerm_resource_group_template_deployment.key]
        }

        # {{Core.Roles.KeyVaultCryptoOfficer}}
        resource "azurerm_role_assignment" "crypto_officer" {
          for_each = var.crypto_officers

          scope              = local.vault_id
          role_definition_id = "{{Definitions}}/{{Core.Roles.KeyVaultCryptoOfficer.DefinitionName}}"
          principal_id       = each.key
          principal_type     = each.value
        }
        """;

    private static string Policies(CustomerSide side) => $$"""
        # An access policy reaches every key of the vault: keep no other key in it.
        resource "azurerm_key_vault_access_policy" "grant" {
          count = var.access == "granted" ? 1 : 0

          key_vault_id    = local.vault_id
          tenant_id       = var.tenant_id
          object_id       = local.service_principal_object_id
          key_permissions = {{Spelled(KeyPermissionNames.Needed)}}
        }

        resource "azurerm_key_vault_access_policy" "crypto_officer" {
          for_each = var.crypto_officers

          key_vault_id    = local.vault_id
          tenant_id       = var.tenant_id
          object_id       = each.key
          key_permissions = {{Spelled(KeyPermissionNames.OfCryptoOfficer)}}
        }
        """;

    private static string Spelled(IEnumerable<string> permissions) =>
        HclText.List(permissions.Select(name => Permissions.Single(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))));
}
