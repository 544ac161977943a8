using Pulumi;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>Takes down what the engine notes about a resource besides its values.</summary>
internal static class ResourceNotes
{
    /// <param name="declared">Null for a component, which has no inputs and no provider.</param>
    /// <param name="old">What was noted before, where the resource is there already.</param>
    /// <param name="now">Null in a preview, which leaves the times as they are.</param>
    public static ResourceDetails Take(
        ProgramRun run,
        SimulatedStack stack,
        ResourceKey key,
        DeclaredInputs? declared,
        ResourceDetails? old,
        DateTimeOffset? now,
        bool changed)
    {
        var declaration = run.DeclarationOf(key);
        var byProperty = (declared?.Dependencies ?? new Dictionary<string, IReadOnlySet<Resource>>())
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(entry => entry.Key, entry => Urns(entry.Value));
        return new ResourceDetails(
            run.UrnOf(stack, key),
            declaration.Parent is { } parent ? run.UrnOf(stack, parent) : Urn.OfStack(stack),
            declared is null ? null : Urn.OfProvider(stack, key.Type, VersionOf(declaration), exists: stack.Created is not null),
            Urns(declared?.All ?? []),
            byProperty,
            declared?.Secrets ?? [],
            old?.Created ?? now,
            changed ? now ?? old?.Modified : old?.Modified ?? now);

        IReadOnlyList<string> Urns(IEnumerable<Resource> resources) =>
        [
            .. resources.Select(ResourceKey.Of).Distinct().OrderBy(run.OrderOf).Select(each => run.UrnOf(stack, each)),
        ];
    }

    private static string VersionOf(Declaration declaration) =>
        declaration.Options.Version ?? declaration.Resource.GetType().Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
