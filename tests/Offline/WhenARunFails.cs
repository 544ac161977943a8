using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Action = System.Action;

namespace XtCmkInfra.Tests.Offline;

[Collection(ProcessEnvironment.Name)]
public sealed class WhenARunFails : IDisposable
{
    private readonly int _exitCode = Environment.ExitCode;
    private readonly TextWriter _error = Console.Error;

    public void Dispose()
    {
        Environment.ExitCode = _exitCode;
        Console.SetError(_error);
    }

    [Fact]
    public async Task A_run_exception_comes_out_with_its_message_alone()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => RunAsync(() => throw new RunException("The setting is wrong.")));

        Assert.Equal("The setting is wrong.", exception.Message);
    }

    [Fact]
    public async Task A_resource_exception_that_hides_its_stack_comes_out_with_its_message_alone()
    {
        var exception = await Assert.ThrowsAsync<RunException>(
            () => RunAsync(() => throw new ResourceException("The name is wrong.", resource: null, hideStack: true)));

        Assert.Equal("The name is wrong.", exception.Message);
    }

    [Fact]
    public async Task Another_exception_comes_out_as_unhandled()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => RunAsync(() => throw new InvalidOperationException("a mistake")));

        Assert.Contains("failed with an unhandled exception", exception.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: a mistake", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asynchronous_program_fails_in_the_same_way()
    {
        static async Task FailLater()
        {
            await Task.CompletedTask;
            Fail("The setting is wrong.");
        }

        var exception = await Assert.ThrowsAsync<RunException>(
            () => Deployment.TestAsync(new RecordingMocks(), new TestOptions(), FailLater));

        Assert.Equal("The setting is wrong.", exception.Message);
    }

    [Fact]
    public async Task A_stack_class_fails_in_the_same_way()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<FailingStack>(new RecordingMocks()));

        Assert.Equal("The setting is wrong.", exception.Message);
    }

    [Fact]
    public async Task An_output_of_a_stack_class_without_a_value_is_refused()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<IncompleteStack>(new RecordingMocks()));

        Assert.Contains("'Text'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apply_that_throws_fails_the_run_even_if_nobody_uses_it()
    {
        var exception = await Assert.ThrowsAsync<RunException>(
            () => RunAsync(() => Output.Create("x").Apply(_ => Fail("It does not apply."))));

        Assert.Equal("It does not apply.", exception.Message);
    }

    [Fact]
    public async Task It_ends_with_the_first_errors_whichever_they_are()
    {
        var errors = await Failing.ErrorsAsync(() =>
        {
            Output.Create("x").Apply(_ => Fail("one"));
            Output.Create("x").Apply(_ => Fail("two"));
        });

        Assert.NotEmpty(errors);
        Assert.Subset(new HashSet<string> { "one", "two" }, errors.ToHashSet());
    }

    [Fact]
    public async Task It_does_not_wait_for_what_is_under_way()
    {
        var mocks = new GatedMocks("slow");

        var exception = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            _ = Thing.WithText("slow", "x");
            Output.Create(mocks.Waiting.ContinueWith(_ => "x", TaskScheduler.Default)).Apply(_ => Fail("It does not apply."));
        }));

        Assert.Equal("It does not apply.", exception.Message);
        mocks.Open();
    }

    [Fact]
    public async Task A_mock_that_throws_is_one_error_for_all_outputs()
    {
        var exception = await Record.ExceptionAsync(() => Deployment.TestAsync(
            new FailingMocks(), new TestOptions(), () => { _ = Thing.WithText("a", "x").Text.Apply(text => text); }));

        Assert.Equal("Azure refused.", Assert.IsType<RunException>(exception).Message);
    }

    [Fact]
    public async Task An_input_that_fails_is_named()
    {
        var errors = await Failing.ErrorsAsync(() =>
        {
            var unsupported = new Uri("https://example.org");
            _ = new Thing("a", new ThingArgs { Anything = unsupported });
        });

        Assert.Contains("error serializing property \"anything\"", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_of_a_component_that_fails_is_named()
    {
        var errors = await Failing.ErrorsAsync(() => _ = new Box());

        Assert.Contains("error serializing property \"address\"", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_logged_error_fails_the_run()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => RunAsync(() =>
        {
            Pulumi.Log.Info("fine");
            Pulumi.Log.Warn("hm");
            Pulumi.Log.Error("not fine");
        }));

        Assert.Equal("not fine", exception.Message);
    }

    [Fact]
    public async Task A_run_inside_a_run_is_refused()
    {
        var errors = await Failing.ErrorsAsync(() => RunAsync(() => { }).GetAwaiter().GetResult());

        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task The_exit_code_is_32_for_an_error_that_was_reported()
    {
        Environment.ExitCode = 0;

        await Failing.ErrorsAsync(() => throw new RunException("The setting is wrong."));

        Assert.Equal(32, Environment.ExitCode);
    }

    [Fact]
    public async Task The_exit_code_is_1_for_an_error_that_could_not_be_reported()
    {
        Environment.ExitCode = 0;
        Console.SetError(TextWriter.Null);

        await RunAsync(() => throw new LogException(new InvalidOperationException("no engine")));

        Assert.Equal(1, Environment.ExitCode);
    }

    [Fact]
    public async Task The_exit_code_stays_as_it_is_if_nothing_failed()
    {
        Environment.ExitCode = 0;

        await RunAsync(() => Thing.WithText("a", "x"));

        Assert.Equal(0, Environment.ExitCode);
    }

    [Fact]
    public async Task A_program_without_an_engine_does_not_run()
    {
        Console.SetError(TextWriter.Null);
        var (code, ran) = (0, false);

        var exception = await Record.ExceptionAsync(async () => code = await Deployment.RunAsync(() => { ran = true; }));

        Assert.False(ran);
        Assert.True(exception is not null || code != 0);
    }

    private static Task<ImmutableArray<Resource>> RunAsync(Action program)
        => Deployment.TestAsync(new RecordingMocks(), new TestOptions(), program);

    private static string Fail(string message) => throw new RunException(message);

    private sealed class FailingStack : Stack
    {
        public FailingStack() => Fail("The setting is wrong.");
    }

    private sealed class FailingMocks : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) => throw new RunException("Azure refused.");

        public Task<object> CallAsync(MockCallArgs args) => throw new RunException("Azure refused.");
    }

    private sealed class Box : ComponentResource
    {
        public Box() : base("test:things:Box", "box") =>
            RegisterOutputs(new Dictionary<string, object?> { ["address"] = new Uri("https://example.org") });
    }

    private sealed class IncompleteStack : Stack
    {
        [Output]
        public Output<string>? Text { get; private set; }
    }
}
