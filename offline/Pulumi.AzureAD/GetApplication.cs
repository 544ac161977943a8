using System.Collections.Immutable;

namespace Pulumi.AzureAD;

public static class GetApplication
{
    private const string Token = "azuread:index/getApplication:getApplication";

    public static Task<GetApplicationResult> InvokeAsync(GetApplicationArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetApplicationResult>(Token, args ?? new GetApplicationArgs(), options);

    public static Output<GetApplicationResult> Invoke(GetApplicationInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetApplicationResult>(Token, args ?? new GetApplicationInvokeArgs(), options);

    public static Output<GetApplicationResult> Invoke(GetApplicationInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetApplicationResult>(Token, args ?? new GetApplicationInvokeArgs(), options);
}

public sealed class GetApplicationArgs : InvokeArgs
{
    [Input("clientId")]
    public string? ClientId { get; set; }

    [Input("displayName")]
    public string? DisplayName { get; set; }

    [Input("identifierUri")]
    public string? IdentifierUri { get; set; }

    [Input("objectId")]
    public string? ObjectId { get; set; }

    public static new GetApplicationArgs Empty => new();
}

public sealed class GetApplicationInvokeArgs : InvokeArgs
{
    [Input("clientId")]
    public Input<string>? ClientId { get; set; }

    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    [Input("identifierUri")]
    public Input<string>? IdentifierUri { get; set; }

    [Input("objectId")]
    public Input<string>? ObjectId { get; set; }

    public static new GetApplicationInvokeArgs Empty => new();
}

[OutputType]
public sealed class GetApplicationResult
{
    public readonly ImmutableDictionary<string, string> AppRoleIds;
    public readonly string ClientId;
    public readonly string Description;
    public readonly bool DeviceOnlyAuthEnabled;
    public readonly string DisabledByMicrosoft;
    public readonly string DisplayName;
    public readonly bool FallbackPublicClientEnabled;
    public readonly ImmutableArray<string> GroupMembershipClaims;
    public readonly string Id;
    public readonly string IdentifierUri;
    public readonly ImmutableArray<string> IdentifierUris;
    public readonly string LogoUrl;
    public readonly string MarketingUrl;
    public readonly string Notes;
    public readonly ImmutableDictionary<string, string> Oauth2PermissionScopeIds;
    public readonly bool Oauth2PostResponseRequired;
    public readonly string ObjectId;
    public readonly ImmutableArray<string> Owners;
    public readonly string PrivacyStatementUrl;
    public readonly string PublisherDomain;
    public readonly string ServiceManagementReference;
    public readonly string SignInAudience;
    public readonly string SupportUrl;
    public readonly ImmutableArray<string> Tags;
    public readonly string TermsOfServiceUrl;

    [OutputConstructor]
    private GetApplicationResult(
        ImmutableDictionary<string, string> appRoleIds, string clientId, string description, bool deviceOnlyAuthEnabled,
        string disabledByMicrosoft, string displayName, bool fallbackPublicClientEnabled, ImmutableArray<string> groupMembershipClaims,
        string id, string identifierUri, ImmutableArray<string> identifierUris, string logoUrl, string marketingUrl, string notes,
        ImmutableDictionary<string, string> oauth2PermissionScopeIds, bool oauth2PostResponseRequired, string objectId,
        ImmutableArray<string> owners, string privacyStatementUrl, string publisherDomain, string serviceManagementReference,
        string signInAudience, string supportUrl, ImmutableArray<string> tags, string termsOfServiceUrl)
    {
        AppRoleIds = appRoleIds;
        ClientId = clientId;
        Description = description;
        DeviceOnlyAuthEnabled = deviceOnlyAuthEnabled;
        DisabledByMicrosoft = disabledByMicrosoft;
        DisplayName = displayName;
        FallbackPublicClientEnabled = fallbackPublicClientEnabled;
        GroupMembershipClaims = groupMembershipClaims;
        Id = id;
        IdentifierUri = identifierUri;
        IdentifierUris = identifierUris;
        LogoUrl = logoUrl;
        MarketingUrl = marketingUrl;
        Notes = notes;
        Oauth2PermissionScopeIds = oauth2PermissionScopeIds;
        Oauth2PostResponseRequired = oauth2PostResponseRequired;
        ObjectId = objectId;
        Owners = owners;
        PrivacyStatementUrl = privacyStatementUrl;
        PublisherDomain = publisherDomain;
        ServiceManagementReference = serviceManagementReference;
        SignInAudience = signInAudience;
        SupportUrl = supportUrl;
        Tags = tags;
        TermsOfServiceUrl = termsOfServiceUrl;
    }
}
