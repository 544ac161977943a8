using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace XtCmkInfra.Tests.Offline;

/// <summary>Runs small programs, and looks into outputs.</summary>
internal static class Running
{
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> PreviewAsync(
        IMocks mocks, Func<IDictionary<string, object?>> program) =>
        Deployment.TestAsync(mocks, new TestOptions { IsPreview = true }, program);

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> UpAsync(
        IMocks mocks, Func<IDictionary<string, object?>> program) =>
        Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, program);

    /// <summary>Runs a program that makes one output, and looks into it.</summary>
    public static async Task<Read<T>> OutputAsync<T>(bool preview, Func<Output<T>> program, IMocks? mocks = null)
    {
        Output<T>? output = null;
        await Deployment.TestAsync(mocks ?? new RecordingMocks(), new TestOptions { IsPreview = preview }, () => { output = program(); });
        return await ReadAsync(output!);
    }

    public static async Task<Read<T>> ReadAsync<T>(Output<T> output) => new(
        await OutputUtilities.GetValueAsync(output),
        await OutputUtilities.GetIsKnownAsync(output),
        await Output.IsSecretAsync(output),
        await OutputUtilities.GetDependenciesAsync(output));

    public static Output<string> Unknown { get; } = OutputUtilities.CreateUnknown("");
}

/// <summary>What is in an output. The value of an unknown one is its default.</summary>
internal sealed record Read<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Dependencies);
