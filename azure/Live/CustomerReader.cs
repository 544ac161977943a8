using Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>Reads the links in a customer's tenant.</summary>
internal sealed class CustomerReader(
    AzureConnection azure, CustomerExpectation expectation, RestClient resources, VaultFinder finder, AzureQueries queries)
{
    private readonly TenantId tenant = expectation.Handoff.TenantId;
    private readonly RestClient graph = RestClient.Graph(azure, expectation.Handoff.TenantId);
    private readonly KeyVaultClient keys = KeyVaultClient.Connect(azure, expectation.Handoff.TenantId, expectation.Handoff.KeyUri);

    /// <summary>Why it is not known where the vault is; null where it is, or where there is none.</summary>
    private string? NoVault { get; init; }

    /// <param name="scope">Where to look for a vault that is expected by its name alone.</param>
    public static async Task<CustomerChain> ReadAsync(
        AzureConnection azure, CustomerExpectation expectation, ReadScope scope, AzureQueries queries)
    {
        var resources = RestClient.ResourceManager(azure, expectation.Handoff.TenantId);
        var finder = new VaultFinder(resources, scope, queries);
        if (expectation.VaultId is not null || expectation.Handoff.KeyUri.IsManagedHsm)
            return await new CustomerReader(azure, expectation, resources, finder, queries).ReadAsync();
        var vault = await finder.FindVaultAsync(expectation.Handoff.TenantId, expectation.Handoff.KeyUri.VaultName);
        var located = vault.Value is { } id ? expectation.In(id) : expectation;
        return await new CustomerReader(azure, located, resources, finder, queries) { NoVault = vault.Failure }.ReadAsync();
    }

    /// <summary>Reads at the same time what can be asked without another's answer.</summary>
    private async Task<CustomerChain> ReadAsync()
    {
        var (readPrincipal, readVault, readKey) = (ReadPrincipalAsync(), ReadVaultAsync(), ReadKeyAndRotationAsync());
        var vault = await readVault;
        var isGone = vault.NotFound;
        var readDenials = isGone ? Task.FromResult<ReadResult<IReadOnlyList<DenyAssignment>>?>(null) : ReadDenialsAsync(vault);
        var grants = isGone ? ReadResult.Skipped<IReadOnlyList<Grant>>() : await ReadGrantsAsync(vault);
        var (principal, (key, rotation)) = (await readPrincipal, await readKey);
        // Whatever the host of a vault that is gone may answer: its keys are gone with it.
        return new CustomerChain(expectation, principal, vault, grants, isGone ? ReadResult.Of<LiveKey>(null, vault.At) : key, rotation)
        {
            Denials = await readDenials,
        };
    }

    private async Task<(ReadResult<LiveKey> Key, ReadResult<LiveRotation> Rotation)> ReadKeyAndRotationAsync()
    {
        var key = await ReadKeyAsync();
        return (key, key.Value is not null ? await ReadRotationAsync() : key.Select<LiveRotation>(_ => null));
    }

    private Task<ReadResult<ServicePrincipal>> ReadPrincipalAsync() =>
        queries.AskAsync($"the service principal of {expectation.Application} in {tenant}", async cancellation =>
    {
        var asked = expectation.Application;
        return await graph.GetAsync(
            $"/v1.0/servicePrincipals(appId='{asked}')?$select={EntraAnswers.OfServicePrincipal}", answer =>
                EntraAnswers.ServicePrincipal(answer, asked), cancellation);
    });

    private async Task<ReadResult<Vault>> ReadVaultAsync() => expectation.VaultId is not { } id
        ? NoVault is null ? await finder.FindHsmAsync(expectation.Handoff.KeyUri.VaultName) : ReadResult.Failed<Vault>(NoVault, queries.Now)
        : await queries.AskAsync($"the vault {id}", async cancellation =>
        {
            return await resources.GetAsync($"{id}?api-version={KeyVaultManagement.ApiVersion}", answer =>
            {
                answer.RequireSame("id", id);
                return ResourceManagerAnswers.Vault(answer);
            }, cancellation);
        });

    /// <summary>Who can use the key, by the access model that the vault uses.</summary>
    private async Task<ReadResult<IReadOnlyList<Grant>>> ReadGrantsAsync(ReadResult<Vault> vault)
    {
        if (expectation.Handoff.KeyUri.IsManagedHsm)
            return await ReadHsmGrantsAsync();
        if (expectation.KeyId is not { } key || vault.Value is not { } known)
            return vault.Select<IReadOnlyList<Grant>>(_ => null);
        if (!known.Rbac.Is("true"))
            return await WithGroupsAsync(vault.Select<IReadOnlyList<Grant>>(found =>
                [.. found.Policies.Select(policy => policy with { Scope = Value.Of(expectation.VaultId!) })]));
        return await queries.AskAsync<IReadOnlyList<Grant>>($"the role assignments on {key}", async cancellation =>
        {
            var vendor = expectation.Handoff.ServicePrincipalObjectId;
            IReadOnlyList<RoleAssignmentAnswer> assignments =
                [.. await ListAsync(key, "atScope()", cancellation), .. await ListEligibilitiesAsync(key, cancellation)];
            // Only Azure says who is in a group, and whether a group of that group.
            var its = await ListAsync(expectation.VaultId!, $"assignedTo('{vendor}')", cancellation);
            if (assignments.Any(one => !one.Grant.IsEligible
                && one.Grant.PrincipalId.Is(vendor.Value)
                && its.All(other => !other.Id.Equals(one.Id, StringComparison.OrdinalIgnoreCase))))
                throw new UnexpectedAnswerException("Azure", "with two lists of role assignments that contradict each other");
            var roles = new Dictionary<string, RoleDefinition>(StringComparer.OrdinalIgnoreCase);
            foreach (var id in assignments.Concat(its).Select(assignment => assignment.RoleId).Distinct(StringComparer.OrdinalIgnoreCase))
                roles[id] = await ReadRoleAsync(key, id, cancellation);
            return RoleAssignmentAnswer.Grants(assignments, its, vendor, id => roles[id]);
        }, mayBeMissing: false);
    }

    private Task<ReadResult<LiveKey>> ReadKeyAsync() => queries.AskAsync($"the key {expectation.Handoff.KeyUri}", async cancellation =>
    {
        var key = await keys.FindNewestAsync(cancellation);
        var list = await ListVersionsAsync(cancellation);
        var listed = list.Versions.FirstOrDefault(version => version.Version == key?.Version.Version);
        return key is null && list.Versions is [{ IsEnabled: false }, ..] ? new LiveKey(Key.Hidden, list.Versions, list.AnsweredAt)
            : key is null || listed is null ? throw new UnexpectedAnswerException("the vault",
                "with a list of versions that does not have the newest one")
            : listed != key.Version ? throw new UnexpectedAnswerException("the vault", "with a key that contradicts its list of versions")
            : new LiveKey(key.Key, list.Versions, list.AnsweredAt) { IsReleasable = key.IsReleasable };
    });

    /// <summary>The key has answered already: a list that is not there says nothing of the key.</summary>
    private async Task<VersionList> ListVersionsAsync(CancellationToken cancellation)
    {
        try
        {
            return await keys.GetVersionsAsync(cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new UnexpectedAnswerException("the vault", "with a key, and then that there are no versions of it");
        }
    }

    private Task<ReadResult<LiveRotation>> ReadRotationAsync() =>
        queries.AskAsync($"the rotation policy of {expectation.Handoff.KeyUri}",
            async cancellation => (await keys.GetRotationPolicyAsync(cancellation)).Live, mayBeMissing: false);

    /// <summary>Local roles of a managed HSM.</summary>
    private async Task<ReadResult<IReadOnlyList<Grant>>> ReadHsmGrantsAsync() =>
        await WithGroupsAsync(await queries
            .AskAsync<IReadOnlyList<Grant>>($"the local role assignments on {expectation.Handoff.KeyUri}", async cancellation =>
            [.. (await keys.GetHsmAssignmentsThatReachAsync(cancellation)).Select(assignment => assignment.Grant)], mayBeMissing: false));

    /// <summary>Roles that somebody may activate. A tenant without the licence for that has none.</summary>
    private async Task<IReadOnlyList<RoleAssignmentAnswer>> ListEligibilitiesAsync(string key, CancellationToken cancellation)
    {
        try
        {
            return await resources.ListAsync(
                $"{key}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?api-version={ApiVersions.RoleEligibility}&$filter=atScope()",
                ResourceManagerAnswers.Eligibility,
                cancellation);
        }
        catch (RequestFailedException refused) when (refused.ErrorCode == "AadPremiumLicenseRequired")
        {
            return [];
        }
    }

    /// <summary>Null where Azure RBAC does not decide: deny assignments do not reach the data then.</summary>
    private async Task<ReadResult<IReadOnlyList<DenyAssignment>>?> ReadDenialsAsync(ReadResult<Vault> vault) =>
        expectation.Handoff.KeyUri.IsManagedHsm || vault.Value?.Rbac.Is("true") == false ? null
            : expectation.KeyId is not { } key || vault.Value is null ? vault.Select<IReadOnlyList<DenyAssignment>>(_ => null)
            : await queries.AskAsync<IReadOnlyList<DenyAssignment>>(
                $"the deny assignments on {key}",
                async cancellation => await resources.ListAsync(
                    $"{key}/providers/Microsoft.Authorization/denyAssignments?api-version={ApiVersions.Authorization}&$filter=atScope()",
                    answer => ResourceManagerAnswers.DenyAssignment(answer, key, expectation.Handoff.ServicePrincipalObjectId),
                    cancellation),
                mayBeMissing: false);

    /// <summary>
    /// An access policy, or a local role of a managed HSM, does not say whether it is for a group. Where somebody but those that are
    /// expected has one, Microsoft Graph is asked for the groups of the vendor's service principal.
    /// </summary>
    private async Task<ReadResult<IReadOnlyList<Grant>>> WithGroupsAsync(ReadResult<IReadOnlyList<Grant>> read)
    {
        var vendor = expectation.Handoff.ServicePrincipalObjectId;
        if (read.Value is not { } grants
            || !grants.Any(grant => !grant.PrincipalId.Is(vendor.Value) && !expectation.Officers.Any(grant.PrincipalId.Is)))
            return read;
        var asked = string.Join(", ",
            grants.Select(grant => grant.PrincipalId).Where(id => !id.Is(vendor.Value) && !expectation.Officers.Any(id.Is)).Distinct());
        return await queries
            .AskAsync<IReadOnlyList<Grant>>($"whether the service principal {vendor} is in a group {asked}", async cancellation =>
        {
            var groups = (await graph.ListAsync(
                $"/v1.0/servicePrincipals/{vendor}/transitiveMemberOf?$select=id,displayName", EntraAnswers.Group, cancellation))
                    .ToDictionary(StringComparer.OrdinalIgnoreCase);
            return
            [
                .. grants,
                .. grants.Where(grant => grant.PrincipalId.Text is { } id && groups.ContainsKey(id)).Select(grant => grant with
                {
                    PrincipalId = Value.Of(vendor.Value),
                    PrincipalType = Value.Of($"Group {groups[grant.PrincipalId.Text!]} with"),
                }),
            ];
        }, mayBeMissing: false);
    }

    private Task<IReadOnlyList<RoleAssignmentAnswer>> ListAsync(string scope, string filter, CancellationToken cancellation) =>
        resources.ListAsync(
            $"{scope}/providers/Microsoft.Authorization/roleAssignments?api-version={ApiVersions.Authorization}&$filter={filter}",
            ResourceManagerAnswers.RoleAssignment, cancellation);

    /// <summary>
    /// The narrowest built-in roles are known; of others the definition says what they permit. It is read at the key, where the caller may
    /// read: its id is in the subscription or in the tenant, and whoever sees no more than the vault's group may not read there.
    /// </summary>
    private async Task<RoleDefinition> ReadRoleAsync(string key, string id, CancellationToken cancellation) =>
        Roles.Of(id) is { Rights: KeyRights.None or KeyRights.Needed or KeyRights.Manage } role
            ? new RoleDefinition(role.Name, role.Rights)
            : await resources.GetAsync(
                $"{key}/providers/Microsoft.Authorization/roleDefinitions/{id.Split('/')[^1]}?api-version={ApiVersions.Authorization}",
                answer => ResourceManagerAnswers.RoleDefinition(answer, id),
                cancellation);
}
