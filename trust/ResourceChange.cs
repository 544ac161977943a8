namespace XtCmkInfra.Trust;

/// <summary>What happens to a resource.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>It stays, and some of it may change.</summary>
    Changed,

    /// <summary>It is deleted.</summary>
    Deleted,

    /// <summary>It is deleted, and another is made in its place.</summary>
    Replaced,

    /// <summary>The program forgets it, and Azure keeps it.</summary>
    Abandoned,

    /// <summary>It is found to be missing from Azure.</summary>
    Missing,
}

/// <summary>Whether a program is about to make the change, or it was found in Azure.</summary>
public enum ChangeSource
{
    Plan,
    Azure,
}

/// <summary>A resource for people and for machines.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Id">What identifies it: a Pulumi URN, or an Azure id.</param>
/// <param name="Kind">Null where the resource is of a kind that is not judged.</param>
public sealed record ResourceName(string Name, string Id, ResourceKind? Kind);

/// <summary>One resource of the chain before and after a change.</summary>
/// <param name="Before">Null for a new resource, and where nothing is known of it.</param>
/// <param name="After">Null for one that goes, and where nothing is known of it.</param>
/// <param name="ReplacedFor">The properties that make it impossible to change the resource in place.</param>
/// <param name="LosesProtect">Whether Pulumi no longer refuses to delete it.</param>
/// <param name="LosesRetain">Whether Azure no longer keeps it when the program drops it.</param>
/// <param name="IsRetained">Whether Azure keeps it when the program drops or replaces it.</param>
public sealed record ResourceChange(
    ResourceName Resource,
    ChangeKind Kind,
    ChangeSource Source,
    Resource? Before,
    Resource? After,
    IReadOnlyList<string> ReplacedFor,
    bool LosesProtect = false,
    bool LosesRetain = false,
    bool IsRetained = false)
{
    /// <summary>What Azure had by the last run, where a plan says so: it may contradict what the program asked for.</summary>
    public Resource? State { get; init; }

    /// <summary>Whether anything of the resource changes at all.</summary>
    public bool HasChanged { get; init; }

    public bool IsFoundInAzure => Source == ChangeSource.Azure;

    /// <summary>What becomes of the resource, in words.</summary>
    public string Fate => Kind switch
    {
        ChangeKind.Replaced => "replaced"
            + (ReplacedFor.Count == 0 ? "" : $", because of {string.Join(", ", ReplacedFor)}")
            + (IsRetained ? "; the old one stays in Azure (retainOnDelete)" : ""),
        ChangeKind.Abandoned => $"stays in Azure{(IsRetained ? " (retainOnDelete)" : "")}, leaves the program",
        ChangeKind.Missing => "gone from Azure",
        _ => "deleted",
    };
}
