using System.Collections.Immutable;

namespace Pulumi.AzureAD;

public class Application : CustomResource
{
    private const string Token = "azuread:index/application:Application";

    public Application(string name, ApplicationArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new ApplicationArgs(), Utilities.Options(options, ""))
    {
    }

    private Application(string name, Input<string> id, ApplicationState? state, CustomResourceOptions? options)
        : base(Token, name, state, Utilities.Options(options, id))
    {
    }

    public static Application Get(
        string name, Input<string> id, ApplicationState? state = null, CustomResourceOptions? options = null) =>
        new(name, id, state, options);

    [Output("appRoleIds")]
    public Output<ImmutableDictionary<string, string>> AppRoleIds { get; private set; } = null!;

    [Output("clientId")]
    public Output<string> ClientId { get; private set; } = null!;

    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    [Output("deviceOnlyAuthEnabled")]
    public Output<bool?> DeviceOnlyAuthEnabled { get; private set; } = null!;

    [Output("disabledByMicrosoft")]
    public Output<string> DisabledByMicrosoft { get; private set; } = null!;

    [Output("displayName")]
    public Output<string> DisplayName { get; private set; } = null!;

    [Output("fallbackPublicClientEnabled")]
    public Output<bool?> FallbackPublicClientEnabled { get; private set; } = null!;

    [Output("groupMembershipClaims")]
    public Output<ImmutableArray<string>> GroupMembershipClaims { get; private set; } = null!;

    [Output("identifierUris")]
    public Output<ImmutableArray<string>> IdentifierUris { get; private set; } = null!;

    [Output("logoImage")]
    public Output<string?> LogoImage { get; private set; } = null!;

    [Output("logoUrl")]
    public Output<string> LogoUrl { get; private set; } = null!;

    [Output("marketingUrl")]
    public Output<string?> MarketingUrl { get; private set; } = null!;

    [Output("notes")]
    public Output<string?> Notes { get; private set; } = null!;

    [Output("oauth2PermissionScopeIds")]
    public Output<ImmutableDictionary<string, string>> Oauth2PermissionScopeIds { get; private set; } = null!;

    [Output("oauth2PostResponseRequired")]
    public Output<bool?> Oauth2PostResponseRequired { get; private set; } = null!;

    [Output("objectId")]
    public Output<string> ObjectId { get; private set; } = null!;

    [Output("owners")]
    public Output<ImmutableArray<string>> Owners { get; private set; } = null!;

    [Output("password")]
    public Output<Outputs.ApplicationPassword?> Password { get; private set; } = null!;

    [Output("preventDuplicateNames")]
    public Output<bool?> PreventDuplicateNames { get; private set; } = null!;

    [Output("privacyStatementUrl")]
    public Output<string?> PrivacyStatementUrl { get; private set; } = null!;

    [Output("publisherDomain")]
    public Output<string> PublisherDomain { get; private set; } = null!;

    [Output("serviceManagementReference")]
    public Output<string?> ServiceManagementReference { get; private set; } = null!;

    [Output("signInAudience")]
    public Output<string?> SignInAudience { get; private set; } = null!;

    [Output("supportUrl")]
    public Output<string?> SupportUrl { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableArray<string>> Tags { get; private set; } = null!;

    [Output("templateId")]
    public Output<string> TemplateId { get; private set; } = null!;

    [Output("termsOfServiceUrl")]
    public Output<string?> TermsOfServiceUrl { get; private set; } = null!;
}

public sealed class ApplicationArgs : ResourceArgs
{
    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("deviceOnlyAuthEnabled")]
    public Input<bool>? DeviceOnlyAuthEnabled { get; set; }

    [Input("displayName", required: true)]
    public Input<string> DisplayName { get; set; } = null!;

    [Input("fallbackPublicClientEnabled")]
    public Input<bool>? FallbackPublicClientEnabled { get; set; }

    [Input("groupMembershipClaims")]
    private InputList<string>? _groupMembershipClaims;

    public InputList<string> GroupMembershipClaims
    {
        get => _groupMembershipClaims ??= [];
        set => _groupMembershipClaims = value;
    }

    [Input("identifierUris")]
    private InputList<string>? _identifierUris;

    public InputList<string> IdentifierUris
    {
        get => _identifierUris ??= [];
        set => _identifierUris = value;
    }

    [Input("logoImage")]
    public Input<string>? LogoImage { get; set; }

    [Input("marketingUrl")]
    public Input<string>? MarketingUrl { get; set; }

    [Input("notes")]
    public Input<string>? Notes { get; set; }

    [Input("oauth2PostResponseRequired")]
    public Input<bool>? Oauth2PostResponseRequired { get; set; }

    [Input("owners")]
    private InputList<string>? _owners;

    public InputList<string> Owners
    {
        get => _owners ??= [];
        set => _owners = value;
    }

    [Input("password")]
    public Input<Inputs.ApplicationPasswordArgs>? Password { get; set; }

    [Input("preventDuplicateNames")]
    public Input<bool>? PreventDuplicateNames { get; set; }

    [Input("privacyStatementUrl")]
    public Input<string>? PrivacyStatementUrl { get; set; }

    [Input("serviceManagementReference")]
    public Input<string>? ServiceManagementReference { get; set; }

    [Input("signInAudience")]
    public Input<string>? SignInAudience { get; set; }

    [Input("supportUrl")]
    public Input<string>? SupportUrl { get; set; }

    [Input("tags")]
    private InputList<string>? _tags;

    public InputList<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    [Input("templateId")]
    public Input<string>? TemplateId { get; set; }

    [Input("termsOfServiceUrl")]
    public Input<string>? TermsOfServiceUrl { get; set; }

    public static new ApplicationArgs Empty => new();
}

public sealed class ApplicationState : ResourceArgs
{
    [Input("appRoleIds")]
    private InputMap<string>? _appRoleIds;

    public InputMap<string> AppRoleIds
    {
        get => _appRoleIds ??= [];
        set => _appRoleIds = value;
    }

    [Input("clientId")]
    public Input<string>? ClientId { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("deviceOnlyAuthEnabled")]
    public Input<bool>? DeviceOnlyAuthEnabled { get; set; }

    [Input("disabledByMicrosoft")]
    public Input<string>? DisabledByMicrosoft { get; set; }

    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    [Input("fallbackPublicClientEnabled")]
    public Input<bool>? FallbackPublicClientEnabled { get; set; }

    [Input("groupMembershipClaims")]
    private InputList<string>? _groupMembershipClaims;

    public InputList<string> GroupMembershipClaims
    {
        get => _groupMembershipClaims ??= [];
        set => _groupMembershipClaims = value;
    }

    [Input("identifierUris")]
    private InputList<string>? _identifierUris;

    public InputList<string> IdentifierUris
    {
        get => _identifierUris ??= [];
        set => _identifierUris = value;
    }

    [Input("logoImage")]
    public Input<string>? LogoImage { get; set; }

    [Input("logoUrl")]
    public Input<string>? LogoUrl { get; set; }

    [Input("marketingUrl")]
    public Input<string>? MarketingUrl { get; set; }

    [Input("notes")]
    public Input<string>? Notes { get; set; }

    [Input("oauth2PermissionScopeIds")]
    private InputMap<string>? _oauth2PermissionScopeIds;

    public InputMap<string> Oauth2PermissionScopeIds
    {
        get => _oauth2PermissionScopeIds ??= [];
        set => _oauth2PermissionScopeIds = value;
    }

    [Input("oauth2PostResponseRequired")]
    public Input<bool>? Oauth2PostResponseRequired { get; set; }

    [Input("objectId")]
    public Input<string>? ObjectId { get; set; }

    [Input("owners")]
    private InputList<string>? _owners;

    public InputList<string> Owners
    {
        get => _owners ??= [];
        set => _owners = value;
    }

    [Input("password")]
    public Input<Inputs.ApplicationPasswordGetArgs>? Password { get; set; }

    [Input("preventDuplicateNames")]
    public Input<bool>? PreventDuplicateNames { get; set; }

    [Input("privacyStatementUrl")]
    public Input<string>? PrivacyStatementUrl { get; set; }

    [Input("publisherDomain")]
    public Input<string>? PublisherDomain { get; set; }

    [Input("serviceManagementReference")]
    public Input<string>? ServiceManagementReference { get; set; }

    [Input("signInAudience")]
    public Input<string>? SignInAudience { get; set; }

    [Input("supportUrl")]
    public Input<string>? SupportUrl { get; set; }

    [Input("tags")]
    private InputList<string>? _tags;

    public InputList<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    [Input("templateId")]
    public Input<string>? TemplateId { get; set; }

    [Input("termsOfServiceUrl")]
    public Input<string>? TermsOfServiceUrl { get; set; }

    public static new ApplicationState Empty => new();
}
