using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>
/// The outputs of a resource class that its registration fills in, found once. A component written in the program fills in
/// its own, so only its URN is left.
/// </summary>
internal sealed class ResourceShape
{
    private static readonly ConcurrentDictionary<(Type Type, bool IsLocalComponent), ResourceShape> s_shapes = new();

    private readonly List<OutputProperty> _outputs;

    private ResourceShape(Type type, bool isLocalComponent)
    {
        _outputs = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !isLocalComponent || property.Name == nameof(Resource.Urn))
            .SelectMany(property => Find(type, property))];
        Decoders = _outputs
            .Where(output => output.Name is not ("urn" or "id"))
            .ToDictionary(output => output.Name, output => Decoder.For(output.ValueType));
    }

    public Dictionary<string, Decoder> Decoders { get; }

    public static ResourceShape For(Type type, bool isLocalComponent) =>
        s_shapes.GetOrAdd((type, isLocalComponent), key => new ResourceShape(key.Type, key.IsLocalComponent));

    public void SetOutputs(Resource resource, ResourceState state)
    {
        foreach (var output in _outputs)
            output.Set(resource, output.Create(state, output.Name));
    }

    private static IEnumerable<OutputProperty> Find(Type type, PropertyInfo property)
    {
        if (property.GetCustomAttribute<OutputAttribute>() is not { } attribute)
            yield break;

        var name = attribute.Name ?? property.Name;
        if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
            throw RunException.OutputsHaveIncorrectType([name]);
        var fullName = $"[Output] {type.FullName}.{property.Name}";
        var setter = property.DeclaringType!.GetProperty(property.Name)!.GetSetMethod(nonPublic: true)
            ?? throw new InvalidOperationException($"{fullName} has no setter for its output.");
        var valueType = property.PropertyType.GenericTypeArguments[0];
        OutputTypes.Check(fullName, valueType);

        var create = typeof(ResourceShape).GetMethod(nameof(CreateOutput), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(valueType)
            .CreateDelegate<Func<ResourceState, string, object>>();
        var invoker = MethodInvoker.Create(setter);
        yield return new OutputProperty(name, valueType, create, (resource, output) => invoker.Invoke(resource, output));
    }

    private static Output<T> CreateOutput<T>(ResourceState state, string name) => new Output<T>(state, name);

    private sealed record OutputProperty(
        string Name, Type ValueType, Func<ResourceState, string, object> Create, Action<Resource, object> Set);
}
