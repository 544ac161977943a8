using System.Text.Json;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Azure;

/// <summary>
/// Resources that no rule judges, and that may hold a customer's data, name a key, or decide who may use one: by Pulumi's type token, or
/// because one of their properties refers to a key.
/// </summary>
internal static partial class UnjudgedTypes
{
    /// <summary>Other names of the properties that refer to a key, in lower case and without underscores.</summary>
    private static readonly HashSet<string> KeyProperties = new(StringComparer.Ordinal)
    {
        "keyvaulturi", "keyvaultkeyid", "keyvaultkeyuri", "keyvaultkeyidentifier", "keyurl", "keyidentifier", "keyuri", "cmkkeyid", "customermanagedkey",
        "customermanagedkeyid", "federatedclientid", "federatedidentityclientid", "diskencryptionsetid", "keyencryptionkeyidentity",
    };

    /// <summary>Whether every change of such a resource may concern the chain.</summary>
    public static bool MayBelong(string type) => IsOfOtherProvider(type) ? OfOtherProvider().IsMatch(type) : OfThisProvider().IsMatch(type);

    /// <summary>The classic Azure provider, and any that bridges one of Terraform's.</summary>
    public static bool IsOfOtherProvider(string type) =>
        type.Split(':')[0] is "azure" or "azurerm" or "azapi" or "azurestack" or "azure-nextgen" or "terraform-provider";

    /// <summary>What a resource says of keys, as lines that can be compared; empty where it says nothing.</summary>
    public static IReadOnlyList<string> KeyReferences(JsonElement inputs)
    {
        var references = new List<string>();
        Collect(inputs, "", references);
        return references;
    }

    private static void Collect(JsonElement element, string name, List<string> references)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Collect(property.Value, property.Name, references);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, name, references);
                break;
            case JsonValueKind.String when KeyProperties.Contains(name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant())
                || KeyAddress().IsMatch(element.GetString()!):
                references.Add($"{name}: {element.GetString()}");
                break;
            default:
                break;
        }
    }

    /// <summary>Access that is not given by a role assignment, and templates, which may contain anything.</summary>
    [GeneratedRegex("^azure-native:(authorization:(Pim|RoleEligibility|RoleAssignmentSchedule|AccessReview|RoleManagement|DenyAssignment)"
        + "|managedservices:|resources:(Deployment|Resource$|TemplateSpec|AzurePowerShellScript|AzureCliScript)|keyvault:MHSM|storage:BlobInventory)"
        + "|^azuread:index/applicationFlexibleFederatedIdentityCredential:")]
    private static partial Regex OfThisProvider();

    [GeneratedRegex("^azapi:|storage/|keyvault/|authorization/|msi/|managedidentity|template|deployment|lighthouse/|encryption|customermanaged|"
        + "index/(storage|key_?vault|role|user_?assigned|federated|managed_?hardware|lighthouse|pim)", RegexOptions.IgnoreCase)]
    private static partial Regex OfOtherProvider();

    [GeneratedRegex(@"^https://[^/]+\.(vault|managedhsm)\.[^/]+/keys/|/providers/Microsoft\.KeyVault/(vaults|managedHSMs)/[^/]+/keys/|/diskEncryptionSets/",
        RegexOptions.IgnoreCase)]
    private static partial Regex KeyAddress();
}
