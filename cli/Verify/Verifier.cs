using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>Reads both tenants, or the one that can be seen, and holds every link against what the stacks promise.</summary>
/// <param name="azure">The cloud, and how to reach it.</param>
/// <param name="options">What to look at.</param>
internal sealed class Verifier(AzureConnection azure, VerifyOptions options, AzureQueries queries)
{
    /// <summary>Of vendors and of customers each; for each of a tenant's services a process may have to be started that signs in.</summary>
    private const int TenantsAtOnce = 2;

    /// <param name="advance">Told what comes next.</param>
    public async Task<Verification> RunAsync(IReadOnlyList<VendorPromise> vendors, IReadOnlyList<CustomerPromise> customers, Action<string> advance)
    {
        // The tenants know nothing of each other.
        var readCustomers = ReadAllAsync(customers, customer => ReadCustomerAsync(customer, advance));
        var readVendors = ReadAllAsync(vendors, vendor => ReadVendorAsync(vendor, advance));
        var (seenCustomers, seenVendors) = (await readCustomers, await readVendors);

        var byTenant = seenCustomers.ToLookup(customer => customer.Promise.Handoff.TenantId);
        List<CheckResult> results =
        [
            .. seenCustomers.SelectMany(customer => customer.Check(options.WarnDays)),
            .. seenVendors.SelectMany(vendor => vendor.Check(byTenant, queries.Now)),
        ];
        results.Sort(CheckResult.WorstFirst);
        return new Verification(results, [.. vendors.SelectMany(vendor => vendor.Awaiting)], options.FailOn, queries.Now);
    }

    private async Task<CustomerChain> ReadCustomerAsync(CustomerPromise promise, Action<string> advance)
    {
        advance($"Reading the customer's tenant {promise.Handoff.TenantId}");
        var isVisible = options.Scope.Includes(promise.Handoff.TenantId) && (promise.VaultId is null || options.Scope.Includes(SubscriptionId.OfResource(promise.VaultId).Value!));
        return isVisible ? await new CustomerReader(azure, promise, queries).ReadAsync() : CustomerChain.Skipped(promise);
    }

    private Task<VendorChain> ReadVendorAsync(VendorPromise promise, Action<string> advance)
    {
        advance($"Reading the vendor's tenant {promise.Handoff.TenantId}");
        return new VendorReader(azure, promise, options.Scope, queries).ReadAsync(advance);
    }

    private static async Task<IReadOnlyList<TSeen>> ReadAllAsync<TPromise, TSeen>(IReadOnlyList<TPromise> promises, Func<TPromise, Task<TSeen>> read)
    {
        var all = new TSeen[promises.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, promises.Count),
            new ParallelOptions { MaxDegreeOfParallelism = TenantsAtOnce },
            async (index, _) => all[index] = await read(promises[index]));
        return all;
    }
}
