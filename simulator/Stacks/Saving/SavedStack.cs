using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>The saved form of a stack: its resources in their order.</summary>
internal sealed record SavedStack(
    string Project, string Name, DateTimeOffset? Created, JsonObject Outputs, IReadOnlyList<ResourceState> Resources)
{
    public static SavedStack Of(SimulatedStack stack) =>
        new(stack.Project, stack.Name, stack.Created, stack.Outputs, [.. stack.Resources.Values]);

    public void RestoreTo(Engine engine)
    {
        var stack = engine.Stack(Project, Name);
        stack.Created = Created;
        stack.Outputs = Outputs;
        foreach (var state in Resources)
            stack.Resources.Add(state.Key, state);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SavedStack[]))]
internal sealed partial class StackJson : JsonSerializerContext;
