using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;

namespace XtCmkInfra.Tests.Offline;

/// <summary>A resource with an input and an output of every kind.</summary>
internal sealed class Thing : CustomResource
{
    public const string ResourceType = "test:things:Thing";

    public Thing(string name, ThingArgs args, CustomResourceOptions? options = null) : base(ResourceType, name, args, options)
    {
    }

    [Output("text")]
    public Output<string> Text { get; private set; } = null!;

    [Output("flag")]
    public Output<bool?> Flag { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("size")]
    public Output<double> Size { get; private set; } = null!;

    [Output("part")]
    public Output<Part?> Part { get; private set; } = null!;

    [Output("parts")]
    public Output<ImmutableArray<Part>> Parts { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>?> Labels { get; private set; } = null!;

    [Output("shade")]
    public Output<Shade> Shade { get; private set; } = null!;

    [Output("level")]
    public Output<Level> Level { get; private set; } = null!;

    [Output("either")]
    public Output<Union<string, Part>> Either { get; private set; } = null!;

    [Output("anything")]
    public Output<object?> Anything { get; private set; } = null!;

    [Output("document")]
    public Output<JsonElement> Document { get; private set; } = null!;

    public static Thing WithText(string name, Input<string> text, CustomResourceOptions? options = null) =>
        new(name, new ThingArgs { Text = text }, options);
}

internal sealed class ThingArgs : ResourceArgs
{
    [Input("text")]
    public Input<string>? Text { get; set; }

    [Input("flag")]
    public Input<bool>? Flag { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("part")]
    public Input<PartArgs>? Part { get; set; }

    [Input("parts")]
    public InputList<PartArgs>? Parts { get; set; }

    [Input("labels")]
    public InputMap<string>? Labels { get; set; }

    [Input("shade")]
    public InputUnion<string, Shade>? Shade { get; set; }

    [Input("level")]
    public Input<Level>? Level { get; set; }

    [Input("anything")]
    public Input<object>? Anything { get; set; }

    [Input("asJson", json: true)]
    public Input<bool>? AsJson { get; set; }
}

internal sealed class PartArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("weight")]
    public Input<int>? Weight { get; set; }
}

[OutputType]
internal sealed class Part
{
    public readonly string Name;
    public readonly int? Weight;
    public readonly ImmutableArray<string> Notes;

    [OutputConstructor]
    private Part(string name, int? weight, [OutputConstructorParameter("comments")] ImmutableArray<string> notes)
    {
        Name = name;
        Weight = weight;
        Notes = notes;
    }
}

[EnumType]
internal readonly struct Shade : IEquatable<Shade>
{
    private readonly string _value;

    private Shade(string value) => _value = value;

    public static Shade Dark { get; } = new("dark-grey");

    public static explicit operator string(Shade shade) => shade._value;

    public bool Equals(Shade other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Shade other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value;
}

internal enum Level
{
    Low = 1,
    High = 2,
}
