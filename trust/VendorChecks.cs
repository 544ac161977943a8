using System.Globalization;
namespace XtCmkInfra.Trust;

/// <summary>The results for the resources in the vendor's tenant, against what the vendor's stacks promise.</summary>
public static class VendorChecks
{
    private static readonly Rule[] OfAccount =
    [
        AccountRule.MicrosoftKeys, AccountRule.Pinned, AccountRule.OtherIdentity, AccountRule.OtherApplication, AccountRule.KeyScope, AccountRule.Detached,
        AccountRule.KeyUnnamed,
    ];

    public static IEnumerable<CheckResult> CheckApplication(ApplicationId id, ReadResult<Application> read)
    {
        var resource = new ResourceName($"application {id}", id.Value, ResourceKind.Application);
        return read.Evaluate(
            resource,
            [EntraRules.SingleTenant, LifecycleRules.CredentialAdded],
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
            CheckResult.Of(
                credentials.Count < most,
                HandoffRules.Budget,
                budget,
                $"fewer than {most}",
                credentials.Count.ToString(CultureInfo.InvariantCulture),
                read.At),
            CheckResult.Of(
                credentials.All(credential => credential.IsForIdentity),
                EntraRules.Stranger,
                budget,
                "identities of the vendor's alone",
                credentials.Where(credential => !credential.IsForIdentity).Select(credential => $"{credential.Issuer} {credential.Subject}").DefaultIfEmpty("no others")
                    .Aggregate((all, next) => $"{all}; {next}"),
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

    /// <summary>An identity with which accounts ask for their keys: one that was made anew has the same id, and is not trusted.</summary>
    /// <param name="id">The ARM resource id.</param>
    /// <param name="promised">The principal id; null where nobody promised it.</param>
    public static IEnumerable<CheckResult> CheckIdentity(string id, ObjectId? promised, ReadResult<Identity> read)
    {
        var resource = new ResourceName($"identity {id.Split('/')[^1]}", id, ResourceKind.Identity);
        return read.Evaluate(
            resource,
            promised is null ? [] : [HandoffRules.IdentityOther],
            found => LifecycleRules.IdentitySet.Verify(
                resource, promised is null ? null : new Identity(Value.Of(promised.Value), Value.Absent), found, read.At),
            LifecycleRules.Missing(ResourceKind.Identity));
    }

    /// <summary>One storage account against what was promised of it.</summary>
    public static IEnumerable<CheckResult> CheckAccount(AccountPromise promise, ReadResult<StorageAccount> read) => read.Evaluate(
        promise.Resource,
        OfAccount,
        found => AccountRules.Set.Verify(promise.Resource, promise.Expected(found), found, read.At)
            .Where(result => result.Rule != AccountRule.Infrastructure),
        LifecycleRules.Missing(ResourceKind.StorageAccount));

    /// <summary>What an account's blob service answered when it was asked for itself.</summary>
    /// <param name="read">The code with which it refused to use the key; empty where it did not refuse.</param>
    public static IEnumerable<CheckResult> CheckProbe(AccountPromise promise, ReadResult<string> read) => read.Evaluate(
        promise.Resource,
        [VersionRules.Unreadable],
        code =>
        [
            CheckResult.Of(
                code.Length == 0, VersionRules.Unreadable, promise.Resource, "the blob service answers", code.Length == 0 ? "it answers" : code, read.At),
        ]);

    /// <summary>
    /// Whether an account uses a version of its key that works. Nothing where the account or the key is gone, the key is disabled as a
    /// whole, or the account has another key: that has its result, and is why.
    /// </summary>
    public static IEnumerable<CheckResult> CheckVersionInUse(AccountPromise promise, ReadResult<StorageAccount> account, ReadResult<LiveKey> key)
    {
        if (account.NotFound || key.NotFound || key.Value is { IsDisabled: true })
            return [];
        return account.Evaluate(promise.Resource, VersionRules.OfAccount, found => UsesAnotherKey(found, promise)
            ? []
            : key.Evaluate(promise.Resource, VersionRules.OfAccount, known => CustomerChecks.Results(
                promise.Resource, VersionRules.CheckInUse(VersionInUse(found, promise), promise.PinnedVersion is not null, known), account.At)));
    }

    /// <summary>Whether the account's key and application are those of the customer's stack, where that was read too.</summary>
    /// <param name="customers">The promises of the stacks of the account's customer; empty where none was given.</param>
    public static IEnumerable<CheckResult> CheckHandoff(AccountPromise account, IReadOnlyList<CustomerPromise> customers, DateTimeOffset at) =>
        account.Key is not { } key ? []
            : customers.Count == 0 ? HandoffRules.OfAccount.Select(rule => CheckResult.Skipped(rule, account.Resource))
            : CustomerChecks.Results(account.Resource, HandoffRules.Check(account, key, customers), at);

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
                ? [CheckResult.Of(false, LifecycleRules.Missing(ResourceKind.FederatedCredential), resource, $"one with the subject {expected.Subject}", "none", at)]
                : [CheckResult.Of(false, EntraRules.Subject, resource, expected.Subject.ToString(), string.Join(", ", strays.Select(stray => stray.Subject)), at)];
        }

        // One that is right is enough.
        return mine
            .Select(credential => EntraRules.FederatedCredentials.Verify(resource, expected, credential with { ApplicationId = Value.Absent }, at)
                .Where(result => result.Rule == EntraRules.Issuer || result.Rule == EntraRules.Subject || result.Rule == EntraRules.Audience)
                .ToList())
            .MinBy(results => results.Count(result => result.IsFinding))!;
    }

    /// <summary>The version that the account uses of the promised key; null where it does not say.</summary>
    private static string? VersionInUse(StorageAccount found, AccountPromise promise) =>
        found.VersionInUse.Text is { } text && KeyUri.Parse(text) is { Ok: true, Value: var uri } && promise.Key is { } key && uri.IsSameKeyAs(key)
            ? uri.Version
            : null;

    private static bool UsesAnotherKey(StorageAccount found, AccountPromise promise) =>
        found.UsesCustomerKey != Comparison.Same
        || (promise.Key is { } key && !(found.VaultUri.Is(key.VaultUri) && found.KeyName.Is(key.KeyName)));
}
