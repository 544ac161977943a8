using System.Text.Json;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Azure;

/// <summary>
/// Resources that no rule judges, and that may hold a customer's data, name a key, or decide who may use one: by Pulumi's type token, or
/// because one of their properties refers to a key.
/// </summary>
internal static partial class UnjudgedTypes
{
    /// <summary>Names of properties that refer to a key, in lower case and without underscores.</summary>
    private static readonly HashSet<string> KeyProperties = new(StringComparer.Ordinal)
    {
        "keyvaultkeyid", "keyvaultkeyuri", "keyvaultkeyidentifier", "keyvaultkeyname", "keyvaultkeyurl", "keyurl", "keyuri",
        "keyidentifier",
        "keyvaulturi", "keyvaulturl", "cmkkeyid", "customermanagedkeyid", "customermanagedkeyuri", "federatedclientid",
        "federatedidentityclientid",
        "diskencryptionsetid", "diskencryptionsetresourceid", "keyencryptionkeyidentity", "keyencryptionkeyurl", "serverkeytype",
        "serverkeyname",
        "primarykeyuri", "geobackupkeyuri", "encryptionkeyid", "roledefinitionid", "keyvaultproperties", "keyid", "keysource",
        "confidentialdiskencryptionsetid", "securevmdiskencryptionsetid", "encryptionsetid",
        "keyencryptionkeyinfo", "azurekeyvaultkms", "enableservicesidecmkencryption", "transparentdataencryption",
    };

    /// <summary>Resources whose properties have such names and mean something else, by how their type begins.</summary>
    private static readonly string[] NoConcern = [.. ReadNoConcern()];

    /// <summary>Whether every change of such a resource may concern the chain.</summary>
    public static bool MayBelong(string type) => OfAnyProvider()
        .IsMatch(type) || (IsOfOtherProvider(type) ? OfOtherProvider().IsMatch(type) : OfThisProvider().IsMatch(type));

    /// <summary>The classic Azure provider, and any that bridges one of Terraform's.</summary>
    public static bool IsOfOtherProvider(string type) =>
        type.Split(':')[0] is "azure" or "azurerm" or "azapi" or "azurestack" or "azure-nextgen" or "terraform-provider" or "msgraph";

    /// <summary>Whether a property is listed, in any letter case, as one that refers to no customer's key in any type.</summary>
    public static bool IsPropertyOfNoConcern(string name) => NoConcern.Contains($"*.{name}", StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a type is listed as one of which no property refers to a customer's key.</summary>
    public static bool IsOfNoConcern(string type) =>
        Array.Exists(NoConcern, prefix => type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a path such as <c>encryption.keyVaultProperties[0].keyName</c> is, or is within, what refers to a key.</summary>
    public static bool IsOfKeys(string type, string path) => IsOfAzure(type) && !IsOfNoConcern(type)
        && path.Split('.', '[', ']').Select(Plain).Any(name => KeyProperties.Contains(name) || Block().IsMatch(name));

    /// <summary>What a resource says of keys, as lines that can be compared; empty where it says nothing.</summary>
    /// <param name="withBlocks">Whether all that stands in a block about encryption counts, or only what names a key.</param>
    public static IReadOnlyList<string> KeyReferences(string type, JsonElement properties, bool withBlocks)
    {
        var references = new List<string>();
        Collect(properties, "", (IsOfAzure(type) && !IsOfNoConcern(type), withBlocks, false), references);
        return references;
    }

    private static void Collect(JsonElement element, string name, (bool Names, bool Blocks, bool IsWithin) how, List<string> references)
    {
        var plain = Plain(name);
        // What Azure fills in moves with every rotation.
        if (plain.StartsWith("current", StringComparison.Ordinal) || plain.StartsWith("last", StringComparison.Ordinal))
            return;
        var isWithin = how.IsWithin || (how.Names && (KeyProperties.Contains(plain) || (how.Blocks && Block().IsMatch(plain))));
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                    Collect(property.Value, property.Name, how with { IsWithin = isWithin }, references);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, name, how with { IsWithin = isWithin }, references);
                break;
            case JsonValueKind.Null:
                break;
            case var kind when isWithin || (kind == JsonValueKind.String && KeyAddress().IsMatch(element.GetString()!)):
                references.Add($"{plain}: {element.ToString()}");
                break;
            default:
                break;
        }
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private static bool IsOfAzure(string type) =>
        type.StartsWith("azure-native:", StringComparison.Ordinal)
            || type.StartsWith("azuread:", StringComparison.Ordinal)
            || IsOfOtherProvider(type);

    private static IEnumerable<string> ReadNoConcern()
    {
        using var reader = new StreamReader(typeof(UnjudgedTypes).Assembly.GetManifestResourceStream("no-concern.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line.Split('|')[0].Trim();
        }
    }

    /// <summary>Access that is not given by a role assignment, and templates, which may contain anything.</summary>
    [GeneratedRegex(
        "^azure-native:(blueprint:|authorization:(Pim|RoleEligibility|RoleAssignmentSchedule|AccessReview|RoleManagement|DenyAssignment)"
        + "|managedservices:|resources:(Deployment|Resource$|TemplateSpec|AzurePowerShellScript|AzureCliScript)|keyvault:MHSM|storage:BlobInventory|sql:TransparentDataEncryption)"
        + "|^azuread:index/applicationFlexibleFederatedIdentityCredential:")]
    private static partial Regex OfThisProvider();

    /// <summary>Azure's resources through Kubernetes.</summary>
    [GeneratedRegex(@"^kubernetes:(storage|keyvault|authorization|managedidentity|compute|resources)\.azure\.")]
    private static partial Regex OfAnyProvider();

    /// <summary>Objects of which every property is about encryption.</summary>
    [GeneratedRegex(
        "^((data|disk|server)?encryption(properties|settings|configuration|config|identity|atrest|protector)?|customermanagedkey.*|cmk.*|byok.*"
        + "|keyvaultkeyreference|keyencryptionkey|.*encryptionkeys?|.*encryptionsetid|.*encryptionidentity|keyvaultreference)$")]
    private static partial Regex Block();

    [GeneratedRegex(
        "^(azapi|msgraph):|storage/|pim/|keyvault/|authorization/|msi/|managedidentity|template|deployment|lighthouse/|encryption|customermanaged|"
        + "index/(storage|key_?vault|role|user_?assigned|federated|managed_?hardware|lighthouse|pim)", RegexOptions.IgnoreCase)]
    private static partial Regex OfOtherProvider();

    [GeneratedRegex(
        @"^https://[^/]+\.(vault|managedhsm)\.[^/]+/keys/|/providers/Microsoft\.KeyVault/(vaults|managedHSMs)/[^/]+/keys/|/diskEncryptionSets/"
        + @"|\baz\s+(keyvault|storage\s+account|role|identity\s+federated|ad\s+(app|sp)|rest)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex KeyAddress();
}
