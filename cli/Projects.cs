using System.CommandLine;
using Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli;

/// <summary>The two projects on disk, and the programs that they name.</summary>
internal static class Projects
{
    public const string DefaultStack = "dev";

    public static Option<DirectoryInfo?> RootOption() => new("--root")
    {
        Description = "The folder with the vendor's Pulumi.yaml and customer-stack (default: the nearest one above).",
    };

    /// <summary>The folder of the vendor's project: the given one, or the nearest above the working directory.</summary>
    /// <exception cref="ProjectFileException">There is none.</exception>
    public static string Locate(DirectoryInfo? given) => Find(given) ?? throw new ProjectFileException(
        $"{given?.FullName ?? Directory.GetCurrentDirectory()}: there is no Pulumi.yaml beside a folder customer-stack"
        + (given is null ? ", nor in any folder above. Change into the repository, or name it with --root." : "."));

    /// <summary>Both projects with their dev stacks; where no folder is given and none has them, those inside the tool.</summary>
    /// <exception cref="ProjectFileException">The given folder has no project, or a file cannot be read.</exception>
    public static (ProjectFiles Vendor, ProjectFiles Customer) Read(CommandContext context, DirectoryInfo? given)
    {
        if (given is not null || Find(null) is not null)
            return Read(context, Locate(given));
        context.WriteError("there is no project here: the settings inside the tool are used.");
        return (EmbeddedProject.Read("vendor"), EmbeddedProject.Read("customer"));
    }

    public static (ProjectFiles Vendor, ProjectFiles Customer) Read(CommandContext context, string root) =>
        (Read(context, root, DefaultStack), Read(context, Path.Combine(root, "customer-stack"), DefaultStack));

    /// <summary>A stack's settings, which Pulumi's own host must be able to pass, too.</summary>
    /// <exception cref="ProjectFileException">A file cannot be read, or the settings cannot be passed.</exception>
    public static ProjectFiles Read(CommandContext context, string folder, string stack)
    {
        var project = ProjectFiles.Read(folder, stack);
        if (HostLimits.Check(project, OperatingSystem.IsWindows()) is { } warning)
            context.WriteError($"warning: {warning}");
        return project;
    }

    public static StackProgram VendorProgram(SettingSource settings) =>
        () => VendorStack.VendorStack.DeclareAsync(VendorSettings.Read(settings, () => Deployment.Instance.RootDirectory));

    /// <param name="clock">The time of the simulated tenants; without one, that of the machine.</param>
    public static StackProgram CustomerProgram(SettingSource settings, TimeProvider? clock = null) =>
        () => CustomerStack.CustomerStack.DeclareAsync(CustomerSettings.Read(settings), clock ?? TimeProvider.System);

    /// <summary>
    /// Reads the settings of all stacks that a run is about, so that a mistake in one is reported before anything of another is deployed.
    /// </summary>
    /// <exception cref="ProgramException">Settings are wrong; the message has the mistakes of every stack.</exception>
    public static void Check(ProjectFiles? vendor, ProjectFiles? customer)
    {
        var mistakes = new List<string>();
        Try(vendor, project => VendorSettings.Read(project.Settings, () => FolderOf(project)));
        Try(customer, project => CustomerSettings.Read(project.Settings));
        if (mistakes.Count > 0)
            throw new ProgramException(string.Join("\n", mistakes));

        void Try(ProjectFiles? project, Action<ProjectFiles> read)
        {
            try
            {
                if (project is not null)
                    read(project);
            }
            catch (RunException wrong)
            {
                mistakes.Add($"{project!.Name}/{project.Stack}: {wrong.Message}");
            }
        }
    }

    private static string? Find(DirectoryInfo? given)
    {
        var folder = given ?? new DirectoryInfo(Directory.GetCurrentDirectory());
        for (; folder is not null; folder = given is null ? folder.Parent : null)
        {
            var path = folder.FullName;
            if (File.Exists(Path.Combine(path, "Pulumi.yaml")) && Directory.Exists(Path.Combine(path, "customer-stack")))
                return path;
        }

        return null;
    }

    private static string FolderOf(ProjectFiles project) =>
        project.Directory ?? throw new InvalidOperationException("These settings come from no file.");
}
