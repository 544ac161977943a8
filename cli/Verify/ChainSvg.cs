using System.Text;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>The chain of trust as a picture in a page: each link with its verdict in words, a mark and a colour.</summary>
internal static class ChainSvg
{
    private const int Width = 210;
    private const int Height = 58;
    private const int Gap = 30;

    private static readonly (ResourceKind Kind, string Label)[] Vendor =
    [
        (ResourceKind.StorageAccount, "storage accounts"), (ResourceKind.Identity, "identities"),
        (ResourceKind.FederatedCredential, "federated credentials"), (ResourceKind.Application, "application"),
    ];

    private static readonly (ResourceKind Kind, string Label)[] Customer =
    [
        (ResourceKind.ServicePrincipal, "service principal"), (ResourceKind.Grant, "grant on the key"), (ResourceKind.Key, "key"),
        (ResourceKind.Vault, "vault"),
    ];

    private static readonly (Verdict Verdict, string Mark)[] Marks =
        [(Verdict.Broken, "✗"), (Verdict.CannotBeDetermined, "?"), (Verdict.Weak, "!"), (Verdict.Holds, "✓")];

    public static string Draw(Verification verification)
    {
        var boxes = Math.Max(Vendor.Length, Customer.Length);
        var (width, height) = ((boxes * (Width + Gap)) + Gap, (2 * (Height + 70)) - 30);
        var svg = new StringBuilder(
            $"""
            <svg viewBox="0 0 {width} {height}" role="img" aria-label="The chain of trust with the verdict of each link">

            """);
        Row(svg, "vendor's tenant", Vendor, 0, verification);
        Row(svg, "customer's tenant", Customer, Height + 70, verification);
        // From the application down to its service principal in the other tenant.
        var from = Gap + ((Vendor.Length - 1) * (Width + Gap)) + (Width / 2);
        var to = Gap + Width - 40;
        var points = $"{from},{34 + Height} {from},{Height + 62} {to},{Height + 62} {to},{Height + 104}";
        svg.Append($"<polyline points=\"{points}\" fill=\"none\" stroke=\"#333\"/>\n");
        return svg.Append("</svg>\n").ToString();
    }

    private static void Row(StringBuilder svg, string title, (ResourceKind Kind, string Label)[] links, int top, Verification verification)
    {
        svg.Append($"<text x=\"{Gap}\" y=\"{top + 22}\" font-weight=\"bold\">{HtmlReport.Text(title)}</text>\n");
        var x = Gap;
        foreach (var (kind, label) in links)
        {
            var results = verification.Results.Where(result => result.Resource.Kind == kind).ToList();
            var (verdict, words) = Judge(results);
            var middle = top + 34 + (Height / 2);
            if (x > Gap)
                svg.Append($"<line x1=\"{x - Gap}\" y1=\"{middle}\" x2=\"{x}\" y2=\"{middle}\" stroke=\"#333\"/>\n");
            var (fill, stroke, dash) = ColourOf(verdict);
            svg.Append($"<g class=\"link {HtmlReport.ClassOf(verdict)}\" data-link=\"{kind}\">")
                .Append($"<rect x=\"{x}\" y=\"{top + 34}\" width=\"{Width}\" height=\"{Height}\" rx=\"6\" ")
                .Append($"fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"2\"{dash}/>")
                .Append($"<text x=\"{x + 12}\" y=\"{top + 57}\">{HtmlReport.Text(label)}</text>")
                .Append($"<text x=\"{x + 12}\" y=\"{top + 79}\" font-weight=\"bold\">{HtmlReport.Text(words)}</text></g>\n");
            x += Width + Gap;
        }
    }

    private static (Verdict Verdict, string Words) Judge(List<CheckResult> results)
    {
        int Count(Verdict verdict) =>
            results.Where(result => result.Verdict == verdict).Select(result => result.Resource.Id).Distinct().Count();
        foreach (var (verdict, mark) in Marks)
        {
            if (Count(verdict) is not (> 0 and var count))
                continue;
            var more = verdict != Verdict.Holds ? $" ({count})" : Count(Verdict.NotVisible) > 0 ? ", as far as visible" : "";
            return (verdict, $"{mark} {Verification.Name(verdict)}{more}");
        }

        return (Verdict.NotVisible, "– not checked");
    }

    private static (string Fill, string Stroke, string Dash) ColourOf(Verdict verdict) => verdict switch
    {
        Verdict.Holds => ("#e5f4ea", "#17603a", ""),
        Verdict.Weak => ("#fff3d6", "#8a5a00", " stroke-dasharray=\"8 3\""),
        Verdict.Broken => ("#fde3e6", "#a1001a", " stroke-dasharray=\"2 3\""),
        Verdict.CannotBeDetermined => ("#f3e5f8", "#6a1b86", " stroke-dasharray=\"4 4\""),
        _ => ("#f4f4f4", "#777", " stroke-dasharray=\"1 4\""),
    };
}
