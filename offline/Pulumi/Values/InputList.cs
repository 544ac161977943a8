using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    // Joined only when somebody reads the list, so that adding one by one stays cheap.
    private readonly List<Output<ImmutableArray<T>>> _parts;
    private Output<ImmutableArray<T>>? _joined;

    public InputList() : this([])
    {
    }

    private InputList(List<Output<ImmutableArray<T>>> parts) => _parts = parts;

    private protected override Output<ImmutableArray<T>> AsOutput => _joined ??= _parts switch
    {
        [] => Output.Create(ImmutableArray<T>.Empty),
        [var only] => only,
        _ => Output.All(_parts).Convert(parts => parts.SelectMany(part => part).ToImmutableArray()),
    };

    public void Add(params Input<T>[] inputs) => AddPart(Output.All(inputs));

    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        AddPart(inputs);
    }

    private void AddPart(Output<ImmutableArray<T>> part)
    {
        _parts.Add(part);
        _joined = null;
    }

    public InputList<T> Concat(InputList<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new([.. _parts, .. other._parts]);
    }

    internal bool IsEmptyByConstruction => _parts.Count == 0;

    internal InputList<T> Clone() => new([.. _parts]);

    public static implicit operator InputList<T>(T value) => new([Output.All<T>(value)]);

    public static implicit operator InputList<T>(Output<T> value) => new([Output.All(value)]);

    public static implicit operator InputList<T>(Input<T> value) => new([Output.All(value)]);

    public static implicit operator InputList<T>(T[] values) => values.ToImmutableArray();

    public static implicit operator InputList<T>(Output<T>[] values) => new([Output.All(values)]);

    public static implicit operator InputList<T>(Input<T>[] values) => new([Output.All(values)]);

    public static implicit operator InputList<T>(List<T> values) => values.ToImmutableArray();

    public static implicit operator InputList<T>(List<Output<T>> values) => new([Output.All(values)]);

    public static implicit operator InputList<T>(List<Input<T>> values) => new([Output.All(values)]);

    public static implicit operator InputList<T>(ImmutableArray<T> values) => new([Output.Create(values)]);

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => new([Output.All(values.AsEnumerable())]);

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => new([Output.All(values.AsEnumerable())]);

    public static implicit operator InputList<T>(Output<T[]> values) => values.Apply(all => all.ToImmutableArray());

    public static implicit operator InputList<T>(Output<List<T>> values) => values.Apply(all => all.ToImmutableArray());

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => values.Apply(all => all.ToImmutableArray());

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new([values]);
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"The values of an input arrive later: enumerate them with {nameof(GetAsyncEnumerator)}.");

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var value in await AsOutput.GetValueAsync(whenUnknown: []).ConfigureAwait(false))
            yield return value;
    }
}
