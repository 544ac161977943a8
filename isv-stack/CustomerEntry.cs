using XtCmkInfra.Core;

namespace XtCmkInfra.IsvStack;

/// <summary>One customer: whose key, on which account.</summary>
/// <param name="Name">The customer's name in this stack; it names the resources and the outputs.</param>
/// <param name="TenantId">The customer's tenant; a hand-over from any other tenant is refused.</param>
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
    internal static CustomerEntry? Read(SettingsReader reader, Cloud cloud, IReadOnlyList<string>? identities)
    {
        var name = reader.Required("name", AzureNames.Customer, "the customer's name");
        var tenant = reader.Required("tenantId", TenantId.Parse, "the customer's tenant id");
        var encryption = EncryptionSettings.Read(reader, cloud, tenant);
        var account = AccountSettings.Read(reader);
        var identity = reader.Optional("identity", AzureNames.UserAssignedIdentity);
        if (identity is not null && identities?.Contains(identity) == false)
            reader.Refuse("identity", $"'{identity}' is not one of this stack's identities ({string.Join(", ", identities)})");
        var application = reader.Has("application") ? ApplicationSettings.Read(reader) : null;
        reader.RefuseOthers();
        return name is null || tenant is null || account is null
            ? null
            : new CustomerEntry(name, tenant, account, encryption, identity, application);
    }
}

/// <summary>What protects the customer's data.</summary>
public abstract record EncryptionSettings
{
    private EncryptionSettings()
    {
    }

    /// <summary>The customer has not handed over a key yet: there is no account so far.</summary>
    public sealed record AwaitingKey : EncryptionSettings;

    /// <summary>The customer's key, from where <paramref name="Source"/> says.</summary>
    /// <param name="Pinned">The key's URI with the version to stay at; null to follow the newest version.</param>
    public sealed record CustomerManaged(KeySource Source, KeyUri? Pinned) : EncryptionSettings;

    /// <summary>Microsoft's key, because the customer's entry says so in words.</summary>
    public sealed record MicrosoftManaged : EncryptionSettings;

    internal static EncryptionSettings Read(SettingsReader customer, Cloud cloud, TenantId? tenant)
    {
        var microsoft = customer.Choice("encryption", ("customer-managed", false), ("microsoft-managed", true));
        var key = ReadKey(customer, cloud, tenant);
        return microsoft ? new MicrosoftManaged() : key ?? (EncryptionSettings)new AwaitingKey();
    }

    private static CustomerManaged? ReadKey(SettingsReader customer, Cloud cloud, TenantId? tenant)
    {
        if (customer.Section("key") is not { } reader)
            return null;
        var stack = reader.Optional("stack", StackNames.Parse);
        var handoff = reader.Section("handoff") is { } inner ? ReadHandoff(inner, cloud, tenant) : null;
        var uri = reader.Optional("uri", KeyUri.Parse);
        var application = reader.Optional("applicationId", ApplicationId.Parse);
        var pinned = reader.Choice("version", ("automatic", false), ("pinned", true));
        if (reader.Has("stack") && reader.Has("handoff"))
            reader.Refuse("has both stack and handoff: keep the one that is to be followed");
        if (!reader.Has("stack") && !reader.Has("handoff") && !reader.Has("uri"))
            reader.Refuse("needs one of stack, handoff or uri, to say where the key comes from");
        if (reader.Has("applicationId") && (reader.Has("stack") || reader.Has("handoff")))
            reader.Refuse("applicationId", "has effect only for a key that is given by uri alone: the customer's hand-over names its own");
        CheckUri(reader, uri, handoff, cloud, pinned);
        reader.RefuseOthers();

        KeySource? source = stack is not null ? new KeySource.Stack(stack)
            : handoff is not null ? new KeySource.Inline(new HandedOverKey(handoff.KeyUri, handoff.ApplicationId))
            : uri is not null ? new KeySource.Inline(new HandedOverKey(uri.WithoutVersion, application))
            : null;
        return source is null ? null : new CustomerManaged(source, pinned ? uri : null);
    }

    private static void CheckUri(SettingsReader reader, KeyUri? uri, CustomerHandoff? handoff, Cloud cloud, bool pinned)
    {
        if (uri is not null && uri.Cloud != cloud)
            reader.Refuse("uri", $"'{uri}' is in the cloud '{uri.Cloud}', but this stack is in '{cloud}'; a chain never crosses clouds");
        if (uri is not null && handoff is not null && !uri.IsSameKeyAs(handoff.KeyUri))
            reader.Refuse("uri", $"'{uri}' is not a version of the key that was handed over, {handoff.KeyUri}");
        if (pinned && uri?.Version is null)
            reader.Refuse("version", "is 'pinned', so uri must be the key's URI with the version to stay at");
        if (!pinned && uri?.Version is not null)
        {
            reader.Refuse(
                "uri",
                $"'{uri}' ends with a version, but version is 'automatic'; use {uri.WithoutVersion}, or say version: pinned to stay at it");
        }
    }

    private static CustomerHandoff? ReadHandoff(SettingsReader reader, Cloud cloud, TenantId? tenant)
    {
        var handoff = CustomerHandoff.Read(reader);
        if (handoff is not null)
            KeySource.Check(reader, handoff, cloud, tenant);
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
    public sealed record Inline(HandedOverKey HandedOver) : KeySource;

    /// <summary>Nothing in a hand-over may be trusted unchecked: it must be of the tenant and the cloud that the entry says.</summary>
    internal static void Check(SettingsReader reader, CustomerHandoff handoff, Cloud cloud, TenantId? tenant)
    {
        if (tenant is not null && handoff.TenantId != tenant)
            reader.Refuse("tenantId", $"is {handoff.TenantId}, but the customer's entry says {tenant}; ask the customer which is right");
        if (handoff.KeyUri.Cloud != cloud)
            reader.Refuse("keyUri", $"is in the cloud '{handoff.KeyUri.Cloud}', but this stack is in '{cloud}'; a chain never crosses clouds");
    }
}

/// <summary>What a customer has handed over.</summary>
/// <param name="Key">With a version where the customer's entry pins one.</param>
/// <param name="Application">The vendor's application that the customer lets use the key; null where that was not said.</param>
public sealed record HandedOverKey(KeyUri Key, ApplicationId? Application);
