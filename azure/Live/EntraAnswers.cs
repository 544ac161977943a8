using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>
/// Reads Microsoft Graph's answers, strictly: what must be there and is not, or is of another shape, makes an answer unreadable.
/// Source: Microsoft Graph v1.0, resource types application, servicePrincipal and federatedIdentityCredential.
/// </summary>
internal static class EntraAnswers
{
    private const string Disabled = "isDisabled,disabledByMicrosoftStatus";

    /// <summary>What to ask of an application.</summary>
    public const string OfApplication = $"id,appId,signInAudience,passwordCredentials,keyCredentials,{Disabled}";

    /// <summary>What to ask of a service principal.</summary>
    public const string OfServicePrincipal = $"id,appId,accountEnabled,{Disabled}";

    /// <summary>An application with its object id.</summary>
    /// <exception cref="UnexpectedAnswerException">It is another application, or cannot be read.</exception>
    public static (string ObjectId, Application Application) Application(JsonElement answer, ApplicationId asked)
    {
        RequireApplication(answer, asked);
        var (passwords, certificates) = (List(answer, "passwordCredentials").GetArrayLength(), List(answer, "keyCredentials").GetArrayLength());
        return (Text(answer, "id"), new Application(
            Value.Of(Text(answer, "signInAudience")),
            passwords + certificates == 0 ? Value.Absent : Value.Of($"{passwords} passwords, {certificates} certificates"))
        {
            Deactivated = Deactivation(answer),
        });
    }

    /// <exception cref="UnexpectedAnswerException">It is another application's, or cannot be read.</exception>
    public static ServicePrincipal ServicePrincipal(JsonElement answer, ApplicationId asked)
    {
        RequireApplication(answer, asked);
        var id = Text(answer, "id");
        return new ServicePrincipal(
            Value.Of(asked.Value),
            ObjectId.Parse(id).Ok ? Value.Of(id) : throw new UnexpectedAnswerException("Microsoft Graph", "with an 'id' that is none"),
            Value.Of(Flag(answer, "accountEnabled") ?? throw new UnexpectedAnswerException("Microsoft Graph", "without 'accountEnabled'")))
        {
            Deactivated = Deactivation(answer),
        };
    }

    /// <summary>A credential that matches by an expression has no subject; the expression stands for it.</summary>
    public static FederatedCredential FederatedCredential(JsonElement answer)
    {
        var audiences = List(answer, "audiences").EnumerateArray().Select(audience => audience.ValueKind == JsonValueKind.String
            ? Value.Of(audience.GetString()!)
            : throw new UnexpectedAnswerException("Microsoft Graph", "with an audience that is not a text"));
        var expression = Find(answer, "claimsMatchingExpression") is { } matching ? $"whoever matches {Text(matching, "value")}" : "";
        return new FederatedCredential(
            Value.Absent, Value.Of(Text(answer, "issuer")), Value.Of(OptionalText(answer, "subject") is { Length: > 0 } subject ? subject : expression), Values.Of([.. audiences]));
    }

    /// <summary>A group's object id and its name.</summary>
    public static KeyValuePair<string, string> Group(JsonElement answer) => new(Text(answer, "id"), OptionalText(answer, "displayName") ?? Text(answer, "id"));

    /// <summary>Absent where nobody has deactivated it.</summary>
    private static Value Deactivation(JsonElement answer) =>
        OptionalText(answer, "disabledByMicrosoftStatus") is { Length: > 0 } status && !status.Equals("NotDisabled", StringComparison.OrdinalIgnoreCase)
            ? Value.Of($"deactivated by Microsoft: {status}")
            : Flag(answer, "isDisabled") == true ? Value.Of("deactivated") : Value.Absent;

    private static void RequireApplication(JsonElement answer, ApplicationId asked)
    {
        if (!string.Equals(Text(answer, "appId"), asked.Value, StringComparison.OrdinalIgnoreCase))
            throw new UnexpectedAnswerException("Microsoft Graph", $"about another application than {asked}, which was asked for");
    }

    private static bool? Flag(JsonElement answer, string name) => Find(answer, name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new UnexpectedAnswerException("Microsoft Graph", $"with '{name}' that is not true or false"),
    };

    private static JsonElement List(JsonElement answer, string name) => Find(answer, name) is { ValueKind: JsonValueKind.Array } list
        ? list
        : throw new UnexpectedAnswerException("Microsoft Graph", $"without the list '{name}'");

    private static string Text(JsonElement answer, string name) =>
        OptionalText(answer, name) ?? throw new UnexpectedAnswerException("Microsoft Graph", $"without '{name}'");

    private static string? OptionalText(JsonElement answer, string name) => Find(answer, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new UnexpectedAnswerException("Microsoft Graph", $"with '{name}' that is not a text"),
    };

    private static JsonElement? Find(JsonElement answer, string name) => answer.ValueKind != JsonValueKind.Object
        ? throw new UnexpectedAnswerException("Microsoft Graph", "something else than an object")
        : answer.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
}
