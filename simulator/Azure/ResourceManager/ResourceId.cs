using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// The id of a subscription, a resource group, a resource or a role assignment, in the forms
/// <c>/subscriptions/{id}</c>, <c>…/resourceGroups/{name}</c>, <c>…/providers/{namespace}/{type}/{name}</c> (with further pairs for a
/// resource within a resource) and <c>{scope}/providers/Microsoft.Authorization/roleAssignments/{name}</c>.
/// </summary>
/// <param name="Type">For example Microsoft.KeyVault/vaults/keys; null for a subscription.</param>
/// <param name="Names">One for each segment of the type after the namespace.</param>
/// <param name="Scope">What a role assignment is about; null for everything else.</param>
internal sealed record ResourceId(
    SubscriptionId Subscription, string? ResourceGroup, string? Type, IReadOnlyList<string> Names, ResourceId? Scope = null)
{
    private const string Authorization = "/providers/Microsoft.Authorization/";

    public string Name => Names[^1];

    public string GroupId => $"/subscriptions/{Subscription}/resourceGroups/{ResourceGroup}";

    /// <summary>The resource of which this one is a part, for example the vault of a key.</summary>
    public ResourceId Parent => this with { Type = Type![..Type!.LastIndexOf('/')], Names = [.. Names.SkipLast(1)] };

    /// <exception cref="AzureException">It has none of the forms.</exception>
    public static ResourceId Parse(string text)
    {
        var extension = text.LastIndexOf(Authorization, StringComparison.OrdinalIgnoreCase);
        if (extension >= 0)
        {
            return text[(extension + Authorization.Length)..].Split('/') is [{ Length: > 0 } type, { Length: > 0 } name]
                && Parse(text[..extension]) is var scope
                ? new ResourceId(scope.Subscription, scope.ResourceGroup, $"Microsoft.Authorization/{type}", [name], scope)
                : throw Malformed(text);
        }

        var segments = text.Split('/');
        if (segments is not ["", var first, var subscriptionText, .. var rest] || !Same(first, "subscriptions"))
            throw new AzureException(404, "MissingSubscription", $"'{text}' does not begin with a subscription.");
        if (SubscriptionId.Parse(subscriptionText) is not { Ok: true, Value: { } subscription })
            throw new AzureException(400, "InvalidSubscriptionId", $"'{subscriptionText}' in '{text}' is not a subscription id.");
        if (rest.Any(segment => segment.Length == 0 || segment.AsSpan().ContainsAny(' ', '?', '#')))
            throw Malformed(text);

        return rest switch
        {
            [] => new ResourceId(subscription, null, null, []),
            [var groups, var group] when Same(groups, "resourceGroups") =>
                new ResourceId(subscription, group, "Microsoft.Resources/resourceGroups", [group]),
            [var groups, var group, var providers, var space, .. var pairs]
                when Same(groups, "resourceGroups") && Same(providers, "providers") && pairs.Length is > 0 && pairs.Length % 2 == 0 =>
                new ResourceId(
                    subscription,
                    group,
                    string.Join('/', pairs.Where((_, index) => index % 2 == 0).Prepend(space)),
                    [.. pairs.Where((_, index) => index % 2 == 1)]),
            _ => throw Malformed(text),
        };
    }

    /// <summary>The id in the form in which Azure answers it, with the given spelling of the type.</summary>
    public string Render(string type)
    {
        var segments = type.Split('/');
        var pairs = segments[1..].Zip(Names, (segment, name) => $"/{segment}/{name}");
        return $"{Scope?.ToString() ?? GroupId}/providers/{segments[0]}{string.Concat(pairs)}";
    }

    public override string ToString() => this switch
    {
        { Type: null } => $"/subscriptions/{Subscription}",
        { Type: "Microsoft.Resources/resourceGroups" } => GroupId,
        { Type: var type } => Render(type),
    };

    public bool Is(string type) => Type is not null && Same(Type, type);

    /// <summary>Whether a resource is at this scope or below it.</summary>
    public static bool IsWithin(string id, string scope) =>
        id.StartsWith(scope, StringComparison.OrdinalIgnoreCase) && (id.Length == scope.Length || id[scope.Length] == '/');

    public static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static AzureException Malformed(string text) =>
        new(400, "InvalidRequestUri", $"'{text}' is not the id of a resource, a resource group or a role assignment.");
}
