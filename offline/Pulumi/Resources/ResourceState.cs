using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What is known of a resource once it is registered. One of these stands behind all its outputs.</summary>
internal sealed class ResourceState(Resource resource, ResourceShape shape)
{
    private readonly TaskCompletionSource<Values> _values = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImmutableHashSet<Resource> _resource = [resource];

    public Task<OutputData<T>> ReadAsync<T>(string property)
    {
        return _values.Task.IsCompletedSuccessfully ? Task.FromResult(Read<T>(_values.Task.Result, property)) : WaitAsync();

        async Task<OutputData<T>> WaitAsync() => Read<T>(await _values.Task.ConfigureAwait(false), property);
    }

    /// <summary>Hands out what the mock answered. A property that it left out is unknown in a preview.</summary>
    public void Complete(string urn, string? id, Dictionary<string, Property> properties, bool isPreview)
    {
        var values = new Dictionary<string, Property>(properties.Count + 2);
        foreach (var (name, property) in properties)
        {
            if (shape.Decoders.TryGetValue(name, out var decoder))
                values[name] = property with { Value = decoder.Decode(property.Value) };
        }
        values["urn"] = new(urn);
        values["id"] = new(id ?? "", IsKnown: !string.IsNullOrEmpty(id));
        _values.SetResult(new Values(values, isPreview));
    }

    public void Fail(Exception exception)
    {
        _values.SetException(exception);
        _ = _values.Task.Exception; // reported by the registration itself
    }

    private OutputData<T> Read<T>(Values values, string name) =>
        values.Properties.TryGetValue(name, out var property)
            ? new(property.Value is null ? default! : (T)property.Value, _resource, property.IsKnown, property.IsSecret)
            : new(default!, _resource, IsKnown: !values.IsPreview, IsSecret: false);

    private sealed record Values(Dictionary<string, Property> Properties, bool IsPreview);
}
