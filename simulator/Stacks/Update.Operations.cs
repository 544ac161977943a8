using System.Text.Json.Nodes;
using Pulumi;
using XtCmkInfra.Simulator.Stacks.Providers;

namespace XtCmkInfra.Simulator.Stacks;

/// <content>What is done with one resource.</content>
internal sealed partial class Update
{
    /// <summary>In a preview the resource has no outputs yet but those inputs that are wholly known.</summary>
    /// <param name="inPlaceOf">The resource that it replaces; the provider makes up another name than that one has.</param>
    private ResourceState Create(ResourceProvider provider, ResourceKey key, JsonObject inputs, ResourceState? inPlaceOf = null)
    {
        if (preview)
            return new ResourceState(key, true, "", inputs, PropertyValues.Known(inputs), null, false, false);
        _races.Check(account, key, inputs);
        var made = provider.Create(account, inPlaceOf is null ? key.Name : $"{key.Name}, in place of {inPlaceOf.Id}", inputs);
        _races.Written(key, made.Outputs);
        return new ResourceState(key, true, made.Id, inputs, made.Outputs, null, false, false);
    }

    /// <summary>Takes an existing resource over: apart from the ignored properties it must be as the program says.</summary>
    private ResourceState Import(ResourceProvider provider, ResourceKey key, JsonObject inputs, string id, ResourceOptions options)
    {
        var found = provider.Read(account, id)
            ?? throw new DeploymentException($"{key.Type} '{key.Name}': there is nothing to import at {id}.", null);
        var taken = PropertyPaths.Ignore(inputs, found.Outputs, options.IgnoreChanges);
        return new ResourceState(key, true, found.Id, taken, found.Outputs, null, false, false);
    }

    private ResourceStep Change(ResourceProvider provider, ResourceState old, JsonObject inputs, ResourceOptions options)
    {
        var changes = Drift.Changes(old.Inputs, inputs)
            .Select(change => change with
            {
                Replaces = PropertyPaths.Cover(provider.ReplacedBy, change.Path)
                    || PropertyPaths.Cover(options.ReplaceOnChanges, change.Path),
            })
            .ToList();
        if (changes.Count == 0)
            return new ResourceStep("same", old.Key) { Old = old, New = old };
        if (!changes.Any(change => change.Replaces))
            return new ResourceStep("update", old.Key) { Old = old, Changes = changes, New = Change(provider, old, inputs) };

        var replace = new ResourceStep("replace", old.Key) { Old = old, Changes = changes };

        // The engine lets a program unprotect and replace in one update.
        if (old.Protect && options.Protect == true)
        {
            var paths = changes.Where(change => change.Replaces).Select(change => change.Path);
            Refuse(replace, $"replaced, which the change of {string.Join(", ", paths)} asks for");
        }

        var replacement = Create(provider, old.Key, inputs, inPlaceOf: old);
        if (!preview)
            Delete(old);
        return replace with { New = replacement };
    }

    private ResourceState Change(ResourceProvider provider, ResourceState old, JsonObject inputs)
    {
        if (preview)
            return old with { Inputs = inputs };
        _races.Check(account, old.Key, inputs);
        var changed = provider.Update(account, old.Id, inputs);
        _races.Written(old.Key, changed.Outputs);
        return old with { Id = changed.Id, Inputs = inputs, Outputs = changed.Outputs };
    }

    private void Delete(ResourceState state)
    {
        if (state.Custom && !state.RetainOnDelete)
            ProviderRegistry.Find(state.Key.Type)!.Delete(account, state.Id);
        stack.Resources.Remove(state.Key);
    }

    /// <exception cref="DeploymentException">Unless this is a preview, which goes on so that all can be seen.</exception>
    private void Refuse(ResourceStep step, string what)
    {
        var refusal = Refusal.Of(step, what);
        if (!preview)
            throw new DeploymentException(refusal.Message, null);
        _refusals.Add(refusal);
    }
}
