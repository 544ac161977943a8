namespace XtCmkInfra.Trust;

/// <summary>What the customer's stack promises.</summary>
/// <param name="VaultId">The ARM resource id; null for a managed HSM.</param>
/// <param name="KeyId">The ARM resource id of the key; null for a managed HSM.</param>
/// <param name="IsGranted">Whether the vendor may use the key, or access is revoked.</param>
/// <param name="IsRbac">Whether Azure RBAC decides who reaches the key, or access policies; null where that was not said.</param>
/// <param name="Officers">Who may look after the key, and so unwrap with it, by object id.</param>
public sealed record CustomerPromise(
    CustomerHandoff Handoff, ApplicationId Application, string? VaultId, string? KeyId, bool IsGranted, IReadOnlyList<string> Officers, bool? IsRbac = null);
