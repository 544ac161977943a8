using System.Collections.Immutable;

namespace Pulumi;

public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(new OutputData<T>(value, [], IsKnown: true, IsSecret: false));

    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    public static Output<T> CreateSecret<T>(T value) => new(new OutputData<T>(value, [], IsKnown: true, IsSecret: true));

    public static Output<T> CreateSecret<T>(Task<T> value) => Output<T>.Create(value, isSecret: true);

    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.WithSecret(() => Task.FromResult(true));
    }

    public static Output<T> Unsecret<T>(Output<T> output) => output.WithSecret(() => Task.FromResult(false));

    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).IsSecret;

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.AsEnumerable());

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => AllOf([.. inputs.Select(input => (Output<T>)input)]);

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All(outputs.AsEnumerable());

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => AllOf([.. outputs]);

    private static Output<ImmutableArray<T>> AllOf<T>(ImmutableArray<Output<T>> outputs)
    {
        return new(ReadAsync());

        async Task<OutputData<ImmutableArray<T>>> ReadAsync()
        {
            var all = new CombinedData();
            var values = ImmutableArray.CreateBuilder<T>(outputs.Length);
            foreach (var output in outputs)
                values.Add(all.Add(await output.DataTask.ConfigureAwait(false)));
            return all.With(values.MoveToImmutable());
        }
    }

    public static Output<string> Format(FormattableString formattableString)
    {
        ArgumentNullException.ThrowIfNull(formattableString);
        var arguments = formattableString.GetArguments().Select(ToObjectOutput);
        return All(arguments).Apply(values => string.Format(null, formattableString.Format, [.. values]));
    }

    private static Output<object?> ToObjectOutput(object? value) => value switch
    {
        IInput input => new(input.ToOutput().ReadAsync()),
        IOutput output => new(output.ReadAsync()),
        _ => Create(value),
    };
}
