using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle.AzureCli;

/// <summary>The customer's side as two scripts for Azure CLI, and a page.</summary>
internal static class AzureCliForm
{
    /// <exception cref="BadInputException">Azure CLI cannot be given one of the settings.</exception>
    public static IReadOnlyList<BundleFile> Write(CustomerSide side)
    {
        RequireTags(side);
        return
        [
            BundleFile.Of("deploy.sh", DeployScript.Write(side)) with { IsScript = true },
            BundleFile.Of("access.sh", Access(side)) with { IsScript = true },
            BundleFile.Of("README.md", Page(side)),
        ];
    }

    /// <summary>Azure CLI takes a tag as NAME=VALUE, an option by its hyphen and a file by its <c>@</c>.</summary>
    private static void RequireTags(CustomerSide side)
    {
        if (side.Settings.Tags.Keys.FirstOrDefault(IsNoTag) is { } name)
        {
            throw new BadInputException(
                $"xtcmk-customer:tags: Azure CLI does not take the name '{PlainText.Escape(name)}', which has '=' in it, or "
                + "begins with '-' or '@': give it another name.");
        }

        static bool IsNoTag(string name) => name is ['-' or '@', ..] || name.Contains('=', StringComparison.Ordinal);
    }

    private static string Access(CustomerSide side) => ScriptHead.Write(side, """
        # Revokes the vendor's access to the key (access.sh revoke), and restores it (access.sh restore). Nothing else changes, and no data
        # is lost: while access is revoked, the vendor's service cannot read or write the data that the key protects.
        """) + """


        principal=$(find_principal)
        [[ -n $principal ]] || fail "the vendor's application is not installed and has no access. Run deploy.sh to install it"
        case "${1:-}" in
            revoke)
                revoke "$principal"
                say "The vendor's application has no access to the key. Run '$0 restore' to restore it."
                ;;
            restore)
                grant "$principal"
                say "The vendor's application has access to the key."
                ;;
            *) fail "name the action: revoke or restore" ;;
        esac

        """;

    private static string Page(CustomerSide side) => $"""
        {Pages.Head(side)}
        Needs Azure CLI {KeyVaultManagement.OldestAzureCli} or newer, and bash.
        [Azure Cloud Shell](https://{side.Settings.Cloud.PortalHost}/#cloudshell/) has both: upload the two scripts there.

        {Pages.SignIn(side)}

        ## 2. Deploy

            bash deploy.sh

        It first checks the tenant and the subscription. Then it creates what does not exist, and keeps what exists. Run
        it again at any time. If somebody else installs applications in your tenant, ask that person to consent first, at {side.ConsentUrl}

        ## 3. Send the handoff record

        The script ends with the record (`bash deploy.sh > handoff.json` keeps it).

        {Pages.Send}
        ## Later

        - **Revoke the access:** `bash access.sh revoke`. Reads and writes of your data return 403 some minutes later, and no data is
          lost. Disabling the key in the portal is quicker.
        - **Restore the access:** `bash access.sh restore`; `deploy.sh` restores it too. Enable the key again, if you disabled it.
        - **Rotate:** in the portal, or by the rotation policy. Leave the old version enabled for a day at least: Azure Storage looks for a
          new one once a day.
        - **Never delete** the key or the vault while data is encrypted with it.

        ## What the script cannot do

        - **Protect the vault and the key from being deleted.** A CanNotDelete lock would do it, but it also stops you from removing the
          vendor's grant. Instead, give nobody a standing role that deletes vaults. Soft delete and purge protection are on: what is
          deleted can be recovered.
        - **Change what exists.** Change other settings of an existing vault, such as its firewall, with `az keyvault update`; a
          key's with `az keyvault key set-attributes` and `az keyvault key rotation-policy update`.
        """;
}
