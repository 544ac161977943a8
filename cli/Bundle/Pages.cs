using XtCmkInfra.Cli.Bundle.AzureCli;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>What the pages of several forms say alike, in Markdown.</summary>
internal static class Pages
{
    public const string Send = """
        Send the record to the vendor as it is printed, for example by e-mail. Nothing in it is secret. It names the key, and
        the vendor's application in your tenant. The vendor checks it with `xtcmk handoff check`, and creates the account.

        """;

    public static string Head(CustomerSide side) => $"""
        # Your key for the storage of {MarkdownText.Plain(side.Vendor.ApplicationName)}

        This folder sets up, in **your** tenant, what the vendor's service needs to encrypt your data with a key of yours: a key, and
        for the vendor's application one role on that key alone. It can wrap and unwrap, and never reads the key. You can revoke it
        at any time.

        First compare this application id with the one that the vendor gave you by another channel: `{side.Vendor.ApplicationId}`

        """;

    public static string SignIn(CustomerSide side) => $"""
        ## 1. Sign in

            az cloud set --name {side.Settings.Cloud.AzureCliName}
            az login --tenant {side.Settings.TenantId}
            az account set --subscription {side.Settings.SubscriptionId}

        {Rights(side)}
        """;

    /// <summary>Whom it is for, as a comment in a file of values.</summary>
    public static string Vendor(CustomerSide side) =>
        $"The vendor is {PlainText.Escape(side.Vendor.ApplicationName)}. Compare its application id with the one that it gave you by "
            + "another channel.";

    /// <summary>How the application becomes known in the customer's tenant.</summary>
    public static string Principal(CustomerSide side) => side.Settings.AdoptServicePrincipal
        ? $"A Cloud Application Administrator consents once, at {side.ConsentUrl}. Then:"
        : $"""
            As a Cloud Application Administrator (once; if the application is installed already, go on):

                az ad sp create --id {side.Vendor.ApplicationId}

            If somebody else installs applications in your tenant, ask that person to consent instead, at {side.ConsentUrl}. Then:
            """;

    /// <summary>What must be true of a vault that exists.</summary>
    public static string CheckVault(CustomerSide side) => $"""
        Your vault can keep the key if its soft delete and purge protection are on, its firewall permits trusted services (`bypass` is
        AzureServices), and it uses {(side.IsRbac ? "Azure RBAC" : "access policies")}, as `enableRbacAuthorization` says:

            az keyvault show --name {side.VaultName} --query properties
        """;

    /// <param name="restore">How the grant is given back.</param>
    public static string Later(CustomerSide side, string restore) => $"""
        ## Later

        - **Revoke the access:** the command below removes the vendor's grant. Reads and writes of your data return 403 some
          minutes later, and no data is lost. Disabling the key in the portal is quicker.

              {Revoke(side)}

        - **Restore the access:** {restore}; enable the key again, if you disabled it.
        - **Rotate:** in the portal, or by the rotation policy. Leave the old version enabled for a day at least: Azure Storage looks for a
          new one once a day.
        - **Never delete** the key or the vault while data is encrypted with it.

        """;

    /// <summary>The command that removes exactly the vendor's grant.</summary>
    public static string Revoke(CustomerSide side)
    {
        var principal = $"""$(az ad sp list --filter "appId eq '{side.Vendor.ApplicationId}'" --query '[].id' --output tsv)""";
        return side.HsmKey is not null ? HsmGrant(side, "delete")
            : side.IsRbac
                ? $"az role assignment delete --assignee {side.Vendor.ApplicationId} --role {CustomerSide.GrantRole.DefinitionName} "
                    + $"--scope {BashText.Of(side.KeyScope)}"
                : $"az keyvault delete-policy --name {side.VaultName} --object-id \"{principal}\"";
    }

    /// <summary>How access to a key in a managed HSM is granted, in forms that do not do it.</summary>
    public static string OutsideOfResourceManager(CustomerSide side) =>
        $"Azure Resource Manager does not reach the roles within a managed HSM. So grant access there:\n\n    {HsmGrant(side, "create")}";

    /// <param name="verb">create or delete.</param>
    public static string HsmGrant(CustomerSide side, string verb) =>
        $"az keyvault role assignment {verb} --hsm-name {side.HsmKey!.VaultName} --scope {side.KeyScope} "
        + $"--role {BashText.Of(Roles.ManagedHsmCryptoServiceEncryptionUser.Name)} --assignee {side.Vendor.ApplicationId}";

    private static string Rights(CustomerSide side)
    {
        var group = side.NewVault is null ? "" : "Contributor (for the resource group), ";
        var roles = side.IsRbac ? " and Role Based Access Control Administrator" : "";
        return side.HsmKey is not null
            ? "You need Cloud Application Administrator in Entra, and Managed HSM Policy Administrator in the managed HSM."
            : $"You need Cloud Application Administrator in Entra, and in the subscription {group}Key Vault Contributor{roles}.";
    }
}
