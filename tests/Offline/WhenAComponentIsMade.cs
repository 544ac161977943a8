using Pulumi;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAComponentIsMade
{
    [Fact]
    public async Task It_reaches_the_mock_and_so_do_its_children_but_not_the_stack()
    {
        var mocks = new RecordingMocks();

        var (resources, _) = await Running.PreviewAsync(mocks, Program);

        Assert.Equal(["box", "box-thing"], mocks.Resources.Select(resource => resource.Name).Order());
        Assert.Equal(Box.ResourceType, mocks.Registered("box").Type);
        Assert.Equal(["box", "box-thing"], resources.Select(resource => resource.GetResourceName()).Order());
    }

    [Fact]
    public async Task Its_outputs_are_those_that_it_assigned()
    {
        var (resources, _) = await Running.UpAsync(new RecordingMocks(), Program);

        var box = Assert.Single(resources.OfType<Box>());
        Assert.Equal("x", (await Running.ReadAsync(box.Text)).Value);
        Assert.Equal("initial", (await Running.ReadAsync(box.Initial)).Value);
    }

    [Fact]
    public async Task Its_registered_outputs_reach_the_mock()
    {
        var mocks = new RecordingMocks();

        var (resources, _) = await Running.UpAsync(mocks, Program);

        var urn = (await Running.ReadAsync(Assert.Single(resources.OfType<Box>()).Urn)).Value;
        var outputs = mocks.RegisteredOutputs[urn];
        Assert.Equal(["Initial", "text"], outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("x", (await Running.ReadAsync(outputs["text"])).Value);
    }

    [Fact]
    public async Task An_unknown_registered_output_stays_unknown()
    {
        var mocks = new RecordingMocks(_ => ("id", new Dictionary<string, object>()));

        var (resources, _) = await Running.PreviewAsync(mocks, Program);

        var urn = (await Running.ReadAsync(Assert.Single(resources.OfType<Box>()).Urn)).Value;
        Assert.False((await Running.ReadAsync(mocks.RegisteredOutputs[urn]["text"])).IsKnown);
    }

    [Fact]
    public async Task Who_depends_on_it_waits_for_its_children()
    {
        var mocks = new GatedMocks("box-thing");

        var run = Running.PreviewAsync(mocks, () =>
        {
            var box = new Box("box");
            _ = Thing.WithText("after", "x", new CustomResourceOptions { DependsOn = box });
            _ = Thing.WithText("beside", "x");
            return new Dictionary<string, object?>();
        });

        await mocks.Waiting;
        mocks.Open();
        await run;
        Assert.True(mocks.Order.IndexOf("box-thing") < mocks.Order.IndexOf("after"));
    }

    private static Dictionary<string, object?> Program()
    {
        _ = new Box("box");
        return [];
    }

    private sealed class Box : ComponentResource
    {
        public const string ResourceType = "test:things:Box";

        public Box(string name, ComponentResourceOptions? options = null) : base(ResourceType, name, options)
        {
            Text = Thing.WithText($"{name}-thing", "x", new CustomResourceOptions { Parent = this }).Text;
            RegisterOutputs();
        }

        [Output("text")]
        public Output<string> Text { get; private set; }

        [Output]
        public Output<string> Initial { get; private set; } = Output.Create("initial");
    }
}
