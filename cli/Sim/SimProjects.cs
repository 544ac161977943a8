using XtCmkInfra.Cli.Try;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Sim;

/// <summary>A stack's settings and the program that runs on them.</summary>
/// <param name="Side">Whose tenant it is: vendor or customer.</param>
/// <param name="ProgramAt">The program, by the clock of the simulated tenants.</param>
internal sealed record SimProject(string Side, ProjectFiles Files, Func<TimeProvider, StackProgram> ProgramAt)
{
    /// <summary>As people write it: <c>xtcmk-isv/dev</c>.</summary>
    public string Title => $"{Files.Name}/{Files.Stack}";
}

/// <summary>The projects that a run is about.</summary>
/// <param name="Vendor">Null where the run is about the customer's alone.</param>
/// <param name="Customer">Null where the run is about the vendor's alone.</param>
/// <param name="Known">Every stack that has a file with settings, of either project: one can be referred to before its first run.</param>
internal sealed record SimProjects(SimProject? Vendor, SimProject? Customer, IReadOnlyList<(string Project, string Stack)> Known)
{
    public IReadOnlyList<SimProject> All => [.. new[] { Vendor, Customer }.OfType<SimProject>()];

    /// <exception cref="ProjectFileException">A project file cannot be read.</exception>
    public static SimProjects Read(CommandContext context, string root, string stack, bool withVendor, bool withCustomer)
    {
        var customerFolder = Path.Combine(root, "customer-stack");
        var vendor = withVendor ? Projects.Read(context, root, stack) : null;
        var customer = withCustomer ? Projects.Read(context, customerFolder, stack) : null;
        return new SimProjects(
            vendor is null ? null : new SimProject("vendor", vendor, _ => Projects.VendorProgram(vendor.Settings)),
            customer is null ? null : new SimProject("customer", customer, clock => Projects.CustomerProgram(customer.Settings, clock)),
            [
                .. StacksIn(root).Select(name => (VendorSettings.Project, name)),
                .. StacksIn(customerFolder).Select(name => (CustomerSettings.Project, name)),
            ]);
    }

    /// <summary>Lets the tenants, the subscriptions, the people and the stacks be there that the settings speak of.</summary>
    /// <exception cref="ProgramException">Settings are wrong; the message has the mistakes of every stack.</exception>
    public void Prepare(Simulation simulation)
    {
        Projects.Check(Vendor?.Files, Customer?.Files);
        foreach (var (project, stack) in Known)
            simulation.Engine.Stack(project, stack);
        foreach (var project in All)
            Tenants.Add(simulation.Azure, project.Files, project.Side);
    }

    private static IEnumerable<string> StacksIn(string folder) => Directory
        .EnumerateFiles(folder, "Pulumi.*.yaml")
        .Select(file => Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length])
        .Order(StringComparer.Ordinal);
}
