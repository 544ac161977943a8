using System.CommandLine;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Sim;

/// <summary>The options of <c>xtcmk sim</c>: where the projects are, where the tenants are kept, and which stacks.</summary>
internal sealed class SimOptions
{
    private const string Vendor = "isv";
    private const string Customer = "customer";

    public SimOptions() => Project.AcceptOnlyFromAmong(Vendor, Customer);

    public Option<DirectoryInfo?> Root { get; } = Cli.Projects.RootOption();

    public Option<DirectoryInfo?> State { get; } = new("--state")
    {
        Description = "The folder that keeps the simulated tenants (default: .xtcmk beside the vendor's Pulumi.yaml).",
    };

    public Option<bool> RefuseRetired { get; } = new("--refuse-retired")
    {
        Description = $"Refuse Key Vault's older API versions, as Azure does from {KeyVaultManagement.Retirement:O} on.",
    };

    public Option<int> StorageAccounts { get; } = new("--storage-accounts")
    {
        Description = "How many storage accounts a region and subscription take, as if more had been requested "
            + $"(default: {StorageLimits.AccountsOfRegion}; Azure grants {StorageLimits.AccountsOfRegionOnRequest}).",
    };

    private Option<string?> Project { get; } = new("--project")
    {
        Description = "Only the vendor's project, or only the customer's (default: both).",
    };

    private Option<string> Stack { get; } = new("--stack")
    {
        Description = "The stack, which names the file with the settings.",
        DefaultValueFactory = _ => Cli.Projects.DefaultStack,
    };

    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[Project, Stack, State, Root])
            command.Add(option);
        return command;
    }

    public StateFolder Folder(ParseResult parsed) => new(
        parsed.GetValue(State)?.FullName ?? Path.Combine(Cli.Projects.Locate(parsed.GetValue(Root)), ".xtcmk"),
        parsed.GetValue(RefuseRetired),
        parsed.GetValue(StorageAccounts) is > 0 and var most ? most : StorageLimits.AccountsOfRegion);

    /// <exception cref="Simulator.Stacks.ProjectFileException">A project file cannot be read.</exception>
    public SimProjects Projects(CommandContext context, ParseResult parsed)
    {
        var only = parsed.GetValue(Project);
        var root = Cli.Projects.Locate(parsed.GetValue(Root));
        return SimProjects.Read(context, root, parsed.GetValue(Stack)!, withVendor: only is not Customer, withCustomer: only is not Vendor);
    }
}
