using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace XtCmkInfra.Tests.Offline;

/// <summary>Answers for Azure as the test says (by default: an id, and the inputs as state), and remembers what it was asked.</summary>
internal sealed class RecordingMocks(
    Func<MockResourceArgs, (string? Id, object State)>? answer = null, Func<MockCallArgs, object>? answerCall = null) : IMocks
{
    public ConcurrentQueue<MockResourceArgs> Resources { get; } = new();

    public ConcurrentQueue<MockCallArgs> Calls { get; } = new();

    public ConcurrentDictionary<string, ImmutableDictionary<string, Output<object?>>> RegisteredOutputs { get; } = new();

    public MockResourceArgs Registered(string name) => Assert.Single(Resources, resource => resource.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Resources.Enqueue(args);
        var (id, state) = answer?.Invoke(args) ?? ($"{args.Name}-id", args.Inputs);
        return Task.FromResult((id, state));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Calls.Enqueue(args);
        return Task.FromResult(answerCall?.Invoke(args) ?? args.Args);
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        RegisteredOutputs[args.Urn] = args.Outputs;
        return Task.CompletedTask;
    }
}
