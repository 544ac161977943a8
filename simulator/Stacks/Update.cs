using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks.Providers;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>One run of a program against the state of its stack: the part of the engine that answers the program's declarations.</summary>
internal sealed class Update(
    SimulatedStack stack, SignedIn account, IReadOnlyDictionary<string, SimulatedStack> stacks, bool preview) : IMocks
{
    private const string StackReferenceType = "pulumi:pulumi:StackReference";
    private const string ComponentPrefix = "xtcmk:";

    private readonly Lock _lock = new();
    private readonly ProgramRun _run = new();
    private readonly HashSet<ResourceKey> _declared = [];
    private readonly List<ResourceStep> _steps = [];

    public IReadOnlyList<ResourceStep> Steps => _steps;

    /// <summary>Why the run failed, where the engine or Azure refused; null where the program itself failed.</summary>
    public DeploymentException? Failure { get; private set; }

    public Task<JsonObject> RunAsync(StackProgram program) => _run.RunAsync(program, this, stack, preview);

    /// <summary>Deletes what the program no longer declares, the latest first.</summary>
    /// <exception cref="DeploymentException">A resource is protected, or Azure refused.</exception>
    public void DeleteUndeclared()
    {
        var undeclared = stack.Resources.Values.Reverse().Where(state => !_declared.Contains(state.Key)).ToList();

        // 'pulumi up' previews first, so what is protected stops it before anything is deleted, a grant on a protected key for example.
        if (undeclared.FirstOrDefault(state => state.Protect) is { } kept)
            throw Protected(kept, "deleted");
        foreach (var state in undeclared)
        {
            if (!preview)
                Delete(state);
            if (state.Custom)
                _steps.Add(new ResourceStep("delete", state.Key));
        }
    }

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        lock (_lock)
        {
            try
            {
                return Task.FromResult(Answer(args));
            }
            catch (Exception refused) when (refused is AzureException or NotSupportedException or DeploymentException)
            {
                Failure ??= refused as DeploymentException
                    ?? new DeploymentException($"{args.Type} '{args.Name}': {refused.Message}", refused as AzureException);
                throw;
            }
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
                Failure ??= new DeploymentException($"{args.Token}: {refused.Message}", refused as AzureException);
                throw;
            }
        }
    }

    private (string? Id, object State) Answer(MockResourceArgs args)
    {
        var type = args.Type ?? "";
        if (type == StackReferenceType)
            return ReadStack(args);

        var key = new ResourceKey(type, args.Name ?? "");
        if (type.StartsWith(ComponentPrefix, StringComparison.Ordinal))
            return DeclareComponent(key);
        var provider = ProviderRegistry.Find(type) ?? throw new NotSupportedException("the simulator does not know this resource type.");
        var state = Declare(provider, key, PropertyValues.ToJson(args.Inputs), args.Id);
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
        if (!preview && !stack.Resources.ContainsKey(key))
            stack.Resources[key] = new ResourceState(key, false, "", [], [], ParentOf(key), false, false);
        return (null, ImmutableDictionary<string, object>.Empty);
    }

    private ResourceState Declare(ResourceProvider provider, ResourceKey key, JsonObject inputs, string? importId)
    {
        if (!_declared.Add(key))
            throw new DeploymentException($"Duplicate resource URN: the program declares {key} twice.", null);
        var options = _run.OptionsOf(key);
        var old = stack.Resources.GetValueOrDefault(key);
        var isImport = old is null && !string.IsNullOrEmpty(importId);
        var (operation, state) = old is null
            ? isImport ? ("import", Import(provider, key, inputs, importId!, options)) : ("create", Create(provider, key, inputs))
            : Change(provider, old, Ignore(inputs, old.Inputs, options.IgnoreChanges), options.ReplaceOnChanges);
        state = state with { Parent = ParentOf(key), Protect = options.Protect == true, RetainOnDelete = options.RetainOnDelete == true };
        _steps.Add(new ResourceStep(operation, key));
        if (!preview)
            stack.Resources[key] = operation == "same" ? state : state.AtRest();
        return state;
    }

    private ResourceState Create(ResourceProvider provider, ResourceKey key, JsonObject inputs)
    {
        if (preview)
            return new ResourceState(key, true, "", inputs, (JsonObject)inputs.DeepClone(), null, false, false);
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

    private (string Operation, ResourceState State) Change(
        ResourceProvider provider, ResourceState old, JsonObject inputs, List<string> replaceOnChanges)
    {
        var differences = Drift.Differences(old.Inputs, inputs);
        if (differences.Count == 0)
            return ("same", old);
        var forcing = differences.Where(path => Covers(provider.ReplacedBy, path) || Covers(replaceOnChanges, path)).ToList();
        if (forcing.Count == 0)
        {
            if (preview)
                return ("update", old with { Inputs = inputs });
            var changed = provider.Update(account, old.Id, inputs);
            return ("update", old with { Id = changed.Id, Inputs = inputs, Outputs = changed.Outputs });
        }

        if (old.Protect)
            throw Protected(old, $"replaced, which the change of {string.Join(", ", forcing)} asks for");
        var replacement = Create(provider, old.Key, inputs);
        if (!preview)
            Delete(old);
        return ("replace", replacement);
    }

    private void Delete(ResourceState state)
    {
        if (state.Custom && !state.RetainOnDelete)
            ProviderRegistry.Find(state.Key.Type)!.Delete(account, state.Id);
        stack.Resources.Remove(state.Key);
    }

    private ResourceKey? ParentOf(ResourceKey key) => _run.OptionsOf(key).Parent is { } parent
        ? new ResourceKey(parent.GetResourceType(), parent.GetResourceName())
        : null;

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

    private static DeploymentException Protected(ResourceState state, string what) => new(
        $"{state.Key.Type} '{state.Key.Name}' cannot be {what}, because it is protected. If that is truly meant, unprotect it first "
        + "('pulumi state unprotect').",
        null);
}
