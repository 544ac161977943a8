namespace XtCmkInfra.Trust;

/// <summary>
/// Microsoft's page about what a rule asks for. Source: the pages of MicrosoftDocs/azure-docs, azure-security-docs and entra-docs.
/// </summary>
internal static class MicrosoftPages
{
    private const string Learn = "https://learn.microsoft.com/";
    private const string CustomerManagedKeys = "azure/storage/common/customer-managed-keys-overview";
    private const string CrossTenant = "azure/storage/common/customer-managed-keys-configure-cross-tenant-existing-account";
    private const string SoftDelete = "azure/key-vault/general/soft-delete-overview";
    private const string Rotation = "azure/key-vault/keys/how-to-configure-key-rotation";
    private const string Federation = "entra/workload-id/workload-identity-federation-considerations";

    /// <summary>By the beginning of a code; the first that fits counts.</summary>
    private static readonly (string Code, string Page)[] Pages =
    [
        ("account-federated-client", CrossTenant),
        ("account-identity", CrossTenant),
        ("account-infrastructure-encryption", "azure/storage/common/infrastructure-encryption-enable"),
        ("account-shared-keys", "azure/storage/common/shared-key-authorization-prevent"),
        ("account-", CustomerManagedKeys),
        ("application-", Federation),
        ("container-", "azure/storage/blobs/encryption-scope-overview"),
        ("federation-", Federation),
        ("grant-denied", "azure/role-based-access-control/deny-assignments"),
        ("grant-", "azure/key-vault/general/rbac-guide"),
        ("group-", "azure/azure-resource-manager/management/delete-resource-group"),
        ("handoff-", CrossTenant),
        ("identity-", "entra/identity/managed-identities-azure-resources/overview"),
        ("key-deleted", SoftDelete),
        ("key-gone", SoftDelete),
        ("key-purgeable", SoftDelete),
        ("key-rotation", Rotation),
        ("key-expir", Rotation),
        ("key-never", Rotation),
        ("key-version", CustomerManagedKeys),
        ("key-disabled", CustomerManagedKeys),
        ("key-", "azure/key-vault/keys/about-keys"),
        ("principal-", "entra/identity-platform/app-objects-and-service-principals"),
        ("replication-", "azure/storage/blobs/object-replication-overview"),
        ("role-", "azure/key-vault/general/rbac-guide"),
        ("scope-", "azure/storage/blobs/encryption-scope-overview"),
        ("vault-access-model", "azure/key-vault/general/rbac-migration"),
        ("vault-firewall-open", "azure/key-vault/general/network-security"),
        ("vault-trusted-services", "azure/key-vault/general/network-security"),
        ("vault-", SoftDelete),
    ];

    /// <returns>Null for a rule about this project's own files, or about what is not judged.</returns>
    public static string? Of(string code) =>
        Pages.FirstOrDefault(page => code.StartsWith(page.Code, StringComparison.Ordinal)).Page is { } found ? Learn + found : null;
}
