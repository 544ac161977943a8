using System.Text.Json;
using Azure.Core;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>Reads the links in a customer's tenant.</summary>
internal sealed class CustomerReader(AzureConnection azure, CustomerPromise promise, Asking asking)
{
    private const string Authorization = "2022-04-01";

    private readonly TenantId tenant = promise.Handoff.TenantId;
    private readonly KeyVaultClient keys = KeyVaultClient.Connect(azure, promise.Handoff.TenantId, promise.Handoff.KeyUri);

    /// <summary>Reads at the same time what can be asked without another's answer.</summary>
    public async Task<SeenCustomer> ReadAsync()
    {
        var (readPrincipal, readVault, readKey) = (ReadPrincipalAsync(), ReadVaultAsync(), ReadKeyAndRotationAsync());
        var vault = await readVault;
        var isGone = vault.IsGone;
        var grants = isGone ? Seen.NotAsked<IReadOnlyList<LiveGrant>>() : await ReadGrantsAsync(vault);
        var (principal, (key, rotation)) = (await readPrincipal, await readKey);
        // Whatever the host of a vault that is gone may answer: its keys are gone with it.
        return new SeenCustomer(promise, principal, vault, grants, isGone ? Seen.Of<LiveKey>(null, vault.At) : key, rotation);
    }

    private async Task<(Seen<LiveKey> Key, Seen<LiveRotation> Rotation)> ReadKeyAndRotationAsync()
    {
        var key = await ReadKeyAsync();
        return (key, key.Value is not null ? await ReadRotationAsync() : key.Select<LiveRotation>(_ => null));
    }

    private Task<Seen<LiveServicePrincipal>> ReadPrincipalAsync() => asking.AskAsync($"the service principal of {promise.Application} in {tenant}", async cancellation =>
    {
        var found = await azure.Graph(tenant).ServicePrincipalsWithAppId(promise.Application.Value).GetAsync(
            request => request.QueryParameters.Select = ["id", "appId", "accountEnabled"], cancellation);
        return found is { Id: { } id, AccountEnabled: { } isEnabled } && ObjectId.Parse(id) is { Ok: true, Value: var objectId }
            ? new LiveServicePrincipal(objectId, isEnabled)
            : throw new UnexpectedAnswerException("Azure", "without 'id' or 'accountEnabled'");
    });

    /// <summary>Not for a managed HSM, whose management nobody who reads keys may need to see.</summary>
    private async Task<Seen<VaultLink>> ReadVaultAsync() => promise.VaultId is not { } id
        ? Seen.NotAsked<VaultLink>()
        : await asking.AskAsync($"the vault {id}", async cancellation =>
        {
            var vault = await azure.Arm(tenant).GetGenericResource(new ResourceIdentifier(id)).GetAsync(cancellation);
            using var properties = JsonDocument.Parse(vault.Value.Data.Properties ?? throw new UnexpectedAnswerException("Azure", $"without 'properties'"));
            return ArmAnswers.Vault(properties.RootElement);
        });

    /// <summary>Who can use the key, by the access model that the vault uses.</summary>
    private async Task<Seen<IReadOnlyList<LiveGrant>>> ReadGrantsAsync(Seen<VaultLink> vault)
    {
        if (promise.KeyId is not { } key)
            return await ReadHsmGrantsAsync();
        if (vault.Value is not { } known)
            return vault.Select<IReadOnlyList<LiveGrant>>(_ => null);
        if (!known.Rbac.Is("true"))
            return vault.Select<IReadOnlyList<LiveGrant>>(link => [.. link.Policies.Select(policy => OfPolicy(policy, key))]);
        return await asking.AskAsync<IReadOnlyList<LiveGrant>>($"the role assignments on {key}", async cancellation =>
        {
            var resources = new ResourceManagerClient(azure, tenant);
            var assignments = await ListAsync(resources, key, "atScope()", cancellation);
            var roles = new Dictionary<string, RoleReach>(StringComparer.OrdinalIgnoreCase);
            foreach (var id in assignments.Select(assignment => assignment.RoleId).Distinct(StringComparer.OrdinalIgnoreCase))
                roles[id] = await ReadRoleAsync(resources, key, id, cancellation);
            // Only Azure says who is in a group, and whether a group of that group.
            var vendor = promise.Handoff.ServicePrincipalObjectId;
            var its = assignments.Any(assignment => assignment.IsOfGroup && roles[assignment.RoleId] is { Unwraps: true } or { IsNarrow: false })
                ? await ListAsync(resources, key, $"atScope() and assignedTo('{vendor}')", cancellation)
                : [];
            return ArmAssignment.Grants(assignments, its, vendor, id => roles[id]);
        }, mayBeMissing: false);
    }

    private Task<Seen<LiveKey>> ReadKeyAsync() => asking.AskAsync($"the key {promise.Handoff.KeyUri}", async cancellation =>
    {
        var key = await keys.FindNewestAsync(cancellation);
        var list = await keys.GetVersionsAsync(cancellation);
        return key is null && list.Versions is [{ IsEnabled: false }, ..] ? new LiveKey(null, null, [], list.Versions, list.AnsweredAt)
            : key is not null && list.Versions.Any(version => version.Version == key.Version.Version) ? new LiveKey(key.Kty, key.Bits, key.Operations, list.Versions, list.AnsweredAt)
            : throw new UnexpectedAnswerException("the vault", "with a list of versions that does not have the newest one");
    });

    private Task<Seen<LiveRotation>> ReadRotationAsync() =>
        asking.AskAsync($"the rotation policy of {promise.Handoff.KeyUri}", async cancellation => (await keys.GetRotationPolicyAsync(cancellation)).Live, mayBeMissing: false);

    /// <summary>Local roles of a managed HSM. One that is not known, as a custom one, is taken to do everything.</summary>
    private Task<Seen<IReadOnlyList<LiveGrant>>> ReadHsmGrantsAsync() =>
        asking.AskAsync<IReadOnlyList<LiveGrant>>($"the local role assignments on {promise.Handoff.KeyUri}", async cancellation =>
            [.. (await keys.GetHsmAssignmentsThatReachAsync(cancellation)).Select(assignment =>
                OfHsmRole(assignment.DefinitionId).Grant(assignment.PrincipalId, "principal", assignment.Scope))], mayBeMissing: false);

    private static RoleReach OfHsmRole(string id) =>
        Known(id) ?? new RoleReach(Roles.Of(id)?.Name ?? $"role {id.Split('/')[^1]}", Unwraps: true, Suffices: true, IsNarrow: false);

    private static Task<IReadOnlyList<ArmAssignment>> ListAsync(ResourceManagerClient resources, string key, string filter, CancellationToken cancellation) =>
        resources.ListAsync(
            $"{key}/providers/Microsoft.Authorization/roleAssignments?api-version={Authorization}&$filter={filter}", ArmAnswers.RoleAssignment, cancellation);

    /// <summary>
    /// Built-in roles are known; of others the definition says what they permit. It is read at the key, where the caller may read: its id
    /// is in the subscription or in the tenant, and whoever sees no more than the vault's group may not read there.
    /// </summary>
    private static async Task<RoleReach> ReadRoleAsync(ResourceManagerClient resources, string key, string id, CancellationToken cancellation) =>
        Known(id) ?? await resources.GetAsync(
            $"{key}/providers/Microsoft.Authorization/roleDefinitions/{id.Split('/')[^1]}", Authorization, ArmAnswers.RoleDefinition, cancellation);

    private static RoleReach? Known(string id) => Roles.Of(id) switch
    {
        { Reach: KeyReach.Use } role => new RoleReach(role.Name, Unwraps: true, Suffices: true, IsNarrow: true),
        { Reach: KeyReach.None } role => new RoleReach(role.Name, Unwraps: false, Suffices: false, IsNarrow: true),
        { Reach: KeyReach.Manage } role => new RoleReach(role.Name, Unwraps: false, Suffices: false, IsNarrow: false),
        _ => null,
    };

    /// <summary>An access policy reaches every key of its vault; nothing narrower can be asked of one.</summary>
    private static LiveGrant OfPolicy(GrantLink policy, string key)
    {
        string[] needed = ["get", "wrapKey", "unwrapKey"];
        var permissions = policy.Permissions.Items.Select(item => item.Text ?? "").ToList();
        bool May(string permission) => permissions.Contains(permission, StringComparer.OrdinalIgnoreCase) || permissions.Contains("all", StringComparer.OrdinalIgnoreCase);
        return new LiveGrant(
            policy.PrincipalId.ToString(),
            "principal",
            $"access policy ({string.Join(", ", permissions)})",
            key,
            May("unwrapKey") || May("decrypt"),
            needed.All(May),
            permissions.All(permission => needed.Contains(permission, StringComparer.OrdinalIgnoreCase)));
    }
}
