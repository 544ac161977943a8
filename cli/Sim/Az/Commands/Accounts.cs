using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary>Signing in and out, and <c>az account</c> and <c>az version</c>.</summary>
internal static class Accounts
{
    /// <summary>The version whose reference the commands follow: the first that manages Key Vault at 2026-02-01.</summary>
    public const string Version = "2.90.0";

    public static readonly AzCommand[] All =
    [
        new("login", "Sign in, to one tenant or to all.", Login,
            ["--tenant -t", AzOption.Of("--use-device-code", AzValues.Switch), AzOption.Of("--allow-no-subscriptions", AzValues.Switch)],
            Changes: true),
        new("logout", "Sign out.", Logout, ["--username"], Changes: true),
        new("version", "Show the version of the Azure CLI that the commands follow.", _ => Versions(), []),
        new("account show", "Show the current subscription.",
            call => Show(call.Session, call.Session.Subscription, "environmentName"), ["--name -n"]),
        new("account list", "List the subscriptions of all tenants.", List,
            [AzOption.Of("--all", AzValues.Switch), AzOption.Of("--refresh", AzValues.Switch)]),
        new("account set", "Change to a subscription, and to its tenant.", Set, ["--name -n"], Changes: true),
    ];

    private static JsonArray? Login(AzCall call)
    {
        var session = call.Session;
        IReadOnlyList<TenantId> tenants = call.Text("--tenant") is { } text ? [Known(session, text)] : session.Azure.Tenants;
        if (tenants.Count == 0)
            throw new AzException("There are no simulated tenants yet. 'xtcmk sim tenant' adds one; 'xtcmk sim up' those of the settings.");
        foreach (var tenant in tenants)
            session.EnsurePerson(tenant);
        var subscriptions = tenants.SelectMany(session.Azure.SubscriptionsOf).ToList();
        if (subscriptions.Count == 0 && call.Flag("--allow-no-subscriptions") != true)
            throw new AzException($"No subscriptions found for {string.Join(", ", tenants)}.");
        var first = subscriptions.FirstOrDefault();
        session.Profile = new AzProfile(first is null ? tenants[0] : session.Azure.FindTenantOf(first), first);
        return AzShapes.List(subscriptions.Select(subscription => Show(session, subscription, "cloudName")));
    }

    private static JsonNode? Logout(AzCall call)
    {
        _ = call.Session.Tenant;
        call.Session.Profile = AzProfile.SignedOut;
        return null;
    }

    private static JsonArray? List(AzCall call)
    {
        _ = call.Session.Tenant;
        return AzShapes.List(call.Session.Azure.Tenants
            .SelectMany(call.Session.Azure.SubscriptionsOf)
            .Select(subscription => Show(call.Session, subscription, "cloudName")));
    }

    private static JsonNode? Set(AzCall call)
    {
        var session = call.Session;
        _ = session.Tenant;
        var wanted = call.Text("--subscription") ?? call.Text("--name")
            ?? throw new AzException("the following arguments are required: --subscription/--name/-n", AzException.Usage);
        session.Profile = Choose(session, wanted);
        session.EnsurePerson(session.Tenant);
        return null;
    }

    /// <summary>The subscription of that id or name, with its tenant.</summary>
    public static AzProfile Choose(AzSession session, string wanted)
    {
        var found = session.Azure.Tenants.SelectMany(session.Azure.SubscriptionsOf).FirstOrDefault(subscription =>
            string.Equals(subscription.Value, wanted, StringComparison.OrdinalIgnoreCase)
            || string.Equals(NameOf(session, subscription), wanted, StringComparison.OrdinalIgnoreCase));
        return found is null
            ? throw new AzException($"The subscription of '{wanted}' doesn't exist in cloud '{session.Cloud.AzureCliName}'.")
            : new AzProfile(session.Azure.FindTenantOf(found), found);
    }

    public static string NameOf(AzSession session, SubscriptionId subscription) =>
        $"Simulated subscription of {session.Azure.NameOf(session.Azure.FindTenantOf(subscription)!)} {subscription.Value[..8]}";

    private static TenantId Known(AzSession session, string text) => session.Azure.Tenants.FirstOrDefault(tenant =>
            string.Equals(tenant.Value, text, StringComparison.OrdinalIgnoreCase)
            || string.Equals(session.DomainOf(tenant), text, StringComparison.OrdinalIgnoreCase))
        ?? throw new AzException(
            $"AADSTS90002: There is no simulated tenant '{text}'. 'xtcmk sim tenant' adds one; there are: "
            + $"{string.Join(", ", session.Azure.Tenants.Select(tenant => $"{tenant} ({session.DomainOf(tenant)})"))}.");

    private static JsonObject Show(AzSession session, SubscriptionId subscription, string cloudMember)
    {
        var tenant = session.Azure.FindTenantOf(subscription)!;
        return new JsonObject
        {
            [cloudMember] = session.Azure.CloudOf(tenant).AzureCliName,
            ["homeTenantId"] = tenant.Value,
            ["id"] = subscription.Value,
            ["isDefault"] = subscription == session.Profile.Subscription,
            ["managedByTenants"] = new JsonArray(),
            ["name"] = NameOf(session, subscription),
            ["state"] = "Enabled",
            ["tenantDefaultDomain"] = session.DomainOf(tenant),
            ["tenantDisplayName"] = session.Azure.NameOf(tenant),
            ["tenantId"] = tenant.Value,
            ["user"] = new JsonObject { ["name"] = $"admin@{session.DomainOf(tenant)}", ["type"] = "user" },
        };
    }

    private static JsonObject Versions() =>
        new() { ["azure-cli"] = Version, ["azure-cli-core"] = Version, ["extensions"] = new JsonObject() };
}
