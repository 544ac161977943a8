using Pulumi;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;

namespace XtCmkInfra.Tests.Offline;

[Collection(ProcessEnvironment.Name)]
public sealed class WhenADeclarationIsWrong : IDisposable
{
    private readonly int _exitCode = Environment.ExitCode;

    public void Dispose() => Environment.ExitCode = _exitCode;

    [Fact]
    public async Task A_mock_that_refuses_a_resource_fails_the_run()
    {
        var mocks = new RecordingMocks(args => throw new InvalidOperationException($"Unknown type {args.Type}."));

        var errors = await Failing.ErrorsAsync(() => _ = Thing.WithText("a", "x"), mocks);

        Assert.All(errors, error => Assert.Contains($"Unknown type {Thing.ResourceType}.", error, StringComparison.Ordinal));
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task What_needs_a_failed_resource_is_not_registered()
    {
        var mocks = new RecordingMocks(args => args.Name == "a" ? throw new InvalidOperationException("no") : ("id", args.Inputs));

        await Failing.ErrorsAsync(() => _ = Thing.WithText("b", Thing.WithText("a", "x").Text), mocks);

        Assert.DoesNotContain(mocks.Resources, resource => resource.Name == "b");
    }

    [Fact]
    public async Task A_mock_that_answers_with_what_is_no_state_fails_the_run()
    {
        var errors = await Failing.ErrorsAsync(() => _ = Thing.WithText("a", "x"), new RecordingMocks(_ => ("id", new { Text = "x" })));

        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task A_required_input_that_is_missing_is_named()
    {
        var errors = await Failing.ErrorsAsync(
            () => _ = new StorageAccount("a", new() { ResourceGroupName = "rg", Kind = Kind.StorageV2 }));

        Assert.All(errors, error => Assert.Contains("StorageAccountArgs.Sku is required", error, StringComparison.Ordinal));
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task A_required_input_that_is_missing_deep_inside_is_named()
    {
        var errors = await Failing.ErrorsAsync(
            () => _ = new StorageAccount("a", new() { ResourceGroupName = "rg", Kind = Kind.StorageV2, Sku = new SkuArgs() }));

        Assert.All(errors, error => Assert.Contains("SkuArgs.Name is required", error, StringComparison.Ordinal));
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task A_required_argument_of_a_call_that_is_missing_is_named()
    {
        var errors = await Failing.ErrorsAsync(() => _ = GetVault.Invoke(new() { ResourceGroupName = "rg" }));

        Assert.All(errors, error => Assert.Contains("GetVaultInvokeArgs.VaultName is required", error, StringComparison.Ordinal));
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task A_required_output_that_the_other_stack_lacks_is_named()
    {
        var mocks = new RecordingMocks(_ => ("id", new Dictionary<string, object>
        {
            ["name"] = "s",
            ["outputs"] = new Dictionary<string, object>(),
            ["secretOutputNames"] = new List<string>(),
        }));

        var errors = await Failing.ErrorsAsync(() => _ = new StackReference("s").RequireOutput("handoff"), mocks);

        Assert.Contains(errors, error => error.Contains("Required output 'handoff' does not exist on stack 's'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_among_the_inputs_is_refused()
    {
        var errors = await Failing.ErrorsAsync(() => _ = new Thing("a", new ThingArgs { Anything = Task.CompletedTask }));

        Assert.All(errors, error => Assert.Contains("Tasks are not allowed inside ResourceArgs", error, StringComparison.Ordinal));
        Assert.NotEmpty(errors);
    }
}
