namespace XtCmkInfra.Trust;

/// <summary>The vendor's application, its installation in the customer's tenant, and how the identity acts as it.</summary>
internal static class EntraRules
{
    public static readonly Rule PrincipalDisabled = new(
        "principal-disabled",
        Severity.High,
        "The service principal is disabled",
        "The vendor's application gets no more tokens in the customer's tenant: its accounts can no longer be read or written.",
        "If this is not a revocation on purpose, set accountEnabled to true.");

    private static readonly Rule PrincipalOfAnother = new(
        "principal-other-application",
        Severity.High,
        "The service principal is of another application",
        "The vendor's application is no longer in the tenant, so its accounts cannot reach the key; another one is let in.",
        "Undo the edit, unless the vendor has asked for it in writing.");

    private static readonly Rule FederationOfAnother = new(
        "federation-other-application",
        Severity.High,
        "The federated credential moves to another application",
        "The identity can no longer act as the application that the customers have installed: every account that uses it loses its key.",
        "Undo the edit. To use another application, give it a credential of its own, and let every customer install it first.");

    public static readonly Rule SingleTenant = new(
        "application-single-tenant",
        Severity.High,
        "The application stops being multitenant",
        "It no longer gets tokens in the customers' tenants: every account loses its customer's key.",
        "Set signInAudience to AzureADMultipleOrgs.");

    private static readonly Rule Password = new(
        "application-own-password",
        Severity.High,
        "The application's registration is given a password",
        "Whoever has it can act as the application, and so unwrap the customers' keys, from anywhere and without the identity.",
        "Leave it out: the federated credential needs none.");

    public static readonly Rule Issuer = new(
        "federation-issuer",
        Severity.High,
        "The federated credential's issuer changes, or is wrong",
        "Entra accepts any issuer, and refuses the identity's tokens later: every account that uses the identity loses its key.",
        "Write the issuer of the vendor's own tenant and cloud, without a slash at its end: https://login.microsoftonline.com/{tenant id}/v2.0.");

    public static readonly Rule Subject = new(
        "federation-subject",
        Severity.High,
        "The federated credential's subject changes, or is wrong",
        "Entra accepts any subject, and refuses the identity's tokens later: every account that uses the identity loses its key.",
        "Write the identity's principal id (object id), not its client id; letter case counts.");

    public static readonly Rule Audience = new(
        "federation-audience",
        Severity.High,
        "The federated credential's audience changes, or is wrong for its cloud",
        "Entra accepts any audience, and refuses the identity's tokens later: every account that uses the identity loses its key.",
        "Write the one audience of the cloud: api://AzureADTokenExchange, api://AzureADTokenExchangeUSGov or api://AzureADTokenExchangeChina.");

    public static IEnumerable<Rule> All => [PrincipalDisabled, PrincipalOfAnother, SingleTenant, Password, Issuer, Subject, Audience, FederationOfAnother];

    public static IEnumerable<Finding> Check(LinkChange change, ServicePrincipalLink before, ServicePrincipalLink after)
    {
        var hidden = new NotKnown(change);
        var findings = new List<Finding>();
        if (hidden.Compare("clientId", before.ClientId, after.ClientId) == Sameness.Different && change.Happening != Happening.Replaced)
            findings.Add(PrincipalOfAnother.On(change.Resource, before.ClientId, after.ClientId));
        if (hidden.Compare("accountEnabled", before.Enabled.Or("true"), after.Enabled.Or("true")) == Sameness.Different && !after.Enabled.Is("true"))
            findings.Add(PrincipalDisabled.On(change.Resource, before.Enabled.Or("true"), after.Enabled));
        return [.. findings, .. hidden.Findings];
    }

    public static IEnumerable<Finding> Check(LinkChange change, ApplicationLink? before, ApplicationLink after)
    {
        var hidden = new NotKnown(change);
        var findings = new List<Finding>();
        if (before is { IsMultitenant: true } && hidden.Compare("signInAudience", before.SignInAudience, after.SignInAudience) == Sameness.Different && !after.IsMultitenant)
            findings.Add(SingleTenant.On(change.Resource, before.SignInAudience, after.SignInAudience.Or("AzureADMyOrg, Entra's default")));
        if ((before?.Passwords ?? Value.Absent).IsAbsent && !after.Passwords.IsAbsent && after.IsMultitenant)
            findings.Add(Password.On(change.Resource, "no password", "a password"));
        return [.. findings, .. hidden.Findings];
    }

    public static IEnumerable<Finding> Check(LinkChange change, FederatedCredentialLink? before, FederatedCredentialLink after)
    {
        if (before is null)
            return CheckCloud(change, after);
        if (!IsForIdentity(before) && !IsForIdentity(after))
            return [];
        var hidden = new NotKnown(change);
        var findings = new List<Finding>();
        if (hidden.Compare("issuer", before.Issuer, after.Issuer, StringComparison.Ordinal) == Sameness.Different)
            findings.Add(Issuer.On(change.Resource, before.Issuer, after.Issuer));
        if (hidden.Compare("subject", before.Subject, after.Subject, StringComparison.Ordinal) == Sameness.Different)
            findings.Add(Subject.On(change.Resource, before.Subject, after.Subject));
        if (hidden.Compare("audiences", before.Audiences, after.Audiences, StringComparison.Ordinal) == Sameness.Different)
            findings.Add(Audience.On(change.Resource, before.Audiences.ToString(), after.Audiences.ToString()));
        if (hidden.Compare("applicationId", before.ApplicationId, after.ApplicationId) == Sameness.Different && change.Happening != Happening.Replaced)
            findings.Add(FederationOfAnother.On(change.Resource, before.ApplicationId, after.ApplicationId));
        return findings.Count > 0 ? [.. findings, .. hidden.Findings] : [.. CheckCloud(change, after).Where(_ => !CheckCloud(change, before).Any()), .. hidden.Findings];
    }

    /// <summary>Whether a credential is for a managed identity, and not for a pipeline or a cluster elsewhere.</summary>
    public static bool IsForIdentity(FederatedCredentialLink credential) =>
        CloudOf(credential.Issuer) is not null
        || (credential.Subject.Text is { } subject ? ObjectId.Parse(subject).Ok : credential.Issuer.Text is not { } issuer || LooksLikeEntra(issuer));

    /// <summary>A subject that is the client id of an identity whose principal id it ought to be.</summary>
    internal static IEnumerable<Finding> CheckSubject(ResourceName resource, FederatedCredentialLink after, IEnumerable<IdentityLink> identities)
    {
        var mistaken = identities.FirstOrDefault(identity => identity.ClientId.Text is { } clientId && after.Subject.Is(clientId));
        return mistaken is null ? [] : [Subject.On(resource, $"principal id {mistaken.PrincipalId}", $"client id {after.Subject}")];
    }

    private static IEnumerable<Finding> CheckCloud(LinkChange change, FederatedCredentialLink credential)
    {
        if (!IsForIdentity(credential) || credential.Issuer.Text is not { } issuer)
            yield break;
        var cloud = CloudOf(credential.Issuer);
        var isRight = cloud is not null
            && Uri.TryCreate(issuer, UriKind.Absolute, out var uri)
            && TenantId.Parse(uri.AbsolutePath.Split('/').ElementAtOrDefault(1) ?? "") is { Ok: true, Value: var tenant }
            && string.Equals(issuer, cloud.Issuer(tenant), StringComparison.OrdinalIgnoreCase);
        if (!isRight)
            yield return Issuer.On(change.Resource, "https://{login host}/{tenant id}/v2.0", $"'{issuer}'");
        if (cloud is not null && credential.Audiences.Has(cloud.TokenExchangeAudience) == Sameness.Different)
            yield return Audience.On(change.Resource, cloud.TokenExchangeAudience, credential.Audiences.ToString());
    }

    /// <summary>A mistyped login host is still meant to be one.</summary>
    private static bool LooksLikeEntra(string issuer) =>
        issuer.Contains("login", StringComparison.OrdinalIgnoreCase) || issuer.Contains("microsoft", StringComparison.OrdinalIgnoreCase)
        || issuer.Contains("sts.windows", StringComparison.OrdinalIgnoreCase);

    private static Cloud? CloudOf(Value issuer) =>
        issuer.Text is { } text ? Cloud.All.FirstOrDefault(cloud => text.Contains(cloud.IssuerHost, StringComparison.OrdinalIgnoreCase)) : null;
}
