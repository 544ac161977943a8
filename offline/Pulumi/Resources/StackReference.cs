using System.Collections.Immutable;

namespace Pulumi;

public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    public Output<object?> GetOutput(Input<string> name) =>
        Output.Tuple(name.ToOutput(), Outputs)
            .Apply(pair => pair.Item2.GetValueOrDefault(pair.Item1))
            .WithSecret(() => IsSecretAsync(name));

    public Output<object> RequireOutput(Input<string> name) =>
        Output.Tuple(name.ToOutput(), Outputs)
            .Apply(pair => pair.Item2.TryGetValue(pair.Item1, out var value)
                ? value
                : throw new KeyNotFoundException($"Required output '{pair.Item1}' does not exist on stack '{GetResourceName()}'."))
            .WithSecret(() => IsSecretAsync(name));

    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await GetOutput(name).DataTask.ConfigureAwait(false);
        return data.IsSecret
            ? new StackReferenceOutputDetails { SecretValue = data.Value }
            : new StackReferenceOutputDetails { Value = data.Value };
    }

    public async Task<object?> GetValueAsync(Input<string> name)
    {
        var data = await GetOutput(name).DataTask.ConfigureAwait(false);
        return data.IsSecret
            ? throw new InvalidOperationException(
                "The referenced stack has secret outputs, which only 'GetOutput' can read.")
            : data.Value;
    }

    public async Task<object> RequireValueAsync(Input<string> name)
    {
        var data = await RequireOutput(name).DataTask.ConfigureAwait(false);
        return data.IsSecret
            ? throw new InvalidOperationException(
                "The referenced stack has secret outputs, which only 'RequireOutput' can read.")
            : data.Value;
    }

    /// <summary>Secret is what the list of secret names says; without one, all outputs are as secret as the whole.</summary>
    private async Task<bool> IsSecretAsync(Input<string> name)
    {
        var known = await name.ToOutput().DataTask.ConfigureAwait(false);
        var secretNames = await SecretOutputNames.DataTask.ConfigureAwait(false);
        return known.IsKnown && secretNames.IsKnown
            ? secretNames.Value.Contains(known.Value)
            : (await Outputs.DataTask.ConfigureAwait(false)).IsSecret;
    }
}

public class StackReferenceArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}

public sealed class StackReferenceOutputDetails
{
    public object? Value { get; set; }

    public object? SecretValue { get; set; }
}
