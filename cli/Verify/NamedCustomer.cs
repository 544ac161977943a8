using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What the stacks expect of one customer alone, by the name that the vendor gives it.</summary>
internal static class NamedCustomer
{
    private const int MostNames = 5;

    /// <exception cref="BadInputException">No vendor's stack has an account of a customer of this name.</exception>
    public static (IReadOnlyList<VendorExpectation> Vendors, IReadOnlyList<CustomerExpectation> Customers) Select(
        string name, IReadOnlyList<VendorExpectation> vendors, IReadOnlyList<CustomerExpectation> customers)
    {
        var names = vendors.SelectMany(vendor => vendor.Accounts)
            .Select(account => account.Customer)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (vendors.Count == 0)
            throw new BadInputException("--customer-name: only the vendor's stack knows customers by name; give its outputs with --isv.");
        if (!names.Contains(name))
        {
            throw new BadInputException(
                $"--customer-name {name}: the stacks' outputs have no account of this customer"
                + (NearestName.Of(name, names) is { } meant ? $"; did you mean {meant}?" : $". They have {(names.Count == 0 ? "no customer" : PlainText.Some(names, MostNames))}."));
        }

        var chosen = vendors
            .Select(vendor => vendor with { Accounts = [.. vendor.Accounts.Where(account => account.Customer == name)], Awaiting = [] })
            .Where(vendor => vendor.Accounts.Count > 0)
            .ToList();
        var tenants = chosen.SelectMany(vendor => vendor.Accounts).Select(account => account.CustomerTenant).ToHashSet();
        return (chosen, [.. customers.Where(customer => tenants.Contains(customer.Handoff.TenantId))]);
    }
}
