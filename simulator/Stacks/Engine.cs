using System.Text.Json.Nodes;
using Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks.Providers;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>A stack could not be brought to what its program says. What was done before stays done, as with the real engine.</summary>
public class DeploymentException(string message, AzureException? cause) : Exception(message, cause)
{
    /// <summary>What Azure answered, where it was Azure that refused.</summary>
    public AzureException? Azure { get; } = cause;
}

/// <summary>The program itself refused, for example because of its settings; the message has what it says.</summary>
public sealed class ProgramException(string message) : DeploymentException(message, null);

/// <summary>
/// Does with a stack what <c>pulumi up</c> does, on a simulated Azure: runs the program, creates what is new, updates or replaces what has
/// changed, and deletes what the program no longer declares, unless it is protected.
/// </summary>
/// <param name="inDetail">
/// Whether the states are to have what documents show besides values; see <see cref="ResourceState.Details"/>.
/// </param>
public sealed partial class Engine(SimulatedAzure azure, bool inDetail = false)
{
    private readonly Dictionary<string, SimulatedStack> _stacks = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<SimulatedStack> Stacks => _stacks.Values;

    /// <summary>Makes an empty stack, as <c>pulumi stack init</c> does, or gives the one that is there.</summary>
    public SimulatedStack Stack(string project, string name)
    {
        var stack = new SimulatedStack(project, name);
        return _stacks.TryAdd(stack.FullName, stack) ? stack : _stacks[stack.FullName];
    }

    /// <param name="refresh">Whether to look first what is live, as <c>pulumi up --refresh</c> does.</param>
    /// <returns>What was done with the resources; components are left out.</returns>
    /// <exception cref="DeploymentException">The program, the engine or Azure refused.</exception>
    public async Task<IReadOnlyList<ResourceStep>> UpAsync(ProjectFiles project, StackProgram program, bool refresh = false)
    {
        var stack = Stack(project.Name, project.Stack);
        var account = SignIn(project);
        if (refresh)
            Refresh(stack, account, preview: false);
        stack.Created ??= azure.Clock.GetUtcNow();
        var update = new Update(stack, account, _stacks, preview: false, inDetail);
        stack.Outputs = await RunAsync(update, project, program);
        update.Sort();
        return WithoutComponents(update.Steps);
    }

    /// <summary>What <see cref="UpAsync"/> would do; nothing is changed.</summary>
    /// <exception cref="DeploymentException">The program or the engine refused.</exception>
    public async Task<IReadOnlyList<ResourceStep>> PreviewAsync(ProjectFiles project, StackProgram program)
    {
        var preview = await PreviewInDetailAsync(project, program);
        return preview.Refusals is [var first, ..] ? throw new DeploymentException(first.Message, null) : WithoutComponents(preview.Steps);
    }

    /// <summary>
    /// What <see cref="UpAsync"/> would do with every resource and component, and what it would refuse; nothing is changed.
    /// </summary>
    /// <exception cref="DeploymentException">The program refused, or the engine before it could see the whole.</exception>
    public async Task<StackPreview> PreviewInDetailAsync(ProjectFiles project, StackProgram program)
    {
        var stack = Stack(project.Name, project.Stack);
        var update = new Update(stack, SignIn(project), _stacks, preview: true, inDetail);
        var outputs = await RunAsync(update, project, program);
        return new StackPreview(stack, update.Steps, update.Refusals, outputs) { Diagnostics = stack.Diagnostics };
    }

    private static List<ResourceStep> WithoutComponents(IReadOnlyList<ResourceStep> steps) =>
        [.. steps.Where(step => (step.New ?? step.Old)!.Custom)];

    private static async Task<JsonObject> RunAsync(Update update, ProjectFiles project, StackProgram program)
    {
        try
        {
            var outputs = await update.RunAsync(program, project.Directory);
            update.DeleteUndeclared();
            return outputs;
        }
        catch (Exception wrong) when (wrong is RunException or AggregateException)
        {
            var said = Sentences(wrong);
            throw update.Failure ?? update.RefusedCall(said) ?? new ProgramException(said);
        }
    }

    /// <summary>The test host gathers several errors in one exception, the same one from every resource that needed what failed.</summary>
    private static string Sentences(Exception wrong) => wrong is AggregateException several
        ? string.Join("\n", several.InnerExceptions.Select(one => one.Message).Distinct())
        : wrong.Message;

    private SignedIn SignIn(ProjectFiles project)
    {
        return new SignedIn(azure, Read("tenantId", TenantId.Parse), Read("subscriptionId", SubscriptionId.Parse));

        Parsed<T> Read<T>(string name, Parser<T> parse)
            where T : class => project.Settings["azure-native", name] is { Length: > 0 } text ? parse(text) : new Mistake("it is missing");
    }
}
