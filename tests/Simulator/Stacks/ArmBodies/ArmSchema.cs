using System.Text.Json.Nodes;
using Azure.Bicep.Types.Concrete;
using Azure.Bicep.Types.Index;

namespace XtCmkInfra.Tests.Simulator.Stacks;

/// <summary>A resource type of Azure Resource Manager at one API version, as Microsoft's own type library describes it.</summary>
internal sealed class ArmSchema
{
    private static readonly Lock Gate = new();
    private static readonly TypeLibrary Library = new();

    /// <summary>Reading it takes about a second; the types themselves are small, and read when they are asked for.</summary>
    private static readonly Lazy<TypeIndex> Index = new(Library.LoadTypeIndex);
    private static readonly Dictionary<string, ArmSchema> Loaded = new(StringComparer.Ordinal);

    private readonly TypeBase _type;

    private ArmSchema(TypeBase type) => _type = type;

    public static bool Knows(string type, string apiVersion)
    {
        lock (Gate)
            return Index.Value.Resources.ContainsKey($"{type}@{apiVersion}");
    }

    /// <exception cref="KeyNotFoundException">The type library has no such type, or not at that version.</exception>
    public static ArmSchema Of(string type, string apiVersion)
    {
        var key = $"{type}@{apiVersion}";
        lock (Gate)
        {
            if (!Loaded.TryGetValue(key, out var schema))
                Loaded[key] = schema = new ArmSchema(Library.LoadResourceType(Index.Value.Resources[key]).Body.Type);
            return schema;
        }
    }

    /// <summary>What is wrong with the body of a PUT: a sentence each, which begins with the path.</summary>
    /// <param name="name">The resource's own name: it stands in the id, but the library says in the body what it must be like.</param>
    public IReadOnlyList<string> MistakesInPut(string name, JsonObject body)
    {
        if (body.ContainsKey("name"))
            return ["name: stands in the resource's id, and must not be sent."];
        var named = (JsonObject)body.DeepClone();
        named["name"] = name;
        return [.. ArmReading.OfPut.Mistakes("", named, _type)];
    }

    /// <summary>What is wrong with the answer to a GET.</summary>
    public IReadOnlyList<string> MistakesInAnswer(JsonObject answer) => [.. ArmReading.OfAnswer.Mistakes("", answer, _type)];
}
