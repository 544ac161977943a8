using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output holds once it is there. The value of an unknown output means nothing.</summary>
internal readonly record struct OutputData<T>(T Value, ImmutableHashSet<Resource> Resources, bool IsKnown, bool IsSecret);

/// <summary>Lets code that knows no type argument read an output.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> ReadAsync();
}

/// <summary>Gathers several outputs into one: known if all are, secret if one is, depending on what any depends on.</summary>
internal sealed class CombinedData
{
    private ImmutableHashSet<Resource> _resources = [];
    private bool _isKnown = true;
    private bool _isSecret;

    public T Add<T>(OutputData<T> data)
    {
        if (!ReferenceEquals(_resources, data.Resources))
            _resources = _resources.IsEmpty ? data.Resources : _resources.Union(data.Resources);
        _isKnown &= data.IsKnown;
        _isSecret |= data.IsSecret;
        return data.Value;
    }

    public OutputData<T> With<T>(T value) => new(value, _resources, _isKnown, _isSecret);
}
