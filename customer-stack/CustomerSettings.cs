using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>The checked settings of the customer's stack.</summary>
/// <param name="TenantId">The customer's tenant, from <c>azure-native:tenantId</c> and <c>azuread:tenantId</c>.</param>
/// <param name="ResourceGroup">The name of the group that this stack creates, or of the one where an existing vault is.</param>
/// <param name="FormerApplications">Applications of the vendor as which accounts still act: they stay, and so does their grant.</param>
/// <param name="AdoptServicePrincipal">The application is installed already, after admin consent: use that, and never delete it.</param>
/// <param name="FormerKeys">
/// The names of keys in the same vault that still protect something: they stay, and so does the grant on them.
/// </param>
/// <param name="Granted">Whether the vendor's application may use the key; false removes exactly that grant.</param>
public sealed record CustomerSettings(
    Cloud Cloud,
    TenantId TenantId,
    SubscriptionId SubscriptionId,
    string Location,
    string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags,
    Vendor Vendor,
    IReadOnlyList<ApplicationId> FormerApplications,
    bool AdoptServicePrincipal,
    KeyHomeSettings KeyHome,
    KeySettings Key,
    IReadOnlyList<string> FormerKeys,
    IReadOnlyList<CryptoOfficer> CryptoOfficers,
    bool Granted)
{
    public const string Project = "xtcmk-customer";

    /// <exception cref="RunException">Settings are wrong; the message has a line for each mistake.</exception>
    public static CustomerSettings Read(SettingSource source)
    {
        var mistakes = new List<Mistake>();
        var reader = SettingsReader.Of(Project, source, mistakes);
        var ids = new DistinctIds();
        var cloud = reader.Has("cloud") ? reader.Optional("cloud", Cloud.Parse) : Cloud.Public;
        var tenant = Providers.Tenant(source, cloud, ids, mistakes);
        var subscription = Providers.Subscription(source, mistakes);
        var store = KeyHomeSettings.Read(reader, cloud);
        var isHsm = store is KeyHomeSettings.ManagedHsm || reader.HasMistake("managedHsm");
        var (location, group) = isHsm ? (null, null) : ReadPlace(reader, cloud, store);
        var tags = isHsm ? new Dictionary<string, string>() : TagLimits.OfKeys.Read(reader);
        var vendor = Vendor.Read(reader, cloud, tenant, ids);
        var formerApplications = reader.Texts("formerApplications", ApplicationId.Parse);
        foreach (var application in formerApplications)
            ids.Add(reader, "formerApplications", application, Vendor.IdOfApplication);
        var adopt = reader.Choice("servicePrincipal", ("install", false), ("existing", true));
        var key = KeySettings.Read(reader, store, isHsm);
        var former = isHsm ? [] : KeySettings.ReadFormer(reader, key);
        var officers = isHsm ? [] : reader.Texts("cryptoOfficers", CryptoOfficer.Parse, officer => officer.ObjectId.Value);
        foreach (var officer in officers)
            ids.Add(reader, "cryptoOfficers", officer.ObjectId, "the object id of a crypto officer");
        var granted = reader.Choice("access", ("granted", true), ("revoked", false));
        if (isHsm)
        {
            foreach (var setting in (string[])["location", "resourceGroup", "tags", "formerKeys", "cryptoOfficers"])
                reader.RefuseIfGiven(setting, "has no effect with a managed HSM, which this stack never changes: remove it");
        }

        reader.RefuseOthers();
        Providers.RefuseOtherScopes(source, Project, mistakes);
        RunRefusal.ThrowIfAny(mistakes);
        return new CustomerSettings(
            cloud!, tenant!, subscription!, location ?? "", group ?? "", tags, vendor!, formerApplications, adopt, store!, key!, former,
            officers, granted);
    }

    /// <summary>A new vault needs a region and a group to make, an existing one only the group where it is.</summary>
    private static (string? Location, string? ResourceGroup) ReadPlace(ObjectReader reader, Cloud? cloud, KeyHomeSettings? store)
    {
        if (store is KeyHomeSettings.ExistingVault)
            reader.RefuseIfGiven("location", "has no effect with an existing vault, which stays where it is: remove it");
        // Which of the two a wrong vault is to be is not known, so that nothing is missing for it.
        var needsLocation = store is KeyHomeSettings.NewVault || reader.Has("location") || !reader.HasMistake("vault");
        return (
            store is KeyHomeSettings.ExistingVault || !needsLocation ? null
                : reader.Required("location", Regions.Of(cloud), "the region of the resources, such as westeurope"),
            reader.Required("resourceGroup", AzureNames.ResourceGroup, "the name of the resource group"));
    }
}

/// <summary>Where the vendor's handoff record comes from.</summary>
public abstract record Vendor
{
    /// <summary>What an application's client id is, where ids are held against each other.</summary>
    internal const string IdOfApplication = "the client id of the vendor's application";

    private Vendor()
    {
    }

    /// <summary>The vendor's stack, whose outputs have the handoff record.</summary>
    /// <param name="Customer">The name by which the vendor knows this customer; null where the tenant decides.</param>
    public sealed record Stack(string Name, string? Customer = null) : Vendor;

    /// <summary>The vendor's handoff record, pasted into this stack's own settings.</summary>
    public sealed record Inline(VendorHandoff Handoff) : Vendor;

    internal static Vendor? Read(ObjectReader settings, Cloud? cloud, TenantId? tenant, DistinctIds ids)
    {
        if (settings.Section("vendor") is not { } reader)
        {
            settings.Refuse("vendor", "is missing: give vendor.stack, or the vendor's handoff record as vendor.handoff");
            return null;
        }

        var stack = reader.Optional("stack", StackNames.Parse);
        var customer = reader.Optional("customer", AzureNames.Customer);
        var section = reader.Section("handoff");
        var handoff = section is null ? null : VendorHandoff.Read(section);
        if (handoff is not null)
        {
            Check(section!, handoff, cloud, tenant);
            ids.Add(section!, "tenantId", handoff.TenantId == tenant ? null : handoff.TenantId, "the vendor's tenant");
            ids.Add(section!, "applicationId", handoff.ApplicationId, IdOfApplication);
        }

        if (reader.Has("stack") == reader.Has("handoff") && !reader.HasMistake("stack"))
            reader.Refuse("needs either stack (the vendor's stack) or handoff (what the vendor's stack prints as its output 'handoff')");
        if (reader.Has("customer") && !reader.Has("stack"))
            reader.Refuse("customer", "has effect only with stack: a handoff record that is pasted is this customer's already");
        reader.RefuseOthers();
        return stack is not null ? new Stack(stack, customer) : handoff is not null ? new Inline(handoff) : null;
    }

    /// <summary>Nothing in a handoff record may be trusted unchecked.</summary>
    internal static void Check(ObjectReader reader, VendorHandoff handoff, Cloud? cloud, TenantId? tenant)
    {
        if (cloud is not null && handoff.Cloud != cloud)
            reader.Refuse("cloud", $"is '{handoff.Cloud}', but this stack is in '{cloud}'; a chain never crosses clouds");
        if (handoff.TenantId == tenant)
            reader.Refuse("tenantId", $"is this stack's own tenant {tenant}; the vendor's must be another one");
    }
}

/// <summary>Somebody who may do everything with the key but grant access to it.</summary>
/// <param name="PrincipalType">User or Group; ARM needs it, or a new principal is not found.</param>
public sealed record CryptoOfficer(ObjectId ObjectId, string PrincipalType)
{
    /// <summary>Reads an object id, with <c>group:</c> before it for a group.</summary>
    internal static Parsed<CryptoOfficer> Parse(string text)
    {
        const string group = "group:";
        var isGroup = text.StartsWith(group, StringComparison.Ordinal);
        var id = ObjectId.Parse(isGroup ? text[group.Length..] : text);
        return id.Ok
            ? new CryptoOfficer(id.Value, isGroup ? "Group" : "User")
            : new Mistake($"{id.Mistake}, alone for a user, or after 'group:' for a group");
    }
}
