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
        "azure-native:keyvault:getVault" => account.Azure.ResourceManager.Get(Vault(account, args), AzureNative.KeyVaultVersion),
        "azure-native:keyvault:getKey" => Key(account, $"{Vault(account, args)}/keys/{args["keyName"]}"),
        _ => throw new NotSupportedException("the simulator does not know this function."),
    };

    private static string Vault(SignedIn account, JsonObject args) =>
        $"/subscriptions/{account.Subscription}/resourceGroups/{args["resourceGroupName"]}"
        + $"/providers/Microsoft.KeyVault/vaults/{args["vaultName"]}";

    /// <summary>Flattened as the resource's outputs are.</summary>
    private static JsonObject Key(SignedIn account, string id)
    {
        var key = (ArmResource)ProviderRegistry.Find("azure-native:keyvault:Key")!;
        return key.Outputs(account.Azure.ResourceManager.Get(id, key.ApiVersion));
    }
}
