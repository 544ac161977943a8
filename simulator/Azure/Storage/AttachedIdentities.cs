namespace XtCmkInfra.Simulator.Azure;

/// <summary>The user-assigned identities of a storage account.</summary>
internal static class AttachedIdentities
{
    /// <summary>The resource ids after a PUT; null where the request does not speak of identities.</summary>
    public static IReadOnlyList<string>? Apply(AccountIdentityBody? request, SimulatedAzure azure, string accountId)
    {
        if (request is null)
            return null;
        var type = request.Type.Replace(" ", "", StringComparison.Ordinal);
        if (ResourceId.Same(type, "SystemAssigned") || ResourceId.Same(type, "SystemAssigned,UserAssigned"))
            throw AzureException.NotModelled("system-assigned identities, which cannot reach a key in another tenant");
        var ids = (request.UserAssignedIdentities ?? new Dictionary<string, AttachedIdentity?>())
            .Where(entry => entry.Value is not null)
            .Select(entry => entry.Key)
            .ToList();
        if (Requests.Word("InvalidIdentityType", "identity.type", type, "None", "UserAssigned") == "None")
            return ids.Count == 0 ? [] : throw AccountRules.Invalid("identity.type is None, yet there are userAssignedIdentities");
        // Reported of a change that leaves the old one attached (terraform-provider-azurerm#19717).
        if (ids.Count > 1)
            throw AccountRules.Invalid("too many user-assigned identities are specified on the resource; a storage account has one");
        if (ids.Count == 0)
            throw AccountRules.Invalid("identity.type is UserAssigned, yet userAssignedIdentities names none");
        var tenant = azure.TenantOf(ResourceId.Parse(accountId).Subscription);
        return azure.State.Identities.TryGetValue(ids[0], out var identity) && identity.TenantId == tenant.Id
            ? [identity.Id]
            : throw new AzureException(
                400, "FailedIdentityOperation", $"The identity '{ids[0]}' of '{accountId}' does not exist in tenant '{tenant.Id}'.");
    }
}
