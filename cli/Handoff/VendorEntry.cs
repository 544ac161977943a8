using Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Handoff;

/// <summary>The vendor's settings, and what they say of one customer.</summary>
/// <param name="Entry">Null where there is no entry for this record.</param>
internal sealed record VendorEntry(VendorSettings Settings, string Stack, CustomerEntry? Entry)
{
    /// <summary>The key that the settings have for this customer so far; null where it is awaited.</summary>
    public HandoffKey? Key => (Source as KeySource.Inline)?.Handoff;

    /// <summary>The customer's stack that the settings take the key from.</summary>
    public string? KeyStack => (Source as KeySource.Stack)?.Name;

    /// <summary>The client id of the application that this customer is to let in; null where the settings do not say it.</summary>
    public ApplicationId? Application =>
        ((Entry?.Application ?? (Settings.Phase1 as Phase1.Here)?.Application) as ApplicationSettings.ExistingApplication)?.ClientId;

    private KeySource? Source => (Entry?.Encryption as EncryptionSettings.CustomerManaged)?.Source;

    /// <param name="name">The customer's name; null where the record's tenant decides.</param>
    /// <exception cref="BadInputException">The settings are wrong, or leave open which entry is meant.</exception>
    public static VendorEntry Read(ProjectFiles project, CustomerHandoff record, string? name)
    {
        try
        {
            var settings = VendorSettings.Read(project.Settings, () => project.Directory!);
            var entry = name is null ? ByTenant(settings, record) : ByName(settings, project.Stack, name);
            return new VendorEntry(settings, project.Stack, entry);
        }
        catch (RunException wrong)
        {
            throw new BadInputException($"{project.Name}/{project.Stack}: {wrong.Message}");
        }
    }

    /// <summary>What is wrong with the record beside these settings, as sentences.</summary>
    /// <param name="vendor">The vendor's own record; null where it was not given.</param>
    public IEnumerable<string> Mistakes(CustomerHandoff record, VendorHandoff? vendor)
    {
        if (record.TenantId == Settings.TenantId)
            yield return $"tenantId is {record.TenantId}, your own tenant: the customer's is another one.";
        if (record.KeyUri.Cloud != Settings.Cloud)
            yield return $"keyUri is in the cloud '{record.KeyUri.Cloud}', this stack in '{Settings.Cloud}'; a chain never crosses clouds.";
        if (Entry is null)
            yield return $"no customer of the stack {Stack} has the tenant {record.TenantId}: add an entry for it.";
        else if (Entry.TenantId != record.TenantId)
            yield return $"tenantId is {record.TenantId}, but the entry {Entry.Name} has {Entry.TenantId}; ask which is right.";
        var application = vendor?.ApplicationId ?? Application;
        if (application is not null && record.ApplicationId is { } let && let != application)
            yield return $"applicationId is {let}, but the key must be granted to {application}.";
        if (record.ApplicationId is null)
            yield return "the record is of the first version, which names no application: ask the customer to run the last step again.";
    }

    private static CustomerEntry? ByTenant(VendorSettings settings, CustomerHandoff record) =>
        settings.Customers.Where(customer => customer.TenantId == record.TenantId).ToList() switch
        {
            [] => null,
            [var only] => only,
            var several => throw new BadInputException(
                $"several customers have the tenant {record.TenantId}: name one with --customer, "
                + $"{string.Join(" or ", several.Select(one => one.Name))}."),
        };

    private static CustomerEntry ByName(VendorSettings settings, string stack, string name) =>
        settings.Customers.FirstOrDefault(customer => customer.Name == name) ?? throw new BadInputException(
            $"the stack {stack} has no customer '{name}': add an entry with name, tenantId and account to its settings first.");
}
