using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>The token service of Microsoft Entra. Its refusals carry AADSTS codes.</summary>
public sealed class TokenService
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly SimulatedAzure _azure;

    internal TokenService(SimulatedAzure azure) => _azure = azure;

    /// <summary>What a managed identity gets to prove to another application that it is itself.</summary>
    /// <param name="audience">The audience of the identity's own cloud unless given.</param>
    public ManagedIdentityAssertion AssertIdentity(string identityResourceId, string? audience = null)
    {
        lock (_azure.Gate)
            return Assert(Identity(identityResourceId), audience);
    }

    /// <summary>Exchanges a managed identity's token for a token of an application in a tenant.</summary>
    /// <param name="application">The multitenant application that trusts the identity.</param>
    /// <param name="tenant">The tenant in which the application has been installed.</param>
    /// <param name="audience">The resource that the token is for.</param>
    public AccessToken Exchange(ManagedIdentityAssertion assertion, ApplicationId application, TenantId tenant, string audience)
    {
        lock (_azure.Gate)
        {
            var principal = RequireServicePrincipal(application, tenant);
            RequireFederation(assertion, application);
            return Issue(tenant, principal, audience);
        }
    }

    /// <summary>A managed identity's own token, for resources of its own tenant.</summary>
    public AccessToken ForIdentity(string identityResourceId, string audience)
    {
        lock (_azure.Gate)
        {
            var identity = Identity(identityResourceId);
            return Issue(identity.TenantId, _azure.State.Tenants[identity.TenantId.Value].Principals[identity.PrincipalId.Value], audience);
        }
    }

    /// <summary>A user's token. How people prove who they are is not modelled.</summary>
    public AccessToken ForUser(TenantId tenant, ObjectId user, string audience)
    {
        lock (_azure.Gate)
        {
            if (Tenant(tenant).Principals.GetValueOrDefault(user.Value) is not { Kind: "User" } principal)
                throw Refused("AADSTS50034", $"there is no user '{user}' in tenant '{tenant}'");
            return principal.AccountEnabled
                ? Issue(tenant, principal, audience)
                : throw Refused("AADSTS50057", $"the user '{user}' is disabled in tenant '{tenant}'");
        }
    }

    internal ManagedIdentityAssertion Assert(UserAssignedIdentity identity, string? audience = null)
    {
        var cloud = _azure.State.Tenants[identity.TenantId.Value].Cloud;
        return new ManagedIdentityAssertion(
            identity.TenantId, cloud.Issuer(identity.TenantId), identity.PrincipalId, audience ?? cloud.TokenExchangeAudience);
    }

    internal AccessToken Issue(TenantId tenant, Principal principal, string audience) =>
        Issue(tenant, principal.Id, principal.AppId, audience);

    internal AccessToken Issue(TenantId tenant, ObjectId principal, ApplicationId? application, string audience) =>
        new(tenant, principal, application, audience, _azure.Now + Lifetime);

    /// <summary>Whether an application can get tokens in a tenant at all, whoever asks on its behalf.</summary>
    internal Principal RequireServicePrincipal(ApplicationId application, TenantId tenant)
    {
        var home = Tenant(tenant);
        var registration = _azure.State.Applications.GetValueOrDefault(application.Value);
        if (registration is null || Tenant(registration.TenantId).Cloud != home.Cloud)
            throw Refused("AADSTS700016", $"the application '{application}' is not known in tenant '{tenant}'");
        if (registration.TenantId != tenant && !registration.IsMultitenant)
            throw Refused("AADSTS700016", $"the application '{application}' is for its own tenant only, not for '{tenant}'");
        if (!home.ServicePrincipals.TryGetValue(application.Value, out var objectId))
            throw Refused("AADSTS7000229", $"the application '{application}' has no service principal in tenant '{tenant}'");
        var principal = home.Principals[objectId.Value];
        return principal.AccountEnabled
            ? principal
            : throw Refused("AADSTS7000112", $"the application '{application}' is disabled in tenant '{tenant}'");
    }

    /// <summary>
    /// Whether an application trusts the identity: some federated credential has its issuer, audience and subject. The codes are those that
    /// are reported since 2024 of tokens of managed identities; docs/fidelity.md says where.
    /// </summary>
    internal FederatedCredential RequireFederation(ManagedIdentityAssertion assertion, ApplicationId application)
    {
        var registration = _azure.State.Applications.GetValueOrDefault(application.Value);
        if (registration is null || Tenant(registration.TenantId).Cloud != Tenant(assertion.Tenant).Cloud)
            throw Refused("AADSTS700016", $"the application '{application}' is not known in the identity's cloud");
        if (registration.TenantId != assertion.Tenant)
        {
            throw Refused(
                "AADSTS700236",
                $"the identity is of tenant '{assertion.Tenant}', but the application '{application}' trusts those of its own tenant only");
        }

        var left = registration.FederatedCredentials;
        if (left.Count == 0)
            throw NoMatch("AADSTS70025", "it has none", assertion, application);
        left = [.. left.Where(credential => credential.Issuer == assertion.Issuer)];
        if (left.Count == 0)
            throw NoMatch("AADSTS700211", $"none has the issuer '{assertion.Issuer}'", assertion, application);
        left = [.. left.Where(credential => credential.Audiences.Contains(assertion.Audience, StringComparer.Ordinal))];
        if (left.Count == 0)
            throw NoMatch("AADSTS7002121", $"none of that issuer has the audience '{assertion.Audience}'", assertion, application);
        if (left.Find(credential => credential.Subject == assertion.Subject.Value) is { } match)
            return match;
        throw left.Exists(credential => ResourceId.Same(credential.Subject, assertion.Subject.Value))
            ? NoMatch("AADSTS7002138", "one has that subject in another letter case, and letter case counts", assertion, application)
            : NoMatch("AADSTS700213", "none of that issuer and audience has that subject", assertion, application);
    }

    private UserAssignedIdentity Identity(string resourceId) => _azure.State.Identities.GetValueOrDefault(resourceId)
        ?? throw new AzureException(404, "ResourceNotFound", $"There is no managed identity '{resourceId}'.");

    private Tenant Tenant(TenantId tenant) => _azure.State.Tenants.GetValueOrDefault(tenant.Value)
        ?? throw Refused("AADSTS90002", $"there is no tenant '{tenant}'");

    private static AzureException NoMatch(
        string code, string why, ManagedIdentityAssertion assertion, ApplicationId application) => Refused(
        code, $"no federated credential of the application '{application}' matches the identity '{assertion.Subject}': {why}");

    private static AzureException Refused(string code, string why) => new(401, code, $"{code}: No token is issued, for {why}.");
}
