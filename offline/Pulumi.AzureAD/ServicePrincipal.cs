using System.Collections.Immutable;

namespace Pulumi.AzureAD;

public class ServicePrincipal : CustomResource
{
    private const string Token = "azuread:index/servicePrincipal:ServicePrincipal";

    public ServicePrincipal(string name, ServicePrincipalArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new ServicePrincipalArgs(), Utilities.Options(options, ""))
    {
    }

    private ServicePrincipal(string name, Input<string> id, ServicePrincipalState? state, CustomResourceOptions? options)
        : base(Token, name, state, Utilities.Options(options, id))
    {
    }

    public static ServicePrincipal Get(
        string name, Input<string> id, ServicePrincipalState? state = null, CustomResourceOptions? options = null) =>
        new(name, id, state, options);

    [Output("accountEnabled")]
    public Output<bool?> AccountEnabled { get; private set; } = null!;

    [Output("alternativeNames")]
    public Output<ImmutableArray<string>> AlternativeNames { get; private set; } = null!;

    [Output("appRoleAssignmentRequired")]
    public Output<bool?> AppRoleAssignmentRequired { get; private set; } = null!;

    [Output("appRoleIds")]
    public Output<ImmutableDictionary<string, string>> AppRoleIds { get; private set; } = null!;

    [Output("applicationTenantId")]
    public Output<string> ApplicationTenantId { get; private set; } = null!;

    [Output("clientId")]
    public Output<string> ClientId { get; private set; } = null!;

    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    [Output("displayName")]
    public Output<string> DisplayName { get; private set; } = null!;

    [Output("homepageUrl")]
    public Output<string> HomepageUrl { get; private set; } = null!;

    [Output("loginUrl")]
    public Output<string?> LoginUrl { get; private set; } = null!;

    [Output("logoutUrl")]
    public Output<string> LogoutUrl { get; private set; } = null!;

    [Output("notes")]
    public Output<string?> Notes { get; private set; } = null!;

    [Output("notificationEmailAddresses")]
    public Output<ImmutableArray<string>> NotificationEmailAddresses { get; private set; } = null!;

    [Output("oauth2PermissionScopeIds")]
    public Output<ImmutableDictionary<string, string>> Oauth2PermissionScopeIds { get; private set; } = null!;

    [Output("objectId")]
    public Output<string> ObjectId { get; private set; } = null!;

    [Output("owners")]
    public Output<ImmutableArray<string>> Owners { get; private set; } = null!;

    [Output("preferredSingleSignOnMode")]
    public Output<string?> PreferredSingleSignOnMode { get; private set; } = null!;

    [Output("redirectUris")]
    public Output<ImmutableArray<string>> RedirectUris { get; private set; } = null!;

    [Output("samlMetadataUrl")]
    public Output<string> SamlMetadataUrl { get; private set; } = null!;

    [Output("servicePrincipalNames")]
    public Output<ImmutableArray<string>> ServicePrincipalNames { get; private set; } = null!;

    [Output("signInAudience")]
    public Output<string> SignInAudience { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableArray<string>> Tags { get; private set; } = null!;

    [Output("type")]
    public Output<string> Type { get; private set; } = null!;

    [Output("useExisting")]
    public Output<bool?> UseExisting { get; private set; } = null!;
}

public sealed class ServicePrincipalArgs : ResourceArgs
{
    [Input("accountEnabled")]
    public Input<bool>? AccountEnabled { get; set; }

    [Input("alternativeNames")]
    private InputList<string>? _alternativeNames;

    public InputList<string> AlternativeNames
    {
        get => _alternativeNames ??= [];
        set => _alternativeNames = value;
    }

    [Input("appRoleAssignmentRequired")]
    public Input<bool>? AppRoleAssignmentRequired { get; set; }

    [Input("clientId", required: true)]
    public Input<string> ClientId { get; set; } = null!;

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("loginUrl")]
    public Input<string>? LoginUrl { get; set; }

    [Input("notes")]
    public Input<string>? Notes { get; set; }

    [Input("notificationEmailAddresses")]
    private InputList<string>? _notificationEmailAddresses;

    public InputList<string> NotificationEmailAddresses
    {
        get => _notificationEmailAddresses ??= [];
        set => _notificationEmailAddresses = value;
    }

    [Input("owners")]
    private InputList<string>? _owners;

    public InputList<string> Owners
    {
        get => _owners ??= [];
        set => _owners = value;
    }

    [Input("preferredSingleSignOnMode")]
    public Input<string>? PreferredSingleSignOnMode { get; set; }

    [Input("tags")]
    private InputList<string>? _tags;

    public InputList<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    [Input("useExisting")]
    public Input<bool>? UseExisting { get; set; }

    public static new ServicePrincipalArgs Empty => new();
}

public sealed class ServicePrincipalState : ResourceArgs
{
    [Input("accountEnabled")]
    public Input<bool>? AccountEnabled { get; set; }

    [Input("alternativeNames")]
    private InputList<string>? _alternativeNames;

    public InputList<string> AlternativeNames
    {
        get => _alternativeNames ??= [];
        set => _alternativeNames = value;
    }

    [Input("appRoleAssignmentRequired")]
    public Input<bool>? AppRoleAssignmentRequired { get; set; }

    [Input("appRoleIds")]
    private InputMap<string>? _appRoleIds;

    public InputMap<string> AppRoleIds
    {
        get => _appRoleIds ??= [];
        set => _appRoleIds = value;
    }

    [Input("applicationTenantId")]
    public Input<string>? ApplicationTenantId { get; set; }

    [Input("clientId")]
    public Input<string>? ClientId { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    [Input("homepageUrl")]
    public Input<string>? HomepageUrl { get; set; }

    [Input("loginUrl")]
    public Input<string>? LoginUrl { get; set; }

    [Input("logoutUrl")]
    public Input<string>? LogoutUrl { get; set; }

    [Input("notes")]
    public Input<string>? Notes { get; set; }

    [Input("notificationEmailAddresses")]
    private InputList<string>? _notificationEmailAddresses;

    public InputList<string> NotificationEmailAddresses
    {
        get => _notificationEmailAddresses ??= [];
        set => _notificationEmailAddresses = value;
    }

    [Input("oauth2PermissionScopeIds")]
    private InputMap<string>? _oauth2PermissionScopeIds;

    public InputMap<string> Oauth2PermissionScopeIds
    {
        get => _oauth2PermissionScopeIds ??= [];
        set => _oauth2PermissionScopeIds = value;
    }

    [Input("objectId")]
    public Input<string>? ObjectId { get; set; }

    [Input("owners")]
    private InputList<string>? _owners;

    public InputList<string> Owners
    {
        get => _owners ??= [];
        set => _owners = value;
    }

    [Input("preferredSingleSignOnMode")]
    public Input<string>? PreferredSingleSignOnMode { get; set; }

    [Input("redirectUris")]
    private InputList<string>? _redirectUris;

    public InputList<string> RedirectUris
    {
        get => _redirectUris ??= [];
        set => _redirectUris = value;
    }

    [Input("samlMetadataUrl")]
    public Input<string>? SamlMetadataUrl { get; set; }

    [Input("servicePrincipalNames")]
    private InputList<string>? _servicePrincipalNames;

    public InputList<string> ServicePrincipalNames
    {
        get => _servicePrincipalNames ??= [];
        set => _servicePrincipalNames = value;
    }

    [Input("signInAudience")]
    public Input<string>? SignInAudience { get; set; }

    [Input("tags")]
    private InputList<string>? _tags;

    public InputList<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    [Input("type")]
    public Input<string>? Type { get; set; }

    [Input("useExisting")]
    public Input<bool>? UseExisting { get; set; }

    public static new ServicePrincipalState Empty => new();
}
