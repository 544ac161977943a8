using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAValueIsUnknown
{
    private static readonly object s_nothing = ImmutableDictionary<string, object>.Empty;

    [Fact]
    public async Task A_property_that_the_mock_leaves_out_is_unknown_in_a_preview()
    {
        var read = await Running.OutputAsync(
            preview: true, () => Thing.WithText("a", "x").Text, new RecordingMocks(_ => ("id", s_nothing)));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task A_property_that_the_mock_leaves_out_is_null_in_an_update()
    {
        var read = await Running.OutputAsync(
            preview: false, () => Thing.WithText("a", "x").Text, new RecordingMocks(_ => ("id", s_nothing)));

        Assert.True(read.IsKnown);
        Assert.Null(read.Value);
    }

    [Fact]
    public async Task A_number_that_the_mock_leaves_out_is_zero_in_an_update()
    {
        var read = await Running.OutputAsync(
            preview: false, () => Thing.WithText("a", "x").Count, new RecordingMocks(_ => ("id", s_nothing)));

        Assert.Equal((0, true), (read.Value, read.IsKnown));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData(null, false)]
    public async Task An_id_that_the_mock_does_not_give_is_unknown(string? id, bool preview)
    {
        var read = await Running.OutputAsync(preview, () => Thing.WithText("a", "x").Id, new RecordingMocks(args => (id, args.Inputs)));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task An_id_that_the_mock_gives_is_known_in_a_preview()
    {
        var read = await Running.OutputAsync(preview: true, () => Thing.WithText("a", "x").Id);

        Assert.Equal(("a-id", true), (read.Value, read.IsKnown));
    }

    [Fact]
    public async Task Apply_is_not_run_in_a_preview()
    {
        var read = await Running.OutputAsync(preview: true, () => Running.Unknown.Apply(Refuse));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task Apply_is_run_on_what_is_known()
    {
        var read = await Running.OutputAsync(preview: true, () => Output.Create("x").Apply(value => value + "y"));

        Assert.Equal(("xy", true), (read.Value, read.IsKnown));
    }

    [Fact]
    public async Task Apply_that_returns_an_unknown_output_is_unknown()
    {
        var read = await Running.OutputAsync(preview: true, () => Output.Create("x").Apply(_ => Running.Unknown));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task All_is_unknown_if_one_is()
    {
        var read = await Running.OutputAsync(preview: true, () => Output.All(Output.Create("x"), Running.Unknown));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task Tuple_is_unknown_if_one_is()
    {
        var read = await Running.OutputAsync(preview: true, () => Output.Tuple(Output.Create("x"), Output.Create(1), Running.Unknown));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task Format_is_unknown_if_one_is()
    {
        var read = await Running.OutputAsync(preview: true, () => Output.Format($"{"x"}-{Running.Unknown}"));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task Format_is_known_if_all_are()
    {
        var read = await Running.OutputAsync(preview: true, () => Output.Format($"{"x"}-{Output.Create(1):00}-{(Input<string>)"y"}"));

        Assert.Equal(("x-01-y", true), (read.Value, read.IsKnown));
    }

    [Fact]
    public async Task Json_is_unknown_if_an_output_inside_is()
    {
        var read = await Running.OutputAsync(preview: true, () =>
            Output.JsonSerialize(Output.Create(new Dictionary<string, Output<string>> { ["a"] = Running.Unknown })));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task A_list_is_unknown_if_an_element_is()
    {
        var read = await Running.OutputAsync(preview: true, () => new InputList<string> { "x", Running.Unknown }.ToOutput());

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task A_factory_for_an_unknown_value_is_not_called_in_a_preview()
    {
        var read = await Running.OutputAsync(preview: true, () => OutputUtilities.CreateUnknown(() => Task.FromResult(Refuse(""))));

        Assert.False(read.IsKnown);
    }

    private static string Refuse(string value) => throw new InvalidOperationException($"This must not run, not even for '{value}'.");
}
