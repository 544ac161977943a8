using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks.Providers;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>One run of a program against the state of its stack: the part of the engine that answers the program's declarations.</summary>
/// <param name="inDetail">Whether the states are to have their <see cref="ResourceState.Details"/>.</param>
internal sealed partial class Update(
    SimulatedStack stack, SignedIn account, IReadOnlyDictionary<string, SimulatedStack> stacks, bool preview, bool inDetail) : IMocks
{
    private const string StackReferenceType = "pulumi:pulumi:StackReference";

    private readonly Lock _lock = new();
    private readonly ProgramRun _run = new();
    private readonly Races _races = new();
    private readonly HashSet<ResourceKey> _declared = [];
    private readonly FormerNames _former = new(stack);
    private readonly List<ResourceStep> _steps = [];
    private readonly List<Refusal> _refusals = [];
    private readonly List<DeploymentException> _refusedCalls = [];
    private bool _ended;

    /// <summary>What was done with each resource and component: in the order of the program, and then what it no longer declares.</summary>
    public IReadOnlyList<ResourceStep> Steps => [.. _steps.OrderBy(step => _run.OrderOf(step.Key))];

    /// <summary>What a preview found that an update would refuse; an update stops at the first.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>Why the run failed, where the engine or Azure refused; null where the program itself failed.</summary>
    public DeploymentException? Failure { get; private set; }

    /// <summary>The refused call that the run failed of; null where the program caught that and says something else.</summary>
    public DeploymentException? RefusedCall(string said) => _refusedCalls.Find(call => call.Message == said);

    /// <param name="directory">The folder of the project's file; null where there is none.</param>
    /// <returns>The stack's outputs.</returns>
    /// <exception cref="RunException">The program failed, or what it declared.</exception>
    public async Task<JsonObject> RunAsync(StackProgram program, string? directory)
    {
        try
        {
            return await _run.RunAsync(program, this, stack, directory, preview, end: () =>
            {
                lock (_lock)
                    _ended = true;
            });
        }
        finally
        {
            stack.Diagnostics = _run.DiagnosticsOf(stack);
        }
    }

    /// <summary>Deletes what the program no longer declares, the latest first.</summary>
    /// <exception cref="DeploymentException">A resource is protected, or Azure refused.</exception>
    public void DeleteUndeclared()
    {
        var steps = stack.Resources.Values.Reverse()
            .Where(state => !_declared.Contains(state.Key) && !_former.Contains(state.Key))
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
            var awaited = await _run.AwaitedByAsync(key);
            var aliases = await _run.AliasesOfAsync(key);
            var declared = IsReadInDetail(key.Type) ? await DeclaredInputs.ReadAsync(_run.DeclarationOf(key).Args, awaited) : null;
            lock (_lock)
            {
                _former.Declare(key, aliases);
                return Answer(key, args, declared, awaited);
            }
        }
        catch (Exception refused) when (refused is AzureException or NotSupportedException or DeploymentException)
        {
            lock (_lock)
            {
                Failure ??= refused as DeploymentException
                    ?? new DeploymentException($"{args.Type} '{args.Name}': {Describe(refused)}", refused as AzureException);
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
                ThrowIfEnded();
                var answer = Invokes.Call(account, args.Token ?? "", PropertyValues.ToJson(args.Args));
                return Task.FromResult<object>(PropertyValues.FromJson(answer));
            }
            catch (Exception refused) when (refused is AzureException or NotSupportedException)
            {
                // The program may know what to make of it, so this is no failure of the run before the program lets it be one.
                var message = $"{args.Token}: {Describe(refused)}";
                _refusedCalls.Add(new DeploymentException(message, refused as AzureException));
                throw new RunException(message);
            }
        }
    }

    private bool IsReadInDetail(string type)
    {
        lock (_lock)
            return ProviderRegistry.Find(type) is not null && (preview || inDetail || _races.Concern(type));
    }

    private (string? Id, object State) Answer(
        ResourceKey key, MockResourceArgs args, DeclaredInputs? declared, IReadOnlyList<Resource> awaited)
    {
        ThrowIfEnded();
        if (key.Type == StackReferenceType)
            return ReadStack(args);
        if (_run.DeclarationOf(key).Resource is ComponentResource)
            return DeclareComponent(key);
        var provider = ProviderRegistry.Find(key.Type)
            ?? throw new NotSupportedException("the simulator does not know this resource type.");
        _races.Declare(key, [.. (declared?.All ?? awaited).Select(ResourceKey.Of)]);
        var state = Declare(provider, key, PropertyValues.ToJson(args.Inputs), declared, args.Id);
        return (state.Id.Length > 0 ? state.Id : null, PropertyValues.FromJson(state.Outputs));
    }

    /// <summary>The host does not wait for the rest after a failure; what the failed run leaves behind must not change.</summary>
    private void ThrowIfEnded()
    {
        if (_ended)
            throw new OperationCanceledException("The run has ended.");
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
        Record(new ResourceStep(old is null ? "create" : "same", key)
        {
            Old = old, New = state with { Details = Detail(key, old, null, old is null) },
        });
        return (null, ImmutableDictionary<string, object>.Empty);
    }

    private ResourceState Declare(ResourceProvider provider, ResourceKey key, JsonObject known, DeclaredInputs? declared, string? importId)
    {
        if (!_declared.Add(key))
            throw new DeploymentException($"Duplicate resource URN: the program declares {key} twice.", null);
        var options = _run.OptionsOf(key);
        var old = _former.StateOf(key);
        var inputs = declared?.Complete(known) ?? known;
        var step = old is not null ? Change(provider, old, PropertyPaths.Ignore(inputs, old.Inputs, options.IgnoreChanges), options)
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
            _former.Replace(state);
    }

    private ResourceDetails? Detail(ResourceKey key, ResourceState? old, DeclaredInputs? declared, bool changed) => inDetail
        ? ResourceNotes.Take(_run, stack, key, declared, old?.Details, preview ? null : account.Azure.Clock.GetUtcNow(), changed)
        : null;

    /// <summary>With Azure's code, by which people look a refusal up.</summary>
    private static string Describe(Exception refused) => refused is AzureException azure ? azure.ToString() : refused.Message;
}
