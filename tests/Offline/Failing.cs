using Pulumi;
using Pulumi.Testing;
using Action = System.Action;

namespace XtCmkInfra.Tests.Offline;

internal static class Failing
{
    /// <summary>What the run reported, whether it was one error or several.</summary>
    public static async Task<IReadOnlyList<string>> ErrorsAsync(Action program, RecordingMocks? mocks = null)
    {
        var exception = await Record.ExceptionAsync(() => Deployment.TestAsync(mocks ?? new RecordingMocks(), new TestOptions(), program));
        return exception switch
        {
            null => [],
            AggregateException several => [.. several.InnerExceptions.Select(inner => Assert.IsType<RunException>(inner).Message)],
            _ => [Assert.IsType<RunException>(exception).Message],
        };
    }
}
