namespace XtCmkInfra.Trust;

/// <summary>What must be true of the links in the vendor's tenant.</summary>
public static class VendorTenant
{
    /// <summary>The most federated credentials of one application; source: Microsoft Entra's limits of workload identity federation.</summary>
    private const int MostCredentials = 20;

    private static readonly Rule[] OfApplication = [ExistenceRules.Gone(LinkKind.Application), EntraRules.SingleTenant, ExistenceRules.CredentialAdded];
    private static readonly Rule[] OfCredential = [ExistenceRules.Gone(LinkKind.FederatedCredential), EntraRules.Issuer, EntraRules.Subject, EntraRules.Audience];

    private static readonly Rule[] OfIdentity = [ExistenceRules.Gone(LinkKind.Identity), LiveRules.IdentityOther];

    private static readonly Rule[] OfAccount =
    [
        ExistenceRules.Gone(LinkKind.StorageAccount), AccountRules.MicrosoftKeys, AccountRules.Pinned, AccountRules.Identity, AccountRules.FederatedClient, AccountRules.Detached,
        AccountRules.KeyScope,
    ];

    public static IEnumerable<Statement> OfTheApplication(ApplicationId id, Seen<LiveApplication> seen)
    {
        var name = new ResourceName($"application {id}", id.Value, LinkKind.Application);
        return seen.State(name, OfApplication, Check, ExistenceRules.Gone(LinkKind.Application));

        IEnumerable<Statement> Check(LiveApplication application)
        {
            var evidence = new Evidence(name, seen.At);
            yield return evidence.That(
                new ApplicationLink(Value.Of(application.SignInAudience), Value.Absent).IsMultitenant,
                EntraRules.SingleTenant, "AzureADMultipleOrgs", application.SignInAudience);
            yield return evidence.That(
                application is { Passwords: 0, Certificates: 0 },
                ExistenceRules.CredentialAdded, "no password, no certificate", $"{application.Passwords} passwords, {application.Certificates} certificates");
        }
    }

    /// <summary>The federated credentials that the identities need on one application, and how many it has.</summary>
    /// <param name="identities">By name: the principal id that a credential's subject must be.</param>
    public static IEnumerable<Statement> OfFederatedCredentials(
        Cloud cloud,
        TenantId vendor,
        ApplicationId application,
        IReadOnlyDictionary<string, ObjectId> identities,
        Seen<IReadOnlyList<LiveFederatedCredential>> seen)
    {
        var budget = new ResourceName($"application {application}", application.Value, LinkKind.Application);
        var statements = seen.State(budget, [LiveRules.Budget], credentials =>
            [new Evidence(budget, seen.At).That(credentials.Count < MostCredentials, LiveRules.Budget, $"fewer than {MostCredentials}", $"{credentials.Count}")]);

        // A credential that nobody's principal id is the subject of may have been one of theirs.
        var strays = (seen.Value ?? []).Where(credential => identities.Values.All(principal => credential.Subject != principal.Value)).ToList();
        return statements.Concat(identities.OrderBy(identity => identity.Key, StringComparer.Ordinal).SelectMany(identity =>
        {
            var name = new ResourceName($"federated credential of {identity.Key}", $"{application}/{identity.Value}", LinkKind.FederatedCredential);
            return seen.State(name, OfCredential, credentials => Check(
                new Evidence(name, seen.At), cloud, vendor, identity.Value, credentials.Where(credential => credential.Subject == identity.Value.Value).ToList(), strays));
        }));
    }

    /// <summary>An identity with which accounts ask for their keys: one that was made anew has the same id, and is not trusted.</summary>
    /// <param name="id">The ARM resource id.</param>
    public static IEnumerable<Statement> OfTheIdentity(string id, ObjectId promised, Seen<LiveIdentity> seen)
    {
        var name = new ResourceName($"identity {id.Split('/')[^1]}", id, LinkKind.Identity);
        return seen.State(
            name,
            OfIdentity,
            identity => [new Evidence(name, seen.At).That(identity.Principal == promised, LiveRules.IdentityOther, promised.Value, identity.Principal.Value)],
            ExistenceRules.Gone(LinkKind.Identity));
    }

    /// <summary>One storage account against what was promised of it.</summary>
    public static IEnumerable<Statement> OfTheAccount(AccountPromise promise, Seen<LiveAccount> seen)
    {
        var name = new ResourceName(promise.AccountName, promise.AccountId, LinkKind.StorageAccount);
        return seen.State(name, OfAccount, live => CheckAccount(new Evidence(name, seen.At), promise, live), ExistenceRules.Gone(LinkKind.StorageAccount));
    }

    /// <summary>What an account's blob service answered when it was asked for itself.</summary>
    /// <param name="seen">The code with which it refused to use the key; empty where it did not refuse.</param>
    public static IEnumerable<Statement> OfTheProbe(AccountPromise promise, Seen<string> seen)
    {
        var name = new ResourceName(promise.AccountName, promise.AccountId, LinkKind.StorageAccount);
        return seen.State(name, [LiveRules.Unreadable], code =>
            [new Evidence(name, seen.At).That(code.Length == 0, LiveRules.Unreadable, "the blob service answers", code.Length == 0 ? "it answers" : code)]);
    }

    private static IEnumerable<Statement> Check(
        Evidence evidence, Cloud cloud, TenantId vendor, ObjectId principal, List<LiveFederatedCredential> mine, List<LiveFederatedCredential> strays)
    {
        if (mine.Count == 0)
        {
            yield return strays.Count == 0
                ? evidence.That(false, ExistenceRules.Gone(LinkKind.FederatedCredential), $"one with the subject {principal}", "none")
                : evidence.That(false, EntraRules.Subject, principal.Value, string.Join(", ", strays.Select(stray => stray.Subject)));
            yield break;
        }

        // One that is right is enough.
        var best = mine.MaxBy(credential => (credential.Issuer == cloud.Issuer(vendor) ? 2 : 0) + (IsAudience(credential) ? 1 : 0))!;
        yield return evidence.That(true, EntraRules.Subject, principal.Value, best.Subject);
        yield return evidence.That(best.Issuer == cloud.Issuer(vendor), EntraRules.Issuer, $"'{cloud.Issuer(vendor)}'", $"'{best.Issuer}'");
        yield return evidence.That(IsAudience(best), EntraRules.Audience, cloud.TokenExchangeAudience, string.Join(", ", best.Audiences));

        bool IsAudience(LiveFederatedCredential credential) => credential.Audiences is [var only] && only == cloud.TokenExchangeAudience;
    }

    private static IEnumerable<Statement> CheckAccount(Evidence evidence, AccountPromise promise, LiveAccount live)
    {
        if (promise.Key is not { } key)
            return [evidence.That(live.Link.UsesCustomerKey != Sameness.Same, AccountRules.TakesKey, "Microsoft-managed keys, by agreement", live.Link.KeyText)];

        var promised = Promised(promise, key, live.Link);
        var change = new LinkChange(
            new ResourceName(promise.AccountName, promise.AccountId, LinkKind.StorageAccount), Happening.Changed, ChangeSource.Azure, promised, live.Link, []);
        var found = AccountRules.Check(change, promised, live.Link).ToList();
        var source = Aspect(promised.KeyText, live.Link.KeyText, AccountRules.MicrosoftKeys, AccountRules.OtherVault, AccountRules.OtherKey);
        // Without a customer's key nothing else of it is set, and none of it can hold.
        if (live.Link.UsesCustomerKey == Sameness.Different)
            return [source];
        return
        [
            source,
            Aspect(VersionText(promised), VersionText(live.Link), AccountRules.Pinned, AccountRules.Follows, AccountRules.OtherVersion),
            Aspect(promised.IdentityId.ToString(), live.Link.IdentityId.ToString(), AccountRules.Identity),
            Aspect(promised.FederatedClientId.ToString(), live.Link.FederatedClientId.ToString(), AccountRules.FederatedClient),
            Aspect(promised.AttachedIdentities.ToString(), live.Link.AttachedIdentities.ToString(), AccountRules.Detached),
            Aspect(Scopes(promised), Scopes(live.Link), AccountRules.KeyScope),
            .. found.Where(finding => finding.Rule == NotKnown.Rule).Select(finding => evidence.CouldNotTell(NotKnown.Rule, finding.Before, finding.After)),
        ];

        Statement Aspect(string was, string now, params ReadOnlySpan<Rule> rules)
        {
            foreach (var rule in rules)
            {
                if (found.Any(finding => finding.Rule == rule))
                    return evidence.That(false, rule, was, now);
            }

            return evidence.That(true, rules[0], was, now);
        }
    }

    private static AccountLink Promised(AccountPromise promise, KeyUri key, AccountLink live) => new(
        Value.Of("object"),
        Value.Of("Microsoft.Keyvault"),
        Value.Of(key.VaultUri),
        Value.Of(key.KeyName),
        promise.PinnedVersion is { } version ? Value.Of(version) : Value.Absent,
        Value.Of(promise.IdentityId),
        Value.Of(promise.Application.Value),
        Values.Of(Value.Of(promise.IdentityId)),
        Value.Of(promise.Services.Contains("queue") ? "Account" : "Service"),
        Value.Of(promise.Services.Contains("table") ? "Account" : "Service"),
        live.InfrastructureEncryption);

    private static string VersionText(AccountLink account) => account.IsPinned ? $"pinned to {account.KeyVersion}" : "follows the newest version";

    private static string Scopes(AccountLink account) => $"queues: {account.QueueKeyType.Or("Service")}, tables: {account.TableKeyType.Or("Service")}";
}
