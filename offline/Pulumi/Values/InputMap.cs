using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    // Joined only when somebody reads the map, so that adding one by one stays cheap.
    private readonly List<Output<ImmutableDictionary<string, TValue>>> _parts;
    private Output<ImmutableDictionary<string, TValue>>? _joined;

    public InputMap() : this([])
    {
    }

    private InputMap(List<Output<ImmutableDictionary<string, TValue>>> parts) => _parts = parts;

    private protected override Output<ImmutableDictionary<string, TValue>> AsOutput => _joined ??= _parts switch
    {
        [] => Output.Create(ImmutableDictionary<string, TValue>.Empty),
        [var only] => only,
        // AddRange refuses a key that is there with another value.
        _ => Output.All(_parts).Convert(parts => parts.Skip(1).Aggregate(parts[0], (map, part) => map.AddRange(part))),
    };

    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    public void Add(string key, Input<TValue> value) =>
        AddPart(value.ToOutput().Convert(known => ImmutableDictionary<string, TValue>.Empty.Add(key, known)));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        AddPart(values);
    }

    private void AddPart(Output<ImmutableDictionary<string, TValue>> part)
    {
        _parts.Add(part);
        _joined = null;
    }

    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second) =>
        Output.Tuple(first.AsOutput, second.AsOutput)
            .Convert(maps => maps.Item1.SetItems(maps.Item2));

    // A null map stays a null that is known, which is the same to a resource as no map.
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) =>
        new([Output.Create(values?.ToImmutableDictionary()!)]);

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => new([Output.Create(values)]);

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) =>
        values.Apply(all => all.ToImmutableDictionary());

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) =>
        values.Apply(all => all.ToImmutableDictionary());

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new([values]);
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"The values of an input arrive later: enumerate them with {nameof(GetAsyncEnumerator)}.");

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var map = await AsOutput.GetValueAsync(whenUnknown: ImmutableDictionary<string, TValue>.Empty).ConfigureAwait(false);
        foreach (var pair in map)
            yield return pair;
    }
}
