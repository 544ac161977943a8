using System.CommandLine;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>The help of a command of the Azure CLI, in the same shape as that of every verb.</summary>
internal static class AzHelp
{
    private const string Id = "0f0e0d0c-0b0a-4908-8706-050403020100";

    /// <summary>Options that a command needs although its grammar does not require them, by the beginning of its name.</summary>
    private static readonly (string Command, string[] Options)[] Needed =
    [
        ("keyvault key list-deleted", ["--vault-name"]), ("keyvault key list", ["--vault-name"]),
        ("keyvault key", ["--vault-name", "--name"]),
        ("keyvault role", ["--assignee"]), ("keyvault set-policy", ["--object-id"]), ("keyvault delete-policy", ["--object-id"]),
        ("keyvault create", ["--name", "--resource-group", "--location"]), ("keyvault", ["--name"]),
        ("role assignment", ["--assignee", "--scope"]), ("role definition delete", ["--scope"]),
        ("storage blob upload", ["--name", "--file", "--auth-mode"]), ("storage blob download", ["--file", "--auth-mode"]),
        ("storage blob", ["--auth-mode"]), ("storage container", ["--auth-mode"]),
        ("storage account", ["--resource-group"]), ("account set", ["--name"]),
    ];

    /// <summary>Values of <c>--name</c>, by the beginning of a command's name.</summary>
    private static readonly (string Command, string Value)[] Names =
    [
        ("account", "3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b"), ("group", "rg-fabrikam"), ("identity federated-credential", "fabrikam"),
        ("identity", "id-cmk"), ("keyvault key", "contoso-data"), ("keyvault role", Id), ("keyvault", "kv-fabrikam-cmk"),
        ("role definition", "key-reader"), ("cloud", "AzureCloud"), ("storage account", "stfabrikam"), ("storage container", "documents"),
        ("storage blob", "letter.txt"),
    ];

    private static readonly Dictionary<string, string> Values = new()
    {
        ["--account-name"] = "stfabrikam", ["--assignee"] = Id, ["--auth-mode"] = "login", ["--container-name"] = "documents",
        ["--display-name"] = "contoso", ["--federated-credential-id"] = "fabrikam", ["--file"] = "letter.txt", ["--group"] = "officers",
        ["--hsm-name"] = "hsm-fabrikam", ["--id"] = Id, ["--identity-name"] = "id-cmk", ["--ip-address"] = "203.0.113.7",
        ["--key-id"] = Id,
        ["--issuer"] = "https://login.microsoftonline.com/9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43/v2.0", ["--location"] = "westeurope",
        ["--mail-nickname"] = "officers", ["--member-id"] = Id, ["--object-id"] = Id, ["--parameters"] = "@credential.json",
        ["--password"] = "PASSWORD", ["--resource-group"] = "rg-fabrikam", ["--role"] = "Reader", ["--role-definition"] = "@role.json",
        ["--scope"] = "/subscriptions/3e5a7c91-8d2f-4b60-a1e4-5c6d7e8f9a0b/resourceGroups/rg-fabrikam", ["--sd-quorum"] = "2",
        ["--sd-wrapping-keys"] = "1.cer 2.cer 3.cer", ["--security-domain-file"] = "domain.json", ["--subject"] = Id,
        ["--url"] = "/subscriptions?api-version=2022-12-01", ["--user-principal-name"] = "officer@fabrikam.example",
        ["--value"] = "@policy.json", ["--vault-name"] = "kv-fabrikam-cmk",
    };

    private static readonly OptionGroup Global =
        new("Global options", [.. AzParser.Global.Select(option => option.Name), "--help"]);

    private static readonly IReadOnlyList<(int Code, string Meaning)> Codes =
    [
        (0, "done"), (1, "the simulated Azure refuses"), (AzException.Usage, "the command line cannot be understood"),
        (AzException.NotFound, "what a show command names does not exist"),
    ];

    /// <summary>Options that stand under <see cref="Global"/> in every command, and those of the command itself.</summary>
    public static IReadOnlyList<OptionGroup> Groups(AzCommand? command) => command is null || command.Options.Length == 0
        ? [Global]
        : [new OptionGroup("Options", [.. command.Options.Select(option => option.Name)]), Global];

    /// <param name="command">Null for a group of commands.</param>
    public static void Write(ParseResult parsed, AzCommand? command, TextWriter output)
    {
        using var text = new StringWriter { NewLine = "\n" };
        parsed.Invoke(new InvocationConfiguration { Output = text });
        output.Write(HelpText.Of(text.ToString(), Groups(command), command is null ? [] : [Example(command)], Codes));
    }

    /// <summary>A line with what the command needs.</summary>
    public static string Example(AzCommand command)
    {
        var needed = First(Needed, command) ?? [];
        var given = command.Options.Where(option => option.IsRequired || needed.Contains(option.Name))
            .Select(option => $" {option.Name} {ValueOf(command, option)}");
        return $"xtcmk sim az {command.Name}{string.Concat(given)}";
    }

    private static string ValueOf(AzCommand command, AzOption option) =>
        option.Name == "--name" ? First(Names, command)! : Values[option.Name];

    private static T? First<T>(IEnumerable<(string Command, T Value)> table, AzCommand command) =>
        table.FirstOrDefault(row => $"{command.Name} ".StartsWith(row.Command, StringComparison.Ordinal)).Value;
}
