using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>One run of a program under a test: its settings, its resources and the mock that answers for Azure.</summary>
internal sealed partial class TestRun(IMocks mocks, TestOptions? options)
{
    private readonly List<Resource> _resources = [];
    private readonly Dictionary<string, MockState> _registered = [];
    private Stack? _stack;

    public string ProjectName { get; } = options?.ProjectName ?? "project";

    public string StackName { get; } = options?.StackName ?? "stack";

    public string OrganizationName { get; } = options?.OrganizationName ?? "organization";

    public string RootDirectory => options?.RootDirectory
        ?? throw new InvalidOperationException("The run has no root directory: the options of the test give none.");

    public bool IsPreview { get; } = options?.IsPreview ?? true;

    public RunConfig Config { get; } = RunConfig.FromEnvironment();

    public Runner Runner { get; } = new();

    public Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException("The run has no stack yet.");
        set => _stack = value;
    }

    /// <param name="thrown">What the program itself threw, after which nothing is waited for.</param>
    public async Task<ImmutableArray<Resource>> FinishAsync(Exception? thrown)
    {
        var errors = thrown is null ? await Runner.FinishAsync().ConfigureAwait(false) : Runner.Fail(thrown);
        lock (_resources)
        {
            return errors switch
            {
                [] => [.. _resources],
                [var only] => throw new RunException(only),
                _ => throw new AggregateException(errors.Select(error => new RunException(error))),
            };
        }
    }

    public void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        Runner.Track(RegisterAsync());

        async Task RegisterAsync()
        {
            var urn = await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
            var values = await outputs.GetValueAsync(whenUnknown: null!).ConfigureAwait(false);
            var encoded = ImmutableDictionary.CreateBuilder<string, Output<object?>>();
            foreach (var (name, value) in values)
            {
                var property = await EncodeAsync(new Encoder(), name, name, value).ConfigureAwait(false);
                if (property.Value is not null || !property.IsKnown)
                    encoded[name] = new(new OutputData<object?>(property.Value, [], property.IsKnown, property.IsSecret));
            }
            await mocks.RegisterResourceOutputs(new(urn, encoded.ToImmutable())).ConfigureAwait(false);
        }
    }

    /// <summary>Encodes one property. What goes wrong is told with its name, whichever kind of exception it was.</summary>
    private static async ValueTask<Property> EncodeAsync(Encoder encoder, string path, string name, object? value)
    {
        try
        {
            return await encoder.EncodeAsync(path, value).ConfigureAwait(false);
        }
        catch (Exception wrong)
        {
            throw new InvalidOperationException($"error serializing property \"{name}\": {wrong.Message}", wrong);
        }
    }

    private void Add(Resource resource)
    {
        lock (_resources)
            _resources.Add(resource);
    }

    private string NewUrn(string parent, string type, string name)
    {
        // Unlike the engine, the mock host names the outermost parent's type only.
        var qualified = parent.Length == 0 ? type : $"{parent.Split("::")[2].Split('$')[0]}${type}";
        return $"urn:pulumi:{StackName}::{ProjectName}::{qualified}::{name}";
    }

    private static async Task<Dictionary<string, Property>> EncodeStateAsync(object state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var entries = state as IEnumerable<KeyValuePair<string, object>>;
        if (entries is not IDictionary<string, object>)
        {
            var whole = await new Encoder().EncodeAsync("", state).ConfigureAwait(false);
            entries = whole.Value as ImmutableDictionary<string, object>
                ?? throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type");
        }

        var properties = new Dictionary<string, Property>();
        foreach (var (name, value) in entries)
        {
            var property = await new Encoder().EncodeAsync($".{name}", value).ConfigureAwait(false);
            if (property.Value is not null || !property.IsKnown)
                properties[name] = property;
        }
        return properties;
    }

    /// <summary>What the mock answered for a resource, kept for who reads it again by its URN.</summary>
    private sealed record MockState(string Urn, string? Id, Dictionary<string, Property> Properties);
}
