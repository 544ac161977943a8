using Pulumi;
using Pulumi.Testing;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenTransformationsAreGiven
{
    [Fact]
    public async Task Its_own_come_first_and_then_those_of_its_parents()
    {
        var order = new List<string>();

        await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), () =>
        {
            var outer = new ComponentResource(
                "test:things:Box", "outer", new ComponentResourceOptions { ResourceTransformations = { Note("outer") } });
            var inner = new ComponentResource(
                "test:things:Box", "inner", new ComponentResourceOptions { Parent = outer, ResourceTransformations = { Note("inner") } });
            order.Clear();
            _ = Thing.WithText("a", "x", new CustomResourceOptions { Parent = inner, ResourceTransformations = { Note("own") } });
        });

        Assert.Equal(["own", "inner", "outer"], order);

        ResourceTransformation Note(string name) => _ =>
        {
            order.Add(name);
            return null;
        };
    }

    [Fact]
    public async Task Those_of_the_stack_reach_every_resource()
    {
        var resources = await Deployment.TestAsync<WatchedStack>(new RecordingMocks());

        var stack = Assert.Single(resources.OfType<WatchedStack>());
        Assert.Equal(["a", "box"], stack.Seen.Where(name => !name.StartsWith("project", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task They_see_the_options_as_they_were_given()
    {
        bool? seen = null;
        var options = new CustomResourceOptions { Protect = true, ResourceTransformations = { args => Look(args.Options) } };

        await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), () => { Thing.WithText("a", "x", options); });

        Assert.True(seen);

        ResourceTransformationResult? Look(ResourceOptions given)
        {
            seen = given.Protect;
            return null;
        }
    }

    [Fact]
    public async Task They_can_replace_the_arguments()
    {
        var mocks = new RecordingMocks();
        ResourceTransformation transformation = args =>
            new ResourceTransformationResult(new ThingArgs { Text = "other" }, args.Options);

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            Thing.WithText("a", "x", new CustomResourceOptions { ResourceTransformations = { transformation } });
        });

        Assert.Equal("other", mocks.Registered("a").Inputs["text"]);
    }

    [Fact]
    public async Task They_can_replace_the_options()
    {
        var mocks = new RecordingMocks();
        ResourceTransformation transformation = args =>
            new ResourceTransformationResult(args.Args, new CustomResourceOptions { ImportId = "/existing" });

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            Thing.WithText("a", "x", new CustomResourceOptions { ResourceTransformations = { transformation } });
        });

        Assert.Equal("/existing", mocks.Registered("a").Id);
    }

    [Fact]
    public async Task They_cannot_change_the_parent()
    {
        var errors = await Failing.ErrorsAsync(() =>
        {
            var box = new ComponentResource("test:things:Box", "box");
            ResourceTransformation transformation = args =>
                new ResourceTransformationResult(args.Args, new CustomResourceOptions { Parent = box });
            Thing.WithText("a", "x", new CustomResourceOptions { ResourceTransformations = { transformation } });
        });

        Assert.Contains("ArgumentException", Assert.Single(errors), StringComparison.Ordinal);
    }

    private sealed class WatchedStack : Stack
    {
        public WatchedStack() : this([])
        {
        }

        private WatchedStack(List<string> seen) : base(Watching(seen))
        {
            Seen = seen;
            var box = new ComponentResource("test:things:Box", "box");
            _ = Thing.WithText("a", "x", new CustomResourceOptions { Parent = box });
        }

        public List<string> Seen { get; }

        private static StackOptions Watching(List<string> seen) => new()
        {
            ResourceTransformations =
            {
                args =>
                {
                    seen.Add(args.Resource.GetResourceName());
                    return null;
                },
            },
        };
    }
}
