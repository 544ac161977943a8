using System.Text.RegularExpressions;

namespace XtCmkInfra.Core;

/// <summary>The names that Azure accepts. Source: Microsoft, "Naming rules and restrictions for Azure resources".</summary>
public static partial class AzureNames
{
    public static Parsed<string> StorageAccount(string name) => Check(
        name, StorageAccountForm(), "a storage account name", "3 to 24 lower-case letters and digits");

    public static Parsed<string> Vault(string name) => name.Contains("--", StringComparison.Ordinal)
        ? new Wrong($"'{name}' is not a key vault name: hyphens must not follow each other")
        : Check(
            name, VaultForm(), "a key vault name",
            "3 to 24 letters, digits and hyphens, beginning with a letter and ending with a letter or digit");

    public static Parsed<string> Key(string name) => Check(
        name, KeyForm(), "a key name", "1 to 127 letters, digits and hyphens");

    public static Parsed<string> ResourceGroup(string name) => Check(
        name, ResourceGroupForm(), "a resource group name",
        "1 to 90 letters, digits, underscores, hyphens, parentheses and periods, not ending with a period");

    public static Parsed<string> UserAssignedIdentity(string name) => Check(
        name, IdentityForm(), "an identity name",
        "3 to 120 letters, digits, hyphens and underscores, beginning with a letter or digit (it also names the federated credential)");

    public static Parsed<string> Customer(string name) => Check(
        name, CustomerForm(), "a customer's name", "1 to 60 lower-case letters, digits and hyphens, beginning with a letter");

    public static Parsed<string> Location(string name) => Check(
        name, LocationForm(), "a location", "the short name of a region, such as westeurope");

    public static Parsed<string> DisplayName(string name) => name.Length is > 0 and <= 120 && name.Trim() == name
        ? name
        : new Wrong($"'{name}' is not a display name: use 1 to 120 characters without spaces at the ends");

    private static Parsed<string> Check(string name, Regex form, string what, string rule) =>
        form.IsMatch(name) ? name : new Wrong($"'{name}' is not {what}: use {rule}");

    [GeneratedRegex("^[a-z0-9]{3,24}\\z")]
    private static partial Regex StorageAccountForm();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]\\z")]
    private static partial Regex VaultForm();

    [GeneratedRegex("^[A-Za-z0-9-]{1,127}\\z")]
    private static partial Regex KeyForm();

    [GeneratedRegex("^[\\w().-]{0,89}[\\w()-]\\z", RegexOptions.ECMAScript)]
    private static partial Regex ResourceGroupForm();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{2,119}\\z")]
    private static partial Regex IdentityForm();

    [GeneratedRegex("^[a-z][a-z0-9-]{0,59}\\z")]
    private static partial Regex CustomerForm();

    [GeneratedRegex("^[a-z][a-z0-9]{2,49}\\z")]
    private static partial Regex LocationForm();
}
