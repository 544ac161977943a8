using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks.Providers;

/// <summary>The azure-native provider's resource types that the simulator knows, each at the API version that the provider uses.</summary>
internal static class AzureNative
{
    /// <summary>Of Pulumi.AzureNative 3.28.0. It is one of those that <see cref="Core.KeyVaultManagement"/> retires.</summary>
    public const string KeyVaultVersion = "2024-11-01";

    public static readonly IReadOnlyList<ArmResource> Resources =
    [
        new(
            "azure-native:resources:ResourceGroup",
            "2024-03-01",
            new ArmShape(["resourceGroupName"], ["location", "managedBy", "tags", "properties"], [], NestedOutputs: true),
            ["location", "resourceGroupName"],
            (account, _, inputs) => $"/subscriptions/{account.Subscription}/resourceGroups/{Text(inputs, "resourceGroupName")}"),
        new(
            "azure-native:managedidentity:UserAssignedIdentity",
            "2023-01-31",
            new ArmShape(["resourceGroupName", "resourceName"], ["location", "tags"], []),
            ["location", "resourceGroupName", "resourceName"],
            (account, _, inputs) => InGroup(account, inputs, "Microsoft.ManagedIdentity/userAssignedIdentities", "resourceName")),
        new(
            "azure-native:storage:StorageAccount",
            "2024-01-01",
            new ArmShape(
                ["resourceGroupName", "accountName"],
                ["extendedLocation", "identity", "kind", "location", "sku", "tags"],
                new Dictionary<string, string>
                {
                    ["enableHttpsTrafficOnly"] = "supportsHttpsTrafficOnly",
                    ["networkRuleSet"] = "networkAcls",
                    ["networkRuleSet.ipRules.iPAddressOrRange"] = "value",
                    ["encryption.keyVaultProperties"] = "keyvaultproperties",
                    ["encryption.keyVaultProperties.keyName"] = "keyname",
                    ["encryption.keyVaultProperties.keyVaultUri"] = "keyvaulturi",
                    ["encryption.keyVaultProperties.keyVersion"] = "keyversion",
                    ["encryption.encryptionIdentity"] = "identity",
                    ["encryption.encryptionIdentity.encryptionUserAssignedIdentity"] = "userAssignedIdentity",
                    ["encryption.encryptionIdentity.encryptionFederatedIdentityClientId"] = "federatedIdentityClientId",
                }),
            ["accountName", "isHnsEnabled", "location", "resourceGroupName"],
            (account, _, inputs) => InGroup(account, inputs, "Microsoft.Storage/storageAccounts", "accountName")),
        new(
            "azure-native:keyvault:Vault",
            KeyVaultVersion,
            new ArmShape(["resourceGroupName", "vaultName"], ["location", "properties", "tags"], [], NestedOutputs: true),
            ["location", "resourceGroupName", "vaultName"],
            (account, _, inputs) => InGroup(account, inputs, "Microsoft.KeyVault/vaults", "vaultName"),
            filledByOthers: "accessPolicies"),
        new(
            "azure-native:keyvault:Key",
            KeyVaultVersion,
            new ArmShape(
                ["keyName", "resourceGroupName", "vaultName"],
                ["tags", "properties"],
                new Dictionary<string, string>
                {
                    ["properties.attributes.expires"] = "exp",
                    ["properties.attributes.notBefore"] = "nbf",
                }),
            ["keyName", "resourceGroupName", "vaultName"],
            (account, _, inputs) =>
                InGroup(account, inputs, "Microsoft.KeyVault/vaults", "vaultName") + $"/keys/{Text(inputs, "keyName")}"),
        new(
            "azure-native:authorization:RoleAssignment",
            "2022-04-01",
            new ArmShape(["roleAssignmentName", "scope"], [], []),
            ["principalId", "principalType", "roleAssignmentName", "roleDefinitionId", "scope"],
            (account, name, inputs) =>
                $"{Text(inputs, "scope")}/providers/Microsoft.Authorization/roleAssignments/"
                + (inputs["roleAssignmentName"]?.GetValue<string>()
                    ?? DerivedGuid.Of($"{account.Subscription}/{Text(inputs, "scope")}/{name}"))),
    ];

    private static string InGroup(SignedIn account, JsonObject inputs, string type, string nameInput) =>
        $"/subscriptions/{account.Subscription}/resourceGroups/{Text(inputs, "resourceGroupName")}"
        + $"/providers/{type}/{Text(inputs, nameInput)}";

    private static string Text(JsonObject inputs, string name) => inputs[name] is { } value
        ? value.GetValue<string>()
        : throw new NotSupportedException($"The simulator makes no names up: give the resource its {name}.");
}
