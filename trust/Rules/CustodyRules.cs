namespace XtCmkInfra.Trust;

/// <summary>Whether the vault alone holds the key, and keeps it.</summary>
internal static class CustodyRules
{
    public static readonly Rule Exportable = new(
        "key-exportable",
        Severity.High,
        "The key can leave its vault",
        "A principal that exports it keeps the key permanently. Disabling the key does not revoke that access.",
        "Create a key that is not exportable and has no release policy, and move the accounts to it.")
    {
        Holds = "The key cannot leave its vault",
        Effect = Effect.Weaker,
    };

    public static readonly Rule OfCertificate = new(
        "key-of-certificate",
        Severity.Medium,
        "The key belongs to a certificate",
        "Renewing the certificate creates a new key version, and deleting it deletes the key.",
        "Create a separate key for Azure Storage, and move the accounts to it.")
    {
        Holds = "The key does not belong to a certificate",
    };

    public static readonly Rule Purgeable = new(
        "key-purgeable",
        Severity.Critical,
        "The key can be purged before its retention period ends",
        "A deleted key can be purged at once, and with it the data of all its accounts.",
        "Switch on purge protection for its vault or managed HSM. Azure never switches it off again.")
    {
        Holds = "The key cannot be purged before its retention period ends",
        Effect = Effect.Lost,
    };

    public static IReadOnlyList<Rule> All { get; } = [Exportable, OfCertificate, Purgeable];

    /// <summary>What a program asks of a new key.</summary>
    public static Outcome CheckNew(Key key) => key.Exportable.Knowledge is Knowledge.Unknown or Knowledge.Secret
        ? new Outcome(null, "not exportable", key.Exportable.ToString())
        : ExportableOutcome(key.Exportable.Is("true"), !key.ReleasePolicy.IsAbsent);

    /// <param name="isReleasable">Whether the version has a policy by which it can be released.</param>
    public static IEnumerable<(Rule Rule, Outcome Outcome)> Check(KeyVersion newest, bool isReleasable)
    {
        yield return (Exportable, ExportableOutcome(newest.IsExportable, isReleasable));
        yield return (OfCertificate,
            new Outcome(!newest.IsOfCertificate, "a key of its own", newest.IsOfCertificate ? "a certificate's" : "a key of its own"));
        var level = newest.RecoveryLevel;
        yield return (Purgeable, new Outcome(
            level is null ? null : !level.Contains("Purgeable", StringComparison.OrdinalIgnoreCase), "cannot be purged", level
                ?? "the vault does not say its recovery level"));
    }

    private static Outcome ExportableOutcome(bool isExportable, bool isReleasable) => new(
        !isExportable && !isReleasable, "not exportable",
        isReleasable ? "has a release policy" : isExportable ? "exportable" : "not exportable");
}
