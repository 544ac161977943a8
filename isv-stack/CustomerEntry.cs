using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>One customer: whose key, on which account.</summary>
/// <param name="Name">The customer's name in this stack; it names the resources and the outputs.</param>
/// <param name="TenantId">The customer's tenant; a handoff record from any other tenant is refused.</param>
/// <param name="Identity">The name of the identity that the account uses; null for the first.</param>
/// <param name="Application">An application of the customer's own; null for the one that all share.</param>
public sealed record CustomerEntry(
    string Name,
    TenantId TenantId,
    AccountSettings Account,
    EncryptionSettings Encryption,
    string? Identity,
    ApplicationSettings? Application)
{
    internal static CustomerEntry? Read(ObjectReader reader, StackContext stack)
    {
        var name = reader.Required("name", AzureNames.Customer, "the customer's name");
        var tenant = reader.Required("tenantId", TenantId.Parse, "the customer's tenant id");
        stack.Ids.Add(reader, "tenantId", tenant, "a customer's tenant");
        var encryption = EncryptionSettings.Read(reader, stack, tenant);
        var account = AccountSettings.Read(reader, stack);
        if (account?.ImportId is not null && encryption is EncryptionSettings.AwaitingKey && !reader.HasMistake("key"))
        {
            reader.Refuse(
                "account.importId",
                "has no effect while the customer is awaiting its key: set key, or encryption: microsoft-managed");
        }

        var identity = reader.Optional("identity", AzureNames.UserAssignedIdentity);
        if (identity is not null && stack.Identities?.Contains(identity) == false)
            reader.Refuse("identity", $"'{identity}' is not one of this stack's identities ({string.Join(", ", stack.Identities)})");
        var application = reader.Has("application") ? ApplicationSettings.Read(reader, stack.Ids) : null;
        reader.RefuseOthers();
        return name is null || tenant is null || account is null
            ? null
            : new CustomerEntry(name, tenant, account, encryption, identity, application);
    }

    /// <summary>What the stack says that an entry is held against.</summary>
    /// <param name="Cloud">Null where its setting is wrong.</param>
    /// <param name="ResourceGroup">The stack's group; null where that is missing or wrong.</param>
    /// <param name="Identities">The names of the stack's identities; null where another stack has them, or they are wrong.</param>
    internal sealed record StackContext(Cloud? Cloud, string? ResourceGroup, IReadOnlyList<string>? Identities, DistinctIds Ids);
}

/// <summary>What protects the customer's data.</summary>
public abstract record EncryptionSettings
{
    private EncryptionSettings()
    {
    }

    /// <summary>The customer has not sent a key yet: there is no account so far.</summary>
    public sealed record AwaitingKey : EncryptionSettings;

    /// <summary>The customer's key, from where <paramref name="Source"/> says.</summary>
    /// <param name="Pinned">The key's URI with the version to stay at; null to follow the newest version.</param>
    public sealed record CustomerManaged(KeySource Source, KeyUri? Pinned) : EncryptionSettings;

    /// <summary>Microsoft's key, because the customer's entry says so in words.</summary>
    public sealed record MicrosoftManaged : EncryptionSettings;

    internal static EncryptionSettings Read(ObjectReader customer, CustomerEntry.StackContext stack, TenantId? tenant)
    {
        var microsoft = customer.Choice("encryption", ("customer-managed", false), ("microsoft-managed", true));
        var key = ReadKey(customer, stack, tenant);
        return microsoft ? new MicrosoftManaged() : key ?? (EncryptionSettings)new AwaitingKey();
    }

    private static CustomerManaged? ReadKey(ObjectReader customer, CustomerEntry.StackContext stack, TenantId? tenant)
    {
        if (customer.Section("key") is not { } reader)
            return null;
        var stackName = reader.Optional("stack", StackNames.Parse);
        var handoff = reader.Section("handoff") is { } inner ? ReadHandoff(inner, stack, tenant) : null;
        var uri = reader.Optional("uri", KeyUri.Parse);
        var application = reader.Optional("applicationId", ApplicationId.Parse);
        var pinned = reader.Choice("version", ("automatic", false), ("pinned", true));
        if (reader.Has("stack") && reader.Has("handoff"))
            reader.Refuse("has both stack and handoff: keep the one that is to be followed");
        if (!reader.Has("stack") && !reader.Has("handoff") && !reader.Has("uri"))
            reader.Refuse("needs one of stack, handoff or uri, as the source of the key");
        if (reader.Has("applicationId") && (reader.Has("stack") || reader.Has("handoff")))
            reader.Refuse(
                "applicationId", "has effect only for a key that is given by uri alone: the customer's handoff record names its own");
        stack.Ids.Add(reader, "applicationId", application, ApplicationSettings.IdOf);
        CheckUri(reader, uri, handoff, stack.Cloud, pinned);
        reader.RefuseOthers();

        KeySource? source = stackName is not null ? new KeySource.Stack(stackName)
            : handoff is not null ? new KeySource.Inline(new HandoffKey(handoff.KeyUri, handoff.ApplicationId))
            : uri is not null ? new KeySource.Inline(new HandoffKey(uri.WithoutVersion, application))
            : null;
        return source is null ? null : new CustomerManaged(source, pinned ? uri : null);
    }

    private static void CheckUri(ObjectReader reader, KeyUri? uri, CustomerHandoff? handoff, Cloud? cloud, bool pinned)
    {
        if (uri is null)
        {
            if (pinned && !reader.HasMistake("uri"))
                reader.Refuse("version", "is 'pinned', so uri must be the key's URI with the version to stay at");
        }
        else if (cloud is not null && uri.Cloud != cloud)
        {
            reader.Refuse("uri", $"'{uri}' is in the cloud '{uri.Cloud}', but this stack is in '{cloud}'; a chain never crosses clouds");
        }
        else if (handoff is not null && !uri.IsSameKeyAs(handoff.KeyUri))
        {
            reader.Refuse("uri", $"'{uri}' is not a version of the key in the handoff record, {handoff.KeyUri}");
        }
        else if (pinned && uri.Version is null)
        {
            reader.Refuse("version", "is 'pinned', so uri must be the key's URI with the version to stay at");
        }
        else if (!pinned && uri.Version is not null)
        {
            reader.Refuse(
                "uri",
                $"'{uri}' ends with a version, but version is 'automatic'; use {uri.WithoutVersion}, or set version: pinned to keep it");
        }
        else if (!pinned && (reader.Has("stack") || reader.Has("handoff")))
        {
            reader.Refuse("uri", "has no effect beside stack or handoff, which name the key: remove it, or pin a version with it");
        }
    }

    private static CustomerHandoff? ReadHandoff(ObjectReader reader, CustomerEntry.StackContext stack, TenantId? tenant)
    {
        var handoff = CustomerHandoff.Read(reader);
        if (handoff is not null)
            KeySource.Check(reader, handoff, stack.Cloud, tenant);
        stack.Ids.Add(reader, "applicationId", handoff?.ApplicationId, ApplicationSettings.IdOf);
        stack.Ids.Add(reader, "servicePrincipalObjectId", handoff?.ServicePrincipalObjectId, "the object id of a service principal");
        return handoff;
    }
}

/// <summary>Where a customer's key comes from.</summary>
public abstract record KeySource
{
    private KeySource()
    {
    }

    /// <summary>The output <c>handoff</c> of the customer's stack.</summary>
    public sealed record Stack(string Name) : KeySource;

    /// <summary>The key that stands in this stack's own settings, without a version.</summary>
    public sealed record Inline(HandoffKey Handoff) : KeySource;

    /// <summary>Nothing in a handoff record may be trusted unchecked: it must be of the tenant and the cloud that the entry says.</summary>
    internal static void Check(ObjectReader reader, CustomerHandoff handoff, Cloud? cloud, TenantId? tenant)
    {
        if (tenant is not null && handoff.TenantId != tenant)
            reader.Refuse("tenantId", $"is {handoff.TenantId}, but the customer's entry has {tenant}; ask the customer which is right");
        if (cloud is not null && handoff.KeyUri.Cloud != cloud)
            reader.Refuse(
                "keyUri", $"is in the cloud '{handoff.KeyUri.Cloud}', but this stack is in '{cloud}'; a chain never crosses clouds");
    }
}

/// <summary>What a customer has sent.</summary>
/// <param name="Key">With a version where the customer's entry pins one.</param>
/// <param name="Application">The vendor's application that the customer lets use the key; null where that was not said.</param>
public sealed record HandoffKey(KeyUri Key, ApplicationId? Application);
