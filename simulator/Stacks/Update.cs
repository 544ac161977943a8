using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks.Providers;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>One run of a program against the state of its stack: the part of the engine that answers the program's declarations.</summary>
/// <param name="inDetail">Whether the states are to have their <see cref="ResourceState.Details"/>.</param>
internal sealed class Update(
    SimulatedStack stack, SignedIn account, IReadOnlyDictionary<string, SimulatedStack> stacks, bool preview, bool inDetail) : IMocks
{
    private const string StackReferenceType = "pulumi:pulumi:StackReference";
    private const string ComponentPrefix = "xtcmk:";

    private readonly Lock _lock = new();
    private readonly ProgramRun _run = new();
    private readonly HashSet<ResourceKey> _declared = [];
    private readonly List<ResourceStep> _steps = [];
    private readonly List<Refusal> _refusals = [];

    /// <summary>What was done with each resource and component: in the order of the program, and then what it no longer declares.</summary>
    public IReadOnlyList<ResourceStep> Steps => [.. _steps.OrderBy(step => _run.OrderOf(step.Key))];

    /// <summary>What a preview found that an update would refuse; an update stops at the first.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>Why the run failed, where the engine or Azure refused; null where the program itself failed.</summary>
    public DeploymentException? Failure { get; private set; }

    /// <summary>The last look-up that was refused; the run failed for it where the program says nothing else.</summary>
    public DeploymentException? FailedCall { get; private set; }

    public Task<JsonObject> RunAsync(StackProgram program) => _run.RunAsync(program, this, stack, preview);

    /// <summary>Deletes what the program no longer declares, the latest first.</summary>
    /// <exception cref="DeploymentException">A resource is protected, or Azure refused.</exception>
    public void DeleteUndeclared()
    {
        var steps = stack.Resources.Values.Reverse()
            .Where(state => !_declared.Contains(state.Key))
            .Select(state => new ResourceStep("delete", state.Key) { Old = state })
            .ToList();

        // 'pulumi up' previews first, so what is protected stops it before anything is deleted, a grant on a protected key for example.
        foreach (var kept in steps.Where(step => step.Old!.Protect))
            Refuse(kept, "deleted");
        foreach (var step in steps)
        {
            if (!preview)
                Delete(step.Old!);
            _steps.Add(step);
        }
    }

    /// <summary>After a run that went well the state is in the order of the program, whichever resource was ready first.</summary>
    public void Sort() => stack.Sort(_run.OrderOf);

    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        try
        {
            var key = new ResourceKey(args.Type ?? "", args.Name ?? "");
            var declared = (preview || inDetail) && ProviderRegistry.Find(key.Type) is not null
                ? await DeclaredInputs.ReadAsync(_run.DeclarationOf(key).Args)
                : null;
            lock (_lock)
                return Answer(key, args, declared);
        }
        catch (Exception refused) when (refused is AzureException or NotSupportedException or DeploymentException)
        {
            lock (_lock)
            {
                Failure ??= refused as DeploymentException
                    ?? new DeploymentException($"{args.Type} '{args.Name}': {refused.Message}", refused as AzureException);
            }

            throw;
        }
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        lock (_lock)
        {
            try
            {
                return Task.FromResult<object>(PropertyValues.FromJson(Invokes.Call(account, args.Token ?? "", PropertyValues.ToJson(args.Args))));
            }
            catch (Exception refused) when (refused is AzureException or NotSupportedException)
            {
                // The program may go on: to look for something that is not there is no failure of the run.
                FailedCall = new DeploymentException($"{args.Token}: {refused.Message}", refused as AzureException);
                throw new RunException(FailedCall.Message, refused);
            }
        }
    }

    private (string? Id, object State) Answer(ResourceKey key, MockResourceArgs args, DeclaredInputs? declared)
    {
        if (key.Type == StackReferenceType)
            return ReadStack(args);
        if (key.Type.StartsWith(ComponentPrefix, StringComparison.Ordinal))
            return DeclareComponent(key);
        var provider = ProviderRegistry.Find(key.Type) ?? throw new NotSupportedException("the simulator does not know this resource type.");
        var state = Declare(provider, key, PropertyValues.ToJson(args.Inputs), declared, args.Id);
        return (state.Id.Length > 0 ? state.Id : null, PropertyValues.FromJson(state.Outputs));
    }

    private (string? Id, object State) ReadStack(MockResourceArgs args)
    {
        var name = args.Inputs.TryGetValue("name", out var given) ? (string)given : args.Name!;
        if (!stacks.TryGetValue(name, out var other))
            throw new DeploymentException($"unknown stack \"{name}\": make it with 'pulumi stack init' first.", null);
        var state = ImmutableDictionary<string, object>.Empty
            .Add("name", name)
            .Add("outputs", PropertyValues.FromJson(other.Outputs))
            .Add("secretOutputNames", ImmutableArray<object>.Empty);
        return (name, state);
    }

    private (string? Id, object State) DeclareComponent(ResourceKey key)
    {
        _declared.Add(key);
        var old = stack.Resources.GetValueOrDefault(key);
        var state = new ResourceState(key, false, "", [], [], _run.DeclarationOf(key).Parent, false, false);
        Record(new ResourceStep(old is null ? "create" : "same", key) { Old = old, New = state with { Details = Detail(key, old, null, old is null) } });
        return (null, ImmutableDictionary<string, object>.Empty);
    }

    private ResourceState Declare(ResourceProvider provider, ResourceKey key, JsonObject known, DeclaredInputs? declared, string? importId)
    {
        if (!_declared.Add(key))
            throw new DeploymentException($"Duplicate resource URN: the program declares {key} twice.", null);
        var options = _run.OptionsOf(key);
        var old = stack.Resources.GetValueOrDefault(key);
        var inputs = declared?.Complete(known) ?? known;
        var step = old is not null ? Change(provider, old, Ignore(inputs, old.Inputs, options.IgnoreChanges), options)
            : string.IsNullOrEmpty(importId) ? new ResourceStep("create", key) { New = Create(provider, key, inputs) }
            : new ResourceStep("import", key) { New = Import(provider, key, inputs, importId, options) };
        var state = step.New! with
        {
            Parent = _run.DeclarationOf(key).Parent,
            Protect = options.Protect == true,
            RetainOnDelete = options.RetainOnDelete == true,
            Details = Detail(key, old, declared, changed: step.Operation != "same"),
        };
        Record(step with { New = state });
        return state;
    }

    private void Record(ResourceStep step)
    {
        var state = preview || step.Operation == "same" ? step.New! : step.New!.AtRest();
        _steps.Add(step with { New = state });
        if (!preview)
            stack.Resources[step.Key] = state;
    }

    private ResourceDetails? Detail(ResourceKey key, ResourceState? old, DeclaredInputs? declared, bool changed) => inDetail
        ? ResourceNotes.Take(_run, stack, key, declared, old?.Details, preview ? null : account.Azure.Clock.GetUtcNow(), changed)
        : null;

    /// <summary>In a preview the resource has no outputs yet but those inputs that are wholly known.</summary>
    private ResourceState Create(ResourceProvider provider, ResourceKey key, JsonObject inputs)
    {
        if (preview)
            return new ResourceState(key, true, "", inputs, PropertyValues.Known(inputs), null, false, false);
        var made = provider.Create(account, key.Name, inputs);
        return new ResourceState(key, true, made.Id, inputs, made.Outputs, null, false, false);
    }

    /// <summary>Takes an existing resource over: apart from the ignored properties it must be as the program says.</summary>
    private ResourceState Import(ResourceProvider provider, ResourceKey key, JsonObject inputs, string id, ResourceOptions options)
    {
        var found = provider.Read(account, id)
            ?? throw new DeploymentException($"{key.Type} '{key.Name}': there is nothing to import at {id}.", null);
        return new ResourceState(key, true, found.Id, Ignore(inputs, found.Outputs, options.IgnoreChanges), found.Outputs, null, false, false);
    }

    private ResourceStep Change(ResourceProvider provider, ResourceState old, JsonObject inputs, ResourceOptions options)
    {
        var changes = Drift.Changes(old.Inputs, inputs)
            .Select(change => change with { Replaces = Covers(provider.ReplacedBy, change.Path) || Covers(options.ReplaceOnChanges, change.Path) })
            .ToList();
        if (changes.Count == 0)
            return new ResourceStep("same", old.Key) { Old = old, New = old };
        if (!changes.Any(change => change.Replaces))
            return new ResourceStep("update", old.Key) { Old = old, Changes = changes, New = Change(provider, old, inputs) };

        var replace = new ResourceStep("replace", old.Key) { Old = old, Changes = changes };

        // The engine lets a program unprotect and replace in one update.
        if (old.Protect && options.Protect == true)
            Refuse(replace, $"replaced, which the change of {string.Join(", ", changes.Where(change => change.Replaces).Select(change => change.Path))} asks for");
        var replacement = Create(provider, old.Key, inputs);
        if (!preview)
            Delete(old);
        return replace with { New = replacement };
    }

    private ResourceState Change(ResourceProvider provider, ResourceState old, JsonObject inputs)
    {
        if (preview)
            return old with { Inputs = inputs };
        var changed = provider.Update(account, old.Id, inputs);
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
        var message = $"{step.Key.Type} '{step.Key.Name}' cannot be {what}, because it is protected. If that is truly meant, unprotect it first "
            + "('pulumi state unprotect').";
        if (!preview)
            throw new DeploymentException(message, null);
        _refusals.Add(new Refusal(step, message));
    }

    private static bool Covers(IEnumerable<string> properties, string path) => properties.Any(
        property => path == property || path.StartsWith(property + ".", StringComparison.Ordinal) || path.StartsWith(property + "[", StringComparison.Ordinal));

    /// <summary>The engine keeps the old value of an ignored property, also where the program no longer gives one.</summary>
    private static JsonObject Ignore(JsonObject inputs, JsonObject old, List<string> ignored)
    {
        foreach (var name in ignored)
        {
            if (old[name] is { } kept)
                inputs[name] = kept.DeepClone();
            else
                inputs.Remove(name);
        }

        return inputs;
    }
}
