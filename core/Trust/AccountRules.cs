namespace XtCmkInfra.Core.Trust;

/// <summary>What protects a storage account's data, and how the account reaches the key.</summary>
internal static partial class AccountRules
{
    public static IEnumerable<Finding> Check(LinkChange change, AccountLink? before, AccountLink after)
    {
        if (before is null)
            return IsForCustomer(after) ? [New.On(change.Resource, "nothing", after.KeyText), .. CheckAttached(change, null, after)] : [];
        return
        [
            .. CheckKeySource(change, before, after),
            .. CheckScope(change, "queues", before.QueueKeyType, after, after.QueueKeyType),
            .. CheckScope(change, "tables", before.TableKeyType, after, after.TableKeyType),
            .. CheckInfrastructure(change, before, after),
        ];
    }

    /// <summary>Accounts for logs and the like have no encryption block and no identity of their own; they are none of our business.</summary>
    private static bool IsForCustomer(AccountLink account) =>
        !account.Encryption.IsAbsent || account.AttachedIdentities.ToString() != Value.Absent.ToString();

    private static IEnumerable<Finding> CheckKeySource(LinkChange change, AccountLink before, AccountLink after)
    {
        var (had, has) = (before.UsesCustomerKey, after.UsesCustomerKey);
        if (had == Sameness.Different)
            return has == Sameness.Different ? [] : [TakesKey.On(change.Resource, before.KeyText, after.KeyText), .. CheckAttached(change, before, after)];
        if (had == Sameness.Same && has == Sameness.Different)
        {
            // What Azure answers without a block has Microsoft's keys; a program without one leaves to Azure what it has.
            var rule = after.Encryption.IsAbsent && !change.IsFoundInAzure ? BlockGone : MicrosoftKeys;
            return [rule.On(change.Resource, before.KeyText, after.KeyText)];
        }

        if (had == Sameness.Same && has == Sameness.Same)
            return CheckKey(change, before, after);
        if (after.Encryption.IsAbsent && !change.IsFoundInAzure)
            return [BlockGone.On(change.Resource, before.KeyText, after.KeyText)];
        return before.KeySource.To(after.KeySource) == Sameness.Same
            ? CheckKey(change, before, after)
            : [NotKnown.Rule.On(change.Resource, before.KeyText, $"encryption: {after.KeyText}")];
    }

    private static IEnumerable<Finding> CheckKey(LinkChange change, AccountLink before, AccountLink after)
    {
        var hidden = new NotKnown(change);
        Finding[] key = [.. CheckWhichKey(change, before, after, hidden)];
        Finding[] identity = [.. CheckIdentity(change, before, after, hidden)];
        return
        [
            .. key,
            .. identity,
            // What was found in Azure was done there already, in however many updates.
            .. key.Length > 0 && identity.Length > 0 && before.IsKeyNamed && after.IsKeyNamed && !change.IsFoundInAzure
                ? [IdentityWithKey.On(change.Resource, Text(before), Text(after))]
                : Array.Empty<Finding>(),
            .. CheckAttached(change, before, after),
            .. hidden.Findings,
        ];

        static string Text(AccountLink account) => $"{account.KeyText} as {account.IdentityId}, {account.FederatedClientId}";
    }

    private static IEnumerable<Finding> CheckWhichKey(LinkChange change, AccountLink before, AccountLink after, NotKnown hidden)
    {
        if (before.IsKeyNamed && !after.IsKeyNamed)
            yield return KeyUnnamed.On(change.Resource, before.KeyText, after.KeyText);
        else if (hidden.Compare("encryption.keyVaultProperties.keyVaultUri", before.VaultUri, after.VaultUri) == Sameness.Different)
            yield return OtherVault.On(change.Resource, before.KeyText, after.KeyText);
        else if (hidden.Compare("encryption.keyVaultProperties.keyName", before.KeyName, after.KeyName) == Sameness.Different)
            yield return OtherKey.On(change.Resource, before.KeyText, after.KeyText);

        if (hidden.Compare("encryption.keyVaultProperties.keyVersion", before.KeyVersion.Or(""), after.KeyVersion.Or("")) == Sameness.Different)
        {
            var rule = !before.IsPinned ? Pinned : after.IsPinned ? OtherVersion : Follows;
            yield return rule.On(change.Resource, before.KeyText, after.KeyText);
        }
    }

    private static IEnumerable<Finding> CheckIdentity(LinkChange change, AccountLink before, AccountLink after, NotKnown hidden)
    {
        const string identity = "encryption.encryptionIdentity";
        if (hidden.Compare($"{identity}.encryptionUserAssignedIdentity", before.IdentityId, after.IdentityId) == Sameness.Different)
            yield return Identity.On(change.Resource, before.IdentityId, after.IdentityId);
        if (hidden.Compare($"{identity}.encryptionFederatedIdentityClientId", before.FederatedClientId, after.FederatedClientId) == Sameness.Different)
            yield return FederatedClient.On(change.Resource, before.FederatedClientId, after.FederatedClientId);
    }

    private static IEnumerable<Finding> CheckAttached(LinkChange change, AccountLink? before, AccountLink after)
    {
        if (after.IdentityId is not { Knowledge: Knowledge.Known, Text: { Length: > 0 } identity })
            yield break;
        var attached = after.AttachedIdentities.Has(identity);
        var wasDetached = before is not null && before.IdentityId.Is(identity) && before.AttachedIdentities.Has(identity) == Sameness.Different;
        if (attached == Sameness.Different && !wasDetached)
            yield return Detached.On(change.Resource, identity, $"attached: {after.AttachedIdentities}");
        else if (attached == Sameness.CannotTell && before is not null && before.AttachedIdentities.Has(identity) == Sameness.Same)
            yield return NotKnown.Rule.On(change.Resource, $"identity.userAssignedIdentities: {before.AttachedIdentities}", after.AttachedIdentities.ToString());
    }

    private static IEnumerable<Finding> CheckScope(LinkChange change, string service, Value before, AccountLink account, Value after)
    {
        // A block that is gone or not known has its own finding, and says nothing of its parts.
        if (account.Encryption.Knowledge != Knowledge.Known)
            return [];
        return before.Or("Service").To(after.Or("Service")) switch
        {
            Sameness.Different => [KeyScope.On(change.Resource, $"{service}: {before.Or("Service")}", $"{service}: {after.Or("Service")}")],
            Sameness.CannotTell => [NotKnown.Rule.On(change.Resource, $"keyType of {service}: {before.Or("Service")}", after.ToString())],
            _ => [],
        };
    }

    private static IEnumerable<Finding> CheckInfrastructure(LinkChange change, AccountLink before, AccountLink after) =>
        after.Encryption.Knowledge == Knowledge.Known
        && before.InfrastructureEncryption.Or("false").To(after.InfrastructureEncryption.Or("false")) == Sameness.Different
            ? [Infrastructure.On(change.Resource, before.InfrastructureEncryption.Or("false"), after.InfrastructureEncryption.Or("false"))]
            : [];
}
