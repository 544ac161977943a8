using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

public sealed class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> s_instance = new();

    private Deployment()
    {
    }

    public static DeploymentInstance Instance =>
        s_instance.Value ?? throw new InvalidOperationException("There is no Deployment.Instance outside a run of a Pulumi program.");

    internal static TestRun? Current => s_instance.Value?.Run;

    public static Task<int> RunAsync(Action action) => CannotDeployAsync();

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => CannotDeployAsync();

    public static Task<int> RunAsync(Func<Task> func) => CannotDeployAsync();

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => CannotDeployAsync();

    public static Task<int> RunAsync<TStack>() where TStack : Stack, new() => CannotDeployAsync();

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider) where TStack : Stack => CannotDeployAsync();

    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return TestAsync(mocks, options, () => serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException($"The service provider has no {typeof(TStack)}; register the stack with it."));
    }

    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() =>
        TestAsync(mocks, options, () => (TStack)Activator.CreateInstance(
            typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!);

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources) =>
        Split(await TestAsync(testMocks, testOptions, () => new FunctionStack(() => createResources().GetAwaiter().GetResult()))
            .ConfigureAwait(false));

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        Split(await TestAsync(testMocks, testOptions, () => new FunctionStack(createResources)).ConfigureAwait(false));

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        IDictionary<string, object?> Run()
        {
            createResources().GetAwaiter().GetResult();
            return new Dictionary<string, object?>();
        }

        return Split(await TestAsync(testMocks, testOptions, () => new FunctionStack(Run)).ConfigureAwait(false)).Resources;
    }

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
    {
        IDictionary<string, object?> Run()
        {
            createResources();
            return new Dictionary<string, object?>();
        }

        return Split(await TestAsync(testMocks, testOptions, () => new FunctionStack(Run)).ConfigureAwait(false)).Resources;
    }

    /// <summary>The run's instance is visible only inside this method, because it is asynchronous.</summary>
    private static async Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options, Func<TStack> create)
        where TStack : Stack
    {
        var run = new TestRun(mocks, options);
        if (s_instance.Value is not null)
            throw new InvalidOperationException("A run of a Pulumi program cannot begin inside another one.");
        s_instance.Value = new DeploymentInstance(run);

        Exception? thrown = null;
        try
        {
            create().RegisterPropertyOutputs();
        }
        catch (Exception exception)
        {
            thrown = exception;
        }
        return await run.FinishAsync(thrown).ConfigureAwait(false);
    }

    private static (ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs) Split(ImmutableArray<Resource> resources) => (
        resources.RemoveAll(resource => resource is FunctionStack),
        resources.OfType<FunctionStack>().SingleOrDefault()?.Returned ?? new Dictionary<string, object?>());

    private static async Task<int> CannotDeployAsync()
    {
        await Console.Error.WriteLineAsync(
            "This build uses the offline stand-ins for the Pulumi packages, which can only run tests and cannot deploy: restore and "
            + "build again with a package feed that carries the published packages Pulumi, Pulumi.AzureNative and Pulumi.AzureAD.")
            .ConfigureAwait(false);
        return Environment.ExitCode = 1;
    }

    /// <summary>The stack around a function. It runs the function in its constructor, as a stack class would.</summary>
    private sealed class FunctionStack : Stack
    {
        public FunctionStack(Func<IDictionary<string, object?>> createResources) => Returned = createResources();

        public IDictionary<string, object?> Returned { get; }
    }
}
