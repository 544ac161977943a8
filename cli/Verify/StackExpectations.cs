using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What all stacks expect whose outputs were given.</summary>
/// <param name="Inputs">The outputs, as they were read.</param>
internal sealed record StackExpectations(
    IReadOnlyList<VendorExpectation> Vendors, IReadOnlyList<CustomerExpectation> Customers, IReadOnlyList<VerifyInput> Inputs)
{
    /// <exception cref="BadInputException">The stacks are in several clouds.</exception>
    public Cloud Cloud
    {
        get
        {
            var clouds = Vendors.Select(vendor => vendor.Handoff.Cloud)
                .Concat(Customers.Select(customer => customer.Handoff.KeyUri.Cloud))
                .Distinct()
                .ToList();
            return clouds is [var only]
                ? only
                : throw new BadInputException(
                    $"the stacks are in different clouds ({string.Join(", ", clouds)}); a chain never crosses clouds.");
        }
    }

    /// <param name="vendors">Files, of which one may be -.</param>
    /// <param name="officers">Who looks after the key, where a customer sent the handoff record alone.</param>
    /// <exception cref="BadInputException">A file cannot be used, or there is none; all mistakes are named.</exception>
    public static StackExpectations Read(
        string[] vendors, string[] customers, IReadOnlyList<ObjectId> officers, Func<string, Stream> open)
    {
        var mistakes = new List<string>();
        if (vendors.Length + customers.Length == 0)
            mistakes.Add(
                "verify needs the outputs of the stacks: --isv FILE, --customer FILE, or both, from 'pulumi stack output --json'.");
        var isReadTwice = vendors.Concat(customers).Count(file => file == "-") > 1;
        if (isReadTwice)
            mistakes.Add("only one file can be standard input.");
        var inputs = new List<VerifyInput>();
        var ofVendors = ReadAll(vendors, StackOutputs.ReadVendor);
        var ofCustomers = ReadAll(customers, input => StackOutputs.ReadCustomer(input, officers));
        return mistakes.Count == 0
            ? new StackExpectations(VendorExpectation.Join(ofVendors), ofCustomers, inputs)
            : throw new BadInputException(mistakes);

        List<T> ReadAll<T>(string[] files, Func<VerifyInput, T> read)
        {
            var all = new List<T>();
            foreach (var file in files.Where(file => file != "-" || !isReadTwice))
            {
                try
                {
                    inputs.Add(VerifyInput.Read(file, open));
                    all.Add(read(inputs[^1]));
                }
                catch (BadInputException bad)
                {
                    mistakes.AddRange(bad.Sentences);
                }
            }

            return all;
        }
    }

    /// <param name="customer">Null for all of them.</param>
    /// <exception cref="BadInputException">No vendor's stack has an account of a customer of this name.</exception>
    public StackExpectations Of(string? customer)
    {
        if (customer is null)
            return this;
        var (vendors, customers) = NamedCustomer.Select(customer, Vendors, Customers);
        return this with { Vendors = vendors, Customers = customers };
    }

    /// <summary>What nobody has, nobody can look at; it is most often mistyped.</summary>
    /// <exception cref="BadInputException">The outputs name other tenants or subscriptions only.</exception>
    public void RequireNamed(TenantId? tenant, SubscriptionId? subscription)
    {
        var tenants = Vendors.Select(vendor => vendor.Handoff.TenantId)
            .Concat(Customers.Select(customer => customer.Handoff.TenantId))
            .Distinct()
            .ToList();
        if (tenant is not null && !tenants.Contains(tenant))
        {
            throw new BadInputException(
                $"--tenant {tenant}: the stacks' outputs do not name this tenant, but {string.Join(" and ", tenants)}.");
        }

        var subscriptions = Vendors.SelectMany(vendor => vendor.Accounts)
            .SelectMany(account => new[] { account.AccountId, account.IdentityId })
            .Concat(Customers.Select(customer => customer.VaultId).OfType<string>())
            .Select(id => SubscriptionId.OfResource(id).Value!)
            .Distinct()
            .ToList();
        if (subscription is not null && !subscriptions.Contains(subscription))
        {
            throw new BadInputException(
                $"--subscription {subscription}: nothing that the stacks' outputs name is in this subscription, "
                    + $"but in {string.Join(" and ", subscriptions)}.");
        }
    }

    /// <summary>Azure knows nothing of what a simulated stack expects.</summary>
    /// <exception cref="BadInputException">Azure itself would be asked about simulated tenants.</exception>
    public void RequireSimulator(bool isSimulated)
    {
        if (!isSimulated && Inputs.FirstOrDefault(input => input.IsSimulated) is { Name: var name })
            throw new BadInputException($"{name} is of simulated tenants: give --endpoint, as 'xtcmk sim serve' prints it.");
    }
}
