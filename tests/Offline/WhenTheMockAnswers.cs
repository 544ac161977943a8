using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenTheMockAnswers
{
    [Fact]
    public async Task Text_flags_and_numbers_are_read()
    {
        var thing = await ThingAsync(new() { ["text"] = "x", ["flag"] = true, ["count"] = 3, ["size"] = 1.5 });

        Assert.Equal("x", (await Running.ReadAsync(thing.Text)).Value);
        Assert.True((await Running.ReadAsync(thing.Flag)).Value);
        Assert.Equal(3, (await Running.ReadAsync(thing.Count)).Value);
        Assert.Equal(1.5, (await Running.ReadAsync(thing.Size)).Value);
    }

    [Fact]
    public async Task A_nested_object_is_read_into_its_class()
    {
        var thing = await ThingAsync(new()
        {
            ["part"] = new Dictionary<string, object> { ["name"] = "a", ["weight"] = 2, ["comments"] = new List<string> { "n" } },
        });

        var part = (await Running.ReadAsync(thing.Part)).Value!;
        Assert.Equal(("a", 2, "n"), (part.Name, part.Weight, Assert.Single(part.Notes)));
    }

    [Fact]
    public async Task What_a_nested_object_lacks_is_null_or_a_default_array()
    {
        var thing = await ThingAsync(new() { ["part"] = new Dictionary<string, object> { ["name"] = "a" } });

        var part = (await Running.ReadAsync(thing.Part)).Value!;
        Assert.Null(part.Weight);
        Assert.True(part.Notes.IsDefault);
    }

    [Fact]
    public async Task Lists_and_maps_are_read()
    {
        var thing = await ThingAsync(new()
        {
            ["parts"] = new object[]
            {
                new Dictionary<string, object> { ["name"] = "a" },
                new Dictionary<string, object> { ["name"] = "b" },
            },
            ["labels"] = new Dictionary<string, string> { ["k"] = "v" },
        });

        Assert.Equal(["a", "b"], (await Running.ReadAsync(thing.Parts)).Value.Select(part => part.Name));
        Assert.Equal("v", (await Running.ReadAsync(thing.Labels)).Value!["k"]);
    }

    [Fact]
    public async Task Enums_are_read_from_what_they_stand_for()
    {
        var thing = await ThingAsync(new() { ["shade"] = "dark-grey", ["level"] = 2 });

        Assert.Equal(Shade.Dark, (await Running.ReadAsync(thing.Shade)).Value);
        Assert.Equal(Level.High, (await Running.ReadAsync(thing.Level)).Value);
    }

    [Fact]
    public async Task A_union_takes_the_first_type_that_fits()
    {
        var text = await ThingAsync(new() { ["either"] = "x" });
        var part = await ThingAsync(new() { ["either"] = new Dictionary<string, object> { ["name"] = "a" } });

        Assert.Equal("x", (await Running.ReadAsync(text.Either)).Value.AsT0);
        Assert.Equal("a", (await Running.ReadAsync(part.Either)).Value.AsT1.Name);
    }

    [Fact]
    public async Task An_untyped_property_is_read_as_numbers_maps_and_lists()
    {
        var thing = await ThingAsync(new() { ["anything"] = new object[] { 1, "x", new Dictionary<string, object> { ["k"] = false } } });

        var list = Assert.IsType<ImmutableArray<object>>((await Running.ReadAsync(thing.Anything)).Value);
        Assert.Equal([1.0, "x"], list.Take(2));
        Assert.Equal(false, Assert.IsType<ImmutableDictionary<string, object>>(list[2])["k"]);
    }

    [Fact]
    public async Task A_json_property_is_read_as_json()
    {
        var thing = await ThingAsync(new() { ["document"] = new Dictionary<string, object> { ["k"] = new List<int> { 1, 2 } } });

        var document = (await Running.ReadAsync(thing.Document)).Value;
        Assert.Equal(2, document.GetProperty("k")[1].GetInt32());
        Assert.Equal(JsonValueKind.Object, document.ValueKind);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_read_as_null()
    {
        var thing = await ThingAsync(new() { ["text"] = 5 });

        var read = await Running.ReadAsync(thing.Text);
        Assert.Null(read.Value);
        Assert.True(read.IsKnown);
    }

    [Fact]
    public async Task A_null_is_as_good_as_nothing()
    {
        var read = await Running.OutputAsync(
            preview: true,
            () => Thing.WithText("a", "x").Text,
            new RecordingMocks(_ => ("id", new Dictionary<string, object> { ["text"] = null! })));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public async Task An_output_depends_on_its_resource()
    {
        Thing? thing = null;

        var read = await Running.OutputAsync(preview: false, () => (thing = Thing.WithText("a", "x")).Text.Apply(text => text + "y"));

        Assert.Equal("xy", read.Value);
        Assert.Same(thing, Assert.Single(read.Dependencies));
    }

    [Fact]
    public async Task Combined_outputs_depend_on_all_their_resources()
    {
        var read = await Running.OutputAsync(
            preview: false, () => Output.Format($"{Thing.WithText("a", "x").Text}{Thing.WithText("b", "y").Text}"));

        Assert.Equal("xy", read.Value);
        Assert.Equal(["a", "b"], read.Dependencies.Select(resource => resource.GetResourceName()).Order());
    }

    [Fact]
    public async Task Array_outputs_give_their_elements()
    {
        var array = Output.Create(ImmutableArray.Create("a", "b"));

        Assert.Equal("a", (await Running.ReadAsync(array.First())).Value);
        Assert.Equal("b", (await Running.ReadAsync(array.GetAt(1))).Value);
        Assert.Equal(2, (await Running.ReadAsync(array.Length())).Value);
    }

    private static async Task<Thing> ThingAsync(Dictionary<string, object> state)
    {
        Thing? thing = null;
        await Running.UpAsync(new RecordingMocks(_ => ("id", state)), () =>
        {
            thing = Thing.WithText("a", "x");
            return new Dictionary<string, object?>();
        });
        return thing!;
    }
}
