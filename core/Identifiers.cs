using System.Text.RegularExpressions;

namespace XtCmkInfra.Core;

/// <summary>The id of a Microsoft Entra tenant (directory): a GUID in lower case.</summary>
public sealed record TenantId
{
    private TenantId(string value) => Value = value;

    public string Value { get; }

    public static Parsed<TenantId> Parse(string text) => Guids.Parse(text, "a tenant id", value => new TenantId(value));

    public override string ToString() => Value;
}

/// <summary>
/// The application id, also called client id, of an app registration: a GUID, the same in every tenant. It is what a storage
/// account's <c>federatedIdentityClientId</c> takes and what a service principal is made from. It is not an object id.
/// </summary>
public sealed record ApplicationId
{
    private ApplicationId(string value) => Value = value;

    public string Value { get; }

    public static Parsed<ApplicationId> Parse(string text) =>
        Guids.Parse(text, "an application (client) id", value => new ApplicationId(value));

    public override string ToString() => Value;
}

/// <summary>
/// The object id of a user, group or service principal in one tenant (for a managed identity: its principal id): a GUID. It is
/// what a role assignment takes, and what a federated credential for a managed identity has as its subject.
/// </summary>
public sealed record ObjectId
{
    private ObjectId(string value) => Value = value;

    public string Value { get; }

    public static Parsed<ObjectId> Parse(string text) => Guids.Parse(text, "an object id", value => new ObjectId(value));

    public override string ToString() => Value;
}

/// <summary>The id of an Azure subscription: a GUID in lower case.</summary>
public sealed record SubscriptionId
{
    private SubscriptionId(string value) => Value = value;

    public string Value { get; }

    public static Parsed<SubscriptionId> Parse(string text) =>
        Guids.Parse(text, "a subscription id", value => new SubscriptionId(value));

    /// <summary>The subscription of an ARM resource id: <c>/subscriptions/{subscription id}/{…}/{…}</c>, and more.</summary>
    public static Parsed<SubscriptionId> OfResource(string resourceId) =>
        resourceId.Split('/') is ["", var subscriptions, var id, _, _, ..]
            && subscriptions.Equals("subscriptions", StringComparison.OrdinalIgnoreCase)
            ? Parse(id)
            : new Mistake($"'{resourceId}' is not an ARM resource id, which begins with /subscriptions/");

    public override string ToString() => Value;
}

internal static partial class Guids
{
    public static Parsed<T> Parse<T>(string text, string what, Func<string, T> create)
    {
        if (!GuidForm().IsMatch(text))
            return new Mistake($"'{text}' is not {what}: it must be a GUID such as 01234567-89ab-cdef-0123-456789abcdef");
        return text == "00000000-0000-0000-0000-000000000000"
            ? new Mistake($"the empty GUID is not {what}")
            : create(text.ToLowerInvariant());
    }

    [GeneratedRegex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\z")]
    private static partial Regex GuidForm();
}
