using Pulumi;
using Pulumi.Testing;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAStackIsRun
{
    [Fact]
    public async Task A_function_gets_back_the_outputs_that_it_returned()
    {
        var (_, outputs) = await Running.UpAsync(new RecordingMocks(), () => new Dictionary<string, object?>
        {
            ["text"] = Thing.WithText("a", "x").Text,
            ["plain"] = 5,
        });

        Assert.Equal("x", (await Running.ReadAsync((Output<string>)outputs["text"]!)).Value);
        Assert.Equal(5, outputs["plain"]);
    }

    [Fact]
    public async Task An_asynchronous_function_gets_back_its_outputs_too()
    {
        var (resources, outputs) = await Deployment.TestAsync(new RecordingMocks(), new TestOptions { IsPreview = false }, async () =>
        {
            await Task.CompletedTask;
            return (IDictionary<string, object?>)new Dictionary<string, object?> { ["text"] = Thing.WithText("a", "x").Text };
        });

        Assert.Equal("a", Assert.Single(resources).GetResourceName());
        Assert.Equal("x", (await Running.ReadAsync((Output<string>)outputs["text"]!)).Value);
    }

    [Fact]
    public async Task A_stack_class_is_among_the_resources_with_its_outputs()
    {
        var resources = await Deployment.TestAsync<ThingStack>(new RecordingMocks(), new TestOptions { IsPreview = false });

        var stack = Assert.Single(resources.OfType<ThingStack>());
        Assert.Equal("x", (await Running.ReadAsync(stack.Text)).Value);
        Assert.Equal(2, resources.Length);
    }

    [Fact]
    public async Task A_stack_class_can_come_from_a_service_provider()
    {
        var resources = await Deployment.TestWithServiceProviderAsync<NamedStack>(
            new RecordingMocks(), new Services(() => new NamedStack("b")));

        Assert.Contains(resources, resource => resource.GetResourceName() == "b");
    }

    [Fact]
    public async Task It_knows_its_names_and_whether_it_is_a_preview()
    {
        var options = new TestOptions { ProjectName = "p", StackName = "s", OrganizationName = "o", IsPreview = false };
        DeploymentInstance? seen = null;

        await Deployment.TestAsync(new RecordingMocks(), options, () => { seen = Deployment.Instance; });

        Assert.Equal(("p", "s", "o", false), (seen!.ProjectName, seen.StackName, seen.OrganizationName, seen.IsDryRun));
    }

    [Fact]
    public async Task Its_names_have_defaults_and_it_is_a_preview_by_default()
    {
        DeploymentInstance? seen = null;

        await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), () => { seen = Deployment.Instance; });

        Assert.Equal(
            ("project", "stack", "organization", true),
            (seen!.ProjectName, seen.StackName, seen.OrganizationName, seen.IsDryRun));
    }

    [Fact]
    public async Task Its_root_directory_is_that_of_the_options()
    {
        var seen = "";

        await Deployment.TestAsync(
            new RecordingMocks(), new TestOptions { RootDirectory = "/root" }, () => { seen = Deployment.Instance.RootDirectory; });

        Assert.Equal("/root", seen);
    }

    [Fact]
    public async Task Without_one_in_the_options_its_root_directory_cannot_be_read()
    {
        Exception? refused = null;

        await Deployment.TestAsync(
            new RecordingMocks(), new TestOptions(), () => { refused = Record.Exception(() => Deployment.Instance.RootDirectory); });

        Assert.IsType<InvalidOperationException>(refused);
    }

    [Fact]
    public void There_is_no_instance_outside_a_run() => Assert.Throws<InvalidOperationException>(() => Deployment.Instance);

    [Fact]
    public async Task There_is_no_instance_after_a_run()
    {
        await Running.PreviewAsync(new RecordingMocks(), () => new Dictionary<string, object?>());

        Assert.Throws<InvalidOperationException>(() => Deployment.Instance);
    }

    [Fact]
    public void A_resource_cannot_be_made_outside_a_run() => Assert.Throws<InvalidOperationException>(() => Thing.WithText("a", "x"));

    [Fact]
    public async Task Outputs_work_outside_a_run()
    {
        var output = Output.Tuple(Output.Create("a"), Output.CreateSecret(Task.FromResult(1))).Apply(pair => $"{pair.Item1}{pair.Item2}");

        Assert.Equal(("a1", true), ((await Running.ReadAsync(output)).Value, await Output.IsSecretAsync(output)));
    }

    [Fact]
    public async Task An_output_names_the_command_for_its_value()
    {
        var text = "";

        await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), () => { text = Output.Create("x").ToString(); });

        Assert.StartsWith("Calling [ToString] on an [Output<T>] is not supported.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_has_no_text_outside_a_run() => Assert.Throws<InvalidOperationException>(() => Output.Create("x").ToString());

    [Fact]
    public async Task Several_runs_go_on_at_once_without_mixing()
    {
        var runs = Enumerable.Range(0, 20).Select(async number =>
        {
            var options = new TestOptions { StackName = $"stack{number}", IsPreview = number % 2 == 0 };
            var (resources, outputs) = await Deployment.TestAsync(new RecordingMocks(), options, () => new Dictionary<string, object?>
            {
                ["name"] = Thing.WithText($"a{number}", "x").Text.Apply(
                    _ => $"{Deployment.Instance.StackName} {Deployment.Instance.IsDryRun}"),
            });
            Assert.Equal($"a{number}", Assert.Single(resources).GetResourceName());
            return (await Running.ReadAsync((Output<string>)outputs["name"]!)).Value;
        });

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"stack{number} {number % 2 == 0}"), await Task.WhenAll(runs));
    }

    [Fact]
    public async Task A_resource_waits_for_what_its_inputs_come_from()
    {
        var mocks = new GatedMocks("first");

        var run = Running.PreviewAsync(mocks, () =>
        {
            var first = Thing.WithText("first", "x");
            _ = Thing.WithText("second", first.Text);
            _ = Thing.WithText("third", "x", new CustomResourceOptions { DependsOn = first });
            return new Dictionary<string, object?>();
        });

        await mocks.Waiting;
        mocks.Open();
        await run;
        Assert.Equal("first", mocks.Order[0]);
    }

    private sealed class ThingStack : Stack
    {
        public ThingStack() => Text = Thing.WithText("a", "x").Text;

        [Output]
        public Output<string> Text { get; private set; }
    }

    private sealed class NamedStack : Stack
    {
        public NamedStack(string name) => Thing.WithText(name, "x");
    }

    private sealed class Services(Func<object> create) : IServiceProvider
    {
        public object? GetService(Type serviceType) => create();
    }
}
