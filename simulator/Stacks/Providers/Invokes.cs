using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks.Providers;

/// <summary>The look-ups that programs may make.</summary>
internal static class Invokes
{
    /// <exception cref="NotSupportedException">The simulator does not know the function.</exception>
    /// <exception cref="Azure.AzureException">Azure refused, or has no such thing.</exception>
    public static JsonObject Call(SignedIn account, string token, JsonObject args) => token switch
    {
        "azuread:index/getApplication:getApplication" =>
            ApplicationProvider.Provide(account.Azure.Graph(account.Tenant).Get($"/applications(appId='{args["clientId"]}')")).Outputs,
        "azure-native:keyvault:getVault" => account.Azure.ResourceManager.Get(
            $"/subscriptions/{account.Subscription}/resourceGroups/{args["resourceGroupName"]}/providers/Microsoft.KeyVault/vaults/{args["vaultName"]}",
            AzureNative.KeyVaultVersion),
        "azure-native:keyvault:getKey" => Key(
            account,
            $"/subscriptions/{account.Subscription}/resourceGroups/{args["resourceGroupName"]}/providers/Microsoft.KeyVault"
            + $"/vaults/{args["vaultName"]}/keys/{args["keyName"]}"),
        _ => throw new NotSupportedException("the simulator does not know this function."),
    };

    /// <summary>Flattened as the resource's outputs are.</summary>
    private static JsonObject Key(SignedIn account, string id)
    {
        var key = (ArmResource)ProviderRegistry.Find("azure-native:keyvault:Key")!;
        return key.Outputs(account.Azure.ResourceManager.Get(id, key.ApiVersion));
    }
}
