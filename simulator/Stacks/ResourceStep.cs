namespace XtCmkInfra.Simulator.Stacks;

/// <summary>What an update did, or a preview would do, with one resource.</summary>
/// <param name="Operation">
/// As in Pulumi's documents: same, create, update, replace, delete or import; refresh where a refresh found nothing.
/// </param>
public sealed record ResourceStep(string Operation, ResourceKey Key)
{
    /// <summary>The state before; null where there was none.</summary>
    public ResourceState? Old { get; init; }

    /// <summary>The state after; null where there is none.</summary>
    public ResourceState? New { get; init; }

    /// <summary>Which inputs differ; empty unless it is an update or a replacement.</summary>
    public IReadOnlyList<PropertyChange> Changes { get; init; } = [];
}

/// <summary>A step that the engine refuses, since the resource is protected.</summary>
/// <param name="Message">One sentence of what is refused, and one of what to do.</param>
public sealed record Refusal(ResourceStep Step, string Message)
{
    internal static Refusal Of(ResourceStep step, string what) => new(
        step,
        $"{step.Key.Type} '{step.Key.Name}' cannot be {what}, because it is protected. If that is truly meant, unprotect it first "
            + "('pulumi state unprotect').");
}
