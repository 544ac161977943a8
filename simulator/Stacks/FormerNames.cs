namespace XtCmkInfra.Simulator.Stacks;

/// <summary>Which resources of a stack go on under another name, as the program's aliases say.</summary>
internal sealed class FormerNames(SimulatedStack stack)
{
    /// <summary>By the name that the state file has: the name that the program has now.</summary>
    private readonly Dictionary<ResourceKey, ResourceKey> _renamed = [];

    /// <param name="aliases">The names that the resource may have had.</param>
    /// <exception cref="DeploymentException">Two resources are said to be the same former one.</exception>
    public void Declare(ResourceKey key, IReadOnlyList<string> aliases)
    {
        if (stack.Resources.ContainsKey(key))
            return;
        var old = aliases.Select(alias => key with { Name = alias })
            .FirstOrDefault(former => stack.Resources.ContainsKey(former) || _renamed.ContainsKey(former));
        if (old.Name is not null && !_renamed.TryAdd(old, key))
            throw new DeploymentException($"{key} and {_renamed[old]} are both said to be what {old} was.", null);
    }

    public bool Contains(ResourceKey former) => _renamed.ContainsKey(former);

    /// <summary>What the state file has of a resource, under this name or a former one.</summary>
    public ResourceState? StateOf(ResourceKey key) => stack.Resources.GetValueOrDefault(key)
        ?? (Of(key) is { } former ? stack.Resources[former] with { Key = key } : null);

    /// <summary>Puts the resource's new state in the place of what it had under either name.</summary>
    public void Replace(ResourceState state)
    {
        if (Of(state.Key) is { } former)
            stack.Resources.Remove(former);
        stack.Resources[state.Key] = state;
    }

    private ResourceKey? Of(ResourceKey key)
    {
        foreach (var (former, now) in _renamed)
        {
            if (now == key && stack.Resources.ContainsKey(former))
                return former;
        }

        return null;
    }
}
