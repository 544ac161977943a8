using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle.Terraform;

/// <summary>The customer's side as Terraform, for the providers azurerm and azuread.</summary>
internal static class TerraformForm
{
    public static IReadOnlyList<BundleFile> Write(CustomerSide side) =>
    [
        BundleFile.Of("main.tf", TerraformMain.Write(side)),
        .. side.HsmKey is null ? [BundleFile.Of("key.json", KeyTemplate)] : (BundleFile[])[],
        BundleFile.Of("variables.tf", string.Join('\n', TerraformVariable.All(side).Select(one => one.Declaration))),
        BundleFile.Of("terraform.tfvars", Values(side)),
        BundleFile.Of("outputs.tf", Outputs(side)),
        BundleFile.Of("README.md", Page(side)),
    ];

    private static string Values(CustomerSide side)
    {
        var variables = TerraformVariable.All(side).ToList();
        var widest = variables.Where(one => !one.Value.Contains('\n', StringComparison.Ordinal)).Max(one => one.Name.Length);
        // As 'terraform fmt' aligns them: what goes on over several lines stands by itself.
        var lines = variables.Select(one => one.Value.Contains('\n', StringComparison.Ordinal)
            ? $"{one.Name} = {one.Value}\n"
            : $"{one.Name.PadRight(widest)} = {one.Value}\n");
        return $"# {Pages.Vendor(side)}\n" + string.Concat(lines);
    }

    /// <summary>The key as an ARM template.</summary>
    private const string KeyTemplate = $$"""
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": {
            "vaultName": { "type": "string" },
            "keyName": { "type": "string" },
            "tags": { "type": "object" },
            "properties": { "type": "object" }
          },
          "resources": [
            {
              "type": "Microsoft.KeyVault/vaults/keys",
              "apiVersion": "{{KeyVaultManagement.ApiVersion}}",
              "name": "[format('{0}/{1}', parameters('vaultName'), parameters('keyName'))]",
              "tags": "[parameters('tags')]",
              "properties": "[parameters('properties')]"
            }
          ]
        }

        """;

    private static string Outputs(CustomerSide side) => $$"""
        output "handoff" {
          description = "The handoff record for the vendor. It contains no secret."
          value = {
            schema                   = "{{CustomerHandoff.Schema}}"
            tenantId                 = var.tenant_id
            keyUri                   = {{(side.HsmKey is null ? "local" : "var")}}.key_uri
            servicePrincipalObjectId = local.service_principal_object_id
            applicationId            = var.application_id
          }
        }

        """;

    private static string Page(CustomerSide side) => $"""
        {Pages.Head(side)}
        Needs [Terraform](https://developer.hashicorp.com/terraform/install) 1.5 or newer (or OpenTofu), and the Azure CLI to sign in.

        {Pages.SignIn(side)}
        In a subscription that has had no vault yet, run `az provider register --namespace Microsoft.KeyVault` once: azurerm does not.

        ## 2. Apply

            terraform init
            terraform plan
            terraform apply

        {Consent(side)}The state has nothing secret in it. Keep it where your team keeps its states.
        {Hsm(side)}
        ## 3. Send the handoff record

            terraform output -json handoff

        {Pages.Send}
        {Later(side)}
        ## What Terraform cannot do

        - **Protect what is no longer in main.tf.** Group, vault and key have `prevent_destroy`: a plan that would delete one of them fails.
          If you remove the block, you remove the protection too.
        - **Change a key that exists.** Azure ignores it. Rotate and disable the key in the portal, or with `az keyvault key`.
        """;

    private static string Consent(CustomerSide side) => side.Settings.AdoptServicePrincipal
        ? $"A Cloud Application Administrator consents to the vendor's application before, at {side.ConsentUrl}.\n"
        : $"If somebody else installs applications in your tenant, let that person consent at {side.ConsentUrl},\n"
            + "and ask for these files with `servicePrincipal: existing`.\n";

    private static string Hsm(CustomerSide side) =>
        side.HsmKey is null || !side.Settings.Granted ? "" : $"\n{Pages.OutsideOfResourceManager(side)}\n";

    private static string Later(CustomerSide side) => side.HsmKey is not null ? Pages.Later(side, "grant access again, with `create`") : """
        ## Later

        - **Revoke the access:** set `access = "revoked"` in `terraform.tfvars` and apply. The plan removes exactly the
          vendor's grant. Reads and writes of your data return 403 some minutes later, and no data is lost. Disabling the key is quicker.
        - **Restore the access:** set `access = "granted"` and apply; enable the key again, if you disabled it.
        - **Rotate:** in the portal, or by the rotation policy. Leave the old version enabled for a day at least: Azure Storage looks for a
          new one once a day.
        - **Never delete** the key or the vault while data is encrypted with it.

        """;
}
