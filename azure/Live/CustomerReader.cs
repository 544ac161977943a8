using System.Text.Json;
using Azure.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>Reads the links in a customer's tenant.</summary>
internal sealed class CustomerReader(AzureConnection azure, CustomerPromise promise, AzureQueries queries)
{
    private const string Authorization = "2022-04-01";

    private readonly TenantId tenant = promise.Handoff.TenantId;
    private readonly KeyVaultClient keys = KeyVaultClient.Connect(azure, promise.Handoff.TenantId, promise.Handoff.KeyUri);

    /// <summary>Reads at the same time what can be asked without another's answer.</summary>
    public async Task<CustomerChain> ReadAsync()
    {
        var (readPrincipal, readVault, readKey) = (ReadPrincipalAsync(), ReadVaultAsync(), ReadKeyAndRotationAsync());
        var vault = await readVault;
        var isGone = vault.NotFound;
        var grants = isGone ? ReadResult.Skipped<IReadOnlyList<Grant>>() : await ReadGrantsAsync(vault);
        var (principal, (key, rotation)) = (await readPrincipal, await readKey);
        // Whatever the host of a vault that is gone may answer: its keys are gone with it.
        return new CustomerChain(promise, principal, vault, grants, isGone ? ReadResult.Of<LiveKey>(null, vault.At) : key, rotation);
    }

    private async Task<(ReadResult<LiveKey> Key, ReadResult<LiveRotation> Rotation)> ReadKeyAndRotationAsync()
    {
        var key = await ReadKeyAsync();
        return (key, key.Value is not null ? await ReadRotationAsync() : key.Select<LiveRotation>(_ => null));
    }

    private Task<ReadResult<ServicePrincipal>> ReadPrincipalAsync() => queries.AskAsync($"the service principal of {promise.Application} in {tenant}", async cancellation =>
    {
        var found = await azure.Graph(tenant).ServicePrincipalsWithAppId(promise.Application.Value).GetAsync(
            request => request.QueryParameters.Select = ["id", "appId", "accountEnabled"], cancellation);
        return found is { Id: { } id, AccountEnabled: { } isEnabled } && ObjectId.Parse(id) is { Ok: true, Value: var objectId }
            ? new ServicePrincipal(Value.Of(found.AppId ?? promise.Application.Value), Value.Of(objectId.Value), Value.Of(isEnabled))
            : throw new UnexpectedAnswerException("Azure", "without 'id' or 'accountEnabled'");
    });

    /// <summary>Not for a managed HSM, whose management nobody who reads keys may need to see.</summary>
    private async Task<ReadResult<Vault>> ReadVaultAsync() => promise.VaultId is not { } id
        ? ReadResult.Skipped<Vault>()
        : await queries.AskAsync($"the vault {id}", async cancellation =>
        {
            var vault = await azure.Arm(tenant).GetGenericResource(new ResourceIdentifier(id)).GetAsync(cancellation);
            using var properties = JsonDocument.Parse(vault.Value.Data.Properties ?? throw new UnexpectedAnswerException("Azure", $"without 'properties'"));
            return ResourceManagerAnswers.Vault(properties.RootElement);
        });

    /// <summary>Who can use the key, by the access model that the vault uses.</summary>
    private async Task<ReadResult<IReadOnlyList<Grant>>> ReadGrantsAsync(ReadResult<Vault> vault)
    {
        if (promise.KeyId is not { } key)
            return await ReadHsmGrantsAsync();
        if (vault.Value is not { } known)
            return vault.Select<IReadOnlyList<Grant>>(_ => null);
        if (!known.Rbac.Is("true"))
            return vault.Select<IReadOnlyList<Grant>>(found => [.. found.Policies.Select(policy => policy with { Scope = Value.Of(promise.VaultId!) })]);
        return await queries.AskAsync<IReadOnlyList<Grant>>($"the role assignments on {key}", async cancellation =>
        {
            var resources = new ResourceManagerClient(azure, tenant);
            var assignments = await ListAsync(resources, key, "atScope()", cancellation);
            var roles = new Dictionary<string, RoleDefinition>(StringComparer.OrdinalIgnoreCase);
            foreach (var id in assignments.Select(assignment => assignment.RoleId).Distinct(StringComparer.OrdinalIgnoreCase))
                roles[id] = await ReadRoleAsync(resources, key, id, cancellation);
            // Only Azure says who is in a group, and whether a group of that group.
            var vendor = promise.Handoff.ServicePrincipalObjectId;
            var its = assignments.Any(assignment => assignment.IsOfGroup && (roles[assignment.RoleId].Rights is var rights && (rights.Unwraps() || rights.AreBroad())))
                ? await ListAsync(resources, key, $"atScope() and assignedTo('{vendor}')", cancellation)
                : [];
            return RoleAssignmentAnswer.Grants(assignments, its, vendor, id => roles[id]);
        }, mayBeMissing: false);
    }

    private Task<ReadResult<LiveKey>> ReadKeyAsync() => queries.AskAsync($"the key {promise.Handoff.KeyUri}", async cancellation =>
    {
        var key = await keys.FindNewestAsync(cancellation);
        var list = await keys.GetVersionsAsync(cancellation);
        return key is null && list.Versions is [{ IsEnabled: false }, ..] ? new LiveKey(Key.Hidden, list.Versions, list.AnsweredAt)
            : key is not null && list.Versions.Any(version => version.Version == key.Version.Version) ? new LiveKey(key.Key, list.Versions, list.AnsweredAt)
            : throw new UnexpectedAnswerException("the vault", "with a list of versions that does not have the newest one");
    });

    private Task<ReadResult<LiveRotation>> ReadRotationAsync() =>
        queries.AskAsync($"the rotation policy of {promise.Handoff.KeyUri}", async cancellation => (await keys.GetRotationPolicyAsync(cancellation)).Live, mayBeMissing: false);

    /// <summary>Local roles of a managed HSM. One that is not known, as a custom one, is taken to do everything.</summary>
    private Task<ReadResult<IReadOnlyList<Grant>>> ReadHsmGrantsAsync() =>
        queries.AskAsync<IReadOnlyList<Grant>>($"the local role assignments on {promise.Handoff.KeyUri}", async cancellation =>
            [.. (await keys.GetHsmAssignmentsThatReachAsync(cancellation)).Select(OfHsm)], mayBeMissing: false);

    private static Task<IReadOnlyList<RoleAssignmentAnswer>> ListAsync(ResourceManagerClient resources, string key, string filter, CancellationToken cancellation) =>
        resources.ListAsync(
            $"{key}/providers/Microsoft.Authorization/roleAssignments?api-version={Authorization}&$filter={filter}", ResourceManagerAnswers.RoleAssignment, cancellation);

    /// <summary>
    /// The narrowest built-in roles are known; of others the definition says what they permit. It is read at the key, where the caller may read: its id
    /// is in the subscription or in the tenant, and whoever sees no more than the vault's group may not read there.
    /// </summary>
    private static async Task<RoleDefinition> ReadRoleAsync(ResourceManagerClient resources, string key, string id, CancellationToken cancellation) =>
        Roles.Of(id) is { Rights: KeyRights.None or KeyRights.Needed or KeyRights.Manage } role
            ? new RoleDefinition(role.Name, role.Rights)
            : await resources.GetAsync(
                $"{key}/providers/Microsoft.Authorization/roleDefinitions/{id.Split('/')[^1]}",
                Authorization,
                ResourceManagerAnswers.RoleDefinition,
                cancellation);

    /// <summary>One that is not known, as a custom one, is taken to do everything.</summary>
    private static Grant OfHsm(HsmAssignment assignment) => new(
        Value.Of(assignment.PrincipalId), Value.Absent, Value.Of(assignment.DefinitionId), Value.Of(assignment.Scope), Values.Absent)
    {
        Definition = Roles.Of(assignment.DefinitionId) is null
            ? new RoleDefinition($"role {assignment.DefinitionId.Split('/')[^1]}", KeyRights.Everything)
            : null,
    };
}
