using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>A folder with a file for each customer of a generated fleet: no list of so many fits into a real stack's settings.</summary>
internal sealed class CustomerFiles : IDisposable
{
    /// <summary>The folder's name, as the setting <c>customersFolder</c> gives it.</summary>
    public const string Name = "customers";

    public CustomerFiles(IEnumerable<ProjectFiles> members)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, Name)).FullName;
        foreach (var member in members)
            File.WriteAllText(System.IO.Path.Combine(folder, $"{member.Stack}.yaml"), Entry(member));
    }

    /// <summary>The folder in the place of the project's.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("xtcmk-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Entry(ProjectFiles member) => $"""
        tenantId: {member.Settings["azuread", "tenantId"]}
        account:
          name: st{member.Stack.Replace("-", "", StringComparison.Ordinal)}
        key:
          stack: {SimulatedStack.Organization}/{member.Name}/{member.Stack}

        """;
}
