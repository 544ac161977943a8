using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAStackIsReferenced
{
    private const string Name = "org/project/stack";

    [Fact]
    public async Task It_is_read_by_its_name()
    {
        var mocks = Mocks();

        await Running.OutputAsync(preview: true, () => new StackReference(Name).GetOutput("text"), mocks);

        var seen = mocks.Registered(Name);
        Assert.Equal(("pulumi:pulumi:StackReference", Name, Name), (seen.Type, seen.Id, seen.Inputs["name"]));
    }

    [Fact]
    public async Task It_is_read_by_the_name_in_its_arguments()
    {
        var mocks = Mocks();

        await Running.OutputAsync(preview: true, () => new StackReference("isv", new() { Name = Name }).GetOutput("text"), mocks);

        Assert.Equal(Name, mocks.Registered("isv").Id);
    }

    [Fact]
    public async Task Its_outputs_are_read()
    {
        var read = await Running.OutputAsync(preview: true, () => new StackReference(Name).GetOutput("text"), Mocks());

        Assert.Equal(("x", true, false), (read.Value, read.IsKnown, read.IsSecret));
    }

    [Fact]
    public async Task Only_a_secret_output_is_secret()
    {
        var read = await Running.OutputAsync(preview: true, () => new StackReference(Name).GetOutput("password"), Mocks());

        Assert.Equal(("s", true), (read.Value, read.IsSecret));
    }

    [Fact]
    public async Task Numbers_maps_and_lists_come_untyped()
    {
        var read = await Running.OutputAsync(preview: true, () => new StackReference(Name).RequireOutput("object"), Mocks());

        var map = Assert.IsType<ImmutableDictionary<string, object>>(read.Value);
        Assert.Equal(1.0, map["number"]);
        Assert.Equal("a", Assert.Single(Assert.IsType<ImmutableArray<object>>(map["list"])));
    }

    [Fact]
    public async Task A_missing_output_is_null()
    {
        var read = await Running.OutputAsync(preview: true, () => new StackReference(Name).GetOutput("missing"), Mocks());

        Assert.Equal((null, true), (read.Value, read.IsKnown));
    }

    [Fact]
    public async Task Details_distinguish_plain_secret_and_missing()
    {
        var details = await AskAsync(async reference => new[]
        {
            await reference.GetOutputDetailsAsync("text"),
            await reference.GetOutputDetailsAsync("password"),
            await reference.GetOutputDetailsAsync("missing"),
        });

        Assert.Equal(
            new (object?, object?)[] { ("x", null), (null, "s"), (null, null) },
            details.Select(detail => (detail.Value, detail.SecretValue)));
    }

    [Fact]
    public async Task A_plain_output_can_be_awaited()
    {
        var values = await AskAsync<(object?, object, object?)>(async reference =>
            (await reference.GetValueAsync("text"), await reference.RequireValueAsync("text"), await reference.GetValueAsync("missing")));

        Assert.Equal<(object?, object, object?)>(("x", "x", null), values);
    }

    [Fact]
    public async Task A_secret_output_cannot_be_awaited()
    {
        var exception = await AskAsync<Exception?>(
            async reference => await Record.ExceptionAsync(() => reference.GetValueAsync("password")));

        Assert.IsType<InvalidOperationException>(exception);
    }

    private static RecordingMocks Mocks() => new(_ => (Name, new Dictionary<string, object>
    {
        ["name"] = Name,
        ["outputs"] = new Dictionary<string, object>
        {
            ["text"] = "x",
            ["password"] = Output.CreateSecret("s"),
            ["object"] = new Dictionary<string, object> { ["number"] = 1, ["list"] = new List<string> { "a" } },
        },
        ["secretOutputNames"] = new List<string> { "password" },
    }));

    private static async Task<T> AskAsync<T>(Func<StackReference, Task<T>> question)
    {
        T? answer = default;
        await Deployment.TestAsync(Mocks(), new TestOptions(), async () => { answer = await question(new StackReference(Name)); });
        return answer!;
    }
}
