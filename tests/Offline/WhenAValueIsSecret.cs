using Pulumi;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAValueIsSecret
{
    [Fact]
    public async Task Apply_keeps_it_secret()
    {
        var read = await Running.ReadAsync(Output.CreateSecret("x").Apply(value => value + "y"));

        Assert.Equal(("xy", true), (read.Value, read.IsSecret));
    }

    [Fact]
    public async Task Apply_that_returns_a_secret_is_secret()
    {
        var read = await Running.ReadAsync(Output.Create("x").Apply(_ => Output.CreateSecret("y")));

        Assert.True(read.IsSecret);
    }

    [Fact]
    public async Task All_and_tuple_and_format_are_secret_if_one_is()
    {
        var secret = Output.CreateSecret("x");

        Assert.True((await Running.ReadAsync(Output.All(Output.Create("a"), secret))).IsSecret);
        Assert.True((await Running.ReadAsync(Output.Tuple(Output.Create("a"), secret))).IsSecret);
        Assert.True((await Running.ReadAsync(Output.Format($"a{secret}"))).IsSecret);
        Assert.True((await Running.ReadAsync(Output.JsonSerialize(Output.Create(new[] { secret })))).IsSecret);
    }

    [Fact]
    public async Task All_and_tuple_and_format_are_not_secret_if_none_is()
    {
        var plain = Output.Create("x");

        Assert.False((await Running.ReadAsync(Output.All(plain, plain))).IsSecret);
        Assert.False((await Running.ReadAsync(Output.Tuple(plain, plain))).IsSecret);
        Assert.False((await Running.ReadAsync(Output.Format($"a{plain}"))).IsSecret);
    }

    [Fact]
    public async Task Unsecret_gives_a_copy_that_is_not()
    {
        var secret = Output.CreateSecret("x");

        Assert.False((await Running.ReadAsync(Output.Unsecret(secret))).IsSecret);
        Assert.True((await Running.ReadAsync(secret)).IsSecret);
    }

    [Fact]
    public async Task An_output_can_be_made_secret()
    {
        var read = await Running.ReadAsync(Output.CreateSecret(Output.Create("x")));

        Assert.Equal(("x", true, true), (read.Value, read.IsKnown, read.IsSecret));
    }

    [Fact]
    public async Task The_mock_sees_the_plain_value_among_the_inputs()
    {
        var mocks = new RecordingMocks();

        await Running.UpAsync(mocks, () =>
        {
            _ = Thing.WithText("a", Output.CreateSecret("x"));
            return new Dictionary<string, object?>();
        });

        Assert.Equal("x", mocks.Registered("a").Inputs["text"]);
    }

    [Fact]
    public async Task A_property_echoed_by_the_mock_is_no_longer_secret()
    {
        var read = await Running.OutputAsync(preview: false, () => Thing.WithText("a", Output.CreateSecret("x")).Text);

        Assert.Equal(("x", false), (read.Value, read.IsSecret));
    }

    [Fact]
    public async Task A_property_that_the_mock_returns_as_a_secret_stays_secret()
    {
        var mocks = new RecordingMocks(_ => ("id", new Dictionary<string, object> { ["text"] = Output.CreateSecret("x"), ["count"] = 1 }));
        Thing? thing = null;

        await Running.UpAsync(mocks, () =>
        {
            thing = Thing.WithText("a", "x");
            return new Dictionary<string, object?>();
        });

        Assert.Equal(("x", true), ((await Running.ReadAsync(thing!.Text)).Value, await Output.IsSecretAsync(thing.Text)));
        Assert.False(await Output.IsSecretAsync(thing.Count));
    }

    [Fact]
    public async Task A_secret_deep_inside_a_property_makes_the_whole_property_secret()
    {
        var part = new Dictionary<string, object> { ["name"] = Output.CreateSecret("x") };
        var mocks = new RecordingMocks(_ => ("id", new Dictionary<string, object> { ["part"] = part }));

        var read = await Running.OutputAsync(preview: false, () => Thing.WithText("a", "x").Part, mocks);

        Assert.Equal(("x", true), (read.Value!.Name, read.IsSecret));
    }
}
