using System.Globalization;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using static XtCmkInfra.Cli.Bundle.Portal.HtmlText;

namespace XtCmkInfra.Cli.Bundle.Portal;

/// <summary>
/// The steps of Microsoft's guide for the customer, "Configure cross-tenant customer-managed keys", with this customer's values.
/// </summary>
internal static class PortalSteps
{
    private const string Applications = "view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview";
    private const string Trusted = "Allow trusted Microsoft services to bypass this firewall";
    private const string Policies = "Access policies";
    private const string RolesMenu = "Access control (IAM)";

    public static IEnumerable<PortalStep> All(CustomerSide side)
    {
        yield return SignIn(side);
        yield return Install(side);
        if (side.HsmKey is not null)
        {
            if (side.Settings.Granted)
                yield return HsmRole(side);
            yield break;
        }

        yield return side.NewVault is { } vault ? MakeVault(side, vault) : CheckVault(side);
        yield return Officers(side);
        yield return MakeKey(side);
        if (side.Settings.Granted)
            yield return side.IsRbac ? GrantByRole(side) : GrantByPolicy(side);
    }

    private static PortalStep SignIn(CustomerSide side) => new(
        "Open the portal in your directory",
        $"""
        <p>Open {Link("the Azure portal", Portal(side, ""))} and sign in. You need Cloud Application Administrator, and in the
        subscription Key Vault Contributor and Role Based Access Control Administrator.</p>
        {Fields(("Directory (tenant) id", side.Settings.TenantId.Value))}
        """,
        "under <em>Settings › Directories</em> the directory with this id as the current one.");

    private static PortalStep Install(CustomerSide side)
    {
        var consent = Link("Consent as an administrator", side.ConsentUrl);
        var install = side.Settings.AdoptServicePrincipal
            ? $"<p>{consent}, if that was not done yet.</p>"
            : $"""
                <p>{consent}. The application asks for no permission but to be known here; what it may do comes in the last step. If that
                page ends with an error about a reply address, use {Link("Cloud Shell", Portal(side, "cloudshell/"))} instead:</p>
                <p>{Value($"az ad sp create --id {side.Vendor.ApplicationId}")}</p>
                """;
        return new PortalStep(
            "Install the vendor's application in your directory",
            $"""
            {install}
            <p>Then open {Link("Enterprise applications", Portal(side, Applications))}, search for the application id, and open it.</p>
            {Fields(("Application (client) id", side.Vendor.ApplicationId.Value), ("Name", side.Vendor.ApplicationName))}
            <p><label>Copy its <em>Object ID</em> into this field; the last step needs it: <input id="principal" size="38"
            spellcheck="false" autocomplete="off" placeholder="xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"></label>
            <span id="wrong" role="status"></span></p>
            """,
            "the application with exactly this application id. Compare it with the one that the vendor gave you by another channel.");
    }

    private static PortalStep MakeVault(CustomerSide side, KeyHomeSettings.NewVault vault) => new(
        "Create the key vault",
        $"""
        <p>{Link("Create a key vault", Portal(side, "create/Microsoft.KeyVault"))} with these values. You cannot disable purge protection
        later, and Azure Storage refuses a key without it.</p>
        {Fields(
        [
            ("Subscription", side.Settings.SubscriptionId.Value),
            ("Resource group", side.Settings.ResourceGroup),
            ("Key vault name", vault.Name),
            ("Region", side.Settings.Location),
            ("Pricing tier", vault.Premium ? "Premium" : "Standard"),
            ("Days to retain deleted vaults", Number(vault.RetentionDays)),
            ("Purge protection", "Enable purge protection"),
            ("Access configuration", AccessModel(side)),
            ("Networking: public access", PublicAccess(vault.Firewall)),
            ("Networking: exception", Trusted),
            .. vault.Firewall.IpRules.Select(rule => ("Networking: IP address", rule)),
            .. side.Settings.Tags.Select(tag => ($"Tag {tag.Key}", tag.Value)),
        ])}
        {(vault.Firewall.Open ? "" : """
            <p>To create the key in the portal, the firewall must permit your own address: <em>Networking › Add your client IP
            address</em>. Remove it afterwards.</p>
            """)}
        """,
        $"the vault's page, with the <em>Vault URI</em> <code>{Of(side.Settings.Cloud.VaultUri(vault.Name))}</code>.");

    private static PortalStep CheckVault(CustomerSide side) => new(
        "Check your vault",
        $"""
        <p>Open {Link("the vault", OfVault(side, "overview"))}. It can keep the key if all of this is true:</p>
        {Fields(
            ("Properties: Soft-delete", "Soft delete has been enabled on this key vault"),
            ("Properties: Purge protection", "Enable purge protection"),
            ("Access configuration", AccessModel(side)),
            ("Networking: exception", Trusted))}
        """,
        "all four. Purge protection can be turned on, and never off again.");

    private static PortalStep Officers(CustomerSide side)
    {
        var who = side.Settings.CryptoOfficers
            .Select(officer => $"<li>{Of(officer.PrincipalType)} {Value(officer.ObjectId.Value)}</li>\n").ToList();
        var people = who.Count == 0
            ? "<p>Do it for yourself, since you create the key in the next step.</p>"
            : $"<p>For yourself, since you create the key in the next step, and for:</p>\n<ul>\n{string.Concat(who)}</ul>";
        var (menu, name, add, field) = side.IsRbac
            ? ("users", RolesMenu, "Add › Add role assignment", ("Role", Roles.KeyVaultCryptoOfficer.Name))
            : ("access_policies", Policies, "Create",
                ("Key permissions", "Get, List, Update, Create, Recover, Rotate, Get Rotation Policy, Set Rotation Policy"));
        return new PortalStep(
            "Assign the crypto officers",
            $"""
            <p>In the vault, open {Link(name, OfVault(side, menu))} and choose <em>{add}</em>.</p>
            {Fields(field)}
            {people}
            """,
            "the names in the list. It may take some minutes until it works.");
    }

    private static PortalStep MakeKey(CustomerSide side) => new(
        "Create the key",
        $"""
        <p>In {Link("the vault", OfVault(side, "overview"))}, open <em>Objects › Keys</em> and choose <em>Generate/Import</em>. Periods are
        written as Azure writes them: P90D is 90 days, P1Y a year.</p>
        {Fields(KeyFields(side.Settings.Key, side.KeyType))}
        <p>Then open the key's version, and leave of the <em>permitted operations</em> only <em>Wrap Key</em> and <em>Unwrap Key</em>.</p>
        """,
        $"the key as <em>Enabled</em>, with an identifier that begins with <code>{Of(side.KeyUri)}/</code>.");

    private static IEnumerable<(string Name, string Value)> KeyFields(KeySettings key, string type)
    {
        yield return ("Options", "Generate");
        yield return ("Name", key.Name);
        yield return ("Key type", type);
        yield return ("RSA key size", Number(key.Size));
        if (key.Expires is { } expires)
            yield return ("Set expiration date", expires.UtcDateTime.ToString("yyyy-MM-dd 00:00 'UTC'", CultureInfo.InvariantCulture));
        yield return ("Enabled", "Yes");
        if (key.Rotation is not { } rotation)
            yield break;
        if (rotation.ExpireAfter is { } expireAfter)
            yield return ("Rotation policy: expiry time", expireAfter.Text);
        yield return ("Rotation policy: rotate automatically, after creation", rotation.RotateAfter.Text);
        if (rotation.NotifyBefore is { } notify)
            yield return ("Rotation policy: notify, before expiry", notify.Text);
    }

    private static PortalStep GrantByRole(CustomerSide side) => new(
        "Let the vendor's application use this key",
        $"""
        <p>In {Link("the vault", OfVault(side, "overview"))}, open <em>Objects › Keys</em>, the key {Value(side.Settings.Key.Name)}, and
        there <em>{RolesMenu}</em>: on the key, not on the vault. Choose <em>Add › Add role assignment</em>.</p>
        {Fields(("Role", CustomerSide.GrantRole.Name), ("Members: User, group, or service principal", side.Vendor.ApplicationName))}
        """,
        $"{Of(side.Vendor.ApplicationName)} under <em>Role assignments</em> of the key, with the scope <em>This resource</em>.");

    private static PortalStep GrantByPolicy(CustomerSide side) => new(
        "Let the vendor's application use the key",
        $"""
        <p>In the vault, open {Link(Policies, OfVault(side, "access_policies"))} and choose <em>Create</em>. A policy reaches every key of
        the vault: keep no other key in it.</p>
        {Fields(("Key permissions", "Get, Unwrap Key, Wrap Key"), ("Principal", side.Vendor.ApplicationId.Value))}
        """,
        $"{Of(side.Vendor.ApplicationName)} in the list, with three key permissions and nothing else.");

    private static PortalStep HsmRole(CustomerSide side) => new(
        "Let the vendor's application use this key",
        $"""
        <p>In the managed HSM {Value(side.HsmKey!.VaultName)}, open <em>Local RBAC</em> and choose <em>Add</em>.</p>
        {Fields(
            ("Role", Roles.ManagedHsmCryptoServiceEncryptionUser.Name),
            ("Scope", side.KeyScope),
            ("Security principal", side.Vendor.ApplicationName))}
        <p>Or in {Link("Cloud Shell", Portal(side, "cloudshell/"))}:</p>
        <p>{Value(Pages.HsmGrant(side, "create"))}</p>
        """,
        "the assignment in the list, with the key as its scope.");

    private static string AccessModel(CustomerSide side) => side.IsRbac ? "Azure role-based access control" : "Vault access policy";

    private static string PublicAccess(VaultFirewall firewall) =>
        !firewall.PublicNetworkAccess ? "Disabled" : firewall.Open ? "All networks" : "Selected networks";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An address within the portal, in the customer's directory.</summary>
    private static string Portal(CustomerSide side, string where) =>
        $"https://{side.Settings.Cloud.PortalHost}/#@{side.Settings.TenantId}/{where}";

    private static string OfVault(CustomerSide side, string menu) => Portal(side, $"resource{side.VaultId}/{menu}");
}
