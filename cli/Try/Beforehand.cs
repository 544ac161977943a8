using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Try;

/// <summary>
/// What settings take as given: an application, a vault, a managed HSM, an account, a former key. It is made in the simulated tenants
/// before the story begins, as the settings need it; ids that they name already are those that the simulated Azure gives.
/// </summary>
/// <param name="What">The thing, as a part of a sentence.</param>
internal sealed record Beforehand(string What, Func<StoryWorld, Task> MakeAsync)
{
    /// <summary>Everything that these settings take as given, in the order in which it comes into being.</summary>
    public static IReadOnlyList<Beforehand> Of(StorySettings settings) =>
    [
        .. KnownIds(settings), .. Applications(settings), .. Groups(settings), .. Accounts(settings), .. KeyHome(settings),
        .. FormerKeys(settings),
    ];

    private static Beforehand Make(string what, Action<StoryWorld> make) => new(what, world =>
    {
        make(world);
        return Task.CompletedTask;
    });

    private static IEnumerable<Beforehand> KnownIds(StorySettings settings)
    {
        var record = settings.WrittenEntry["key"]?["handoff"];
        var pasted = (settings.Customer.Vendor as Vendor.Inline)?.Handoff.ApplicationId ?? settings.PastedKey?.Application;
        var its = settings.Entry.Application ?? settings.Phase1.Application;
        if (pasted is { } application && its is ApplicationSettings.NewApplication { DisplayName: var name })
        {
            yield return Make(
                $"the client id {application} for '{name}'",
                world => world.Azure.ExpectApplication(settings.Vendor.TenantId, name, application));
        }

        var given = ObjectId.Parse(record?["servicePrincipalObjectId"]?.ToString() ?? "");
        if (settings.PastedKey?.Application is { } installed && given.Value is { } principal)
        {
            yield return Make(
                $"the object id {principal} for its service principal",
                world => world.Azure.ExpectServicePrincipal(settings.Customer.TenantId, installed, principal));
        }

        if (settings.Key?.Pinned is { } version)
            yield return Make($"the version {version.Version} for the key", world => world.Azure.ExpectKeyVersion(version));
    }

    private static IEnumerable<Beforehand> Applications(StorySettings settings) => settings.Vendor.Customers
        .Select(entry => entry.Application)
        .Prepend(settings.Phase1.Application)
        .OfType<ApplicationSettings.ExistingApplication>()
        .Select(existing => existing.ClientId)
        .Concat(settings.Customer.FormerApplications)
        .Distinct()
        .Select(id => Make($"the application {id}", world =>
        {
            var name = $"Application {id.Value[..8]}";
            world.Azure.ExpectApplication(settings.Vendor.TenantId, name, id);
            world.Azure.Graph(settings.Vendor.TenantId)
                .Post("/applications", new JsonObject { ["displayName"] = name, ["signInAudience"] = SignInAudience.MultipleOrgs });
        }));

    /// <summary>An account's own resource group is one that exists.</summary>
    private static IEnumerable<Beforehand> Groups(StorySettings settings)
    {
        var subscription = settings.VendorFiles.Settings["azure-native", "subscriptionId"];
        return settings.Vendor.Customers
            .Where(entry => entry.Account is { ResourceGroup: not null, ImportId: null })
            .Select(entry => entry.Account.ResourceGroup!)
            .Where(group => group != settings.Vendor.ResourceGroup)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(group => Make(
                $"the resource group {group}", world => PutGroup(world, $"/subscriptions/{subscription}/resourceGroups/{group}")));
    }

    private static IEnumerable<Beforehand> Accounts(StorySettings settings) => settings.Vendor.Customers
        .Select(entry => entry.Account)
        .Where(account => account.ImportId is not null)
        .Select(account => new Beforehand($"the storage account {account.Name}", async world =>
        {
            var group = string.Join('/', account.ImportId!.Split('/')[..5]);
            // A group that the stack makes is there since an earlier run of it.
            if (settings.IsInOwnGroup(account.ImportId!))
                await world.RunVendorEarlierAsync();
            if (SubscriptionId.OfResource(account.ImportId!).Value is { } subscription && world.Azure.FindTenantOf(subscription) is null)
                world.Azure.AddSubscription(subscription, settings.Vendor.TenantId);
            PutGroup(world, group);
            var body = Account(account, account.Location ?? settings.Vendor.Location);
            world.Azure.ResourceManager.Put(account.ImportId!, ApiVersions.Storage, body);
        }));

    private static JsonObject Account(AccountSettings account, string location)
    {
        var services = new JsonObject();
        foreach (var service in account.QueueAndTable)
            services[service] = new JsonObject { ["enabled"] = true, ["keyType"] = "Account" };
        var encryption = new JsonObject { ["keySource"] = "Microsoft.Storage", ["services"] = services };
        if (account.InfrastructureEncryption is { } chosen)
            encryption["requireInfrastructureEncryption"] = chosen;
        return new JsonObject
        {
            ["location"] = location,
            ["kind"] = account.Kind,
            ["sku"] = new JsonObject { ["name"] = account.Sku },
            ["properties"] = new JsonObject { ["encryption"] = encryption },
        };
    }

    private static IEnumerable<Beforehand> KeyHome(StorySettings settings)
    {
        var customer = settings.Customer;
        var subscription = $"/subscriptions/{customer.SubscriptionId}";
        if (customer.KeyHome is KeyHomeSettings.ManagedHsm { Key: var key })
        {
            yield return Make($"the managed HSM {key.VaultName} with the key {key.KeyName}", world =>
            {
                var group = $"{subscription}/resourceGroups/rg-{key.VaultName}";
                PutGroup(world, group);
                world.Azure.AddManagedHsm($"{group}/providers/Microsoft.KeyVault/managedHSMs/{key.VaultName}", settings.Vendor.Location);
                world.Azure.KeyVault.CreateKey(Caller.Operator, key, new KeyParameters("RSA-HSM", 3072));
            });
        }

        if (customer.KeyHome is not KeyHomeSettings.ExistingVault vault)
            yield break;
        var id = $"{subscription}/resourceGroups/{customer.ResourceGroup}/providers/Microsoft.KeyVault/vaults/{vault.Name}";
        yield return Make($"the vault {vault.Name}", world =>
        {
            PutGroup(world, string.Join('/', id.Split('/')[..5]));
            world.Azure.ResourceManager.Put(id, KeyVaultManagement.ApiVersion, Vault(settings, vault));
        });
        foreach (var former in customer.FormerKeys)
        {
            yield return Make($"the key {former} in it", world =>
            {
                var properties = new JsonObject { ["kty"] = "RSA", ["keySize"] = customer.Key.Size };
                var body = new JsonObject { ["properties"] = properties };
                world.Azure.ResourceManager.Put($"{id}/keys/{former}", KeyVaultManagement.ApiVersion, body);
            });
        }
    }

    private static JsonObject Vault(StorySettings settings, KeyHomeSettings.ExistingVault vault) => new()
    {
        ["location"] = settings.Vendor.Location,
        ["properties"] = new JsonObject
        {
            ["tenantId"] = settings.Customer.TenantId.Value,
            ["sku"] = new JsonObject { ["family"] = "A", ["name"] = settings.Customer.Key.Hsm ? "premium" : "standard" },
            ["enableRbacAuthorization"] = vault.IsRbac,
            ["accessPolicies"] = new JsonArray(),
            ["enableSoftDelete"] = true,
            ["enablePurgeProtection"] = true,
            ["networkAcls"] = new JsonObject { ["bypass"] = "AzureServices", ["defaultAction"] = "Deny" },
        },
    };

    /// <summary>In a vault that the stack makes, its former keys come from its own earlier runs, before the vendor's first.</summary>
    private static IEnumerable<Beforehand> FormerKeys(StorySettings settings)
    {
        if (settings.Customer is not { KeyHome: KeyHomeSettings.NewVault { Name: var vault }, FormerKeys: { Count: > 0 } former })
            return [];
        var what = $"the vault {vault} with {string.Join(" and ", former)}, by earlier runs of the customer's stack";
        return [new(what, world => world.RunEarlierAsync(former))];
    }

    private static void PutGroup(StoryWorld world, string id)
    {
        var resources = world.Azure.ResourceManager;
        if (Refusals.Of(() => resources.Get(id, ApiVersions.ResourceGroups)) is not null)
            resources.Put(id, ApiVersions.ResourceGroups, new JsonObject { ["location"] = world.Settings.Vendor.Location });
    }
}
