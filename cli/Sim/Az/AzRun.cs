using XtCmkInfra.Cli.Try;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary><c>xtcmk sim az</c>: the Azure CLI's commands on the tenants of a folder.</summary>
internal static class AzRun
{
    /// <summary>How long the end of a run is waited for that a script has begun before.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    /// <param name="args">What stands after <c>sim az</c>; --state and --root may come first, everything else is the Azure CLI's.</param>
    /// <exception cref="BadInputException">The tenants cannot be used.</exception>
    public static int Run(CommandContext context, string[] args)
    {
        var (folder, root, line) = Own(args);
        return AzTool.Run(context, line, command => Open(context, folder, root, command));
    }

    private static (StateFolder Folder, DirectoryInfo? Root, string[] Line) Own(string[] args)
    {
        DirectoryInfo? root = null;
        string? state = null;
        while (args is ["--state" or "--root", var value, ..])
        {
            if (args[0] == "--state")
                state = Path.GetFullPath(value);
            else
                root = new DirectoryInfo(value);
            args = args[2..];
        }

        return (new StateFolder(state ?? Path.Combine(Projects.Locate(root), ".xtcmk")), root, args);
    }

    private static AzTenants Open(CommandContext context, StateFolder folder, DirectoryInfo? root, AzCommand command)
    {
        var held = command.Changes ? folder.Lock(context.Patience < Moment ? context.Patience : Moment) : null;
        try
        {
            var simulation = folder.Load();
            if (!folder.HasState)
                AddTenants(context, simulation, root);
            return new AzTenants(simulation.Azure, AzProfile.Read(folder.ProfileFile), Keep, held);

            void Keep(AzProfile profile)
            {
                folder.Save(simulation);
                profile.Write(folder.ProfileFile);
            }
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Before anything is made, the tenants and subscriptions are there that the settings of the two projects name.</summary>
    private static void AddTenants(CommandContext context, Simulation simulation, DirectoryInfo? root)
    {
        SimProjects projects;
        try
        {
            projects = SimProjects.Read(context, Projects.Locate(root), Projects.DefaultStack, withVendor: true, withCustomer: true);
        }
        catch (ProjectFileException) when (root is null)
        {
            return; // A folder of its own, whose tenants 'sim tenant' adds.
        }

        foreach (var project in projects.All)
            Tenants.Add(simulation.Azure, project.Files, project.Side);
    }
}
