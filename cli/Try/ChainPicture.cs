using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Try;

/// <summary>The chain of trust of one account as lines of text, the vendor's tenant on the left, the customer's on the right.</summary>
internal static class ChainPicture
{
    /// <summary>Both columns fit into a terminal of 80 characters.</summary>
    private const int Column = 40;

    /// <summary>The chain as it is now; null while no customer's key is in use.</summary>
    public static string? Of(StoryWorld world) =>
        world.Expectation.ContainsKey("accountId") && world.Azure.Storage.Inspect(world.Data.Account) is { Key: not null } report
            ? Draw(world, report)
            : null;

    private static string Draw(StoryWorld world, ChainReport report)
    {
        var settings = world.Settings;
        var identity = world.Expectation["identityId"]!.ToString().Split('/')[^1];
        string Mark(ChainLinkKind kind) => report.Links.FirstOrDefault(link => link.Kind == kind)?.Holds switch
        {
            true => "holds",
            false => "BROKEN",
            null => "not asked",
        };

        var grant = settings.IsHsm ? "local role on the key"
            : settings.Customer.KeyHome.Rbac ? "role on the key"
            : "access policy of the vault";
        return string.Join('\n', new[]
        {
            Two($"vendor's tenant {Short(settings.Vendor.TenantId.Value)}", $"customer's tenant {Short(settings.Customer.TenantId.Value)}"),
            Two(new string('─', Column - 3), new string('─', Column - 3)),
            Two($"storage account {report.Account}", ""),
            Two($"  │ identity attached: {Mark(ChainLinkKind.Identity)}", ""),
            Two($"identity {identity}", ""),
            Two($"  │ federated credential: {Mark(ChainLinkKind.FederatedCredential)}", ""),
            $"application {world.VendorHandoff["applicationName"]}".PadRight(Column - 3, '─') + "▶  "
                + $"service principal {Short(world.Keys.ServicePrincipal)}: {Mark(ChainLinkKind.ServicePrincipal)}",
            Two("", $"  │ {(settings.IsHsm ? "managed HSM" : "vault")}'s firewall: {Mark(ChainLinkKind.Firewall)}"),
            Two("", $"  │ {grant}: {Mark(ChainLinkKind.Access)}"),
            Two("", $"key {report.Key!.KeyName} in {report.Key.VaultName}"),
            Two("", $"  │ enabled, wraps and unwraps: {Mark(ChainLinkKind.Key)}"),
            Two("", $"version {Short(report.KeyInUse!.Version!)}"),
        });
    }

    private static string Short(string id) => id[..8] + "…";

    private static string Two(string left, string right) => $"{left.PadRight(Column)}{right}".TrimEnd();
}
