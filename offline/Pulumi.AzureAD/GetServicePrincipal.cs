using System.Collections.Immutable;

namespace Pulumi.AzureAD;

public static class GetServicePrincipal
{
    private const string Token = "azuread:index/getServicePrincipal:getServicePrincipal";

    public static Task<GetServicePrincipalResult> InvokeAsync(GetServicePrincipalArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetServicePrincipalResult>(Token, args ?? new GetServicePrincipalArgs(), options);

    public static Output<GetServicePrincipalResult> Invoke(GetServicePrincipalInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetServicePrincipalResult>(Token, args ?? new GetServicePrincipalInvokeArgs(), options);

    public static Output<GetServicePrincipalResult> Invoke(GetServicePrincipalInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetServicePrincipalResult>(Token, args ?? new GetServicePrincipalInvokeArgs(), options);
}

public sealed class GetServicePrincipalArgs : InvokeArgs
{
    [Input("clientId")]
    public string? ClientId { get; set; }

    [Input("displayName")]
    public string? DisplayName { get; set; }

    [Input("objectId")]
    public string? ObjectId { get; set; }

    public static new GetServicePrincipalArgs Empty => new();
}

public sealed class GetServicePrincipalInvokeArgs : InvokeArgs
{
    [Input("clientId")]
    public Input<string>? ClientId { get; set; }

    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    [Input("objectId")]
    public Input<string>? ObjectId { get; set; }

    public static new GetServicePrincipalInvokeArgs Empty => new();
}

[OutputType]
public sealed class GetServicePrincipalResult
{
    public readonly bool AccountEnabled;
    public readonly ImmutableArray<string> AlternativeNames;
    public readonly bool AppRoleAssignmentRequired;
    public readonly ImmutableDictionary<string, string> AppRoleIds;
    public readonly string ApplicationTenantId;
    public readonly string ClientId;
    public readonly string Description;
    public readonly string DisplayName;
    public readonly string HomepageUrl;
    public readonly string Id;
    public readonly string LoginUrl;
    public readonly string LogoutUrl;
    public readonly string Notes;
    public readonly ImmutableArray<string> NotificationEmailAddresses;
    public readonly ImmutableDictionary<string, string> Oauth2PermissionScopeIds;
    public readonly string ObjectId;
    public readonly string PreferredSingleSignOnMode;
    public readonly ImmutableArray<string> RedirectUris;
    public readonly string SamlMetadataUrl;
    public readonly ImmutableArray<string> ServicePrincipalNames;
    public readonly string SignInAudience;
    public readonly ImmutableArray<string> Tags;
    public readonly string Type;

    [OutputConstructor]
    private GetServicePrincipalResult(
        bool accountEnabled, ImmutableArray<string> alternativeNames, bool appRoleAssignmentRequired,
        ImmutableDictionary<string, string> appRoleIds, string applicationTenantId, string clientId, string description,
        string displayName, string homepageUrl, string id, string loginUrl, string logoutUrl, string notes,
        ImmutableArray<string> notificationEmailAddresses, ImmutableDictionary<string, string> oauth2PermissionScopeIds,
        string objectId, string preferredSingleSignOnMode, ImmutableArray<string> redirectUris, string samlMetadataUrl,
        ImmutableArray<string> servicePrincipalNames, string signInAudience, ImmutableArray<string> tags, string type)
    {
        AccountEnabled = accountEnabled;
        AlternativeNames = alternativeNames;
        AppRoleAssignmentRequired = appRoleAssignmentRequired;
        AppRoleIds = appRoleIds;
        ApplicationTenantId = applicationTenantId;
        ClientId = clientId;
        Description = description;
        DisplayName = displayName;
        HomepageUrl = homepageUrl;
        Id = id;
        LoginUrl = loginUrl;
        LogoutUrl = logoutUrl;
        Notes = notes;
        NotificationEmailAddresses = notificationEmailAddresses;
        Oauth2PermissionScopeIds = oauth2PermissionScopeIds;
        ObjectId = objectId;
        PreferredSingleSignOnMode = preferredSingleSignOnMode;
        RedirectUris = redirectUris;
        SamlMetadataUrl = samlMetadataUrl;
        ServicePrincipalNames = servicePrincipalNames;
        SignInAudience = signInAudience;
        Tags = tags;
        Type = type;
    }
}
