using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>A stack's program: the very function that the Pulumi CLI runs, on settings from files.</summary>
public delegate Task<IDictionary<string, object?>> StackProgram();

/// <summary>Runs a stack's program in Pulumi's test host and sees, besides what reaches the mocks, the options of each resource.</summary>
internal sealed class ProgramRun
{
    private readonly ConcurrentDictionary<ResourceKey, ResourceOptions> _options = new();

    public ResourceOptions OptionsOf(ResourceKey key) => _options.TryGetValue(key, out var options)
        ? options
        : throw new InvalidOperationException($"The program has not declared {key}.");

    /// <returns>The stack's outputs.</returns>
    /// <exception cref="RunException">The program failed.</exception>
    public async Task<JsonObject> RunAsync(StackProgram program, IMocks mocks, SimulatedStack stack, bool preview)
    {
        IDictionary<string, object?> outputs = new Dictionary<string, object?>();
        var recorder = new Recorder(this, async () => outputs = await program());
        await Deployment.TestWithServiceProviderAsync<ProgramStack>(mocks, recorder, new TestOptions
        {
            ProjectName = stack.Project,
            StackName = stack.Name,
            OrganizationName = SimulatedStack.Organization,
            IsPreview = preview,
        });
        return (JsonObject)(await PropertyValues.ResolveAsync(outputs))!;
    }

    private void Declare(ResourceTransformationArgs declared)
    {
        var key = new ResourceKey(declared.Resource.GetResourceType(), declared.Resource.GetResourceName());
        if (!_options.TryAdd(key, declared.Options))
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
