namespace XtCmkInfra.Trust;

/// <summary>The vendor's application, its installation in the customer's tenant, and how the identity acts as it.</summary>
internal static class EntraRules
{
    public static readonly Rule PrincipalDisabled = new(
        "principal-disabled",
        Severity.High,
        "The service principal is disabled",
        "The vendor's application gets no tokens in the customer's tenant. Its accounts can no longer be read or written.",
        "If no revocation is intended, set accountEnabled to true.")
    {
        Holds = "The service principal is enabled",
    };

    public static readonly Rule PrincipalOther = new(
        "principal-other",
        Severity.High,
        "The service principal is not the one in the handoff record",
        "The grant is for a service principal that no longer exists. The new one has none.",
        "Run the customer's program again, which grants access to the new one.")
    {
        Holds = "The service principal is the one in the handoff record",
        Effect = Effect.None,
    };

    public static readonly Rule ApplicationDisabled = new(
        "application-disabled",
        Severity.High,
        "The application is deactivated",
        "Microsoft Entra issues no tokens for it in any tenant, so no account can use its key.",
        "Activate it again (isDisabled: false). If Microsoft has deactivated it, its status says why; ask Microsoft's support.")
    {
        Holds = "The application is active",
    };

    private static readonly Rule PrincipalOfAnother = new(
        "principal-other-application",
        Severity.High,
        "The service principal is of another application",
        "The vendor's application is no longer in the tenant, so its accounts cannot use the key. Another application has access.",
        "Undo the edit, unless the vendor has asked for it in writing.")
    {
        Holds = "The service principal is of the agreed application",
        Effect = Effect.None,
    };

    private static readonly Rule FederationOfAnother = new(
        "federation-other-application",
        Severity.High,
        "The federated credential is on another application than agreed",
        "The identity can no longer act as the application that the customers have installed: every account that uses it loses its key.",
        "Undo the edit. To use another application, give it a credential of its own, and let every customer install it first.")
    {
        Holds = "The federated credential is on the agreed application",
        Effect = Effect.None,
    };

    public static readonly Rule SingleTenant = new(
        "application-single-tenant",
        Severity.High,
        "The application is not multitenant",
        "It gets no tokens in the customers' tenants, so no account can use its key.",
        $"Set signInAudience to {SignInAudience.MultipleOrgs}.")
    {
        Holds = "The application is multitenant",
    };

    public static readonly Rule Stranger = new(
        "federation-stranger",
        Severity.High,
        "A federated credential lets another party act as the application or the identity",
        "Anyone with tokens of that issuer and subject can unwrap the customers' data keys, as with a password.",
        "Remove it. If a pipeline needs an application, use a separate one.")
    {
        Holds = "Federated credentials let only the agreed identities act as the application",
        Effect = Effect.Weaker,
    };

    public static readonly Rule Issuer = new(
        "federation-issuer",
        Severity.High,
        "The federated credential does not have the issuer of the vendor's tenant",
        "Microsoft Entra accepts any issuer here and refuses the identity's tokens later. "
            + "No account that uses the identity can use its key.",
        "Set the issuer of the vendor's own tenant and cloud, without a slash at its end: "
            + "`https://login.microsoftonline.com/{tenant id}/v2.0`.")
    {
        Holds = "The federated credential has the issuer of the vendor's tenant",
    };

    public static readonly Rule Subject = new(
        "federation-subject",
        Severity.High,
        "The federated credential does not have the identity's principal id as its subject",
        "Microsoft Entra accepts any subject here and refuses the identity's tokens later. "
            + "No account that uses the identity can use its key.",
        "Set the identity's principal id (object id), not its client id. Letter case matters.")
    {
        Holds = "The federated credential has the identity's principal id as its subject",
    };

    public static readonly Rule Audience = new(
        "federation-audience",
        Severity.High,
        "The federated credential does not have the audience of its cloud",
        "Microsoft Entra accepts any audience here and refuses the identity's tokens later. "
            + "No account that uses the identity can use its key.",
        $"Set the audience of the cloud: {Cloud.Public.TokenExchangeAudience}, {Cloud.USGovernment.TokenExchangeAudience} or "
            + $"{Cloud.China.TokenExchangeAudience}.")
    {
        Holds = "The federated credential has the audience of its cloud",
    };

    public static RuleSet<ServicePrincipal> ServicePrincipals { get; } = new(
        [
            new(PrincipalDisabled, principal => !principal.Deactivated.IsAbsent
                ? new Outcome(false, "enabled", principal.Deactivated.ToString())
                : Outcome.On(principal.Enabled, otherwise: true) switch
                {
                    var outcome => outcome with { Expected = "enabled",
                        Found = outcome.Holds switch { true => "enabled", false => "disabled", _ => outcome.Found } },
                }),
        ],
        [
            new(
                (_, _) => PrincipalOfAnother,
                (agreed, found, comparer) =>
                    comparer.Compare("clientId", agreed.ClientId, found.ClientId) == Comparison.Different && !comparer.IsReplaced
                    ? PrincipalOfAnother
                    : null,
                principal => principal.ClientId.ToString()),
            // Only Azure has an object id; a program that is to make the principal has none.
            new(
                (agreed, found) => agreed.ObjectId.IsAbsent || found.ObjectId.IsAbsent ? null : PrincipalOther,
                (agreed, found, comparer) =>
                    agreed.ObjectId.To(found.ObjectId) == Comparison.Different && comparer.IsFoundInAzure ? PrincipalOther : null,
                principal => principal.ObjectId.ToString()),
        ]);

    public static RuleSet<Application> Applications { get; } = new(
        [
            new(SingleTenant, application => application.SignInAudience.Knowledge is Knowledge.Unknown or Knowledge.Secret
                ? new Outcome(null, SignInAudience.MultipleOrgs,
                    application.SignInAudience.ToString()) { IsReported = application.SignInAudience.MayChange }
                : new Outcome(
                    application.IsMultitenant, SignInAudience.MultipleOrgs,
                    application.SignInAudience.Or("AzureADMyOrg, Entra's default").ToString())),
            new(ApplicationDisabled, application =>
                new Outcome(application.Deactivated.IsAbsent, "active", application.Deactivated.Or("active").ToString())),
            new(LifecycleRules.CredentialAdded, application => new Outcome(
                application.Credentials.IsAbsent,
                "no password, no certificate",
                application.Credentials.IsAbsent ? "no password, no certificate" : application.Credentials.ToString())),
        ],
        []);

    public static RuleSet<FederatedCredential> FederatedCredentials { get; } = new(
        [
            new(Issuer, credential => !credential.IsForIdentity || credential.Issuer.Text is not { } issuer
                ? null
                : new Outcome(IsIssuer(credential, issuer), "https://{login host}/{tenant id}/v2.0", $"'{issuer}'")),
            new(Audience, credential => !credential.IsForIdentity || credential.Cloud is not { } cloud
                    || credential.Audiences.Has(cloud.TokenExchangeAudience) == Comparison.Undetermined
                ? null
                : Outcome.Of(credential.Audiences.Has(cloud.TokenExchangeAudience), cloud.TokenExchangeAudience,
                    credential.Audiences.ToString())),
        ],
        [
            new(
                ForIdentity(Issuer),
                (agreed, found, comparer) =>
                    comparer.Compare("issuer", agreed.Issuer, found.Issuer, StringComparison.Ordinal)
                        == Comparison.Different ? Issuer : null,
                credential => $"'{credential.Issuer}'"),
            new(
                ForIdentity(Subject),
                (agreed, found, comparer) =>
                    comparer.Compare("subject", agreed.Subject, found.Subject, StringComparison.Ordinal)
                        == Comparison.Different ? Subject : null,
                credential => credential.Subject.ToString()),
            new(
                ForIdentity(Audience),
                (agreed, found, comparer) =>
                    comparer.Compare("audiences", agreed.Audiences, found.Audiences, StringComparison.Ordinal)
                        == Comparison.Different ? Audience : null,
                credential => credential.Audiences.ToString()),
            new(
                ForIdentity(FederationOfAnother),
                (agreed, found, comparer) =>
                    comparer.Compare("applicationId", agreed.ApplicationId, found.ApplicationId) == Comparison.Different
                        && !comparer.IsReplaced
                        ? FederationOfAnother
                        : null,
                credential => credential.ApplicationId.ToString()),
        ]);

    public static IEnumerable<Rule> All =>
        [PrincipalDisabled, PrincipalOther, PrincipalOfAnother, ApplicationDisabled, SingleTenant, Stranger, Issuer, Subject, Audience,
            FederationOfAnother];

    /// <summary>What a change does to an application; before is null for a new one.</summary>
    public static IEnumerable<Finding> Review(ResourceChange change, Application? before, Application after) =>
        before is { MayBeMultitenant: true } || after.MayBeMultitenant ? Applications.Review(change, before, after) : [];

    /// <summary>What a change does to a federated credential; before is null for a new one.</summary>
    public static IEnumerable<Finding> Review(ResourceChange change, FederatedCredential? before, FederatedCredential after)
    {
        if (after.IsForIdentity && !after.IsOnIdentity)
            return FederatedCredentials.Review(change, before, after);
        var isSame = before is not null
            && before.Issuer.To(after.Issuer) == Comparison.Same
            && before.Subject.To(after.Subject) == Comparison.Same;
        var text = $"{after.Issuer} {after.Subject}";
        return isSame ? [] : [Stranger.On(change.Resource, before is null ? "nothing" : $"{before.Issuer} {before.Subject}", text)];
    }

    /// <summary>A subject that is the client id of an identity whose principal id it ought to be.</summary>
    public static IEnumerable<Finding> ReviewSubject(ResourceName resource, FederatedCredential after, IEnumerable<Identity> identities)
    {
        var mistaken = identities.FirstOrDefault(identity => identity.ClientId.Text is { } clientId && after.Subject.Is(clientId));
        return mistaken is null ? [] : [Subject.On(resource, $"principal id {mistaken.PrincipalId}", $"client id {after.Subject}")];
    }

    private static Func<FederatedCredential, FederatedCredential, Rule?> ForIdentity(Rule rule) =>
        (agreed, found) => agreed.IsForIdentity || found.IsForIdentity ? rule : null;

    private static bool IsIssuer(FederatedCredential credential, string issuer) =>
        credential.Cloud is { } cloud
        && Uri.TryCreate(issuer, UriKind.Absolute, out var uri)
        && TenantId.Parse(uri.AbsolutePath.Split('/').ElementAtOrDefault(1) ?? "") is { Ok: true, Value: var tenant }
        && string.Equals(issuer, cloud.Issuer(tenant), StringComparison.OrdinalIgnoreCase);
}
