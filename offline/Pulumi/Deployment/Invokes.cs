using System.Collections.Immutable;

namespace Pulumi;

internal sealed partial class TestRun
{
    /// <summary>A call whose arguments may be outputs: it is made when all are known, and its result depends on what they do.</summary>
    public async Task<OutputData<T>> InvokeAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var encoder = new Encoder();
        if (await EncodeArgumentsAsync(encoder, token, args ?? InvokeArgs.Empty).ConfigureAwait(false) is not { } inputs)
            return new(default!, [], IsKnown: false, IsSecret: false);

        if (options is InvokeOutputOptions { DependsOn: var dependsOn })
            encoder.Dependencies.UnionWith(await dependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false));
        if (!await AreAllKnownAsync(encoder.Dependencies).ConfigureAwait(false))
            return new(default!, [], IsKnown: false, IsSecret: false);

        var result = await CallAsync(token, inputs, options).ConfigureAwait(false);
        return new(Decode<T>(token, result), [.. encoder.Dependencies], result.IsKnown, result.IsSecret);
    }

    /// <summary>A call whose arguments are plain values and whose result is awaited on the spot.</summary>
    public async Task<T> InvokePromptlyAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var inputs = await EncodeInputsAsync(new Encoder(), token, args ?? InvokeArgs.Empty).ConfigureAwait(false);
        return Decode<T>(token, await CallAsync(token, inputs, options).ConfigureAwait(false));
    }

    /// <returns>Null where an argument is not known yet.</returns>
    private async Task<ImmutableDictionary<string, object>?> EncodeArgumentsAsync(Encoder encoder, string token, InvokeArgs args)
    {
        try
        {
            var isKnown = true;
            var inputs = ImmutableDictionary.CreateBuilder<string, object>();
            foreach (var (name, value) in args.ReadInputs())
            {
                var property = await EncodeAsync(encoder, $"{token}.{name}", name, value).ConfigureAwait(false);
                isKnown &= property.IsKnown;
                if (property.Value is not null)
                    inputs[name] = property.Value;
            }
            return isKnown ? inputs.ToImmutable() : null;
        }
        catch (Exception wrong)
        {
            Runner.LogError($"Error serializing arguments for invoke {token}: {wrong}");
            throw;
        }
    }

    private async Task<Property> CallAsync(string token, ImmutableDictionary<string, object> args, InvokeOptions? options)
    {
        var provider = options?.Provider ?? options?.Parent?.GetProvider(token);
        var answer = await mocks.CallAsync(new()
        {
            Token = token,
            Args = args,
            Provider = provider is null ? "" : await provider.GetReferenceAsync().ConfigureAwait(false),
        }).ConfigureAwait(false);

        var properties = await EncodeStateAsync(answer).ConfigureAwait(false);
        return new(
            properties.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Value),
            properties.Values.All(property => property.IsKnown),
            properties.Values.Any(property => property.IsSecret));
    }

    private static T Decode<T>(string token, Property result)
    {
        OutputTypes.Check($"{token} result", typeof(T));
        return Decoder.For(typeof(T)).Decode(result.Value) is T value ? value : default!;
    }

    /// <summary>A call must not be made for a resource that does not exist yet.</summary>
    private static async Task<bool> AreAllKnownAsync(IEnumerable<Resource> resources)
    {
        var all = new HashSet<Resource>();
        foreach (var resource in resources)
            resource.AddDependencies(all);
        foreach (var custom in all.OfType<CustomResource>())
        {
            if (!(await custom.Id.DataTask.ConfigureAwait(false)).IsKnown)
                return false;
        }
        return true;
    }
}
