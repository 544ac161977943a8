namespace XtCmkInfra.Trust;

/// <summary>What happens to a resource.</summary>
public enum Happening
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
    Left,

    /// <summary>It is found to be gone from Azure.</summary>
    Gone,
}

/// <summary>Whether the change is one that a program is about to make, or one that was found in Azure.</summary>
public enum ChangeSource
{
    Plan,
    Azure,
}

/// <summary>A resource for people and for machines.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Id">What identifies it: a Pulumi URN, or an Azure id.</param>
/// <param name="Kind">Which link it is; null where that is not understood.</param>
public sealed record ResourceName(string Name, string Id, LinkKind? Kind);

/// <summary>One link of the chain of trust before and after a change.</summary>
/// <param name="Before">Null for a new resource, and where nothing is known of it.</param>
/// <param name="After">Null for one that goes, and where nothing is known of it.</param>
/// <param name="ReplacedFor">The properties that make it impossible to change the resource in place.</param>
/// <param name="LosesProtect">Whether Pulumi no longer refuses to delete it.</param>
/// <param name="LosesRetain">Whether Azure no longer keeps it when the program drops it.</param>
/// <param name="IsRetained">Whether Azure keeps it when the program drops or replaces it.</param>
public sealed record LinkChange(
    ResourceName Resource,
    Happening Happening,
    ChangeSource Source,
    Link? Before,
    Link? After,
    IReadOnlyList<string> ReplacedFor,
    bool LosesProtect = false,
    bool LosesRetain = false,
    bool IsRetained = false)
{
    public LinkKind? Kind => Resource.Kind;

    public bool IsFoundInAzure => Source == ChangeSource.Azure;
}
