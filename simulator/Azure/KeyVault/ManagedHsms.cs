using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record ManagedHsmBody(
    ManagedHsmProperties Properties, string? Location = null, VaultSku? Sku = null, IReadOnlyDictionary<string, string>? Tags = null);

internal sealed record ManagedHsmProperties(
    string TenantId,
    IReadOnlyList<string>? InitialAdminObjectIds = null,
    bool? EnableSoftDelete = null,
    int? SoftDeleteRetentionInDays = null,
    bool? EnablePurgeProtection = null,
    string? CreateMode = null);

/// <summary>
/// Managed HSMs through Azure Resource Manager. A new one is not activated: that is done on its data plane, by downloading its security
/// domain. Firewalls of managed HSMs are not modelled.
/// </summary>
internal sealed class ManagedHsms(SimulatedAzure azure)
    : ResourceType(azure, TypeName, "2023-07-01", "2024-11-01", KeyVaultManagement.ApiVersion)
{
    public const string TypeName = "Microsoft.KeyVault/managedHSMs";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var request = Requests.Read(body, RequestJson.Default.ManagedHsmBody);
        var wanted = request.Properties;
        if (AzureNames.ManagedHsm(id.Name) is { Ok: false, Mistake: var mistake })
            throw new AzureException(400, "VaultNameNotValid", $"{mistake}.");
        var location = Requests.Location(request.Location);
        var tenant = Azure.TenantOf(id.Subscription);
        if (!ResourceId.Same(wanted.TenantId, tenant.Id.Value))
            throw Bad($"its tenantId '{wanted.TenantId}' is not the tenant of its subscription, '{tenant.Id}'");
        var named = Azure.KeyStores.NamedHsm(id.Name);
        if (Requests.Word("BadRequest", "createMode", wanted.CreateMode, "default", "recover") == "recover")
            return Recover(id, location, named);
        if (named is not null && (named.Deleted is not null || !ResourceId.Same(named.Id, Render(id))))
        {
            throw new AzureException(
                409, "VaultAlreadyExists", $"The name '{id.Name}' is held by another managed HSM, maybe a soft-deleted one.");
        }

        var hsm = named ?? Create(id, tenant.Id, location, wanted);
        Requests.SameLocation(hsm.Id, hsm.Location, location);
        if (wanted.SoftDeleteRetentionInDays is { } days && days != hsm.RetentionDays)
            throw Bad($"softDeleteRetentionInDays was set to {hsm.RetentionDays} and cannot be changed");
        if (hsm.PurgeProtection && wanted.EnablePurgeProtection == false)
            throw Bad("purge protection is irreversible");
        hsm.PurgeProtection |= wanted.EnablePurgeProtection == true;
        hsm.Tags = Requests.Within(TagLimits.OfResources, request.Tags);
        State.ManagedHsms[hsm.Name] = hsm;
        return Answer(hsm);
    }

    public override JsonObject? Get(ResourceId id) => Find(id) is { } hsm ? Answer(hsm) : null;

    /// <summary>Deletes softly: the name stays taken and the keys stay, but for everybody else the HSM is gone.</summary>
    public override bool Delete(ResourceId id)
    {
        if (Find(id) is not { } hsm)
            return false;
        hsm.Deleted = Azure.Now;
        foreach (var key in hsm.Keys.Values)
            Azure.Schedule.Remove(hsm, key);
        Azure.Schedule.Update(hsm);
        return true;
    }

    public override IEnumerable<Listed> List(ResourceId scope) => State.ManagedHsms.Values
        .Where(hsm => hsm.Deleted is null && ResourceId.IsWithin(hsm.Id, scope.ToString()))
        .Select(hsm => new Listed(hsm.Id, () => Answer(hsm)));

    public override void DeleteIn(string groupId)
    {
        foreach (var hsm in State.ManagedHsms.Values.Where(hsm => ResourceId.IsWithin(hsm.Id, groupId)).ToList())
            Delete(ResourceId.Parse(hsm.Id));
    }

    public static IReadOnlyList<JsonObject> Deleted(SimulatedAzure azure, SubscriptionId subscription) =>
    [
        .. azure.State.ManagedHsms.Values
            .Where(hsm => hsm.Deleted is not null && ResourceId.IsWithin(hsm.Id, $"/subscriptions/{subscription}"))
            .Select(hsm => Vaults.DeletedAnswer(
                hsm.Id, hsm.Name, hsm.Location, "deletedManagedHSMs", "mhsmId", hsm.Deleted!.Value, hsm, hsm.Tags)),
    ];

    public static void Purge(SimulatedAzure azure, string name)
    {
        if (azure.KeyStores.NamedHsm(name) is not { Deleted: not null } hsm)
            throw new AzureException(404, "DeletedVaultNotFound", $"There is no soft-deleted managed HSM '{name}'.");
        if (hsm.PurgeProtection)
        {
            throw new AzureException(
                405, "MethodNotAllowed", $"The managed HSM '{name}' is protected from being purged until its retention has passed.");
        }

        azure.State.ManagedHsms.Remove(hsm.Name);
        azure.Schedule.Update(hsm);
    }

    private ManagedHsm? Find(ResourceId id) =>
        Azure.KeyStores.NamedHsm(id.Name) is { Deleted: null } hsm && ResourceId.Same(hsm.Id, Render(id)) ? hsm : null;

    private ManagedHsm Create(ResourceId id, TenantId tenant, string location, ManagedHsmProperties wanted)
    {
        if (wanted.InitialAdminObjectIds is not { Count: > 0 } administrators)
            throw Bad("initialAdminObjectIds names nobody, and a new managed HSM needs an administrator");
        if (wanted.SoftDeleteRetentionInDays is < KeyVaultLimits.LeastRetentionDays or > KeyVaultLimits.MostRetentionDays)
        {
            throw Bad(
                $"softDeleteRetentionInDays must be from {KeyVaultLimits.LeastRetentionDays} to {KeyVaultLimits.MostRetentionDays}");
        }

        var hsm = new ManagedHsm
        {
            Id = Render(id),
            Name = id.Name,
            TenantId = tenant,
            Location = location,
            PurgeProtection = false,
            RetentionDays = wanted.SoftDeleteRetentionInDays ?? KeyVaultLimits.MostRetentionDays,
            IsActivated = false,
        };
        foreach (var text in administrators)
        {
            var administrator = ObjectId.Parse(text) is { Ok: true, Value: { } parsed }
                ? parsed
                : throw Bad($"'{text}' is not an object id");
            var name = Azure.Ids.NextGuid("local role assignment", $"{hsm.Name} {administrator}");
            hsm.RoleAssignments[name] = new HsmRoleAssignment(name, "/", Roles.ManagedHsmAdministrator.DefinitionName, administrator);
        }

        return hsm;
    }

    private JsonObject Recover(ResourceId id, string location, ManagedHsm? named)
    {
        if (named?.Deleted is null || !ResourceId.Same(named.Id, Render(id)) || named.Location != location)
        {
            throw new AzureException(
                404, "DeletedVaultNotFound", $"There is no soft-deleted managed HSM '{id.Name}' of this resource group and location.");
        }

        named.Deleted = null;
        foreach (var key in named.Keys.Values)
            Azure.Schedule.Update(named, key);
        Azure.Schedule.Update(named);
        return Answer(named);
    }

    private JsonObject Answer(ManagedHsm hsm) => new()
    {
        ["id"] = hsm.Id,
        ["name"] = hsm.Name,
        ["type"] = TypeName,
        ["location"] = hsm.Location,
        ["tags"] = Requests.Tags(hsm.Tags),
        ["sku"] = new JsonObject { ["family"] = "B", ["name"] = "Standard_B1" },
        ["properties"] = new JsonObject
        {
            ["tenantId"] = hsm.TenantId.Value,
            ["hsmUri"] = $"https://{Azure.KeyStores.HostOf(hsm)}/",
            ["enableSoftDelete"] = true,
            ["softDeleteRetentionInDays"] = hsm.RetentionDays,
            ["enablePurgeProtection"] = hsm.PurgeProtection,
            ["provisioningState"] = "Succeeded",
            ["statusMessage"] = hsm.IsActivated
                ? "The managed HSM is provisioned and activated."
                : "The managed HSM is provisioned, and waits for its activation.",
            ["publicNetworkAccess"] = "Enabled",
        },
    };

    private static AzureException Bad(string what) => new(400, "BadRequest", $"The managed HSM's properties are refused: {what}.");
}
