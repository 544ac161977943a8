namespace XtCmkInfra.Trust;

/// <summary>The rules about grants that a change breaks, and those that both a change and a state break.</summary>
internal static class GrantRule
{
    public static readonly Rule Broader = new(
        "grant-broader",
        Severity.High,
        "A grant on keys is broader than Azure Storage needs",
        "Azure Storage reads, wraps and unwraps with one key. Whoever has more can decrypt, sign, change or delete keys, or let others in.",
        "Grant Key Vault Crypto Service Encryption User on the key alone; in access policies get, wrapKey and unwrapKey.")
    {
        Holds = "The vendor's grant permits no more than Azure Storage needs",
        Effect = Effect.Weaker,
    };

    public static readonly Rule Wider = new(
        "grant-wider",
        Severity.High,
        "A grant on keys reaches further than the key",
        "Its holder can use other keys of the customer too, or reach what else is in the vault, now or later.",
        "Make the grant on the key alone, and take the wider one away.")
    {
        Holds = "The vendor's grant reaches no further than agreed",
        Effect = Effect.Weaker,
    };

    public static readonly Rule Missing = new(
        "grant-gone",
        Severity.High,
        "The grant on the key is gone",
        "The vendor's accounts can no longer be read or written within the hour. Nothing is lost: the grant restores them.",
        "If this is not a revocation on purpose, grant the vendor's service principal Key Vault Crypto Service Encryption User on the key.")
    {
        Holds = "The vendor's service principal has the grant on the key",
    };

    public static readonly Rule Incomplete = new(
        "grant-incomplete",
        Severity.High,
        "The grant on the key lacks a right that Azure Storage needs",
        "Data that is there can still be unwrapped, but the account takes no new version into use, and new accounts with the key are "
            + "refused.",
        "Grant Key Vault Crypto Service Encryption User on the key; in access policies get, wrapKey and unwrapKey.")
    {
        Holds = "The vendor's service principal may get, wrap and unwrap",
        Effect = Effect.None,
    };

    public static readonly Rule OtherRole = new(
        "grant-other-role",
        Severity.High,
        "The grant on the key becomes a role whose rights cannot be determined",
        "If it does not permit to read, wrap and unwrap, the vendor's accounts can no longer be read or written; it may also permit more.",
        "Keep Key Vault Crypto Service Encryption User, or read the role's definition and say in the pull request why it is enough and "
            + "not too much.");

    public static readonly Rule Unclear = new(
        "grant-unclear",
        Severity.Medium,
        "A grant on keys is made whose rights cannot be determined",
        "The role is none of the built-in ones, or it is not said whether a person or a service gets it.",
        "Read the role's definition, set principalType, and grant Key Vault Crypto Service Encryption User where that is enough.");

    public static readonly Rule New = new(
        "grant-new",
        Severity.Low,
        "A grant on keys is new",
        "Whoever has it can use the key, or look after it.",
        "Nothing to do, if it is for the vendor's service principal, or for the people who look after the keys.");

    public static readonly Rule PersonRemoved = new(
        "grant-person-removed",
        Severity.Low,
        "Somebody can no longer look after the keys",
        "The data is not concerned. Somebody must remain who can rotate and disable the keys.",
        "Make sure that somebody else has the right.");

    public static readonly Rule Condition = new(
        "grant-condition",
        Severity.High,
        "The condition of a grant on keys changes",
        "Azure reads the condition at every request. Whether the vendor's accounts reach their key, and who else does, cannot be "
            + "determined.",
        "Leave conditions out of grants on keys: Key Vault Crypto Service Encryption User on the key alone is narrow enough.");

    public static IEnumerable<Rule> All => [Broader, Wider, Incomplete, OtherRole, Unclear, Condition, New, PersonRemoved];
}
