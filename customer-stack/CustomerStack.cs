using System.Collections.Immutable;
using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>
/// The customer's side of the handshake, phase 2: the vendor's application is installed in the customer's tenant, and may wrap and
/// unwrap with one key in the customer's vault.
/// </summary>
public static class CustomerStack
{
    /// <returns>
    /// The stack's outputs: <c>handoff</c> (what the vendor needs, see <see cref="CustomerHandoff"/>; not while the vendor is awaited),
    /// <c>access</c> (granted, revoked, or awaiting-vendor), <c>vaultId</c> and <c>keyId</c> (ARM resource ids; not for a managed HSM),
    /// <c>keyDifferences</c> (where the settings differ from the key that exists, which Azure does not change through ARM),
    /// <c>accessModel</c> (rbac or access-policies; not for a managed HSM), <c>vendorApplicationId</c> (the client id that was granted
    /// access), <c>formerApplications</c> (by client id of each application that still has access too: its service principal's object id),
    /// <c>cryptoOfficers</c> (the object ids of those who look after the key, and so could unwrap with it), <c>consentUrl</c>
    /// (where an administrator consents to the application instead) and, for a managed HSM, <c>managedHsmGrant</c> (the command that grants
    /// access, which only the HSM's own data plane can do).
    /// </returns>
    /// <param name="clock">Tells whether a key that is to be made would have expired already; nothing else depends on the time.</param>
    public static async Task<IDictionary<string, object?>> DeclareAsync(CustomerSettings settings, TimeProvider clock)
    {
        var found = await KeysInVault.LookUpAsync(settings);
        NewKeyCheck.Verify(settings, found, clock.GetUtcNow());
        var vendor = await VendorHandoffLookup.ReadAsync(settings);
        if (vendor is null)
            await AwaitedVendor.BeginAsync(((Vendor.Stack)settings.Vendor).Name);
        var access = vendor is null ? null : new ServiceAccess(settings, vendor);
        var outputs = settings.KeyHome is KeyHomeSettings.ManagedHsm hsm
            ? KeyInManagedHsm(settings, vendor, hsm.Key, access)
            : KeyInVault(settings, vendor, found, access);

        outputs["access"] = vendor is null ? AwaitedVendor.Access : settings.Granted ? "granted" : "revoked";
        outputs[AwaitedVendor.ApplicationOutput] = vendor?.ApplicationId.Value;
        outputs["formerApplications"] = access?.FormerApplications;
        outputs["cryptoOfficers"] = settings.CryptoOfficers.Select(officer => officer.ObjectId.Value).ToImmutableArray();
        outputs["consentUrl"] = vendor is null ? null : settings.Cloud.ConsentUrl(settings.TenantId, vendor.ApplicationId.Value);
        return outputs;
    }

    private static Dictionary<string, object?> KeyInVault(
        CustomerSettings settings, VendorHandoff? vendor, KeysInVault found, ServiceAccess? access)
    {
        var home = new KeyHome(settings);
        var key = new CustomerKey(settings.Key, settings.Tags, home, found.Current);
        CustomerKey[] keys = [key, .. found.Former.Select(former => new CustomerKey(former, home))];
        if (settings.Granted)
            access?.Grant(settings, home, keys);
        return new Dictionary<string, object?>
        {
            [CustomerHandoff.OutputName] = Handoff(settings, vendor, key.Uri, access),
            ["vaultId"] = home.VaultId,
            ["keyId"] = key.ResourceId,
            ["keyDifferences"] = key.Differences,
            ["accessModel"] = settings.KeyHome.Rbac ? "rbac" : "access-policies",
        };
    }

    private static Dictionary<string, object?> KeyInManagedHsm(
        CustomerSettings settings, VendorHandoff? vendor, KeyUri key, ServiceAccess? access) => new()
    {
        [CustomerHandoff.OutputName] = Handoff(settings, vendor, key.ToString(), access),
        ["managedHsmGrant"] = access is null ? null : ManagedHsmGrant.Command(key, access.ServicePrincipalObjectId, settings.Granted),
    };

    /// <summary>The handoff record to the vendor; null while there is nobody in it as whom the vendor's application is known.</summary>
    private static Dictionary<string, object?>? Handoff(
        CustomerSettings settings, VendorHandoff? vendor, Input<string> keyUri, ServiceAccess? access) =>
        vendor is null || access is null ? null : new()
        {
            ["schema"] = CustomerHandoff.Schema,
            ["tenantId"] = settings.TenantId.Value,
            ["keyUri"] = keyUri,
            ["servicePrincipalObjectId"] = access.ServicePrincipalObjectId,
            ["applicationId"] = vendor.ApplicationId.Value,
        };
}
