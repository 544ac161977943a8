namespace XtCmkInfra.Cli.Bundle.Terraform;

/// <summary>How main.tf begins: the providers, and the vendor's application in the customer's tenant.</summary>
internal static class TerraformProviders
{
    private const string AzureAd = """
            azuread = {
              source  = "hashicorp/azuread"
              version = "~> 3.7"
            }
          }
        }

        provider "azuread" {
          tenant_id   = var.tenant_id
          environment = var.entra_environment
        }
        """;

    private const string Head = """
        # The customer's side of a cross-tenant customer-managed key: a vault, a key, and the grant by which the vendor's application wraps
        # and unwraps with this key alone. README.md says how to use it.
        terraform {
          required_version = ">= 1.5"

          required_providers {

        """;

    /// <summary>For what is not in Azure Resource Manager.</summary>
    public const string OnlyEntra = Head + AzureAd;

    public const string Both = Head + """
            azurerm = {
              source  = "hashicorp/azurerm"
              version = "~> 5.0"
            }

        """ + AzureAd + """


        provider "azurerm" {
          tenant_id       = var.tenant_id
          subscription_id = var.subscription_id
          environment     = var.environment

          features {
            key_vault {
              purge_soft_delete_on_destroy = false
            }

            template_deployment {
              delete_nested_items_during_deletion = false
            }
          }
        }
        """;

    public const string Installed = """
        # The vendor's application in this tenant.
        resource "azuread_service_principal" "vendor" {
          client_id = var.application_id
        }

        locals {
          service_principal_object_id = azuread_service_principal.vendor.object_id
        }
        """;

    public const string Adopted = """
        # The vendor's application in this tenant, to which an administrator has consented.
        data "azuread_service_principal" "vendor" {
          client_id = var.application_id
        }

        locals {
          service_principal_object_id = data.azuread_service_principal.vendor.object_id
        }
        """;
}
