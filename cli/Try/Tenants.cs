using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>The tenants that settings speak of, as they are before a stack's first run.</summary>
internal static class Tenants
{
    /// <summary>Lets the tenant, the subscription and the people be there that a project's settings name.</summary>
    /// <exception cref="ProjectFileException">The settings name no tenant, no subscription, or one of another tenant.</exception>
    public static TenantId Add(SimulatedAzure azure, ProjectFiles project, string name)
    {
        var tenant = Id(project, "tenantId", TenantId.Parse);
        var subscription = Id(project, "subscriptionId", SubscriptionId.Parse);
        if (!azure.HasTenant(tenant))
            azure.AddTenant(tenant, name, Cloud.Parse(project.Settings[project.Name, "cloud"] ?? "public").Value ?? Cloud.Public);
        if (azure.FindTenantOf(subscription) is not { } owner)
            azure.AddSubscription(subscription, tenant);
        else if (owner != tenant)
            throw Mistake(
                project,
                "subscriptionId",
                $"the subscription {subscription} belongs to the tenant {owner} since an earlier run, not to {tenant}. "
                    + $"If {tenant} is right, 'xtcmk sim reset' forgets the simulated tenants");
        foreach (var officer in SettingsReader.Of(project.Name, project.Settings, []).Texts<string>("cryptoOfficers", text => text))
            AddOfficer(azure, tenant, officer);

        return tenant;
    }

    private static void AddOfficer(SimulatedAzure azure, TenantId tenant, string officer)
    {
        const string group = "group:";
        var isGroup = officer.StartsWith(group, StringComparison.Ordinal);
        if (ObjectId.Parse(isGroup ? officer[group.Length..] : officer) is not { Ok: true, Value: { } id })
            return;
        if (isGroup)
            azure.AddGroup(tenant, id, "crypto officers");
        else
            azure.AddUser(tenant, id, "crypto officer");
    }

    private static T Id<T>(ProjectFiles project, string name, Parser<T> parse)
    {
        if (project.Settings["azure-native", name] is not { Length: > 0 } text)
            throw Mistake(project, name, "is missing");
        var parsed = parse(text);
        return parsed.Ok
            ? parsed.Value
            : throw Mistake(project, name, parsed.Mistake);
    }

    private static ProjectFileException Mistake(ProjectFiles project, string name, string mistake) =>
        new($"Pulumi.{project.Stack}.yaml of {project.Name}: azure-native:{name}: {mistake}.");
}
