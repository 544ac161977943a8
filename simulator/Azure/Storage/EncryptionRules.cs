using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What <c>properties.encryption</c> of a storage account may be; whether the key can be reached is another question.</summary>
internal static class EncryptionRules
{
    /// <summary>What Azure takes to remove an application that was set before.</summary>
    private const string NoClient = "None";

    public static EncryptionSettings Apply(EncryptionBody request, AccountSettings next, bool isNew, DateTimeOffset now)
    {
        var existing = next.Encryption;
        if (request.KeySource is null)
            throw new AzureException(400, "MissingEncryptionKeySource", "The property 'encryption.keySource' is missing.");
        var keySource = Requests.Word(
            "UnknownEncryptionKeySource", "encryption.keySource", request.KeySource, "Microsoft.Storage", "Microsoft.Keyvault");
        RequireOn("blob", request.Services?.Blob);
        RequireOn("file", request.Services?.File);
        var infrastructure = request.RequireInfrastructureEncryption;
        if (!isNew && infrastructure is not null && infrastructure != (existing.RequireInfrastructureEncryption ?? false))
            throw AccountRules.CannotUpdate("encryption.requireInfrastructureEncryption");
        var key = keySource == "Microsoft.Keyvault" ? CustomerKey(request, next.IdentityIds) : PlatformKey(request);
        RequireOneAtATime(existing.CustomerKey, key);

        return new EncryptionSettings(
            key,
            infrastructure ?? existing.RequireInfrastructureEncryption,
            QueueOrTable("queue", request.Services?.Queue, existing.QueueKeyType, next.Kind, isNew),
            QueueOrTable("table", request.Services?.Table, existing.TableKeyType, next.Kind, isNew),
            isNew ? now : existing.LastEnabled);
    }

    /// <summary>
    /// Reported, not documented (bicep-registry-modules#4467): where a customer's key is in use, the identity changes or the key does. The
    /// application counts as part of the identity, as it stands there; a version counts as part of the key.
    /// </summary>
    private static void RequireOneAtATime(CustomerKeySettings? existing, CustomerKeySettings? wanted)
    {
        if (existing is null || wanted is null || existing.Key == wanted.Key)
            return;
        if (!ResourceId.Same(existing.IdentityId, wanted.IdentityId) || existing.FederatedClientId != wanted.FederatedClientId)
        {
            throw new AzureException(
                400,
                "AccountPropertyCannotBeUpdated",
                "The properties 'encryption.identity, encryption.keyvaultproperties' cannot be updated in a single operation.");
        }
    }

    private static void RequireOn(string service, EncryptionServiceBody? wanted)
    {
        if (wanted?.Enabled == false)
            throw AccountRules.Invalid($"the encryption of the {service} service cannot be switched off");
        if (wanted?.KeyType is { } type && !ResourceId.Same(type, "Account"))
            throw AccountRules.Invalid($"the {service} service has the key type Account, not '{type}'");
    }

    private static string? QueueOrTable(string service, EncryptionServiceBody? wanted, string? existing, string kind, bool isNew)
    {
        if (wanted?.Enabled == false)
            throw AccountRules.Invalid($"the encryption of the {service} service cannot be switched off");
        var property = $"encryption.services.{service}.keyType";
        var type = Requests.Word(AccountRules.InvalidValues, property, wanted?.KeyType, "Account", "Service");
        if (!isNew && type is not null && type != (existing ?? "Service"))
            throw AccountRules.CannotUpdate(property);
        if (type == "Account" && kind != "StorageV2")
            throw AccountRules.Invalid($"the {service} service has the key type Account only in accounts of kind StorageV2");
        return type ?? existing;
    }

    private static CustomerKeySettings? PlatformKey(EncryptionBody request) =>
        request.Keyvaultproperties is null && request.Identity is null
            ? null
            : throw AccountRules.Invalid("with keySource Microsoft.Storage there can be no keyvaultproperties and no identity");

    private static CustomerKeySettings CustomerKey(EncryptionBody request, IReadOnlyList<string> attached)
    {
        if (request.Keyvaultproperties is not { KeyVaultUri: { } vault, KeyName: { } name })
            throw AccountRules.Invalid("with keySource Microsoft.Keyvault the keyvaultproperties need keyvaulturi and keyname");
        var given = request.Keyvaultproperties.KeyVersion ?? "";
        var version = given.Length > 0 ? "/" + given : "";
        if (KeyUri.Parse($"{vault.TrimEnd('/')}/keys/{name}{version}") is not { Ok: true, Value: { } key })
            throw AccountRules.Invalid($"keyvaulturi '{vault}', keyname '{name}' and keyversion '{given}' make no key URI");
        if (request.Identity?.UserAssignedIdentity is not { Length: > 0 } wanted)
            throw AccountRules.Invalid("encryption.identity.userAssignedIdentity is missing; a customer-managed key needs it");
        if (attached.FirstOrDefault(id => ResourceId.Same(id, wanted)) is not { } identity)
            throw AccountRules.Invalid($"the identity '{wanted}' of the encryption is not attached to the account");
        ApplicationId? client = null;
        if (request.Identity.FederatedIdentityClientId is { Length: > 0 } clientId && clientId != NoClient)
        {
            client = ApplicationId.Parse(clientId) is { Ok: true, Value: var parsed }
                ? parsed
                : throw AccountRules.Invalid($"'{clientId}' of encryption.identity.federatedIdentityClientId is not an application id");
        }

        return new CustomerKeySettings(key, identity, client);
    }
}
