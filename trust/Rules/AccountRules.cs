using static XtCmkInfra.Trust.AccountRule;

namespace XtCmkInfra.Trust;

/// <summary>What protects a storage account's data, and how the account reaches the key.</summary>
internal static class AccountRules
{
    private static readonly Rule SharedKeys = new(
        "account-shared-keys",
        Severity.Low,
        "The account allows shared keys",
        "Anyone with an account key can read and write the data, and the logs do not show who.",
        "Set allowSharedKeyAccess to false, and use Microsoft Entra sign-in instead.")
    {
        Holds = "The account allows no shared keys, as agreed",
    };

    public static RuleSet<StorageAccount> Set { get; } = new(
        [
            new(Detached, IdentityOutcome),
            new(KeyUnnamed, account => account.UsesCustomerKey != Comparison.Same
                ? null
                : new Outcome(account.IsKeyNamed, "a vault and a key", account.KeyText)),
            new(Uncovered, account => account.UsesCustomerKey != Comparison.Same
                ? null
                : new Outcome(
                    account.UncoveredServices.Items.Count == 0,
                    "blob, file",
                    account.UncoveredServices.Items.Count == 0 ? "blob, file" : $"without {account.UncoveredServices}")),
        ],
        [
            new((agreed, _) => agreed.UsesCustomerKey == Comparison.Different ? TakesKey : MicrosoftKeys, BrokenKey,
                account => account.KeyText),
            new(
                (agreed, found) => KeepsKey(agreed, found) ? Pinned : null,
                (agreed, found, comparer) =>
                    comparer.Compare("encryption.keyVaultProperties.keyVersion", agreed.KeyVersion.Or(""), found.KeyVersion.Or(""))
                        != Comparison.Different ? null
                        : !agreed.IsPinned ? Pinned
                        : found.IsPinned ? OtherVersion
                        : Unpinned,
                account => account.IsPinned ? $"pinned to {account.KeyVersion}" : "follows the newest version"),
            // Where it is hidden which identity asks for the key, none may be taken away unseen.
            new(
                (agreed, found) => KeepsIdentities(agreed, found) ? null : Detached,
                (agreed, found, comparer) =>
                {
                    comparer.Hide("identity.userAssignedIdentities", agreed.AttachedIdentities.ToString(),
                        found.AttachedIdentities.ToString());
                    return null;
                },
                account => account.AttachedIdentities.ToString()),
            Agreement.Of<StorageAccount>(
                OtherIdentity, "encryption.encryptionIdentity.encryptionUserAssignedIdentity", account =>
                    account.IdentityId, applies: KeepsKey),
            Agreement.Of<StorageAccount>(
                OtherApplication,
                "encryption.encryptionIdentity.encryptionFederatedIdentityClientId",
                account => account.FederatedClientId,
                applies: KeepsKey),
            new(
                // A block that is gone or not known has its own finding, and says nothing of its parts.
                (_, found) => found.Encryption.Knowledge is Knowledge.Known or Knowledge.Secret ? KeyScope : null,
                (agreed, found, comparer) =>
                    comparer.Compare("keyType of queues", agreed.QueueKeyType.Or("Service"), found.QueueKeyType.Or("Service"))
                        == Comparison.Different
                    | comparer.Compare("keyType of tables", agreed.TableKeyType.Or("Service"), found.TableKeyType.Or("Service"))
                        == Comparison.Different
                        ? KeyScope
                        : null,
                account => $"queues: {account.QueueKeyType.Or("Service")}, tables: {account.TableKeyType.Or("Service")}"),
            new(
                (_, found) => found.Encryption.Knowledge == Knowledge.Known ? Infrastructure : null,
                (agreed, found, _) =>
                    agreed.InfrastructureEncryption.Or("false")
                        .To(found.InfrastructureEncryption.Or("false")) == Comparison.Different ? Infrastructure : null,
                account => account.InfrastructureEncryption.Or("false").ToString()),
            // Only an account that allowed none expects it: the vendor's program allows them where it is asked to.
            new(
                (agreed, _) => agreed.SharedKeys.Is("false") ? SharedKeys : null,
                (agreed, found, _) => agreed.SharedKeys.To(found.SharedKeys.Or("true")) == Comparison.Different ? SharedKeys : null,
                account => account.SharedKeys.Is("false") ? "no shared keys" : "shared keys"),
        ]);

    /// <summary>What was found in Azure was done there already, in however many updates.</summary>
    private static IEnumerable<Finding> WithIdentity(ResourceChange change, StorageAccount before, StorageAccount after,
        List<Finding> findings)
    {
        Rule[] ofKey = [OtherVault, OtherKey, Pinned, OtherVersion, Unpinned], ofIdentity = [OtherIdentity, OtherApplication];
        var isBoth = findings.Exists(finding => ofKey.Contains(finding.Rule))
            && findings.Exists(finding => ofIdentity.Contains(finding.Rule));
        return isBoth && before.IsKeyNamed && after.IsKeyNamed && !change.IsFoundInAzure
            ? findings.Append(IdentityWithKey.On(change.Resource, Text(before), Text(after)))
            : findings;

        static string Text(StorageAccount account) => $"{account.KeyText} as {account.IdentityId}, {account.FederatedClientId}";
    }

    public static IEnumerable<Rule> All => [.. AccountRule.All, SharedKeys];

    private static Outcome? IdentityOutcome(StorageAccount account)
    {
        if (account.UsesCustomerKey == Comparison.Different)
            return null;
        if (account.IdentityId.Text is { Length: > 0 } identity)
        {
            return Outcome.Of(account.AttachedIdentities.Has(identity), identity, $"attached: {account.AttachedIdentities}") with
            {
                IsReported = account.AttachedIdentities.MayChange || account.IdentityId.MayChange,
            };
        }

        return account.UsesCustomerKey == Comparison.Same && account.AsksAsItself
            ? new Outcome(account.HasOwnIdentity, "the account's own identity", $"identity: {account.IdentityType}")
            : null;
    }

    /// <summary>
    /// Whether every identity that the account had stays, or is known not to be the one that asks for the key.
    /// </summary>
    private static bool KeepsIdentities(StorageAccount agreed, StorageAccount found)
    {
        var isKnown = agreed.UsesCustomerKey == Comparison.Different
            || (agreed.IdentityId.Text is { Length: > 0 } identity && found.AttachedIdentities.Has(identity) != Comparison.Undetermined)
            || agreed.AsksAsItself && agreed.UsesCustomerKey == Comparison.Same;
        return isKnown || agreed.AttachedIdentities is { Items.Count: 0, Whole.Knowledge: Knowledge.Absent or Knowledge.Known }
            || agreed.AttachedIdentities.Items.All(item => item.Text is { } id && found.AttachedIdentities.Has(id) == Comparison.Same)
            || agreed.AttachedIdentities.To(found.AttachedIdentities) == Comparison.Same;
    }

    /// <summary>What a change does to an account; before is null for a new one.</summary>
    public static IEnumerable<Finding> Review(ResourceChange change, StorageAccount? before, StorageAccount after) =>
        before is { IsForCustomer: false } && !after.IsForCustomer ? []
        : before is not null ? WithIdentity(change, before, after, [.. Set.Review(change, before, after)])
        : after.IsForCustomer || !after.Encryption.IsAbsent
            ?
            [
                New.On(change.Resource, "nothing", after.KeyText),
                .. after.SharedKeys.Is("true") ? [SharedKeys.On(change.Resource, "nothing", "shared keys")] : Enumerable.Empty<Finding>(),
                .. Set.Review(change, null, after),
            ]
        : [];

    private static Rule? BrokenKey(StorageAccount agreed, StorageAccount found, PropertyComparer comparer)
    {
        if (agreed.UsesCustomerKey == Comparison.Different)
            return found.UsesCustomerKey == Comparison.Different ? null : TakesKey;
        // What Azure answers without a block has Microsoft's keys; a program without one leaves to Azure what it has.
        var isBlockGone = found.Encryption.IsAbsent && !comparer.IsFoundInAzure;
        if (agreed.UsesCustomerKey == Comparison.Same && found.UsesCustomerKey == Comparison.Different)
            return isBlockGone ? BlockGone : MicrosoftKeys;
        if (isBlockGone)
            return BlockGone;
        // A secret that becomes plain, and is not reported to change, says what it said before.
        if (agreed.UsesCustomerKey == Comparison.Undetermined && found.UsesCustomerKey == Comparison.Different
            && agreed.KeySource.Knowledge == Knowledge.Secret && agreed.KeySource.To(found.KeySource) == Comparison.Same)
            return null;
        if (!KeepsKey(agreed, found))
        {
            comparer.Hide("encryption", agreed.KeyText, found.KeyText);
            return null;
        }

        if (agreed.IsKeyNamed && !found.IsKeyNamed)
            return null;
        return comparer.Compare("encryption.keyVaultProperties.keyVaultUri", agreed.VaultUri, found.VaultUri)
            == Comparison.Different ? OtherVault
            : comparer.Compare("encryption.keyVaultProperties.keyName", agreed.KeyName, found.KeyName) == Comparison.Different ? OtherKey
            : null;
    }

    /// <summary>
    /// Whether both have a customer's key, as far as that can be determined: then they differ in which one, and how it is reached.
    /// </summary>
    private static bool KeepsKey(StorageAccount agreed, StorageAccount found) => (agreed.UsesCustomerKey, found.UsesCustomerKey) switch
    {
        (Comparison.Different, _) or (_, Comparison.Different) => false,
        (Comparison.Same, Comparison.Same) => true,
        _ => agreed.KeySource.To(found.KeySource) == Comparison.Same && !found.Encryption.IsAbsent,
    };
}
