using System.Text.Json.Nodes;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Trust;
using Application = XtCmkInfra.Trust.Application;
using FederatedCredential = XtCmkInfra.Trust.FederatedCredential;
using KeyVersion = XtCmkInfra.Trust.KeyVersion;
using StorageAccount = XtCmkInfra.Trust.StorageAccount;

namespace XtCmkInfra.Tests.Trust.Agreement;

/// <summary>A chain as verify reads it, by the same readers, from the simulator's own answers and without HTTP.</summary>
internal sealed class LiveChain(ChangingWorld at)
{
    private readonly ReadResult<StorageAccount> account =
        Read(at, () => ResourceManagerAnswers.Account(Json(at.Arm.Get(World.AccountId, World.Accounts))));

    /// <summary>What does not hold of the links that the account uses, and makes its data unreadable.</summary>
    public IReadOnlyList<CheckResult> Unreadable()
    {
        var customer = ReadCustomer();
        var vendor = ReadVendor();
        return [.. vendor.Check(new[] { customer }.ToLookup(_ => World.Customer), warnDays: 30, at.Now)
            .Concat(customer.Check(warnDays: 30))
            .Where(result => result is { IsFinding: true, Rule.Effect: Effect.Unreadable } && IsUsed(result.Resource, vendor))];
    }

    /// <summary>
    /// An account with Microsoft's keys uses no other link; one that asks with another identity does not use the expected one.
    /// </summary>
    private bool IsUsed(ResourceName resource, VendorChain vendor)
    {
        if (resource.Kind == ResourceKind.StorageAccount)
            return true;
        if (account.Value is not { UsesCustomerKey: Comparison.Same } used)
            return false;
        var identity = used.IdentityId.Text!;
        return resource.Kind switch
        {
            ResourceKind.Identity => used.IdentityId.Is(resource.Id),
            ResourceKind.FederatedCredential =>
                vendor.Identities[identity].Value?.PrincipalId.Text is { } principal
                    && resource.Id.EndsWith(principal, StringComparison.OrdinalIgnoreCase),
            _ => true,
        };
    }

    private VendorChain ReadVendor()
    {
        var application = Read(at, () =>
        {
            var answer = at.Vendor.Get(at.ApplicationPath);
            var credentials = answer["passwordCredentials"]!.AsArray().Count + answer["keyCredentials"]!.AsArray().Count;
            return new Application(Value.Of(answer.Text("signInAudience")), credentials == 0 ? Value.Absent : Value.Of($"{credentials}"));
        });
        var credentials = Read<IReadOnlyList<FederatedCredential>>(at, () =>
            [.. at.Vendor.List($"{at.ApplicationPath}/federatedIdentityCredentials")
                .Select(answer => FederatedCredential.Read(Json(answer).Properties))]);
        var ids = at.Expected.IdentitiesInUse().Select(identity => identity.Id).Append(account.Value?.IdentityId.Text).OfType<string>();
        var identities = ids.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(
            id => id,
            id => Read(at, () => ResourceManagerAnswers.Identity(Json(at.Arm.Get(id, World.Identities)))),
            StringComparer.OrdinalIgnoreCase);
        return new VendorChain(
            at.Expected,
            [new ApplicationChain(at.Application, at.Expected.Identities, application, credentials)],
            identities,
            identities.ToDictionary(
                one => one.Key, one => one.Value.Select<IReadOnlyList<FederatedCredential>>(_ => []), StringComparer.OrdinalIgnoreCase),
            new Dictionary<string, ReadResult<StorageAccount>>(StringComparer.OrdinalIgnoreCase) { [World.AccountId] = account },
            at.Expected.VaultsInUse().ToDictionary(
                vault => vault.Key.VaultUri, _ => Read(at, ReadVaultTenant), StringComparer.OrdinalIgnoreCase),
            []);
    }

    private TenantId ReadVaultTenant() =>
        TenantId.Parse(at.Arm.Get(World.VaultId, World.Vaults).Text("properties.tenantId")).Value!;

    private CustomerChain ReadCustomer()
    {
        var principal = Read(at, () =>
        {
            var answer = at.Customer.Get(at.PrincipalPath);
            return new ServicePrincipal(
                Value.Of(at.Application.Value), Value.Of(answer.Text("id")), Value.Of(answer["accountEnabled"]!.GetValue<bool>()));
        });
        var vault = Read(at, () => ResourceManagerAnswers.Vault(Json(at.Arm.Get(World.VaultId, World.Vaults))));
        return new CustomerChain(
            at.CustomerExpected,
            principal,
            vault,
            vault.Value is not { } found ? vault.Select<IReadOnlyList<Grant>>(_ => null)
                : found.Rbac.Is("true") ? Read<IReadOnlyList<Grant>>(at, () => [.. ReadAssignments()])
                : vault.Select<IReadOnlyList<Grant>>(
                    _ => [.. found.Policies.Select(policy => policy with { Scope = Value.Of(World.VaultId) })]),
            vault.NotFound ? ReadResult.Of<LiveKey>(null, at.Now) : Read(at, ReadKey),
            Read(at, () => new LiveRotation(null)));
    }

    private IEnumerable<Grant> ReadAssignments() => at.Arm.List(World.KeyId, "Microsoft.Authorization/roleAssignments", World.Assignments)
        .Where(answer => World.KeyId.StartsWith(answer.Text("properties.scope"), StringComparison.OrdinalIgnoreCase))
        .Select(answer => ResourceManagerAnswers.RoleAssignment(Json(answer)))
        .Select(assignment => assignment.Grant with
        {
            Definition = ResourceManagerAnswers.RoleDefinition(Json(at.Arm.Get(assignment.RoleId, World.Assignments)), assignment.RoleId),
        });

    /// <summary>A vault does not show a key whose newest version is disabled, and lists its versions.</summary>
    private LiveKey ReadKey()
    {
        var newest = at.Keys.GetKey(Caller.Operator, World.Key);
        KeyVersion[] versions = [.. at.Keys.ListVersions(Caller.Operator, World.Key).Select(VersionOf).Reverse()];
        return new LiveKey(
            newest.Enabled
                ? new KeyDetails(newest.Kty, newest.KeySize, newest.KeyOps, VersionOf(newest)).Key
                : XtCmkInfra.Trust.Key.Hidden,
            versions,
            at.Now);
    }

    private static KeyVersion VersionOf(KeyBundle bundle) =>
        new(bundle.Version, bundle.Enabled, bundle.Created, bundle.NotBefore, bundle.Expires);

    private static ReadResult<T> Read<T>(ChangingWorld at, Func<T> read)
        where T : class
    {
        try
        {
            return ReadResult.Of(read(), at.Now);
        }
        catch (AzureException refused) when (refused.Status == 404)
        {
            return ReadResult.Of<T>(null, at.Now);
        }
    }

    private static JsonAnswer Json(JsonObject answer) => JsonAnswer.Parse("Azure", BinaryData.FromString(answer.ToJsonString()));
}
