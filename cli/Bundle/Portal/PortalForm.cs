using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using static XtCmkInfra.Cli.Bundle.Portal.HtmlText;

namespace XtCmkInfra.Cli.Bundle.Portal;

/// <summary>The customer's side by hand: one page that needs nothing else, with every value and a button to copy it.</summary>
internal static class PortalForm
{
    /// <summary>Stands in the record until the customer has given the object id.</summary>
    public const string Placeholder = "THE-OBJECT-ID-OF-STEP-2";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static IReadOnlyList<BundleFile> Write(CustomerSide side) => [BundleFile.Of("portal.html", Page(side))];

    private static string Page(CustomerSide side)
    {
        var (style, script) = (Resource("portal.css"), Resource("portal.js"));
        var policy = $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";
        var application = side.Vendor.ApplicationId.Value;
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <title>Your key for the storage of {Of(side.Vendor.ApplicationName)}</title>
            <style>{style}</style>
            </head>
            <body>
            <h1>Your key for the storage of {Of(side.Vendor.ApplicationName)}</h1>
            <p>With these steps the vendor's service encrypts your data with a key of yours. The vendor's application gets one role on that
            key alone: it wraps and unwraps, and never reads the key. You can revoke it at any time. This page sends nothing.</p>
            <p>First compare this application id with the one that the vendor gave you by another channel: {Value(application)}</p>
            <ol>
            {string.Join('\n', PortalSteps.All(side).Select(step => step.ToHtml()))}
            <li>
            <h2>Send the handoff record</h2>
            <p>Send this to the vendor, for example by e-mail. Nothing in it is secret.</p>
            <pre id="record">{Of(Record(side))}</pre>
            <p><button type="button" data-copies="record">Copy</button></p>
            <p class="expect"><strong>Then you see:</strong> the vendor's answer, that the storage account uses your key.</p>
            </li>
            </ol>
            <h2>Later</h2>
            <ul>
            <li><strong>Revoke the access:</strong> {Of(Revoke(side))} Reads and writes of your data return 403 some minutes later, and
            nothing is lost. Disabling the key is quicker: open its current version, and set <em>Enabled</em> to <em>No</em>. To
            restore the access, undo either.</li>
            <li><strong>Rotate:</strong> on the key's page, or by its rotation policy. Leave the old version enabled for a day at least:
            Azure Storage looks for a new one once a day.</li>
            <li><strong>Never delete</strong> the key or the vault while data is encrypted with it. A lock (CanNotDelete) would prevent it,
            and would also stop you from removing the vendor's grant.</li>
            </ul>
            <script>{script}</script>
            </body>
            </html>

            """;
    }

    private static string Record(CustomerSide side) => new JsonObject
    {
        ["schema"] = CustomerHandoff.Schema,
        ["tenantId"] = side.Settings.TenantId.Value,
        ["keyUri"] = side.KeyUri,
        ["servicePrincipalObjectId"] = Placeholder,
        ["applicationId"] = side.Vendor.ApplicationId.Value,
    }.ToJsonString(Indented);

    private static string Revoke(CustomerSide side) => side.HsmKey is not null
        ? "remove the assignment from the managed HSM's Local RBAC."
        : side.IsRbac
            ? $"on the key's page, under Access control (IAM), remove the role assignment of {side.Vendor.ApplicationName}."
            : $"in the vault's access policies, delete that of {side.Vendor.ApplicationName}.";

    /// <summary>What the page's policy lets in: exactly this text, with the line ends that the file has.</summary>
    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(PortalForm).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
