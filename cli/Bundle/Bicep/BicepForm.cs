using XtCmkInfra.Cli.Bundle.AzureCli;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle.Bicep;

/// <summary>The customer's side as Bicep: a template for the resource group, its values, and a page with the commands.</summary>
internal static class BicepForm
{
    public static IReadOnlyList<BundleFile> Write(CustomerSide side) =>
    [
        BundleFile.Of("main.bicep", BicepTemplate.Write(side)),
        BundleFile.Of("main.bicepparam", BicepParameters.Write(side)),
        BundleFile.Of("README.md", Page(side)),
    ];

    private static string Page(CustomerSide side) => $"""
        {Pages.Head(side)}
        Needs Azure CLI {KeyVaultManagement.OldestAzureCli} or newer, which brings Bicep. The commands are for bash, as in Cloud Shell.

        {Pages.SignIn(side)}

        ## 2. Let the vendor's application be known in your tenant

        {Pages.Principal(side)}

            export {BicepParameters.PrincipalVariable}=$(az ad sp list \
                --filter "appId eq '{side.Vendor.ApplicationId}'" --query '[].id' --output tsv)
            echo "${BicepParameters.PrincipalVariable}"

        `main.bicepparam` reads the object id from this variable. You can also write it there, in quotes.

        ## 3. Deploy

        {Deploy(side)}

        You can run the last command again at any time: what exists stays as it is. It prints the handoff record.

        ## 4. Send the handoff record

        {Pages.Send}
        {Pages.Later(side, restore: "run the deployment again")}
        ## What Bicep cannot do

        - **Protect the vault and the key from being deleted.** A CanNotDelete lock would do it, but it also stops you from removing the
          vendor's grant. Instead, give nobody a standing role that deletes vaults. Soft delete and purge protection are on: what is
          deleted can be recovered for as many days as the vault says.
        - **Remove anything.** A deployment adds and changes. What is no longer in `main.bicep` stays in Azure until you remove it.
        - **Change a key that exists.** Azure ignores it. Rotate and disable the key in the portal, or with `az keyvault key`.
        """;

    private static string Deploy(CustomerSide side)
    {
        var isHsm = side.HsmKey is not null;
        var group = BashText.Of(isHsm ? "YOUR-RESOURCE-GROUP" : side.Settings.ResourceGroup);
        var tags = string.Join(' ', side.Settings.Tags.Select(tag => BashText.Of($"{tag.Key}={tag.Value}")));
        return string.Join('\n',
        [
            .. side.NewVault is null && !isHsm ? [Pages.CheckVault(side), ""] : (string[])[],
            .. side.NewVault is null ? [] : (string[])
            [
                $"    az group create --name {group} --location {side.Settings.Location}{(tags.Length == 0 ? "" : $" --tags {tags}")}",
            ],
            $"    az deployment group create --name xtcmk-customer --resource-group {group} \\",
            "        --parameters main.bicepparam --query properties.outputs.handoff.value",
            .. isHsm && side.Settings.Granted ? ["", Pages.OutsideOfResourceManager(side)] : (string[])[],
        ]);
    }
}
