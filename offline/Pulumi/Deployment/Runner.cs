using System.Reflection;

namespace Pulumi;

/// <summary>Waits for all that a program has started in the background, and gathers what went wrong there.</summary>
internal sealed class Runner
{
    private readonly Lock _lock = new();
    private readonly List<string> _errors = [];
    private int _running;
    private bool _hasFailed;
    private bool _hasReported;
    private TaskCompletionSource? _idle;

    public void Track(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        lock (_lock)
            _running++;
        task.ContinueWith(OnCompleted, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public void LogError(string message)
    {
        lock (_lock)
            _errors.Add(message);
    }

    public void Fail(Exception exception, int times = 1)
    {
        var message = Describe(exception);
        lock (_lock)
        {
            _hasFailed = true;
            _hasReported |= message is not null;
            if (message is not null)
                _errors.AddRange(Enumerable.Repeat(message, times));
        }
    }

    public async Task<IReadOnlyList<string>> FinishAsync()
    {
        await WhenIdle().ConfigureAwait(false);
        lock (_lock)
        {
            if (_hasFailed)
                Environment.ExitCode = _hasReported ? 32 : 1;
            return [.. _errors];
        }
    }

    private Task WhenIdle()
    {
        lock (_lock)
        {
            if (_running == 0)
                return Task.CompletedTask;
            _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private void OnCompleted(Task task)
    {
        foreach (var exception in task.Exception?.InnerExceptions ?? [])
            Fail(exception);
        lock (_lock)
        {
            if (--_running == 0)
                _idle?.TrySetResult();
        }
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
