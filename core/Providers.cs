using System.Text.RegularExpressions;

namespace XtCmkInfra.Core;

/// <summary>
/// The settings of the two Azure providers that both programs rest on. Each stack works in one tenant; with the tenant written
/// down, nobody deploys into another one by being signed in there.
/// </summary>
public static class Providers
{
    private const string AzureNative = "azure-native";
    private const string AzureAD = "azuread";

    /// <summary>How the names of both projects begin.</summary>
    private const string Family = "xtcmk";

    /// <param name="cloud">The stack's cloud; null where its setting is wrong, so that nothing can be held against it.</param>
    /// <param name="ids">Notes the tenant and, where it is given, the subscription.</param>
    public static TenantId? Tenant(SettingSource source, Cloud? cloud, DistinctIds ids, List<Mistake> mistakes)
    {
        var azureNative = SettingsReader.Of(AzureNative, source, mistakes);
        var azureAD = SettingsReader.Of(AzureAD, source, mistakes);
        var tenant = azureNative.Required("tenantId", TenantId.Parse, "the id of the tenant that this stack works in");
        var directory = azureAD.Required("tenantId", TenantId.Parse, "the id of the tenant that this stack works in");
        if (tenant is not null && directory is not null && tenant != directory)
            azureAD.Refuse("tenantId", $"is {directory}, but azure-native:tenantId is {tenant}; a stack works in one tenant");
        ids.Add(azureNative, "tenantId", tenant, "the tenant of this stack");
        var subscription = SubscriptionId.Parse(source[AzureNative, "subscriptionId"] ?? "").Value;
        ids.Add(azureNative, "subscriptionId", subscription, "the subscription of this stack");

        if (cloud is not null)
        {
            CheckEnvironment(azureNative, cloud.Name, cloud, Cloud.Public.Name);
            CheckEnvironment(azureAD, cloud.AzureAdEnvironment, cloud, Cloud.Public.AzureAdEnvironment);
        }

        return tenant;
    }

    public static SubscriptionId? Subscription(SettingSource source, List<Mistake> mistakes) =>
        SettingsReader.Of(AzureNative, source, mistakes)
            .Required("subscriptionId", SubscriptionId.Parse, "the id of the subscription that this stack works in");

    /// <summary>Refuses settings under a name that is nearly that of the project or of a provider: nobody would read them.</summary>
    public static void RefuseOtherScopes(SettingSource source, string project, List<Mistake> mistakes)
    {
        string[] read = [project, AzureNative, AzureAD];
        foreach (var scope in source.Scopes.Except(read))
        {
            if (scope.StartsWith(Family, StringComparison.Ordinal) || NearestName.Of(scope, read) is not null)
                mistakes.Add(new Mistake(scope, $"is not read by this program; did you mean {NearestName.Of(scope, read) ?? project}?"));
        }
    }

    private static void CheckEnvironment(SettingsReader provider, string expected, Cloud cloud, string otherwise)
    {
        var given = provider.Optional<string>("environment", text => text) ?? otherwise;
        if (given != expected)
            provider.Refuse("environment", $"is '{given}', but the stack's cloud is '{cloud}', for which it must be '{expected}'");
    }
}

/// <summary>The names by which a stack is referred to from another one.</summary>
public static partial class StackNames
{
    /// <summary>Checks <c>organization/project/stack</c>; with a self-managed backend, the organization is the word organization.</summary>
    public static Parsed<string> Parse(string text) => Form().IsMatch(text)
        ? text
        : new Mistake(
            $"'{text}' is not a stack's full name: use organization/project/stack, of letters, digits, hyphens, underscores and periods. "
                + "With Pulumi Cloud, the first part is your organization; with a self-managed backend, it is the word organization");

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,100}(/[A-Za-z0-9_.-]{1,100}){2}\\z")]
    private static partial Regex Form();
}
