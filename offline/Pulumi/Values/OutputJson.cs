using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

public static partial class Output
{
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(SerializeAsync());

        async Task<OutputData<string>> SerializeAsync()
        {
            var data = await value.DataTask.ConfigureAwait(false);
            if (!data.IsKnown)
                return new("", data.Resources, IsKnown: false, data.IsSecret);

            var all = new CombinedData();
            all.Add(data);
            var json = JsonSerializer.Serialize(data.Value, WithOutputs(options, all, data.IsSecret, data.Resources));
            return all.With(json);
        }
    }

    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(DeserializeAsync());

        async Task<OutputData<T>> DeserializeAsync()
        {
            var data = await json.DataTask.ConfigureAwait(false);
            if (!data.IsKnown)
                return new(default!, data.Resources, IsKnown: false, data.IsSecret);

            var withOutputs = WithOutputs(options, new CombinedData(), data.IsSecret, data.Resources);
            return new(JsonSerializer.Deserialize<T>(data.Value, withOutputs)!, data.Resources, IsKnown: true, data.IsSecret);
        }
    }

    private static JsonSerializerOptions WithOutputs(
        JsonSerializerOptions? options, CombinedData seen, bool isSecret, ImmutableHashSet<Resource> resources)
    {
        var result = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        result.Converters.Add(new OutputJsonConverterFactory(seen, isSecret, resources));
        return result;
    }
}

/// <summary>Writes outputs inside a value as what they hold, and remembers what they depend on.</summary>
internal sealed class OutputJsonConverterFactory(CombinedData seen, bool isSecret, ImmutableHashSet<Resource> resources)
    : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType
        && (typeToConvert.GetGenericTypeDefinition() == typeof(Output<>) || typeToConvert.GetGenericTypeDefinition() == typeof(Input<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var converter = typeToConvert.GetGenericTypeDefinition() == typeof(Output<>) ? typeof(OfOutput<>) : typeof(OfInput<>);
        return (JsonConverter)Activator.CreateInstance(converter.MakeGenericType(typeToConvert.GetGenericArguments()), this)!;
    }

    private Output<T> Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        new(new OutputData<T>(JsonSerializer.Deserialize<T>(ref reader, options)!, resources, IsKnown: true, isSecret));

    private void Write<T>(Utf8JsonWriter writer, Output<T> output, JsonSerializerOptions options)
    {
        // A converter cannot wait asynchronously.
        var data = output.DataTask.GetAwaiter().GetResult();
        seen.Add(data);
        if (data.IsKnown)
            JsonSerializer.Serialize(writer, data.Value, options);
        else
            writer.WriteNullValue();
    }

    private sealed class OfOutput<T>(OutputJsonConverterFactory factory) : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            factory.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options) =>
            factory.Write(writer, value, options);
    }

    private sealed class OfInput<T>(OutputJsonConverterFactory factory) : JsonConverter<Input<T>>
    {
        public override Input<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            factory.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions options) =>
            factory.Write<T>(writer, value, options);
    }
}
