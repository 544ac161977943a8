using System.Reflection;

namespace Pulumi;

/// <summary>
/// Waits for all that a program has started in the background, or for the first of it to fail: what fails later is not reported, and
/// what is still under way then is not waited for.
/// </summary>
internal sealed class Runner
{
    private readonly Lock _lock = new();
    private readonly List<string> _logged = [];
    private readonly List<Exception> _failures = [];
    private int _running;
    private Exception? _endless;
    private TaskCompletionSource? _end;

    public void Track(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        lock (_lock)
            _running++;
        task.ContinueWith(OnCompleted, TaskScheduler.Default);
    }

    public void LogError(string message)
    {
        lock (_lock)
            _logged.Add(message);
    }

    /// <summary>Notes that the published SDK would wait for something that never comes, if nothing else fails.</summary>
    public void WaitForever(Exception why)
    {
        lock (_lock)
            _endless ??= why;
    }

    /// <returns>The errors that the run reports.</returns>
    public async Task<IReadOnlyList<string>> FinishAsync()
    {
        await WhenIdleOrFailed().ConfigureAwait(false);
        lock (_lock)
            return Report(_failures.Count == 0 && _endless is not null ? [_endless] : _failures);
    }

    /// <summary>Ends the run with what the program itself threw.</summary>
    public IReadOnlyList<string> Fail(Exception exception)
    {
        lock (_lock)
            return Report([exception]);
    }

    private Task WhenIdleOrFailed()
    {
        lock (_lock)
        {
            if (_running == 0 || _failures.Count > 0)
                return Task.CompletedTask;
            _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _end.Task;
        }
    }

    private void OnCompleted(Task task)
    {
        lock (_lock)
        {
            _running--;
            _failures.AddRange(task.Exception?.InnerExceptions ?? []);
            if (_running > 0 && _failures.Count == 0)
                return;
            _end?.TrySetResult();
        }
    }

    /// <summary>Outputs and resources that need what failed fail with the very same exception, which is reported once.</summary>
    private List<string> Report(IEnumerable<Exception> failures)
    {
        var failed = failures.Distinct().ToList();
        var described = failed.Select(Describe).OfType<string>().ToList();
        if (failed.Count > 0)
            Environment.ExitCode = described.Count > 0 ? 32 : 1;
        return [.. _logged, .. described];
    }

    private static string? Describe(Exception exception)
    {
        switch (exception)
        {
            case LogException:
                Console.Error.WriteLine($"Error occurred trying to send logging message to engine:\n{exception}");
                return null;
            case RunException or ResourceException { HideStack: true }:
                return exception.Message;
            case ResourceException:
                return exception.ToString();
            default:
                return $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}";
        }
    }
}
