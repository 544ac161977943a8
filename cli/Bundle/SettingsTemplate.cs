using System.Text.Json;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>
/// The customer's settings, to fill in. What stands in capitals is no id and no name, so that it is refused until it is replaced.
/// </summary>
internal static class SettingsTemplate
{
    public const string FileName = "customer.yaml";

    /// <summary>What the customer has to fill in.</summary>
    public static readonly IReadOnlyList<(string Placeholder, string What)> Needed =
    [
        ("YOUR-TENANT-ID", "the id of your tenant ('az account show --query tenantId')"),
        ("YOUR-SUBSCRIPTION-ID", "the id of the subscription for the vault ('az account show --query id')"),
        ("YOUR_VAULT_NAME", "a name for the vault, unique in Azure: 3 to 24 letters, digits and hyphens"),
    ];

    public static string Text(VendorHandoff vendor) => $"""
        # Your side of the encryption for {PlainText.Escape(vendor.ApplicationName)}. Fill in three values; the others can stay as they are.
        config:
          # 1. Your tenant: az account show --query tenantId
          azure-native:tenantId: YOUR-TENANT-ID
          # 2. The subscription for the vault: az account show --query id
          azure-native:subscriptionId: YOUR-SUBSCRIPTION-ID
          xtcmk-customer:vault:
            # 3. A name that no other vault in Azure has: 3 to 24 letters, digits and hyphens.
            name: YOUR_VAULT_NAME
            # With rbac, Azure roles grant the use of the key; access-policies is the older model.
            accessModel: rbac
            # standard, or premium for keys in hardware (key.type: RSA-HSM).
            sku: standard
            # The days in which a deleted vault or key can be recovered: 7 to 90. You cannot change this later.
            retentionDays: 90
            # The firewall always permits Azure Storage. To permit people and tools too, list their public addresses:
            # firewall:
            #   ipRules: [203.0.113.0/24]
            # To use an existing vault, set this, and remove sku, retentionDays and firewall here, and location below:
            # existing: true

          # The region of the vault, and its resource group. The group is created if it does not exist.
          xtcmk-customer:location: {Location(vendor.Cloud)}
          xtcmk-customer:resourceGroup: rg-customer-keys

          xtcmk-customer:key:
            name: storage
            # RSA or RSA-HSM; 2048, 3072 or 4096 bits.
            type: RSA
            size: 3072
            # When a version has this age, Key Vault creates a new one. Azure Storage uses it within a day.
            rotation:
              rotateAfter: P90D
              # expireAfter: P1Y
              # notifyBefore: P30D

          # The crypto officers (Key Vault Crypto Officer), who manage the key: object ids, or group:ID for a group.
          # xtcmk-customer:cryptoOfficers:
          #   - 01234567-89ab-cdef-0123-456789abcdef

          # install adds the vendor's application to your tenant. If an administrator consented to it already, use existing.
          xtcmk-customer:servicePrincipal: install

          # revoked removes the vendor's grant on the key, and nothing else.
          xtcmk-customer:access: granted

          # Tags for the created resources.
          # xtcmk-customer:tags:
          #   owner: security

        """;

    /// <summary>What the Pulumi program needs, and the other forms read from the vendor's record.</summary>
    public static string ForPulumi(VendorHandoff vendor) => Text(vendor) + $"""
          # From the vendor's record; compare the applicationId with the one that the vendor gave you by another channel.
          azuread:tenantId: YOUR-TENANT-ID
          azure-native:environment: {vendor.Cloud}
          azuread:environment: {vendor.Cloud.AzureAdEnvironment}
          xtcmk-customer:cloud: {vendor.Cloud}
          xtcmk-customer:vendor:
            handoff:
              schema: {VendorHandoff.Schema}
              cloud: {vendor.Cloud}
              tenantId: {vendor.TenantId}
              applicationId: {vendor.ApplicationId}
              applicationName: {JsonSerializer.Serialize(vendor.ApplicationName)}

        """;

    private static string Location(Cloud cloud) =>
        cloud == Cloud.USGovernment ? "usgovvirginia" : cloud == Cloud.China ? "chinanorth3" : "westeurope";
}
