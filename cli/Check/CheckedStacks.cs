using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Check;

/// <summary>The settings of every stack in a repository, read as the programs read them.</summary>
internal sealed class CheckedStacks
{
    private readonly Dictionary<string, VendorSettings> _vendors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CustomerSettings> _customers = new(StringComparer.Ordinal);
    private readonly List<string> _mistakes = [];

    private CheckedStacks()
    {
    }

    /// <summary>By the name of the stack.</summary>
    public IReadOnlyDictionary<string, VendorSettings> Vendors => _vendors;

    /// <inheritdoc cref="Vendors"/>
    public IReadOnlyDictionary<string, CustomerSettings> Customers => _customers;

    /// <summary>What is wrong with stacks by themselves, each with the stack's name before it.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>Every stack that has a file with settings, right or wrong, as <c>project/stack</c>.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <param name="root">The folder of the vendor's project.</param>
    public static CheckedStacks Read(CommandContext context, string root)
    {
        var customerFolder = Path.Combine(root, "customer-stack");
        var (vendors, customers) = (StacksIn(root), StacksIn(customerFolder));
        var stacks = new CheckedStacks
        {
            Names =
            [
                .. vendors.Select(stack => $"{VendorSettings.Project}/{stack}"),
                .. customers.Select(stack => $"{CustomerSettings.Project}/{stack}"),
            ],
        };
        foreach (var stack in vendors)
        {
            stacks.Read(context, root, stack, VendorSettings.Project, project =>
                stacks._vendors[stack] = VendorSettings.Read(project.Settings, () => root));
        }

        foreach (var stack in customers)
        {
            stacks.Read(context, customerFolder, stack, CustomerSettings.Project, project =>
                stacks._customers[stack] = CustomerSettings.Read(project.Settings));
        }

        return stacks;
    }

    private void Read(CommandContext context, string folder, string stack, string name, Action<ProjectFiles> read)
    {
        try
        {
            read(Projects.Read(context, folder, stack));
        }
        catch (Exception wrong) when (wrong is Pulumi.RunException or ProjectFileException)
        {
            var each = Mistake.Of(wrong).Select(mistake => mistake.ToString()).DefaultIfEmpty(wrong.Message);
            _mistakes.AddRange(each.Select(mistake => $"{name}/{stack}: {mistake}"));
        }
    }

    private static List<string> StacksIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "Pulumi.*.yaml")
            .Select(file => Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length])
            .Order(StringComparer.Ordinal),
    ];
}
