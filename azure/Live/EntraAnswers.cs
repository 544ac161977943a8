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
    public static (string ObjectId, Application Application) Application(JsonAnswer answer, ApplicationId asked)
    {
        answer.RequireSame("appId", asked.Value);
        var (passwords, certificates) = (answer.Objects("passwordCredentials").Count, answer.Objects("keyCredentials").Count);
        return (answer.Text("id"), new Application(
            Value.Of(answer.Text("signInAudience")),
            passwords + certificates == 0 ? Value.Absent : Value.Of($"{passwords} passwords, {certificates} certificates"))
        {
            Deactivated = Deactivation(answer),
        });
    }

    /// <exception cref="UnexpectedAnswerException">It is another application's, or cannot be read.</exception>
    public static ServicePrincipal ServicePrincipal(JsonAnswer answer, ApplicationId asked)
    {
        answer.RequireSame("appId", asked.Value);
        var id = answer.Text("id");
        return new ServicePrincipal(
            Value.Of(asked.Value),
            ObjectId.Parse(id).Ok ? Value.Of(id) : throw answer.Invalid("id is not an object id"),
            Value.Of(answer.Flag("accountEnabled")))
        {
            Deactivated = Deactivation(answer),
        };
    }

    /// <summary>A credential that matches by an expression has no subject; the expression stands for it.</summary>
    public static FederatedCredential FederatedCredential(JsonAnswer answer)
    {
        var expression =
            answer.Has("claimsMatchingExpression") ? $"whoever matches {answer.Object("claimsMatchingExpression").Text("value")}" : "";
        return new FederatedCredential(
            Value.Absent,
            Value.Of(answer.Text("issuer")),
            Value.Of(answer.OptionalText("subject") is { Length: > 0 } subject ? subject : expression),
            Values.Of([.. answer.Texts("audiences").Select(Value.Of)]));
    }

    /// <summary>A group's object id and its name.</summary>
    public static KeyValuePair<string, string> Group(JsonAnswer answer) =>
        new(answer.Text("id"), answer.OptionalText("displayName") ?? answer.Text("id"));

    /// <summary>Absent where nobody has deactivated it.</summary>
    private static Value Deactivation(JsonAnswer answer) =>
        answer.OptionalText("disabledByMicrosoftStatus") is { Length: > 0 } status
            && !status.Equals("NotDisabled", StringComparison.OrdinalIgnoreCase)
            ? Value.Of($"deactivated by Microsoft: {status}")
            : answer.OptionalFlag("isDisabled") == true ? Value.Of("deactivated") : Value.Absent;
}
