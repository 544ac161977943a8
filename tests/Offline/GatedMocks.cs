using System.Collections.Immutable;
using Pulumi.Testing;

namespace XtCmkInfra.Tests.Offline;

/// <summary>Holds back the answer for one resource until the test opens the gate, and notes in which order it answered.</summary>
internal sealed class GatedMocks(string held) : IMocks
{
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableList<string> _order = [];

    /// <summary>Completes when the mock was asked for the resource that it holds back.</summary>
    public Task Waiting => _waiting.Task;

    public ImmutableList<string> Order => _order;

    public void Open() => _gate.SetResult();

    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        if (args.Name == held)
        {
            _waiting.TrySetResult();
            await _gate.Task;
        }
        ImmutableInterlocked.Update(ref _order, order => order.Add(args.Name!));
        return ($"{args.Name}-id", args.Inputs);
    }

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
}
