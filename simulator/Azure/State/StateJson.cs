using System.Text.Json;
using System.Text.Json.Serialization;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// The saved form of <see cref="CloudState"/>, with every member, null or not: what lacks one or has another is no saved cloud of
/// this version.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters =
    [
        typeof(TenantIdConverter), typeof(SubscriptionIdConverter), typeof(ApplicationIdConverter), typeof(ObjectIdConverter),
        typeof(KeyUriConverter), typeof(CloudConverter),
    ])]
[JsonSerializable(typeof(CloudState))]
internal sealed partial class StateJson : JsonSerializerContext;

/// <summary>A type of the core that is written as text and read with its own parser.</summary>
internal abstract class TextConverter<T>(Parser<T> parse) : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        parse(reader.GetString() ?? "") is { Ok: true, Value: var value } ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class TenantIdConverter() : TextConverter<TenantId>(TenantId.Parse);

internal sealed class SubscriptionIdConverter() : TextConverter<SubscriptionId>(SubscriptionId.Parse);

internal sealed class ApplicationIdConverter() : TextConverter<ApplicationId>(ApplicationId.Parse);

internal sealed class ObjectIdConverter() : TextConverter<ObjectId>(ObjectId.Parse);

internal sealed class KeyUriConverter() : TextConverter<KeyUri>(KeyUri.Parse);

internal sealed class CloudConverter() : TextConverter<Cloud>(Cloud.Parse);
