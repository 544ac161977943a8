using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_token_exchange
{
    private const string Audience = "https://vault.azure.net";
    private readonly World _world = new World().WithIdentity().WithServicePrincipal();

    private TokenService Tokens => _world.Azure.Tokens;

    private string Credential => $"{_world.ApplicationPath}/federatedIdentityCredentials/id-cmk";

    [Fact]
    public void Gives_a_token_of_the_application_in_the_customers_tenant()
    {
        var token = Exchange();

        Assert.Equal(World.Customer, token.Tenant);
        Assert.Equal(_world.ServicePrincipal, token.Principal);
        Assert.Equal(_world.Application, token.Application);
        Assert.Equal(Audience, token.Audience);
        Assert.Equal(_world.Azure.Clock.GetUtcNow().AddHours(1), token.Expires);
    }

    [Theory]
    [InlineData("""{ "issuer": "https://login.microsoftonline.com/22222222-2222-4222-8222-222222222222/v2.0" }""", "AADSTS700211")]
    [InlineData("""{ "issuer": "https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0 " }""", "AADSTS700211")]
    [InlineData("""{ "issuer": "https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0/" }""", "AADSTS700211")]
    [InlineData("""{ "audiences": ["api://AzureADTokenExchangeUSGov"] }""", "AADSTS7002121")]
    [InlineData("""{ "audiences": ["api://azureadtokenexchange"] }""", "AADSTS7002121")]
    [InlineData("""{ "subject": "33333333-3333-4333-8333-333333333333" }""", "AADSTS700213")]
    public void Is_refused_where_the_federated_credential_does_not_match(string change, string code)
    {
        _world.Azure.Graph(World.Vendor).Patch(Credential, World.Body(change));

        Refusal.Is(401, code, _world, () => Exchange());
    }

    [Fact]
    public void Is_refused_where_the_subject_is_in_another_letter_case()
    {
        _world.Azure.Graph(World.Vendor).Delete(Credential);
        _world.WithFederatedCredential(subject: _world.IdentityPrincipal.Value.ToUpperInvariant());

        Refusal.Is(401, "AADSTS7002138", _world, () => Exchange());
    }

    [Fact]
    public void Is_refused_where_the_subject_is_the_identitys_client_id()
    {
        var clientId = _world.Azure.ResourceManager.Get(World.IdentityId, World.Identities).Text("properties.clientId");
        _world.Azure.Graph(World.Vendor).Delete(Credential);
        _world.WithFederatedCredential(subject: clientId);

        Refusal.Is(401, "AADSTS700213", _world, () => Exchange());
    }

    [Fact]
    public void Is_refused_where_there_is_no_federated_credential()
    {
        _world.Azure.Graph(World.Vendor).Delete(Credential);

        Refusal.Is(401, "AADSTS70025", _world, () => Exchange());
    }

    [Fact]
    public void Finds_the_right_one_among_several_federated_credentials()
    {
        _world.WithFederatedCredential(subject: "33333333-3333-4333-8333-333333333333", name: "other-subject");
        _world.WithFederatedCredential(issuer: "https://issuer.example", name: "other-issuer");

        Assert.Equal(_world.ServicePrincipal, Exchange().Principal);
    }

    [Fact]
    public void Is_refused_for_an_assertion_with_another_audience() => Refusal.Is(
        401, "AADSTS7002121", _world, () => Exchange(Tokens.AssertIdentity(World.IdentityId, "https://management.azure.com/")));

    [Fact]
    public void Is_refused_where_the_application_is_not_installed()
    {
        _world.Azure.Graph(World.Customer).Delete(_world.ServicePrincipalPath);

        Refusal.Is(401, "AADSTS7000229", _world, () => Exchange());
    }

    [Fact]
    public void Is_refused_where_the_application_is_disabled_and_works_again_when_it_is_enabled()
    {
        var customer = _world.Azure.Graph(World.Customer);
        customer.Patch(_world.ServicePrincipalPath, World.Body("""{ "accountEnabled": false }"""));
        Refusal.Is(401, "AADSTS7000112", _world, () => Exchange());

        customer.Patch(_world.ServicePrincipalPath, World.Body("""{ "accountEnabled": true }"""));
        Exchange();
    }

    [Fact]
    public void Is_refused_where_the_application_has_become_single_tenant()
    {
        _world.Azure.Graph(World.Vendor).Patch(_world.ApplicationPath, World.Body("""{ "signInAudience": "AzureADMyOrg" }"""));

        Refusal.Is(401, "AADSTS700016", _world, () => Exchange());
    }

    [Fact]
    public void Is_refused_where_the_application_is_gone()
    {
        var application = _world.Application;
        _world.Azure.Graph(World.Vendor).Delete(_world.ApplicationPath);

        Refusal.Is(401, "AADSTS700016", _world, () => Tokens.Exchange(
            Tokens.AssertIdentity(World.IdentityId), application, World.Customer, Audience));
    }

    [Fact]
    public void Is_refused_in_a_tenant_that_there_is_not() => Refusal.Is(401, "AADSTS90002", _world, () => Tokens.Exchange(
        Tokens.AssertIdentity(World.IdentityId),
        _world.Application,
        TenantId.Parse("33333333-3333-4333-8333-333333333333").Value!,
        Audience));

    [Fact]
    public void Is_refused_for_an_identity_of_another_tenant_than_the_applications()
    {
        var id = $"{World.CustomerGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-foreign";
        _world.Put(id, World.Identities, """{ "location": "northeurope" }""");
        var assertion = Tokens.AssertIdentity(id);
        _world.WithFederatedCredential(assertion.Issuer, assertion.Subject.Value, name: "foreign");

        Refusal.Is(401, "AADSTS700236", _world, () => Exchange(assertion));
    }

    [Fact]
    public void Works_in_another_cloud_with_the_audience_of_that_cloud()
    {
        var world = new World(Cloud.USGovernment).WithIdentity();
        var assertion = world.Azure.Tokens.AssertIdentity(World.IdentityId);
        world.Azure.Graph(World.Vendor).Post("servicePrincipals", World.Body($$"""{ "appId": "{{world.Application}}" }"""));
        Assert.Equal($"https://login.microsoftonline.us/{World.Vendor}/v2.0", assertion.Issuer);
        AccessToken Exchange() =>
            world.Azure.Tokens.Exchange(assertion, world.Application, World.Vendor, "https://vault.usgovcloudapi.net");

        Refusal.Is(401, "AADSTS700211", world, () => Exchange());
        world.WithFederatedCredential(assertion.Issuer, assertion.Subject.Value, name: "public-audience");
        Refusal.Is(401, "AADSTS7002121", world, () => Exchange());
        world.Azure.Graph(World.Vendor).Patch(
            $"{world.ApplicationPath}/federatedIdentityCredentials/public-audience",
            World.Body("""{ "audiences": ["api://AzureADTokenExchangeUSGov"] }"""));

        Assert.Equal(World.Vendor, Exchange().Tenant);
    }

    [Fact]
    public void Never_crosses_from_one_cloud_into_another()
    {
        var world = new World(Cloud.China).WithIdentity();

        Refusal.Is(401, "AADSTS700016", world, () => world.Azure.Tokens.Exchange(
            world.Azure.Tokens.AssertIdentity(World.IdentityId), world.Application, World.Customer, Audience));
    }

    [Fact]
    public void Needs_an_identity_that_exists() => Refusal.Is(
        404, "ResourceNotFound", _world, () => Tokens.AssertIdentity(World.IdentityId + "-none"));

    private AccessToken Exchange(ManagedIdentityAssertion? assertion = null) =>
        Tokens.Exchange(assertion ?? Tokens.AssertIdentity(World.IdentityId), _world.Application, World.Customer, Audience);
}
