using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Try;

/// <summary>The chain of trust of one account as lines of text, the vendor's tenant on the left, the customer's on the right.</summary>
internal static class ChainPicture
{
    /// <summary>Both columns fit into a terminal of 80 characters.</summary>
    private const int Column = 40;

    public static string Draw(StoryWorld world, JsonObject promise, ChainReport report)
    {
        var handoff = world.Isv.Outputs["handoff"]!;
        var customer = world.Customer.Outputs["handoff"]!;
        var identity = promise["identityId"]!.GetValue<string>().Split('/')[^1];
        string Mark(ChainLinkKind kind) => report.Links.FirstOrDefault(link => link.Kind == kind)?.Holds switch
        {
            true => "holds",
            false => "BROKEN",
            null => "not asked",
        };

        return string.Join('\n', new[]
        {
            Two($"vendor's tenant {Short(world.IsvTenant.Value)}", $"customer's tenant {Short(world.CustomerTenant.Value)}"),
            Two(new string('─', Column - 3), new string('─', Column - 3)),
            Two($"storage account {report.Account}", ""),
            Two($"  │ identity attached: {Mark(ChainLinkKind.Identity)}", ""),
            Two($"identity {identity}", ""),
            Two($"  │ federated credential: {Mark(ChainLinkKind.FederatedCredential)}", ""),
            $"application {handoff["applicationName"]}".PadRight(Column - 3, '─') + "▶  "
                + $"service principal {Short(customer["servicePrincipalObjectId"]!.ToString())}: {Mark(ChainLinkKind.ServicePrincipal)}",
            Two("", $"  │ vault's firewall: {Mark(ChainLinkKind.Firewall)}"),
            Two("", $"  │ role on the key: {Mark(ChainLinkKind.Access)}"),
            Two("", $"key {report.Key!.KeyName} in {report.Key.VaultName}"),
            Two("", $"  │ enabled, wraps and unwraps: {Mark(ChainLinkKind.Key)}"),
            Two("", $"version {Short(report.KeyInUse!.Version!)}"),
        });
    }

    private static string Short(string id) => id[..8] + "…";

    private static string Two(string left, string right) => $"{left.PadRight(Column)}{right}".TrimEnd();
}
