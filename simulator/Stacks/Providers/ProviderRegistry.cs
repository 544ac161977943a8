namespace XtCmkInfra.Simulator.Stacks.Providers;

/// <summary>Every resource type that the simulator knows.</summary>
internal static class ProviderRegistry
{
    private static readonly Dictionary<string, ResourceProvider> Types =
        ((IEnumerable<ResourceProvider>)
        [
            .. AzureNative.Resources,
            new AccessPolicyProvider(),
            new ApplicationProvider(),
            new FederatedCredentialProvider(),
            new ServicePrincipalProvider(),
        ]).ToDictionary(provider => provider.Type, StringComparer.Ordinal);

    public static ResourceProvider? Find(string type) => Types.GetValueOrDefault(type);
}
