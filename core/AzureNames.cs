using System.Text.RegularExpressions;

namespace XtCmkInfra.Core;

/// <summary>The names that Azure accepts. Source: Microsoft, "Naming rules and restrictions for Azure resources".</summary>
public static partial class AzureNames
{
    public static Parsed<string> StorageAccount(string name) => Check(
        name, StorageAccountForm(), "a storage account name", "3 to 24 lower-case letters and digits");

    public static Parsed<string> Vault(string name) => VaultOrHsm(name, "a key vault name");

    public static Parsed<string> ManagedHsm(string name) => VaultOrHsm(name, "a managed HSM name");

    public static Parsed<string> Key(string name) => Check(
        name, KeyForm(), "a key name", "1 to 127 letters, digits and hyphens");

    /// <summary>Letters and digits of any script, as <see cref="char.IsLetterOrDigit(char)"/> knows them.</summary>
    public static Parsed<string> ResourceGroup(string name) =>
        name is [.., not '.'] and { Length: <= 90 }
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or '(' or ')')
            ? name
            : new Mistake(
                $"'{name}' is not a resource group name: use 1 to 90 letters, digits, underscores, hyphens, parentheses and periods, "
                + "not ending with a period");

    public static Parsed<string> UserAssignedIdentity(string name) => Check(
        name, IdentityForm(), "an identity name",
        "3 to 120 letters, digits, hyphens and underscores, beginning with a letter or digit (it also names the federated credential)");

    public static Parsed<string> Customer(string name) => Check(
        name, CustomerForm(), "a customer's name", "1 to 60 lower-case letters, digits and hyphens, beginning with a letter");

    public static Parsed<string> DisplayName(string name)
    {
        if (name.Length is 0 or > 120 || name.Trim() != name)
            return new Mistake($"'{name}' is not a display name: use 1 to 120 characters without spaces at the ends");
        return PlainText.Mistake(name) is { } mistake ? new Mistake($"'{name}' is not a display name: it {mistake}") : name;
    }

    private static Parsed<string> VaultOrHsm(string name, string what) => name.Contains("--", StringComparison.Ordinal)
        ? new Mistake($"'{name}' is not {what}: hyphens must not follow each other")
        : Check(name, VaultForm(), what, "3 to 24 letters, digits and hyphens, beginning with a letter and ending with a letter or digit");

    private static Parsed<string> Check(string name, Regex form, string what, string rule) =>
        form.IsMatch(name) ? name : new Mistake($"'{name}' is not {what}: use {rule}");

    [GeneratedRegex("^[a-z0-9]{3,24}\\z")]
    private static partial Regex StorageAccountForm();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]\\z")]
    private static partial Regex VaultForm();

    [GeneratedRegex("^[A-Za-z0-9-]{1,127}\\z")]
    private static partial Regex KeyForm();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{2,119}\\z")]
    private static partial Regex IdentityForm();

    [GeneratedRegex("^[a-z][a-z0-9-]{0,59}\\z")]
    private static partial Regex CustomerForm();
}
