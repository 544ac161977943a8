using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>How many values an option takes.</summary>
internal enum AzValues
{
    One,

    /// <summary>True or false, and true where none is given.</summary>
    Flag,

    /// <summary>None: that it is there says all.</summary>
    Switch,

    /// <summary>One or more, with spaces between.</summary>
    Some,

    /// <summary>Any number, with spaces between.</summary>
    Any,
}

/// <summary>An option of the Azure CLI.</summary>
/// <param name="Names">The long name first, then its aliases.</param>
/// <param name="Choices">The values that it takes, whatever the letter case; any unless given.</param>
internal sealed record AzOption(string[] Names, AzValues Values = AzValues.One, bool IsRequired = false, string? Default = null,
    string[]? Choices = null)
{
    public string Name => Names[0];

    /// <summary>
    /// From names as the reference writes them: <c>--name -n</c>. An exclamation mark after them means that it must be there.
    /// </summary>
    public static implicit operator AzOption(string names) => Of(names);

    public static AzOption Of(string names, AzValues values = AzValues.One, string? @default = null, params string[] choices) => new(
        names.TrimEnd('!').Split(' '), values, names.EndsWith('!'), @default, choices.Length == 0 ? null : choices);
}

/// <summary>A command of the Azure CLI, and what it does here.</summary>
/// <param name="Name">With its groups: <c>keyvault key create</c>.</param>
/// <param name="Run">Returns what is printed; null for nothing.</param>
/// <param name="Changes">Whether it changes the simulated tenants.</param>
internal sealed record AzCommand(string Name, string Summary, Func<AzCall, JsonNode?> Run, AzOption[] Options, bool Changes = false)
{
    public string[] Path => Name.Split(' ');

    /// <summary>The reference's exit code for what is not there is 3 where a command shows one thing.</summary>
    public bool IsShow => Path[^1] is "show" or "show-deleted";
}
