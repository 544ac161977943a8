namespace Pulumi;

public sealed class Output<T> : IOutput
{
    private readonly ResourceState? _owner;
    private readonly string? _property;
    private Task<OutputData<T>>? _data;

    internal Output(Task<OutputData<T>> data)
    {
        _data = data;
        Deployment.Current?.Runner.Track(data);
    }

    internal Output(OutputData<T> data) => _data = Task.FromResult(data);

    /// <summary>A resource's property. It is read when it is asked for, because most never are.</summary>
    internal Output(ResourceState owner, string property) => (_owner, _property) = (owner, property);

    internal Task<OutputData<T>> DataTask => _data ??= _owner!.ReadAsync<T>(_property!);

    public static Output<T> Create(Task<T> value) => Create(value, isSecret: false);

    internal static Output<T> Create(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.IsCompletedSuccessfully ? new(Known(value.Result, isSecret)) : new(WaitAsync());

        async Task<OutputData<T>> WaitAsync() => Known(await value.ConfigureAwait(false), isSecret);
    }

    private static OutputData<T> Known(T value, bool isSecret) => new(value, [], IsKnown: true, isSecret);

    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => new(ApplyAsync(value => Output.Create(func(value))));

    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => new(ApplyAsync(value => Output.Create(func(value))));

    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => new(ApplyAsync(value => func(value).ToOutput()));

    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) => new(ApplyAsync(func));

    public Output<ValueTuple> Apply(Func<T, Task> func) => Apply(async value =>
    {
        await func(value).ConfigureAwait(false);
        return default(ValueTuple);
    });

    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Apply(value => func(value));

    private async Task<OutputData<TResult>> ApplyAsync<TResult>(Func<T, Output<TResult>?> func)
    {
        var data = await DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return new(default!, data.Resources, IsKnown: false, data.IsSecret);

        var inner = func(data.Value);
        if (inner is null)
            return new(default!, data.Resources, data.IsKnown, data.IsSecret);

        var all = new CombinedData();
        all.Add(data);
        return all.With(all.Add(await inner.DataTask.ConfigureAwait(false)));
    }

    /// <summary>Like Apply for a function without effects, so it does not matter whether this is a preview.</summary>
    internal Output<TResult> Convert<TResult>(Func<T, TResult> func)
    {
        return new(ReadAsync());

        async Task<OutputData<TResult>> ReadAsync()
        {
            var data = await DataTask.ConfigureAwait(false);
            return new(data.IsKnown ? func(data.Value) : default!, data.Resources, data.IsKnown, data.IsSecret);
        }
    }

    internal Output<T> WithSecret(Func<Task<bool>> isSecret)
    {
        return new(ReadAsync());

        async Task<OutputData<T>> ReadAsync() =>
            await DataTask.ConfigureAwait(false) with { IsSecret = await isSecret().ConfigureAwait(false) };
    }

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    async Task<OutputData<object?>> IOutput.ReadAsync()
    {
        var data = await DataTask.ConfigureAwait(false);
        return new(data.Value, data.Resources, data.IsKnown, data.IsSecret);
    }

    public override string ToString()
    {
        var message = string.Join(
            Environment.NewLine,
            "Calling [ToString] on an [Output<T>] is not supported.",
            "",
            "To get the value of an Output<T> as an Output<string> consider:",
            "1. o.Apply(v => $\"prefix{v}suffix\")",
            "2. Output.Format($\"prefix{hostname}suffix\");",
            "",
            "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.");
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING")?.ToUpperInvariant() is "1" or "TRUE")
            throw new InvalidOperationException(message);
        Log.Warn(message);
        return message + Environment.NewLine + "This function may throw in a future version of Pulumi.";
    }
}
