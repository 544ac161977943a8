namespace XtCmkInfra.Core;

/// <summary>
/// The settings of the two Azure providers that both programs rest on. Each stack works in one tenant; with the tenant written
/// down, nobody deploys into another one by being signed in there.
/// </summary>
public static class Providers
{
    private const string AzureNative = "azure-native";
    private const string AzureAD = "azuread";

    public static TenantId? Tenant(SettingSource source, Cloud cloud, List<Mistake> mistakes)
    {
        var azureNative = SettingsReader.Of(AzureNative, source, mistakes);
        var azureAD = SettingsReader.Of(AzureAD, source, mistakes);
        var tenant = azureNative.Required("tenantId", TenantId.Parse, "the id of the tenant that this stack works in");
        var directory = azureAD.Required("tenantId", TenantId.Parse, "the id of the tenant that this stack works in");
        if (tenant is not null && directory is not null && tenant != directory)
            azureAD.Refuse("tenantId", $"is {directory}, but azure-native:tenantId is {tenant}; a stack works in one tenant");

        CheckEnvironment(azureNative, cloud.Name, cloud, Cloud.Public.Name);
        CheckEnvironment(azureAD, cloud.AzureAdEnvironment, cloud, Cloud.Public.AzureAdEnvironment);
        return tenant;
    }

    public static SubscriptionId? Subscription(SettingSource source, List<Mistake> mistakes) =>
        SettingsReader.Of(AzureNative, source, mistakes)
            .Required("subscriptionId", SubscriptionId.Parse, "the id of the subscription that this stack works in");

    private static void CheckEnvironment(SettingsReader provider, string expected, Cloud cloud, string otherwise)
    {
        var given = provider.Optional<string>("environment", text => text) ?? otherwise;
        if (given != expected)
            provider.Refuse("environment", $"is '{given}', but the stack's cloud is '{cloud}', for which it must be '{expected}'");
    }
}

/// <summary>The names by which a stack is referred to from another one.</summary>
public static class StackNames
{
    /// <summary>Checks <c>organization/project/stack</c>; the organization is literally so called with a self-managed backend.</summary>
    public static Parsed<string> Parse(string text) =>
        text.Split('/') is [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 }] && !text.Any(char.IsWhiteSpace)
            ? text
            : new Wrong($"'{text}' is not a stack's full name: use organization/project/stack");
}
