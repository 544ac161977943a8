using System.Collections.Immutable;
using Pulumi;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenInputsReachTheMock
{
    [Fact]
    public async Task Values_come_as_text_numbers_and_flags()
    {
        var inputs = await InputsAsync(() => new ThingArgs { Text = "x", Count = 3, Flag = false });

        Assert.Equal("x", inputs["text"]);
        Assert.Equal(3.0, inputs["count"]);
        Assert.Equal(false, inputs["flag"]);
    }

    [Fact]
    public async Task Enums_come_as_what_they_stand_for()
    {
        var inputs = await InputsAsync(() => new ThingArgs { Shade = Shade.Dark, Level = Level.High });

        Assert.Equal("dark-grey", inputs["shade"]);
        Assert.Equal(2.0, inputs["level"]);
    }

    [Fact]
    public async Task A_union_comes_as_the_value_it_holds()
    {
        var inputs = await InputsAsync(() => new ThingArgs { Shade = "light" });

        Assert.Equal("light", inputs["shade"]);
    }

    [Fact]
    public async Task Nested_arguments_come_as_maps_and_lists()
    {
        var inputs = await InputsAsync(() => new ThingArgs
        {
            Part = new PartArgs { Name = "a", Weight = 2 },
            Parts = new InputList<PartArgs> { new PartArgs { Name = "b" }, Output.Create(new PartArgs { Name = "c" }) },
            Labels = new InputMap<string> { ["k"] = "v", ["l"] = Output.Create("w") },
        });

        Assert.Equal(("a", 2.0), Named(inputs["part"]));
        Assert.Equal(["b", "c"], Assert.IsType<ImmutableArray<object>>(inputs["parts"]).Select(part => Named(part).Name));
        var labels = Assert.IsType<ImmutableDictionary<string, object>>(inputs["labels"]);
        Assert.Equal(("v", "w"), (labels["k"], labels["l"]));
    }

    [Fact]
    public async Task Plain_maps_and_arrays_come_as_maps_and_lists()
    {
        var inputs = await InputsAsync(() => new ThingArgs
        {
            Anything = new Dictionary<string, object?> { ["list"] = new object[] { 1, "x" }, ["nothing"] = null },
        });

        var anything = Assert.IsType<ImmutableDictionary<string, object>>(inputs["anything"]);
        Assert.Equal(["list"], anything.Keys);
        Assert.Equal([1.0, "x"], Assert.IsType<ImmutableArray<object>>(anything["list"]));
    }

    [Fact]
    public async Task An_input_that_goes_as_json_comes_as_its_text()
    {
        var inputs = await InputsAsync(() => new ThingArgs { AsJson = true });

        Assert.Equal("true", inputs["asJson"]);
    }

    [Fact]
    public async Task What_was_not_set_does_not_come()
    {
        var inputs = await InputsAsync(() => new ThingArgs { Text = Output.Create((string)null!) });

        Assert.Empty(inputs);
    }

    [Fact]
    public async Task What_is_unknown_does_not_come()
    {
        var inputs = await InputsAsync(() => new ThingArgs { Text = Running.Unknown, Count = 1 });

        Assert.Equal(["count"], inputs.Keys);
    }

    [Fact]
    public async Task One_unknown_part_takes_the_whole_property_with_it()
    {
        var inputs = await InputsAsync(() => new ThingArgs
        {
            Part = new PartArgs { Name = Running.Unknown, Weight = 2 },
            Parts = new InputList<PartArgs> { new PartArgs { Name = "b" }, new PartArgs { Name = Running.Unknown } },
            Labels = new InputMap<string> { ["k"] = "v", ["l"] = Running.Unknown },
            Text = "x",
        });

        Assert.Equal(["text"], inputs.Keys);
    }

    [Fact]
    public async Task A_new_resource_comes_with_its_type_and_without_id_or_provider()
    {
        var mocks = new RecordingMocks();

        await Running.PreviewAsync(mocks, () =>
        {
            _ = Thing.WithText("a", "x");
            return new Dictionary<string, object?>();
        });

        var seen = mocks.Registered("a");
        Assert.Equal((Thing.ResourceType, "", ""), (seen.Type, seen.Id, seen.Provider));
    }

    [Fact]
    public async Task A_map_refuses_a_second_value_for_a_key()
    {
        var map = new InputMap<string> { { "k", "v" }, { "k", "other" } };

        await Assert.ThrowsAsync<ArgumentException>(() => Running.ReadAsync(map.ToOutput()));
    }

    [Fact]
    public async Task A_map_accepts_the_same_value_twice()
    {
        var map = new InputMap<string> { { "k", "v" }, { "k", "v" } };

        Assert.Equal("v", (await Running.ReadAsync(map.ToOutput())).Value["k"]);
    }

    [Fact]
    public async Task Merged_maps_keep_the_second_value_for_a_key()
    {
        var first = new InputMap<string> { ["k"] = "v", ["l"] = "w" };
        var second = new InputMap<string> { ["k"] = Output.Create("other") };

        var merged = (await Running.ReadAsync(InputMap<string>.Merge(first, second).ToOutput())).Value;

        Assert.Equal(("other", "w"), (merged["k"], merged["l"]));
    }

    [Fact]
    public async Task Lists_take_values_outputs_and_lists()
    {
        var list = new InputList<string>
        {
            "a", Output.Create("b"), new List<string> { "c", "d" }, Output.Create(ImmutableArray.Create("e")),
        };

        Assert.Equal(["a", "b", "c", "d", "e"], (await Running.ReadAsync(list.ToOutput())).Value);
    }

    private static (object Name, object Weight) Named(object part)
    {
        var map = Assert.IsType<ImmutableDictionary<string, object>>(part);
        return (map["name"], map.GetValueOrDefault("weight", ""));
    }

    private static async Task<ImmutableDictionary<string, object>> InputsAsync(Func<ThingArgs> args)
    {
        var mocks = new RecordingMocks();
        await Running.PreviewAsync(mocks, () =>
        {
            _ = new Thing("a", args());
            return new Dictionary<string, object?>();
        });
        return mocks.Registered("a").Inputs;
    }
}
