using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>A stack's program: the very function that the Pulumi CLI runs, on settings from files.</summary>
public delegate Task<IDictionary<string, object?>> StackProgram();

/// <summary>Runs a stack's program in Pulumi's test host, and sees what each resource was declared with, which mocks do not.</summary>
internal sealed class ProgramRun
{
    private readonly ConcurrentDictionary<ResourceKey, Declaration> _declarations = new();
    private readonly ConcurrentQueue<LogLine> _log = new();
    private RunException? _refusal;
    private int _count;

    public Declaration DeclarationOf(ResourceKey key) => _declarations.TryGetValue(key, out var declaration)
        ? declaration
        : throw new InvalidOperationException($"The program has not declared {key}.");

    /// <summary>What the program has a resource depend on in words (<c>DependsOn</c>).</summary>
    public async Task<IReadOnlyList<Resource>> AwaitedByAsync(ResourceKey key) => _declarations.TryGetValue(key, out var declaration)
        ? await OutputUtilities.GetValueAsync(declaration.Options.DependsOn.ToOutput())
        : [];

    /// <summary>The names that the resource had before, as the program says; of its type and with its parent.</summary>
    /// <exception cref="NotSupportedException">An alias says more than a name.</exception>
    public async Task<IReadOnlyList<string>> AliasesOfAsync(ResourceKey key)
    {
        var names = new List<string>();
        foreach (var given in _declarations.TryGetValue(key, out var declaration) ? declaration.Options.Aliases : [])
        {
            var alias = await OutputUtilities.GetValueAsync(given.ToOutput());
            if (alias is not
                {
                    Name: { } name, Type: null, Stack: null, Project: null, Parent: null, ParentUrn: null, Urn: null, NoParent: false,
                })
                throw new NotSupportedException("The simulator knows aliases by name alone.");
            names.Add(await OutputUtilities.GetValueAsync(name.ToOutput()));
        }

        return names;
    }

    public ResourceOptions OptionsOf(ResourceKey key) => DeclarationOf(key).Options;

    /// <summary>The place of a resource among the declarations; resources that are not declared come last.</summary>
    public int OrderOf(ResourceKey key) => _declarations.TryGetValue(key, out var declaration) ? declaration.Order : int.MaxValue;

    /// <summary>The URN that the engine would give a declared resource.</summary>
    public string UrnOf(SimulatedStack stack, ResourceKey key) =>
        Urn.Of(stack, key, DeclarationOf(key).Parent is { } parent ? UrnOf(stack, parent) : null);

    /// <summary>What the program has logged: about the stack first, and then in the order of the program.</summary>
    public IReadOnlyList<Diagnostic> DiagnosticsOf(SimulatedStack stack) => [.. _log
        .OrderBy(line => line.Resource is { } about ? OrderOf(new ResourceKey(about.Type, about.Name)) : -1)
        .Select(line => Diagnostic.Of(line, this, stack))];

    /// <param name="directory">The folder of the project's file; null where there is none.</param>
    /// <param name="end">Called once the run has failed: from then on nothing of what is still under way may be answered.</param>
    /// <returns>The stack's outputs.</returns>
    /// <exception cref="RunException">The program failed.</exception>
    public async Task<JsonObject> RunAsync(
        StackProgram program, IMocks mocks, SimulatedStack stack, string? directory, bool preview, Action end)
    {
        IDictionary<string, object?> outputs = new Dictionary<string, object?>();
        var recorder = new Recorder(this, async () =>
        {
            try
            {
                outputs = await program();
            }
            catch (RunException own)
            {
                _refusal = own;
                throw;
            }
        });
        LogLine.Listen(_log.Enqueue);
        try
        {
            await Deployment.TestWithServiceProviderAsync<ProgramStack>(mocks, recorder, new TestOptions
            {
                ProjectName = stack.Project,
                StackName = stack.Name,
                OrganizationName = SimulatedStack.Organization,
                RootDirectory = directory,
                IsPreview = preview,
            });
        }
        catch (Exception reported) when (reported is RunException or AggregateException)
        {
            end();
            if (await FindRefusalAsync() is { } refusal)
                throw refusal;
            throw;
        }

        return (JsonObject)(await PropertyValues.ResolveAsync(outputs))!;
    }

    /// <summary>
    /// Why the program itself refused. The host may report that inside the exception of whatever needed it, with stack traces of both.
    /// </summary>
    /// <returns>The program's exception, or that of the first input that it refused to give; null where it refused nothing.</returns>
    private async Task<RunException?> FindRefusalAsync()
    {
        if (_refusal is not null)
            return _refusal;
        foreach (var declaration in _declarations.Values.OrderBy(declaration => declaration.Order))
        {
            try
            {
                await DeclaredInputs.ReadAsync(declaration.Args, await AwaitedByAsync(ResourceKey.Of(declaration.Resource)));
            }
            catch (Exception failed)
            {
                // What is no refusal of the program is the engine's or Azure's, or the end of the run.
                if (failed.GetBaseException() is RunException refusal)
                    return refusal;
            }
        }

        return null;
    }

    private void Declare(ResourceTransformationArgs declared)
    {
        var key = ResourceKey.Of(declared.Resource);
        var declaration = new Declaration(Interlocked.Increment(ref _count) - 1, declared.Resource, declared.Args, declared.Options);
        if (!_declarations.TryAdd(key, declaration))
            throw new RunException($"Duplicate resource URN: the program declares {key} twice.");
    }

    /// <summary>The test host takes a stack from a service provider: the one way to give the root stack options.</summary>
    private sealed class Recorder(ProgramRun run, Func<Task> program) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(ProgramStack) ? new ProgramStack(run.Declare, program) : null;
    }

    private sealed class ProgramStack : Stack
    {
        public ProgramStack(Action<ResourceTransformationArgs> declare, Func<Task> program)
            : base(new StackOptions
            {
                ResourceTransformations =
                {
                    declared =>
                    {
                        declare(declared);
                        return null;
                    },
                },
            }) => Done = Output.Create(RunAsync(program));

        /// <summary>An output, so that the host waits for the program's end.</summary>
        [Output("done")]
        public Output<bool> Done { get; private set; }

        private static async Task<bool> RunAsync(Func<Task> program)
        {
            await program();
            return true;
        }
    }
}
