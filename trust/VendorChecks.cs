using System.Globalization;
namespace XtCmkInfra.Trust;

/// <summary>The results for the resources in the vendor's tenant, against what the vendor's stacks expect.</summary>
public static class VendorChecks
{
    private static readonly Rule[] OfAccount =
    [
        AccountRule.MicrosoftKeys, AccountRule.Pinned, AccountRule.OtherIdentity, AccountRule.OtherApplication, AccountRule.KeyScope,
        AccountRule.Detached,
        AccountRule.KeyUnnamed, AccountRule.Moved, AccountRule.Uncovered, HandoffRules.IdentityOther,
    ];

    public static IEnumerable<CheckResult> CheckApplication(ApplicationId id, ReadResult<Application> read)
    {
        var resource = new ResourceName($"application {id}", id.Value, ResourceKind.Application);
        return read.Evaluate(
            resource,
            [EntraRules.SingleTenant, EntraRules.ApplicationDisabled, LifecycleRules.CredentialAdded],
            found => EntraRules.Applications.Verify(resource, null, found, read.At),
            LifecycleRules.Missing(ResourceKind.Application));
    }

    /// <summary>The federated credentials that the identities need on one application, and how many it has.</summary>
    /// <param name="identities">By name: the principal id that a credential's subject must be.</param>
    public static IEnumerable<CheckResult> CheckFederatedCredentials(
        Cloud cloud,
        TenantId vendor,
        ApplicationId application,
        IReadOnlyDictionary<string, ObjectId> identities,
        ReadResult<IReadOnlyList<FederatedCredential>> read)
    {
        var budget = new ResourceName($"application {application}", application.Value, ResourceKind.Application);
        const int most = EntraLimits.FederatedCredentialsOfApplication;
        var results = read.Evaluate(budget, [HandoffRules.Budget, EntraRules.Stranger], credentials =>
        [
            CheckStrangers(budget, cloud.Issuer(vendor), [.. identities.Values], credentials, read.At),
            CheckResult.Of(
                credentials.Count < most,
                HandoffRules.Budget,
                budget,
                $"fewer than {most}",
                credentials.Count.ToString(CultureInfo.InvariantCulture),
                read.At),
        ]);

        // A credential whose subject is nobody's principal id may have been one of theirs.
        var strays = (read.Value ?? [])
            .Where(credential => identities.Values.All(principal => credential.Subject.Text != principal.Value))
            .ToList();
        return results.Concat(identities.OrderBy(identity => identity.Key, StringComparer.Ordinal).SelectMany(identity =>
        {
            var resource = new ResourceName(
                $"federated credential of {identity.Key}", $"{application}/{identity.Value}", ResourceKind.FederatedCredential);
            var expected = new FederatedCredential(
                Value.Absent,
                Value.Of(cloud.Issuer(vendor)),
                Value.Of(identity.Value.Value),
                Values.Of(Value.Of(cloud.TokenExchangeAudience)));
            return read.Evaluate(
                resource,
                [LifecycleRules.Missing(ResourceKind.FederatedCredential), EntraRules.Issuer, EntraRules.Subject, EntraRules.Audience],
                credentials => CheckFederatedCredential(resource, expected, credentials, strays, read.At));
        }));
    }

    /// <summary>
    /// The federated credentials of the identity itself: whoever one of them is for acts as the identity, and so as the application.
    /// </summary>
    /// <param name="id">The ARM resource id.</param>
    public static IEnumerable<CheckResult> CheckIdentityCredentials(string id, ReadResult<IReadOnlyList<FederatedCredential>> read)
    {
        var resource = new ResourceName($"identity {id.Split('/')[^1]}", id, ResourceKind.Identity);
        return read.Evaluate(resource, [EntraRules.Stranger], credentials => [StrangersResult(resource, [.. credentials], read.At)]);
    }

    /// <summary>
    /// An identity with which accounts ask for their keys: one that was created again has the same id, and is not trusted.
    /// </summary>
    /// <param name="id">The ARM resource id.</param>
    /// <param name="expected">The principal id; null where nobody expected it.</param>
    public static IEnumerable<CheckResult> CheckIdentity(string id, ObjectId? expected, ReadResult<Identity> read)
    {
        var resource = new ResourceName($"identity {id.Split('/')[^1]}", id, ResourceKind.Identity);
        return read.Evaluate(
            resource,
            expected is null ? [] : [HandoffRules.IdentityOther],
            found => LifecycleRules.IdentitySet.Verify(
                resource, expected is null ? null : new Identity(Value.Of(expected.Value), Value.Absent), found, read.At),
            LifecycleRules.Missing(ResourceKind.Identity));
    }

    /// <summary>Whether the vault of an expected key is of the customer's tenant: two customers' keys may have been swapped.</summary>
    /// <param name="vendor">The vendor's own tenant, which no customer's key may be in.</param>
    /// <param name="read">What the vault itself says.</param>
    public static IEnumerable<CheckResult> CheckVaultTenant(KeyUri key, TenantId customer, TenantId vendor, ReadResult<TenantId> read)
    {
        var resource = new ResourceName(key.VaultName, key.VaultUri, ResourceKind.Vault);
        return read.Evaluate(
            resource,
            [VaultRules.Tenant],
            found =>
            [
                CheckResult.Of(
                    found == customer, found == vendor
                        && found != customer ? AccountRule.VendorVault : VaultRules.Tenant, resource, customer.Value, found.Value, read.At),
            ]);
    }

    /// <summary>One storage account against what was expected of it.</summary>
    public static IEnumerable<CheckResult> CheckAccount(AccountExpectation expectation, ReadResult<StorageAccount> read) => read.Evaluate(
        expectation.Resource,
        OfAccount,
        found => AccountRules.Set.Verify(expectation.Resource, expectation.Expected(found), found, read.At)
            .Where(result => result.Rule != AccountRule.Infrastructure)
            .Append(CheckResult.Of(
                found.Id.IsAbsent || found.Id.Is(expectation.AccountId), AccountRule.Moved, expectation.Resource, expectation.AccountId,
                found.Id.Or(expectation.AccountId).ToString(), read.At))
            .Concat(expectation.Key is null ? [] : CheckAttached(expectation, found, read.At)),
        LifecycleRules.Missing(ResourceKind.StorageAccount));

    /// <summary>The identity that is attached may be of an id of which another was made since.</summary>
    private static IEnumerable<CheckResult> CheckAttached(AccountExpectation expectation, StorageAccount found, DateTimeOffset at)
    {
        if (found.IdentityPrincipal.Text is { } principal && found.IdentityId.Is(expectation.IdentityId))
        {
            yield return CheckResult.Of(
                found.IdentityPrincipal.Is(expectation.IdentityPrincipal.Value), HandoffRules.IdentityOther, expectation.Resource,
                expectation.IdentityPrincipal.Value, principal, at);
        }
    }

    /// <summary>
    /// What of an account is under another key than the expected one. Nothing of one that has Microsoft's keys by agreement.
    /// </summary>
    public static IEnumerable<CheckResult> CheckParts(AccountExpectation expectation, ReadResult<AccountParts> read) =>
        expectation.Key is not { } key ? [] : read.Evaluate(expectation.Resource, ScopeRules.OfParts, parts =>
            CustomerChecks.Results(expectation.Resource, ScopeRules.Check(parts, key, expectation.AccountName), read.At));

    /// <summary>What an account's blob service answered when it was asked for itself.</summary>
    /// <param name="read">The code with which it refused to use the key; empty where it did not refuse.</param>
    public static IEnumerable<CheckResult> CheckProbe(AccountExpectation expectation, ReadResult<string> read) => read.Evaluate(
        expectation.Resource,
        [VersionRules.Unreadable],
        code =>
        [
            CheckResult.Of(
                code.Length == 0, VersionRules.Unreadable, expectation.Resource, "the blob service answers",
                code.Length == 0 ? "it answers" : code, read.At),
        ]);

    /// <summary>
    /// Whether an account uses a version of its key that works. Nothing where the account or the key is gone, the key is disabled as a
    /// whole, or the account has another key: that has its result, and is why.
    /// </summary>
    /// <param name="warnDays">An expiry within so many days is reported.</param>
    public static IEnumerable<CheckResult> CheckVersionInUse(
        AccountExpectation expectation, ReadResult<StorageAccount> account, ReadResult<LiveKey> key, int warnDays, DateTimeOffset now)
    {
        if (account.NotFound || key.NotFound || key.Value is { IsDisabled: true })
            return [];
        return account.Evaluate(expectation.Resource, VersionRules.OfAccount, found => UsesAnotherKey(found, expectation)
            ? []
            : [
                .. key.Evaluate(expectation.Resource, VersionRules.OfAccount, known => CustomerChecks.Results(
                    expectation.Resource,
                    VersionRules.CheckInUse(VersionInUse(found, expectation), expectation.PinnedVersion is not null, known),
                    account.At)),
                .. VersionRules.CheckExpiry(found, VersionInUse(found, expectation), key.Value, warnDays, now) is { } outcome
                    ? [CheckResult.Of(VersionRules.VersionExpires, expectation.Resource, outcome, account.At)]
                    : Array.Empty<CheckResult>(),
            ]);
    }

    /// <summary>Whether the account's key and application are those of the customer's stack, where that was read too.</summary>
    /// <param name="customers">The expectations of the stacks of the account's customer; empty where none was given.</param>
    public static IEnumerable<CheckResult> CheckHandoff(AccountExpectation account, IReadOnlyList<CustomerExpectation> customers,
        DateTimeOffset at) =>
        account.Key is not { } key ? []
            : customers.Count == 0 ? HandoffRules.OfAccount.Select(rule => CheckResult.Skipped(rule, account.Resource))
            : CustomerChecks.Results(account.Resource, HandoffRules.Check(account, key, customers), at);

    /// <summary>
    /// Of the credentials for an expected identity one is its own. An identity that has none may have been meant by one of the same issuer:
    /// that one has its result there.
    /// </summary>
    private static CheckResult CheckStrangers(
        ResourceName application, string issuer, IReadOnlyList<ObjectId> identities, IReadOnlyList<FederatedCredential> credentials,
        DateTimeOffset at)
    {
        var own = identities
            .Select(principal => credentials.Where(credential => credential.Subject.Text == principal.Value)
                .MinBy(credential => credential.Issuer.Text == issuer ? 0 : credential.Issuer.Is(issuer) ? 1 : 2))
            .ToList();
        var missing = own.Count(credential => credential is null);
        var strangers = credentials.Where(credential => own.All(one => !ReferenceEquals(one, credential))).ToList();
        foreach (var meant in strangers.Where(credential => credential.Issuer.Is(issuer)).Take(missing).ToList())
            strangers.Remove(meant);
        return StrangersResult(application, strangers, at);
    }

    private static CheckResult StrangersResult(ResourceName resource, List<FederatedCredential> strangers, DateTimeOffset at) =>
        CheckResult.Of(
        strangers.Count == 0,
        EntraRules.Stranger,
        resource,
        "nobody but the expected identities",
        strangers.Count == 0
            ? "nobody else"
            : string.Join("; ", strangers.Select(credential => $"{credential.Issuer} {credential.Subject}").Order(StringComparer.Ordinal)),
        at);

    private static List<CheckResult> CheckFederatedCredential(
        ResourceName resource,
        FederatedCredential expected,
        IReadOnlyList<FederatedCredential> credentials,
        List<FederatedCredential> strays,
        DateTimeOffset at)
    {
        var mine = credentials.Where(credential => credential.Subject.Text == expected.Subject.Text).ToList();
        if (mine.Count == 0)
        {
            return strays.Count == 0
                ? [CheckResult.Of(false, LifecycleRules.Missing(ResourceKind.FederatedCredential), resource,
                    $"one with the subject {expected.Subject}", "none", at)]
                : [CheckResult.Of(false, EntraRules.Subject, resource, expected.Subject.ToString(),
                    string.Join(", ", strays.Select(stray => stray.Subject)), at)];
        }

        // One that is right is enough.
        return mine
            .Select(credential =>
                EntraRules.FederatedCredentials.Verify(resource, expected, credential with { ApplicationId = Value.Absent }, at)
                .Where(result => result.Rule == EntraRules.Issuer
                    || result.Rule == EntraRules.Subject
                    || result.Rule == EntraRules.Audience)
                .ToList())
            .MinBy(results => results.Count(result => result.IsFinding))!;
    }

    /// <summary>The version that the account uses of the expected key; null where it does not say.</summary>
    private static string? VersionInUse(StorageAccount found, AccountExpectation expectation) =>
        found.VersionInUse.Text is { } text && KeyUri.Parse(text) is { Ok: true, Value: var uri }
            && expectation.Key is { } key && uri.IsSameKeyAs(key) ? uri.Version : null;

    private static bool UsesAnotherKey(StorageAccount found, AccountExpectation expectation) =>
        found.UsesCustomerKey != Comparison.Same
        || (expectation.Key is { } key && !(found.VaultUri.Is(key.VaultUri) && found.KeyName.Is(key.KeyName)));
}
