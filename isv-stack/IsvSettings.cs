using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.IsvStack;

/// <summary>The checked settings of a stack of the vendor (ISV).</summary>
/// <param name="TenantId">The vendor's tenant, from <c>azure-native:tenantId</c> and <c>azuread:tenantId</c>.</param>
/// <param name="ResourceGroup">The name of the group that this stack creates.</param>
/// <param name="Phase1">Where the application and the identities come from.</param>
public sealed record IsvSettings(
    Cloud Cloud,
    TenantId TenantId,
    string Location,
    string ResourceGroup,
    IReadOnlyDictionary<string, string> Tags,
    Phase1 Phase1,
    IReadOnlyList<CustomerEntry> Customers)
{
    public const string Project = "xtcmk-isv";

    /// <summary>Entra allows so many federated credentials on one application, hence so many identities.</summary>
    public const int MostIdentities = EntraLimits.FederatedCredentialsOfApplication;

    /// <exception cref="RunException">Settings are wrong; the message has a line for each mistake.</exception>
    public static IsvSettings Read(SettingSource source)
    {
        var mistakes = new List<Mistake>();
        var reader = SettingsReader.Of(Project, source, mistakes);
        var cloud = reader.Optional("cloud", Cloud.Parse) ?? Cloud.Public;
        var tenant = Providers.Tenant(source, cloud, mistakes);
        var location = reader.Required("location", AzureNames.Location, "the region of the resources, such as westeurope");
        var group = reader.Required("resourceGroup", AzureNames.ResourceGroup, "the name of the resource group to create");
        var tags = reader.Map("tags");
        var phase1 = ReadPhase1(reader);
        var identities = phase1 is Phase1.Here here ? here.Identities : null;
        var customers = reader.Objects("customers").Select(entry => CustomerEntry.Read(entry, cloud, identities)).ToList();
        RefuseSharedNames(reader, customers);

        return mistakes.Count == 0
            ? new IsvSettings(cloud, tenant!, location!, group!, tags, phase1, [.. customers.OfType<CustomerEntry>()])
            : throw new RunException(new SettingsException(mistakes).Message);
    }

    private static Phase1 ReadPhase1(SettingsReader reader)
    {
        if (reader.Optional("identityStack", StackNames.Parse) is { } stack)
        {
            if (reader.Section("application") is { Names.Count: > 0 } || reader.Texts<string>("identities", text => text).Count > 0)
                reader.Refuse("identityStack", "takes the application and the identities from another stack: remove application and identities");
            return new Phase1.InStack(stack);
        }

        var application = ApplicationSettings.Read(reader);
        var identities = reader.Texts("identities", AzureNames.UserAssignedIdentity);
        if (identities.Count == 0)
            reader.Refuse("identities", "needs at least one name, for the user-assigned identity that the storage accounts use");
        if (identities.Count > MostIdentities)
        {
            reader.Refuse(
                "identities",
                $"has {identities.Count} names, but an application takes {MostIdentities} federated credentials; one identity serves any "
                + "number of customers, so share identities, or give customers an application of their own (customers[].application)");
        }

        foreach (var twice in identities.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            reader.Refuse("identities", $"names '{twice.Key}' twice");
        return new Phase1.Here(application, identities);
    }

    private static void RefuseSharedNames(SettingsReader reader, IEnumerable<CustomerEntry?> customers)
    {
        var entries = customers.OfType<CustomerEntry>().ToList();
        foreach (var twice in entries.GroupBy(entry => entry.Name).Where(group => group.Count() > 1))
            reader.Refuse("customers", $"names '{twice.Key}' in {twice.Count()} entries; give each customer a name of its own");
        foreach (var twice in entries.GroupBy(entry => entry.Account.Name).Where(group => group.Count() > 1))
            reader.Refuse("customers", $"gives the account '{twice.Key}' to {string.Join(" and ", twice.Select(entry => entry.Name))}");
    }
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
    private ApplicationSettings()
    {
    }

    public sealed record NewApplication(string DisplayName) : ApplicationSettings;

    public sealed record ExistingApplication(ApplicationId ClientId) : ApplicationSettings;

    /// <summary>Reads the object <c>application</c>: either <c>displayName</c> or <c>clientId</c>.</summary>
    internal static ApplicationSettings Read(SettingsReader parent)
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
        return clientId is not null ? new ExistingApplication(clientId) : displayName is not null ? new NewApplication(displayName) : nothing;
    }
}
