using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>Reads both tenants, or the one that can be seen, and holds every link against what the stacks expect.</summary>
/// <param name="azure">The cloud, and how to reach it.</param>
/// <param name="options">What to look at.</param>
internal sealed class Verifier(AzureConnection azure, VerifyOptions options, AzureQueries queries)
{
    /// <summary>
    /// Far more than ever wait at the same time because their tenants ask to come back later; what they send is limited elsewhere.
    /// </summary>
    private const int TenantsAtOnce = 200;

    /// <summary>How many accounts a note names.</summary>
    private const int MostNamed = 10;

    /// <param name="advance">Receives what has been read.</param>
    public async Task<Verification> RunAsync(
        IReadOnlyList<VendorExpectation> vendors, IReadOnlyList<CustomerExpectation> customers, Action<string> advance)
    {
        var began = queries.Now;
        // The tenants know nothing of each other: each is read as fast as it lets itself be read.
        var readCustomers = ReadAllAsync(customers, customer => ReadCustomerAsync(customer, advance));
        var readVendors = ReadAllAsync(vendors, vendor => ReadVendorAsync(vendor, advance));
        var (foundCustomers, seenVendors) = (await readCustomers, await readVendors);

        var byTenant = foundCustomers.ToLookup(customer => customer.Expectation.Handoff.TenantId);
        List<CheckResult> results =
        [
            .. foundCustomers.SelectMany(customer => customer.Check(options.WarnDays)
                    .Select(result => result with { Customers = NamesOf(customer.Expectation.Handoff.TenantId, vendors) }))
                .Concat(seenVendors.SelectMany(vendor => vendor.Check(byTenant, options.WarnDays, queries.Now)))
                .Order(CheckResult.WorstFirst),
        ];
        var notes = vendors.SelectMany(vendor => vendor.Awaiting)
            .Concat(vendors.SelectMany(vendor => vendor.Accounts).Where(account => account.IsBeingTakenOver)
                .Select(account => $"The account {account.AccountName} of {account.Customer} is imported as it is; "
                    + "the vendor's next update makes it as expected."));
        return new Verification(results, [.. notes, .. Waiting(results)], options.FailOn, SourceSince(began))
        {
            NotChecked = [.. NotChecked(vendors, customers)],
            IsOneSided = vendors.Count == 0 || customers.Count == 0,
        };
    }

    /// <summary>By which names the vendor knows a tenant; the tenant itself where it knows none, or was not asked.</summary>
    private static IReadOnlyList<string> NamesOf(TenantId tenant, IReadOnlyList<VendorExpectation> vendors)
    {
        var names = vendors.SelectMany(vendor => vendor.Accounts)
            .Where(account => account.CustomerTenant == tenant)
            .Select(account => account.Customer);
        return [.. names.Distinct(StringComparer.Ordinal).DefaultIfEmpty(tenant.ToString())];
    }

    private VerifySource SourceSince(DateTimeOffset began) => new(
        azure.Endpoint.AbsoluteUri.TrimEnd('/'), azure.Simulated is not null, ToolVersion.Text, azure.SignedIn, [], began, queries.Now);

    private IEnumerable<string> NotChecked(IReadOnlyList<VendorExpectation> vendors, IReadOnlyList<CustomerExpectation> customers)
    {
        if (vendors.Count == 0)
            yield return "the vendor's side was not checked";
        if (customers.Count == 0)
            yield return "the customers' side was not checked";
        if (!options.Scope.Probe && vendors.Any(vendor => vendor.Accounts.Any(account => account.Key is not null)))
            yield return "the accounts' encryption scopes, containers and copies were not checked (--probe)";
    }

    /// <summary>What holds for now, and must be waited for: an old version may not be disabled before.</summary>
    private static IEnumerable<string> Waiting(IEnumerable<CheckResult> results) => results
        .Where(result => result is { Verdict: Verdict.Holds, IsPending: true })
        .GroupBy(result => result.Found, StringComparer.Ordinal)
        .Select(same => $"{PlainText.Some([.. same.Select(result => result.Resource.Name)], MostNamed)}: {same.Key}.");

    private async Task<CustomerChain> ReadCustomerAsync(CustomerExpectation expectation, Action<string> advance)
    {
        var isVisible = options.Scope.Includes(expectation.Handoff.TenantId)
            && (expectation.VaultId is null || options.Scope.Includes(SubscriptionId.OfResource(expectation.VaultId).Value!));
        var chain = isVisible
            ? await CustomerReader.ReadAsync(azure, expectation, options.Scope, queries)
            : CustomerChain.Skipped(expectation);
        advance($"The customer's tenant {expectation.Handoff.TenantId} has been read");
        return chain;
    }

    private Task<VendorChain> ReadVendorAsync(VendorExpectation expectation, Action<string> advance)
    {
        advance($"Reading the vendor's tenant {expectation.Handoff.TenantId}");
        return new VendorReader(azure, expectation, options.Scope, queries).ReadAsync(advance);
    }

    /// <summary>In the order of the expectations, whoever answers first.</summary>
    private static async Task<IReadOnlyList<TRead>> ReadAllAsync<TExpectation, TRead>(
        IReadOnlyList<TExpectation> expectations, Func<TExpectation, Task<TRead>> read)
    {
        var all = new TRead[expectations.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, expectations.Count),
            new ParallelOptions { MaxDegreeOfParallelism = TenantsAtOnce },
            async (index, _) => all[index] = await read(expectations[index]));
        return all;
    }
}
