using System.Collections.Immutable;

namespace Pulumi.AzureAD;

public class ApplicationFederatedIdentityCredential : CustomResource
{
    private const string Token = "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential";

    public ApplicationFederatedIdentityCredential(
        string name, ApplicationFederatedIdentityCredentialArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new ApplicationFederatedIdentityCredentialArgs(), Utilities.Options(options, ""))
    {
    }

    private ApplicationFederatedIdentityCredential(
        string name, Input<string> id, ApplicationFederatedIdentityCredentialState? state, CustomResourceOptions? options)
        : base(Token, name, state, Utilities.Options(options, id))
    {
    }

    public static ApplicationFederatedIdentityCredential Get(
        string name, Input<string> id, ApplicationFederatedIdentityCredentialState? state = null, CustomResourceOptions? options = null) =>
        new(name, id, state, options);

    [Output("applicationId")]
    public Output<string> ApplicationId { get; private set; } = null!;

    [Output("audiences")]
    public Output<ImmutableArray<string>> Audiences { get; private set; } = null!;

    [Output("credentialId")]
    public Output<string> CredentialId { get; private set; } = null!;

    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    [Output("displayName")]
    public Output<string> DisplayName { get; private set; } = null!;

    [Output("issuer")]
    public Output<string> Issuer { get; private set; } = null!;

    [Output("subject")]
    public Output<string> Subject { get; private set; } = null!;
}

public sealed class ApplicationFederatedIdentityCredentialArgs : ResourceArgs
{
    [Input("applicationId", required: true)]
    public Input<string> ApplicationId { get; set; } = null!;

    [Input("audiences")]
    private InputList<string>? _audiences;

    public InputList<string> Audiences
    {
        get => _audiences ??= [];
        set => _audiences = value;
    }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("displayName", required: true)]
    public Input<string> DisplayName { get; set; } = null!;

    [Input("issuer", required: true)]
    public Input<string> Issuer { get; set; } = null!;

    [Input("subject", required: true)]
    public Input<string> Subject { get; set; } = null!;

    public static new ApplicationFederatedIdentityCredentialArgs Empty => new();
}

public sealed class ApplicationFederatedIdentityCredentialState : ResourceArgs
{
    [Input("applicationId")]
    public Input<string>? ApplicationId { get; set; }

    [Input("audiences")]
    private InputList<string>? _audiences;

    public InputList<string> Audiences
    {
        get => _audiences ??= [];
        set => _audiences = value;
    }

    [Input("credentialId")]
    public Input<string>? CredentialId { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    [Input("issuer")]
    public Input<string>? Issuer { get; set; }

    [Input("subject")]
    public Input<string>? Subject { get; set; }

    public static new ApplicationFederatedIdentityCredentialState Empty => new();
}
