using Pulumi;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>What a program has declared of one resource, before anything is known of what Azure makes of it.</summary>
/// <param name="Order">Its place among all declarations of the run, from 0.</param>
internal sealed record Declaration(int Order, Resource Resource, ResourceArgs Args, ResourceOptions Options)
{
    /// <summary>The parent, or null where that is the stack itself.</summary>
    public ResourceKey? Parent => Options.Parent is { } parent and not Stack ? ResourceKey.Of(parent) : null;
}
