namespace XtCmkInfra.Trust;

/// <summary>Whether the vault alone holds the key, and keeps it.</summary>
internal static class CustodyRules
{
    public static readonly Rule Exportable = new(
        "key-exportable",
        Severity.High,
        "The key can leave its vault",
        "Whoever may release or export it has the key itself for good: disabling or deleting it no longer takes the data away from them.",
        "Make a new key that is not exportable and has no release policy, and move the accounts to it.")
    {
        Holds = "The key cannot leave its vault",
        Effect = Effect.Weaker,
    };

    public static readonly Rule OfCertificate = new(
        "key-of-certificate",
        Severity.Medium,
        "The key belongs to a certificate",
        "Whoever renews or deletes the certificate makes a new version of the key, or deletes it.",
        "Make a key of its own for Azure Storage, and move the accounts to it.")
    {
        Holds = "The key is one of its own",
    };

    public static readonly Rule Purgeable = new(
        "key-purgeable",
        Severity.Critical,
        "The key can be purged once it is deleted",
        "A deleted key could be purged at once, and with it every account that it encrypts.",
        "Switch on purge protection for its vault or managed HSM. Azure never switches it off again.")
    {
        Holds = "The key cannot be purged before its retention has ended",
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
