namespace XtCmkInfra.Core.Trust;

/// <summary>What the customer's stack promises.</summary>
/// <param name="VaultId">The ARM resource id; null for a managed HSM.</param>
/// <param name="KeyId">The ARM resource id of the key; null for a managed HSM.</param>
/// <param name="IsGranted">Whether the vendor may use the key, or access is revoked.</param>
/// <param name="IsRbac">Whether Azure RBAC decides who reaches the key, or access policies; null where that was not said.</param>
/// <param name="Officers">Who may look after the key, and so unwrap with it, by object id.</param>
/// <param name="Former">Applications that may use the key as well until accounts have left them: the object id of each one's service principal.</param>
public sealed record CustomerPromise(
    CustomerHandoff Handoff,
    ApplicationId Application,
    string? VaultId,
    string? KeyId,
    bool IsGranted,
    IReadOnlyList<string> Officers,
    bool? IsRbac = null,
    IReadOnlyDictionary<ApplicationId, ObjectId>? Former = null)
{
    /// <summary>Whether this customer lets an application use its key.</summary>
    public bool LetsIn(ApplicationId application) => application == Application || Former?.ContainsKey(application) == true;

    /// <summary>Whether somebody may unwrap with the key besides the vendor's application.</summary>
    public bool Expects(string principalId) =>
        Officers.Contains(principalId, StringComparer.OrdinalIgnoreCase)
        || (IsGranted && Former?.Values.Any(former => string.Equals(former.Value, principalId, StringComparison.OrdinalIgnoreCase)) == true);
}
