using XtCmkInfra.Cli.Bundle.AzureCli;
using XtCmkInfra.Cli.Bundle.Bicep;
using XtCmkInfra.Cli.Bundle.Portal;
using XtCmkInfra.Cli.Bundle.Terraform;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>A form in which the customer's side can be written.</summary>
/// <param name="Name">As <c>--for</c> takes it.</param>
/// <param name="Write">Gives the files.</param>
internal sealed record Form(string Name, Func<CustomerSide, IReadOnlyList<BundleFile>> Write)
{
    public static readonly IReadOnlyList<Form> All =
    [
        new("bicep", BicepForm.Write),
        new("azure-cli", AzureCliForm.Write),
        new("terraform", TerraformForm.Write),
        new("portal", PortalForm.Write),
    ];
}
