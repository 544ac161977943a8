using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Check;

/// <summary>
/// What stacks say of each other: by name, or in a handoff record that was pasted. What is in another repository is noted, and not judged.
/// </summary>
internal sealed class References(CheckedStacks stacks)
{
    private readonly List<string> _referring = [];
    private readonly List<string> _mistakes = [];
    private readonly List<string> _notes = [];

    /// <summary>The stack of each reference, as <c>project/stack</c>: as often as it refers to another one.</summary>
    public IReadOnlyList<string> Referring => _referring;

    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>What cannot be checked here.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public References Check()
    {
        foreach (var (name, vendor) in stacks.Vendors)
            Check($"{VendorSettings.Project}/{name}", vendor);
        foreach (var (name, customer) in stacks.Customers)
            Check($"{CustomerSettings.Project}/{name}", customer);
        return this;
    }

    private void Check(string stack, VendorSettings vendor)
    {
        if (vendor.Phase1 is Phase1.InStack phase1
            && Find(stack, "identityStack", phase1.Stack, VendorSettings.Project, stacks.Vendors) is { } identities)
        {
            Same($"{stack}: identityStack {phase1.Stack}", "tenant", vendor.TenantId, identities.TenantId);
            Same($"{stack}: identityStack {phase1.Stack}", "cloud", vendor.Cloud, identities.Cloud);
            if (identities.Phase1 is Phase1.InStack)
            {
                _mistakes.Add(
                    $"{stack}: identityStack {phase1.Stack} takes application and identities from another stack itself; name that one");
            }
        }

        foreach (var customer in vendor.Customers)
        {
            var where = $"customers ({customer.Name})";
            switch ((customer.Encryption as EncryptionSettings.CustomerManaged)?.Source)
            {
                case KeySource.Stack source
                    when Find(stack, $"{where} key.stack", source.Name, CustomerSettings.Project, stacks.Customers) is { } other:
                    Same($"{stack}: {where} tenantId beside key.stack {source.Name}", "tenant", customer.TenantId, other.TenantId);
                    Same($"{stack}: {where} key.stack {source.Name}", "cloud", vendor.Cloud, other.Cloud);
                    break;
                case KeySource.Inline source:
                    CheckPasted(stack, where, customer.TenantId, source.Handoff);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>A record that was pasted may have been overtaken by an edit of the customer's settings, where those are here.</summary>
    private void CheckPasted(string stack, string where, TenantId tenant, HandoffKey record)
    {
        _referring.Add(stack);
        var ofTenant = stacks.Customers.Where(customer => customer.Value.TenantId == tenant).ToList();
        if (ofTenant.Count > 0 && !ofTenant.Any(customer => Keeps(customer.Value, record.Key)))
        {
            var keys = string.Join(" and ", ofTenant.Select(customer => $"{CustomerSettings.Project}/{customer.Key}"));
            _mistakes.Add($"{stack}: {where} key is {record.Key.WithoutVersion}, which is not the key of {keys}");
        }
    }

    private static bool Keeps(CustomerSettings customer, KeyUri key) =>
        (customer.KeyHome is KeyHomeSettings.ManagedHsm hsm
            ? hsm.Key.IsSameKeyAs(key)
            : string.Equals(customer.KeyHome.VaultName, key.VaultName, StringComparison.OrdinalIgnoreCase))
        && customer.FormerKeys.Append(customer.Key.Name).Contains(key.KeyName, StringComparer.OrdinalIgnoreCase);

    private void Check(string stack, CustomerSettings customer)
    {
        if (customer.Vendor is Vendor.Inline { Handoff: var record })
        {
            _referring.Add(stack);
            foreach (var (name, vendor) in stacks.Vendors.Where(vendor => vendor.Value.TenantId == record.TenantId))
            {
                if (vendor.Phase1 is Phase1.Here { Application: ApplicationSettings.ExistingApplication { ClientId: var application } }
                    && application != record.ApplicationId
                    && !vendor.Customers.Any(one => one.TenantId == customer.TenantId && one.Application is not null))
                {
                    _mistakes.Add(
                        $"{stack}: vendor.handoff is of the application {record.ApplicationId}, "
                            + $"and {VendorSettings.Project}/{name} has {application}");
                }
            }
        }
        else if (customer.Vendor is Vendor.Stack source
            && Find(stack, "vendor.stack", source.Name, VendorSettings.Project, stacks.Vendors) is { } vendor)
        {
            Same($"{stack}: vendor.stack {source.Name}", "cloud", customer.Cloud, vendor.Cloud);
            var ofTenant = vendor.Customers.Where(one => one.TenantId == customer.TenantId).ToList();
            if (ofTenant.Count == 0)
                _mistakes.Add($"{stack}: vendor.stack {source.Name} has no customer of the tenant {customer.TenantId}");
            else if (source.Customer is { } wanted && ofTenant.All(one => one.Name != wanted))
                _mistakes.Add($"{stack}: vendor.customer '{wanted}' is no customer of the tenant {customer.TenantId} in {source.Name}");
        }
    }

    /// <returns>The settings of the stack that is referred to; null where they are not here, or wrong themselves.</returns>
    private T? Find<T>(string stack, string setting, string name, string project, IReadOnlyDictionary<string, T> known)
        where T : class
    {
        _referring.Add(stack);
        var (itsProject, itsName) = name.Split('/') is [_, var one, var other] ? (one, other) : ("", "");
        if (known.TryGetValue(itsName, out var found) && itsProject == project)
            return found;
        if (stacks.Names.Contains($"{itsProject}/{itsName}"))
        {
            if (itsProject != project)
                _mistakes.Add($"{stack}: {setting} names {name}, which is a stack of your own side; one of {project} is meant");
            return null;
        }

        var possible = stacks.Names.Where(one => one.StartsWith(project, StringComparison.Ordinal));
        if (NearestName.Of($"{itsProject}/{itsName}", possible) is { } meant)
            _mistakes.Add($"{stack}: {setting} names {name}, which has no settings here; did you mean {meant}?");
        else
            _notes.Add($"{stack}: {setting} names {name}, whose settings are not here");
        return null;
    }

    private void Same<T>(string where, string what, T one, T other)
    {
        if (!Equals(one, other))
            _mistakes.Add($"{where}: the {what} is {one} here, and {other} there");
    }
}
