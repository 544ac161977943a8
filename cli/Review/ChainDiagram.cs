using System.Text;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>The chain of trust as a Mermaid picture, with the links that change marked by the worst that happens to them.</summary>
internal static class ChainDiagram
{
    private static readonly (string Id, ResourceKind Kind, string Label)[] Vendor =
    [
        ("account", ResourceKind.StorageAccount, "storage account"),
        ("identity", ResourceKind.Identity, "identity"),
        ("federation", ResourceKind.FederatedCredential, "federated credential"),
        ("application", ResourceKind.Application, "application"),
    ];

    private static readonly (string Id, ResourceKind Kind, string Label)[] Customer =
    [
        ("principal", ResourceKind.ServicePrincipal, "service principal"),
        ("grant", ResourceKind.Grant, "grant on the key"),
        ("key", ResourceKind.Key, "key"),
        ("vault", ResourceKind.Vault, "vault"),
    ];

    /// <returns>Nothing where nothing changes.</returns>
    public static string Draw(Review review)
    {
        var open = review.Open.ToList();
        if (open.Count == 0)
            return "";
        var text = new StringBuilder("\n```mermaid\nflowchart LR\n");
        Side(text, "vendor", "vendor's tenant", Vendor, open);
        Side(text, "customer", "customer's tenant", Customer, open);
        text.Append("  account --> identity --> federation --> application --> principal --> grant --> key --- vault\n");
        text.Append("  classDef critical fill:#b00020,color:#fff,stroke-width:3px\n");
        text.Append("  classDef high fill:#d9730d,color:#fff,stroke-width:3px\n");
        text.Append("  classDef medium fill:#f2c94c,color:#000\n  classDef low fill:#e0e0e0,color:#000\n");
        return text.Append("```\n").ToString();
    }

    private static void Side(
        StringBuilder text, string id, string title, (string Id, ResourceKind Kind, string Label)[] nodes, IReadOnlyList<Finding> open)
    {
        text.Append($"  subgraph {id} [\"{title}\"]\n");
        foreach (var (node, kind, label) in nodes)
        {
            var concerned = open.Where(finding => Concerns(kind, finding)).ToList();
            var count = concerned.Select(finding => finding.Resource.Id).Distinct().Count();
            var worst = concerned.Count == 0 ? "" : concerned.Max(finding => finding.Rule.Severity).Word();
            text.Append(concerned.Count == 0
                ? $"    {node}[\"{label}\"]\n"
                : $"    {node}[\"{label}<br>{count} changed, {worst}\"]:::{worst}\n");
        }

        text.Append("  end\n");
    }

    /// <summary>A password is one of an application.</summary>
    private static bool Concerns(ResourceKind kind, Finding finding) =>
        finding.Resource.Kind == kind || (kind == ResourceKind.Application && finding.Resource.Kind == ResourceKind.Credential);
}
