namespace XtCmkInfra.Trust;

/// <summary>The chain in a customer's tenant as it was read, and what the customer's stack expects of it.</summary>
/// <param name="Grants">Every grant that reaches the key.</param>
public sealed record CustomerChain(
    CustomerExpectation Expectation,
    ReadResult<ServicePrincipal> Principal,
    ReadResult<Vault> Vault,
    ReadResult<IReadOnlyList<Grant>> Grants,
    ReadResult<LiveKey> Key,
    ReadResult<LiveRotation> Rotation)
{
    /// <summary>Every deny assignment that reaches the key; null where none can, as access policies or local roles decide.</summary>
    public ReadResult<IReadOnlyList<DenyAssignment>>? Denials { get; init; }

    public static CustomerChain Skipped(CustomerExpectation expectation) => new(
        expectation,
        ReadResult.Skipped<ServicePrincipal>(),
        ReadResult.Skipped<Vault>(),
        ReadResult.Skipped<IReadOnlyList<Grant>>(),
        ReadResult.Skipped<LiveKey>(),
        ReadResult.Skipped<LiveRotation>());

    /// <param name="warnDays">An expiry within so many days is reported.</param>
    public IEnumerable<CheckResult> Check(int warnDays)
    {
        IEnumerable<CheckResult> results =
            [.. CustomerChecks.CheckServicePrincipal(Expectation, Principal), .. CustomerChecks.CheckVault(Expectation, Vault)];
        // With the vault, all that is in it is gone, which needs no result of its own; nor does the rotation of a key that is gone.
        if (Vault.NotFound)
            return results;
        return
        [
            .. results,
            .. CustomerChecks.CheckGrants(Expectation, Grants, Principal.Value?.ObjectId.Text),
            .. Expectation.IsGranted && Denials is { } denials ? CustomerChecks.CheckDenials(Expectation, denials) : [],
            .. CustomerChecks.CheckKey(Expectation, Key, warnDays),
            .. Key.NotFound ? [] : CustomerChecks.CheckRotation(Expectation, Rotation, Key.Value),
        ];
    }
}
