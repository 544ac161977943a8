using Pulumi;
using Pulumi.AzureNative.Resources;
using XtCmkInfra.Core;

namespace XtCmkInfra.IsvStack;

/// <summary>
/// The vendor's side of the handshake. Phase 1: an application and the identities that may act as it. Phase 3: a storage account
/// for each customer, encrypted with the key that the customer has handed over in phase 2.
/// </summary>
public static class IsvStack
{
    /// <returns>
    /// The stack's outputs: <c>handoff</c> (what customers need, see <see cref="IsvHandoff"/>; null in a stack that takes phase 1 from
    /// another), <c>customerHandoffs</c> (the same, for each customer with an application of its own), <c>consentUrls</c> (by customer:
    /// where its administrator consents to the application), <c>accounts</c> (by customer: what was promised, see
    /// <see cref="EncryptedAccount.Promise"/>), <c>identities</c> (by name: <c>id</c> is the ARM resource id, <c>principalId</c> the object
    /// id in the vendor's tenant, <c>clientId</c> the identity's own client id, which nothing in the chain uses),
    /// <c>defaultIdentity</c> (the name of the one for customers that name none; null where phase 1 is in another stack) and
    /// <c>identityBudget</c> (how many of the application's federated credentials are used).
    /// </returns>
    public static async Task<IDictionary<string, object?>> DeclareAsync(IsvSettings settings)
    {
        var keys = await HandedOverKeys.ReadAsync(settings);

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

        var accounts = new Dictionary<string, object?>();
        var consentUrls = new Dictionary<string, object?>();
        var customerHandoffs = new Dictionary<string, object?>();
        foreach (var customer in settings.Customers)
        {
            var identity = phase1.Of(customer);
            var application = phase1.Application;
            if (customer.Application is { } own)
            {
                // Retained like the account, which could not read its data without them.
                application = ServiceApplication.Declare($"{customer.Name}-application", own, retain: true);
                identity.Trust($"{customer.Name}-{identity.Name}", application, settings, retain: true);
                customerHandoffs[customer.Name] = application.Handoff(settings);
            }

            consentUrls[customer.Name] = application.ClientId.Apply(id => settings.Cloud.ConsentUrl(customer.TenantId, id));
            accounts[customer.Name] = Account(settings, customer, keys, group, identity, application);
        }

        return new Dictionary<string, object?>
        {
            [IsvHandoff.OutputName] = settings.Phase1 is Phase1.Here ? phase1.Application.Handoff(settings) : null,
            ["customerHandoffs"] = customerHandoffs,
            ["consentUrls"] = consentUrls,
            ["accounts"] = accounts,
            ["identities"] = phase1.Outputs,
            [ServiceIdentities.DefaultOutputName] = settings.Phase1 is Phase1.Here ? phase1.Default : null,
            ["identityBudget"] = new Dictionary<string, object?> { ["used"] = phase1.Count, ["of"] = IsvSettings.MostIdentities },
        };
    }

    internal static InputMap<string> Tags(IsvSettings settings) => settings.Tags.ToDictionary(tag => tag.Key, tag => tag.Value);

    private static IDictionary<string, object?> Account(
        IsvSettings settings,
        CustomerEntry customer,
        HandedOverKeys keys,
        ResourceGroup group,
        ServiceIdentity identity,
        ServiceApplication application)
    {
        var key = keys.Of(customer);
        if (key is null && customer.Encryption is not EncryptionSettings.MicrosoftManaged)
        {
            Log.Info($"{customer.Name}: awaiting its key; the storage account is created once the customer's hand-over is there.");
            return new Dictionary<string, object?> { ["state"] = "awaiting-key", ["accountName"] = customer.Account.Name };
        }

        if (customer.Account.ImportId is not null)
        {
            Log.Info(
                $"{customer.Name}: its account is taken over as it is, and not encrypted with the customer's key yet; take importId out and "
                + "run again.");
        }

        return new EncryptedAccount(settings, customer, key, group, identity, application).Promise;
    }
}
