using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az cloud</c>: the clouds that there are, are those of the simulated tenants.</summary>
internal static class Clouds
{
    public static readonly AzCommand[] All =
    [
        new("cloud show", "Show the cloud of the current tenant.", Show, ["--name -n"]),
        new("cloud set", "Select the cloud to sign in to.", Set, ["--name -n!"], Changes: true),
    ];

    private static JsonObject Show(AzCall call)
    {
        var cloud = call.Session.Cloud;
        if (call.Text("--name") is { } name && name != cloud.AzureCliName)
            throw AzException.NotModelled($"the cloud '{name}' beside the one of the tenant that one is in");
        return new JsonObject
        {
            ["endpoints"] = new JsonObject
            {
                ["activeDirectory"] = $"https://{cloud.LoginHost}",
                ["microsoftGraphResourceId"] = $"https://{cloud.GraphHost}/",
                ["resourceManager"] = $"https://{cloud.ManagementHost}/",
            },
            ["isActive"] = true,
            ["name"] = cloud.AzureCliName,
            ["profile"] = "latest",
            ["suffixes"] = new JsonObject
            {
                ["keyvaultDns"] = $".{cloud.VaultSuffix}",
                ["mhsmDns"] = $".{cloud.ManagedHsmSuffix}",
                ["storageEndpoint"] = cloud.StorageSuffix,
            },
        };
    }

    /// <summary>Without a sign-in, the public cloud is the selected one. Another cloud needs a sign-in of its own.</summary>
    private static JsonNode? Set(AzCall call)
    {
        var (session, name) = (call.Session, call.Required("--name"));
        var known = session.Azure.Tenants.Select(session.Azure.CloudOf).DefaultIfEmpty(Cloud.Public);
        if (known.FirstOrDefault(cloud => cloud.AzureCliName == name) is not { } wanted)
            throw new AzException($"The cloud '{name}' is not registered.");
        var current = session.Profile.Tenant is { } tenant && session.Azure.HasTenant(tenant) ? session.Cloud : Cloud.Public;
        if (wanted == current)
            return null;
        session.Profile = AzProfile.SignedOut;
        call.Warn($"Switched active cloud to '{name}'.");
        call.Warn("Use 'az login' to log in to this cloud.");
        call.Warn("Use 'az account set' to set the active subscription.");
        return null;
    }
}
