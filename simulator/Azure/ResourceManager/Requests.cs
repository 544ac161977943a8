using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>The bodies of requests. Whatever they do not name is refused, so that no setting is taken without effect.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResourceGroupBody))]
[JsonSerializable(typeof(IdentityBody))]
[JsonSerializable(typeof(StorageAccountBody))]
[JsonSerializable(typeof(VaultBody))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(AccessPolicy))]
[JsonSerializable(typeof(AccessPoliciesBody))]
[JsonSerializable(typeof(RoleAssignmentBody))]
[JsonSerializable(typeof(HsmRoleAssignmentBody))]
[JsonSerializable(typeof(RotationPolicyBody))]
[JsonSerializable(typeof(ApplicationBody))]
[JsonSerializable(typeof(AddPasswordBody))]
[JsonSerializable(typeof(RemovePasswordBody))]
[JsonSerializable(typeof(FederatedCredentialBody))]
[JsonSerializable(typeof(ServicePrincipalBody))]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(GroupBody))]
[JsonSerializable(typeof(ReferenceBody))]
[JsonSerializable(typeof(RoleDefinitionBody))]
[JsonSerializable(typeof(ManagedHsmBody))]
[JsonSerializable(typeof(IdentityCredentialBody))]
internal sealed partial class RequestJson : JsonSerializerContext;

internal static class Requests
{
    /// <exception cref="AzureException">A property is unknown, missing or of the wrong kind.</exception>
    public static T Read<T>(JsonObject body, JsonTypeInfo<T> type, string code = "InvalidRequestContent")
        where T : class
    {
        try
        {
            return body.Deserialize(type)!;
        }
        catch (JsonException mistake)
        {
            throw new AzureException(400, code, $"The request's content is invalid at '{mistake.Path}': {Reason(mistake)}");
        }
    }

    public static JsonNode Answer<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(value, type)!;

    /// <summary>The region in its short form; Azure also takes the one with spaces.</summary>
    public static string Location(string? location)
    {
        if (string.IsNullOrWhiteSpace(location))
            throw new AzureException(400, "LocationRequired", "The property 'location' is missing.");
        return Regions.IsKnown(location)
            ? Regions.ShortName(location)
            : throw new AzureException(400, "LocationNotAvailableForResourceType", $"'{location}' is not a location.");
    }

    public static void SameLocation(string resource, string existing, string wanted)
    {
        if (existing != wanted)
        {
            throw new AzureException(
                409, "InvalidResourceLocation", $"'{resource}' is in location '{existing}' and cannot be moved to '{wanted}'.");
        }
    }

    /// <summary>The canonical spelling of a word of a fixed list.</summary>
    public static string? Word(string code, string property, string? value, params ReadOnlySpan<string> words)
    {
        if (value is null)
            return null;
        foreach (var word in words)
        {
            if (ResourceId.Same(word, value))
                return word;
        }

        throw new AzureException(400, code, $"'{value}' is not a value of '{property}'; its values are {string.Join(", ", words!)}.");
    }

    /// <summary>The tags of a request, which are within Azure's limits.</summary>
    public static IReadOnlyDictionary<string, string>? Within(TagLimits limits, IReadOnlyDictionary<string, string>? tags) =>
        limits.Mistakes(tags ?? new Dictionary<string, string>()).FirstOrDefault() is { Sentence: { } sentence, Name: var name }
            ? throw new AzureException(400, "InvalidTag", $"The tag {name} {sentence}.")
            : tags;

    public static JsonObject? Tags(IReadOnlyDictionary<string, string>? tags) => tags is null
        ? null
        : new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)JsonValue.Create(tag.Value))));

    private static string Reason(JsonException mistake) => mistake.Message.Contains("could not be mapped", StringComparison.Ordinal)
        ? "there is no such property."
        : mistake.Message.Contains("missing required", StringComparison.Ordinal)
        ? "a required property is missing."
        : "the value has the wrong kind.";
}
