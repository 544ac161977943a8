namespace XtCmkInfra.Trust;

/// <summary>The rules about grants that a change breaks, and those that both a change and a state break.</summary>
internal static class GrantRule
{
    public static readonly Rule Broader = new(
        "grant-broader",
        Severity.High,
        "The grant permits more than Azure Storage needs",
        "Azure Storage reads, wraps and unwraps with one key. A principal with more can decrypt, sign, change or delete keys, or "
            + "grant access to others.",
        "Grant Key Vault Crypto Service Encryption User on the key alone; in access policies get, wrapKey and unwrapKey.")
    {
        Holds = "The grant permits only what Azure Storage needs",
        Effect = Effect.Weaker,
    };

    public static readonly Rule Wider = new(
        "grant-wider",
        Severity.High,
        "The grant reaches more than the key",
        "Its holder can also use other keys or contents of the vault, now or later.",
        "Create the grant on the key alone, and delete the wider one.")
    {
        Holds = "The grant reaches only the agreed key",
        Effect = Effect.Weaker,
    };

    public static readonly Rule Missing = new(
        "grant-gone",
        Severity.High,
        "The vendor's service principal does not have the grant on the key",
        "The vendor's accounts can no longer be read or written within the hour. Nothing is lost: the grant restores them.",
        "If no revocation is intended, grant the vendor's service principal Key Vault Crypto Service Encryption User on the key.")
    {
        Holds = "The vendor's service principal has the grant on the key",
    };

    public static readonly Rule Incomplete = new(
        "grant-incomplete",
        Severity.High,
        "The grant on the key does not permit all of get, wrap and unwrap",
        "Existing data can still be unwrapped. The account cannot use a new version, and new accounts with the key are refused.",
        "Grant Key Vault Crypto Service Encryption User on the key; in access policies get, wrapKey and unwrapKey.")
    {
        Holds = "The grant on the key permits get, wrap and unwrap",
        Effect = Effect.None,
    };

    public static readonly Rule OtherRole = new(
        "grant-other-role",
        Severity.High,
        "What the role of the grant permits cannot be determined",
        "If it does not permit to read, wrap and unwrap, the vendor's accounts can no longer be read or written; it may also permit more.",
        "Keep Key Vault Crypto Service Encryption User, or read the role's definition and explain in the pull request why it fits.");

    public static readonly Rule Unclear = new(
        "grant-unclear",
        Severity.Medium,
        "What a new grant on keys permits cannot be determined",
        "The role is not a built-in role, or the grant does not state whether it is for a person or a service.",
        "Read the role's definition, set principalType, and grant Key Vault Crypto Service Encryption User where that is enough.");

    public static readonly Rule New = new(
        "grant-new",
        Severity.Low,
        "The grant on the key is new",
        "Its holder can use or manage the key.",
        "Check that it is for the vendor's service principal or for a crypto officer.");

    public static readonly Rule PersonRemoved = new(
        "grant-person-removed",
        Severity.Low,
        "A person no longer has a role on the keys",
        "The data is not affected. At least one person must be able to rotate and disable the keys.",
        "Check that another person has the role.");

    public static readonly Rule Condition = new(
        "grant-condition",
        Severity.High,
        "The condition of the grant is not the same",
        "Azure evaluates the condition at each request. Who can use the key cannot be determined.",
        "Remove the condition: Key Vault Crypto Service Encryption User on the key alone is narrow enough.");

    public static IEnumerable<Rule> All => [Broader, Wider, Incomplete, OtherRole, Unclear, Condition, New, PersonRemoved];
}
