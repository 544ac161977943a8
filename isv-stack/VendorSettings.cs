using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>The checked settings of a stack of the vendor (ISV).</summary>
/// <param name="TenantId">The vendor's tenant, from <c>azure-native:tenantId</c> and <c>azuread:tenantId</c>.</param>
/// <param name="ResourceGroup">The name of the group that this stack creates.</param>
/// <param name="Phase1">Where the application and the identities come from.</param>
/// <param name="DefaultIdentity">The name of the identity of customers that name none; null where none is needed.</param>
public sealed record VendorSettings(
    Cloud Cloud,
    TenantId TenantId,
    string Location,
    string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags,
    Phase1 Phase1,
    string? DefaultIdentity,
    IReadOnlyList<CustomerEntry> Customers)
{
    public const string Project = "xtcmk-isv";

    /// <summary>Entra allows so many federated credentials on one application, hence so many identities.</summary>
    public const int MostIdentities = EntraLimits.FederatedCredentialsOfApplication;

    /// <param name="projectFolder">Gives the folder of Pulumi.yaml, for customers that have files of their own.</param>
    /// <exception cref="RunException">Settings are wrong; the message has a line for each mistake.</exception>
    public static VendorSettings Read(SettingSource source, Func<string> projectFolder)
    {
        var mistakes = new List<Mistake>();
        var reader = SettingsReader.Of(Project, source, mistakes);
        var ids = new DistinctIds();
        var cloud = reader.Has("cloud") ? reader.Optional("cloud", Cloud.Parse) : Cloud.Public;
        var tenant = Providers.Tenant(source, cloud, ids, mistakes);
        Providers.Subscription(source, mistakes);
        var location = reader.Required("location", Regions.Of(cloud), "the region of the resources, such as westeurope");
        var group = reader.Required("resourceGroup", AzureNames.ResourceGroup, "the name of the resource group to create");
        var tags = TagLimits.OfStorageAccounts.Read(reader);
        var phase1 = ReadPhase1(reader, ids);
        var identities = phase1 is Phase1.Here here && !reader.HasMistake("identities") ? here.Identities : null;
        var defaultIdentity = reader.Optional("defaultIdentity", AzureNames.UserAssignedIdentity);
        if (defaultIdentity is not null && identities?.Contains(defaultIdentity) == false)
            reader.Refuse(
                "defaultIdentity", $"'{defaultIdentity}' is not one of this stack's identities ({string.Join(", ", identities)})");
        var stack = new CustomerEntry.StackContext(cloud, group, identities, ids);
        var folder = CustomersFolder.Read(reader, projectFolder, mistakes);
        var entries = reader.Objects("customers").Concat(folder.Readers);
        var customers = entries.Select(entry => CustomerEntry.Read(entry, stack)).OfType<CustomerEntry>().ToList();
        RefuseShared(reader, phase1, customers);
        if (identities is { Count: > 1 } && !reader.Has("defaultIdentity"))
            RefuseUnnamed(reader, identities, customers);
        reader.RefuseOthers();
        Providers.RefuseOtherScopes(source, Project, mistakes);
        RunRefusal.ThrowIfAny(folder.Locate(mistakes));
        return new VendorSettings(cloud!, tenant!, location!, group!, tags, phase1, defaultIdentity, customers);
    }

    private static Phase1 ReadPhase1(ObjectReader reader, DistinctIds ids)
    {
        if (reader.Has("identityStack"))
        {
            var stack = reader.Optional("identityStack", StackNames.Parse);
            foreach (var setting in (string[])["application", "identities"])
                reader.RefuseIfGiven(setting, "has no effect with identityStack, which takes it from another stack: remove it");
            return new Phase1.InStack(stack ?? "");
        }

        var application = ApplicationSettings.Read(reader, ids);
        var identities = reader.Texts("identities", AzureNames.UserAssignedIdentity);
        if (identities.Count == 0 && !reader.HasMistake("identities"))
            reader.Refuse("identities", "needs at least one name, for the user-assigned identity that the storage accounts use");
        if (identities.Count > MostIdentities)
        {
            reader.Refuse(
                "identities",
                $"has {identities.Count} names, but an application takes {MostIdentities} federated credentials; one identity serves any "
                + "number of customers, so share identities, or give customers an application of their own (customers[].application)");
        }

        return new Phase1.Here(application, identities);
    }

    /// <summary>Which of several identities is meant must not hang on their order: an edit of the list would move accounts.</summary>
    private static void RefuseUnnamed(ObjectReader reader, IReadOnlyList<string> identities, IEnumerable<CustomerEntry> customers)
    {
        var unnamed = customers.Where(customer => customer.Identity is null).ToList();
        if (unnamed.Count == 0)
            return;
        reader.Refuse(
            "defaultIdentity",
            $"is missing: there are {identities.Count} identities ({string.Join(", ", identities)}), and {Some(unnamed)} name none. "
            + $"Name the one that they use (until now it was the first, {identities[0]})");
    }

    private static void RefuseShared(ObjectReader reader, Phase1 phase1, IReadOnlyList<CustomerEntry> entries)
    {
        foreach (var twice in entries.GroupBy(entry => entry.Name).Where(group => group.Count() > 1))
            reader.Refuse("customers", $"names '{twice.Key}' in {twice.Count()} entries; give each customer a name of its own");
        foreach (var twice in entries.GroupBy(entry => entry.Account.Name).Where(group => group.Count() > 1))
            reader.Refuse("customers", $"gives the account '{twice.Key}' to {Some(twice)}");
        var shared = Existing((phase1 as Phase1.Here)?.Application);
        var ofTheirOwn = entries.Where(entry => Existing(entry.Application) is not null);
        foreach (var twice in ofTheirOwn.GroupBy(entry => Existing(entry.Application)!))
        {
            if (twice.Key == shared)
                reader.Refuse("customers", $"gives the shared application {shared} to {Some(twice)} as one of its own: leave it out there");
            else if (twice.Count() > 1)
                reader.Refuse("customers", $"gives the application {twice.Key} to {Some(twice)}; one of its own is one customer's");
        }
    }

    private static ApplicationId? Existing(ApplicationSettings? application) =>
        (application as ApplicationSettings.ExistingApplication)?.ClientId;

    private static string Some(IEnumerable<CustomerEntry> entries) =>
        PlainText.Some([.. entries.Select(entry => entry.Name)], most: 3, " and ");
}

/// <summary>Where the application and the identities come from: phase 1 of the handshake.</summary>
public abstract record Phase1
{
    private Phase1()
    {
    }

    /// <summary>This stack makes them.</summary>
    public sealed record Here(ApplicationSettings Application, IReadOnlyList<string> Identities) : Phase1;

    /// <summary>Another stack of this project made them; this one reads its outputs.</summary>
    public sealed record InStack(string Stack) : Phase1;
}

/// <summary>The multitenant application: a new registration, or an existing one that is looked up and not modified.</summary>
public abstract record ApplicationSettings
{
    /// <summary>What an application's client id is, where ids are held against each other.</summary>
    internal const string IdOf = "the client id of an application";

    private ApplicationSettings()
    {
    }

    public sealed record NewApplication(string DisplayName) : ApplicationSettings;

    public sealed record ExistingApplication(ApplicationId ClientId) : ApplicationSettings;

    /// <summary>Reads the object <c>application</c>: either <c>displayName</c> or <c>clientId</c>.</summary>
    internal static ApplicationSettings Read(ObjectReader parent, DistinctIds ids)
    {
        var nothing = new NewApplication("");
        if (parent.Section("application") is not { } reader)
        {
            parent.Refuse("application", "is missing: give displayName for a new application, or clientId of an existing one");
            return nothing;
        }

        var displayName = reader.Optional("displayName", AzureNames.DisplayName);
        var clientId = reader.Optional("clientId", ApplicationId.Parse);
        if (reader.Has("displayName") == reader.Has("clientId"))
            reader.Refuse("needs either displayName (a new application) or clientId (an existing one)");
        reader.RefuseOthers();
        ids.Add(reader, "clientId", clientId, IdOf);
        if (clientId is not null)
            return new ExistingApplication(clientId);
        return displayName is not null ? new NewApplication(displayName) : nothing;
    }
}
