using Pulumi;
using Pulumi.AzureNative.Resources;
using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>
/// The vendor's side of the handshake. Phase 1: an application and the identities that may act as it. Phase 3: a storage account
/// for each customer, encrypted with the key in the customer's handoff record in phase 2.
/// </summary>
public static class VendorStack
{
    private const string AwaitedApplication = "awaitedApplicationId";
    private const string TakenOver = "being-taken-over";

    /// <returns>
    /// The stack's outputs: <c>handoff</c> (what customers need, see <see cref="VendorHandoff"/>; a stack that takes phase 1 from another
    /// passes that one's on), <c>customerHandoffs</c> (the same, for each customer with an application of its own), <c>consentUrls</c> (by
    /// customer: where its administrator consents to the application), <c>accounts</c> (by customer: what was expected, see
    /// <see cref="EncryptedAccount.Expectation"/>; while it is awaiting-grant also <c>awaitedApplicationId</c>), <c>identities</c> (by
    /// name:
    /// <c>id</c> is the ARM resource id, <c>principalId</c> the object id in the vendor's tenant, <c>clientId</c> the identity's own client
    /// id, which nothing in the chain uses), <c>defaultIdentity</c> (the name of the one for customers that name none; null where there are
    /// several and none was named) and <c>identityBudget</c> (how many of the application's federated credentials are used).
    /// </returns>
    public static async Task<IDictionary<string, object?>> DeclareAsync(VendorSettings settings)
    {
        WarnOfFullRegions(settings);
        var keys = await HandoffKeys.ReadAsync(settings);

        var group = new ResourceGroup(
            "resource-group",
            new ResourceGroupArgs { ResourceGroupName = settings.ResourceGroup, Location = settings.Location, Tags = Tags(settings) },
            new CustomResourceOptions { Protect = true, RetainOnDelete = true });

        var phase1 = settings.Phase1 switch
        {
            Phase1.Here here => ServiceIdentities.Create(settings, here, group),
            Phase1.InStack shared => await ServiceIdentities.ReadAsync(settings, shared.Stack),
            _ => throw new InvalidOperationException("Unknown phase 1."),
        };

        // All applications are declared before any is waited for.
        var applications = settings.Customers.Where(customer => customer.Application is not null).ToDictionary(
            customer => customer.Name,
            // Retained like the account, which could not read its data without it.
            customer => ServiceApplication.Declare($"{customer.Name}-application", customer.Application!, retain: true));
        var accounts = new Dictionary<string, object?>();
        var consentUrls = new Dictionary<string, object?>();
        var customerHandoffs = new Dictionary<string, object?>();
        var earlier = new EarlierExpectations();
        foreach (var customer in settings.Customers)
        {
            var identity = phase1.Of(customer);
            var application = phase1.Application;
            if (applications.TryGetValue(customer.Name, out var own))
            {
                application = own;
                application.Trust($"{customer.Name}-{identity.Name}", identity, settings, retain: true);
                customerHandoffs[customer.Name] = application.Handoff(settings);
            }

            consentUrls[customer.Name] = application.ClientId.Apply(id => settings.Cloud.ConsentUrl(customer.TenantId, id));
            accounts[customer.Name] = await AccountAsync(settings, customer, keys.Of(customer), group, identity, application, earlier);
        }

        return new Dictionary<string, object?>
        {
            [VendorHandoff.OutputName] = phase1.Application.Handoff(settings),
            [VendorHandoff.CustomersOutputName] = customerHandoffs,
            ["consentUrls"] = consentUrls,
            [EarlierExpectations.OutputName] = accounts,
            ["identities"] = phase1.Outputs,
            [ServiceIdentities.DefaultOutputName] = phase1.Default,
            ["identityBudget"] = new Dictionary<string, object?> { ["used"] = phase1.Count, ["of"] = VendorSettings.MostIdentities },
        };
    }

    /// <summary>Customers without an account yet count: theirs is to come.</summary>
    private static void WarnOfFullRegions(VendorSettings settings)
    {
        var regions =
            settings.Customers.GroupBy(customer => customer.Account.Location ?? settings.Location, StringComparer.OrdinalIgnoreCase);
        foreach (var region in regions.Where(region => region.Count() > StorageLimits.AccountsOfRegion))
        {
            Log.Warn(
                $"{region.Count()} storage accounts in {region.Key}: Azure takes {StorageLimits.AccountsOfRegion} a region and "
                    + "subscription, and "
                + $"{StorageLimits.AccountsOfRegionOnRequest} on request. Divide the customers among stacks, each with a subscription or "
                + "region of its own.");
        }
    }

    internal static InputMap<string> Tags(VendorSettings settings) => settings.Tags.ToDictionary(tag => tag.Key, tag => tag.Value);

    private static async Task<IDictionary<string, object?>> AccountAsync(
        VendorSettings settings,
        CustomerEntry customer,
        HandoffKey? key,
        ResourceGroup group,
        ServiceIdentity identity,
        ServiceApplication application,
        EarlierExpectations earlier)
    {
        if (key is null && customer.Encryption is not EncryptionSettings.MicrosoftManaged)
        {
            Log.Info($"{customer.Name}: awaiting its key; the storage account is created once the customer's handoff record is there.");
            return Awaiting("awaiting-key", customer, null);
        }

        if (key is not null && !await IsGrantedAsync(customer, key, application))
        {
            var expectation = await earlier.OfAsync(customer.Name);
            var letIn = key.Application?.ToString() ?? "an application that its handoff record does not name";
            var then = expectation is null ? "The storage account is created" : "The storage account changes its application";
            Log.Warn(
                $"{customer.Name}: awaiting its grant; the customer lets {letIn} use the key. {then} once the customer has run its program "
                + "with the handoff record that this stack gives it.");
            if (expectation is null)
                return Awaiting("awaiting-grant", customer, application);

            // One that was taken over and not encrypted yet is no more than that.
            var isTakenOver = expectation["state"] is TakenOver;
            _ = new EncryptedAccount(
                settings, customer, key.Key, group, identity, application, isTakenOver ? Kept.Everything : Kept.Encryption);
            return new Dictionary<string, object?>(expectation!)
            {
                ["state"] = isTakenOver ? TakenOver : "awaiting-grant",
                [AwaitedApplication] = application.ClientId,
            };
        }

        if (customer.Account.ImportId is not null)
        {
            Log.Info(
                $"{customer.Name}: its account is imported as it is, not yet encrypted with the customer's key. Remove importId, "
                + "and run 'pulumi up' again.");
        }

        var kept = customer.Account.ImportId is null ? Kept.Nothing : Kept.Everything;
        return new EncryptedAccount(settings, customer, key?.Key, group, identity, application, kept).Expectation;
    }

    /// <summary>Records of the first version name no application: their customers have the shared one, as far as anybody knows.</summary>
    private static async Task<bool> IsGrantedAsync(CustomerEntry customer, HandoffKey key, ServiceApplication application) =>
        key.Application is { } granted ? await application.HasAsync(granted) : customer.Application is null;

    private static Dictionary<string, object?> Awaiting(string state, CustomerEntry customer, ServiceApplication? application) => new()
    {
        ["state"] = state,
        ["accountName"] = customer.Account.Name,
        ["customerTenantId"] = customer.TenantId.Value,
        [AwaitedApplication] = application?.ClientId,
    };
}
