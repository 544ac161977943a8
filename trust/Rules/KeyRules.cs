using System.Globalization;
namespace XtCmkInfra.Trust;

/// <summary>What a key is, how long it lives, and when it is rotated.</summary>
internal static class KeyRules
{
    private const string Ignored =
        "Azure Resource Manager ignores edits of an existing key, so only the vault's data plane changes it";

    public static readonly Rule Disabled = new(
        "key-disabled",
        Severity.High,
        "The key is disabled",
        "Every account that uses it can no longer be read or written. Nothing is lost: enabling it restores access.",
        "If no revocation is intended, enable the key.")
    {
        Holds = "The key is enabled",
    };

    /// <summary>The same rule where older versions are enabled: accounts that use one of them can still be read and written.</summary>
    public static readonly Rule NewestDisabled = Disabled with
    {
        Meaning =
            "Azure Storage cannot use it, and new accounts with the key are refused. Accounts that use an older version keep working.",
        Effect = Effect.None,
    };

    public static readonly Rule Operations = new(
        "key-operations",
        Severity.High,
        "The key does not permit wrapKey and unwrapKey",
        "Azure Storage needs both. Accounts that use the version can no longer be read or written.",
        "Permit both operations.")
    {
        Holds = "The key permits wrapKey and unwrapKey",
        Effect = Effect.None,
    };

    public static readonly Rule KeyType = new(
        "key-type",
        Severity.High,
        "Azure Storage does not support the key's type or size",
        "Azure Storage supports RSA and RSA-HSM keys of 2048, 3072 or 4096 bits. It refuses others.",
        "Create a key of one of these types and sizes, and move the accounts to it.")
    {
        Holds = "Azure Storage supports the key's type and size",
        Effect = Effect.None,
    };

    public static readonly Rule NoRotation = new(
        "key-rotation-missing",
        Severity.Low,
        "No rotation policy creates new versions of the key",
        "A version stays in use until somebody rotates the key by hand.",
        "Set a rotation policy, or document who rotates the key and when.")
    {
        Holds = "A rotation policy creates new versions of the key",
    };

    private static readonly Rule NoExpiry = new(
        "key-never-expires",
        Severity.Low,
        "The versions of the key never expire",
        "A stolen or forgotten version can be used until somebody disables it.",
        "Set expiryTime in the rotation policy, which gives every new version an expiry and replaces it before.")
    {
        Holds = "The versions of the key expire",
    };

    private static readonly Rule EditIgnored = new(
        "key-edit-ignored",
        Severity.Medium,
        "Azure ignores the edit of the key",
        "Azure Resource Manager creates keys and never changes them. The program no longer describes the key.",
        "Undo the edit. To change the key, create a new version or use az keyvault key.");

    private static readonly Rule Expiry = new(
        "key-expiry",
        Severity.Medium,
        "The key's expiry is not as agreed",
        $"A later expiry keeps a stolen key usable; an expiry before the next rotation takes the data offline. {Ignored}.",
        "Keep the expiry, and let the rotation policy create a new version before it.");

    private static readonly Rule RotationWeaker = new(
        "key-rotation-weaker",
        Severity.Medium,
        "The key is rotated less often than agreed",
        $"A version stays in use for longer than was agreed. {Ignored}.",
        "Keep the rotation policy. If the change is intended, document the reason.");

    private static readonly Rule RotationTighter = new(
        "key-rotation-tighter",
        Severity.Low,
        "The key is rotated more often than agreed",
        $"A version stays in use for a shorter time. {Ignored}.",
        "Set the same policy in the vault with az keyvault key rotation-policy update.");

    /// <summary>What must be true of a key as Azure has it. A program's edit of an existing key says nothing: Azure ignores it.</summary>
    public static IReadOnlyList<Invariant<Key>> Invariants { get; } =
    [
        new(KeyType, key =>
        {
            const string expected = "RSA or RSA-HSM of 2048, 3072 or 4096 bits";
            return key.KeyType.Text is not { } type
                ? new Outcome(null, expected, key.KeyType.Knowledge == Knowledge.Unknown ? LiveKeyHidden : key.KeyType.ToString())
                : new Outcome(
                    type is "RSA" or "RSA-HSM"
                        && StorageKeys.Sizes.Any(size => key.KeySize.Or("2048").Is(size.ToString(CultureInfo.InvariantCulture))),
                    expected,
                    key.KeySize.IsAbsent ? $"{type} " : $"{type} {key.KeySize}");
        }),
        new(Operations, key =>
        {
            var expected = string.Join(", ", KeyPermissionNames.NeededOperations);
            return key.Operations.Whole.Knowledge is Knowledge.Unknown or Knowledge.Secret
                ? new Outcome(null, expected, LiveKeyHidden)
                : new Outcome(!IsShut(key), expected, key.Operations.ToString());
        }),
        new(Disabled, key => key.Enabled.Knowledge is Knowledge.Unknown or Knowledge.Secret ? null : key.Enabled.Is("false")
            ? new Outcome(false, "enabled", "disabled")
            : new Outcome(true, "enabled", "enabled")),
    ];

    public static IEnumerable<Rule> All =>
        [Disabled, Operations, KeyType, NoRotation, NoExpiry, EditIgnored, Expiry, RotationWeaker, RotationTighter];

    private const string LiveKeyHidden = "the vault does not show a key that is disabled";

    private static readonly RuleSet<Key> Planned = new([], Agreements(isFoundInAzure: false));

    private static readonly RuleSet<Key> Found =
        new([.. Invariants.Where(invariant => invariant.Rule != KeyType)], Agreements(isFoundInAzure: true));

    /// <summary>Azure takes all that a program asks of a key when it makes the key, and only then.</summary>
    private static readonly RuleSet<Key> New =
        new([.. Invariants, new(NoRotation, RotationOutcome), new(NoExpiry, ExpiryOutcome),
            new(CustodyRules.Exportable, CustodyRules.CheckNew)], []);

    /// <summary>What a change does to a key; before is null for a new one.</summary>
    public static IEnumerable<Finding> Review(ResourceChange change, Key? before, Key after) =>
        before is not null ? (change.IsFoundInAzure ? Found : Planned).Review(change, before, after)
        : after.IsForStorage ? New.Review(change, null, after)
        : [];

    private static Outcome RotationOutcome(Key key)
    {
        var times = new[] { key.RotateAfterCreate, key.RotateBeforeExpiry };
        return new Outcome(
            times.Any(time => time.Knowledge == Knowledge.Known) ? true : times.All(time => time.IsAbsent) ? false : null,
            "a rotation policy", RotationText(key));
    }

    /// <summary>Without any rotation a key has its finding already, which says that it never expires.</summary>
    private static Outcome? ExpiryOutcome(Key key)
    {
        var ends = new[] { key.Expires, key.ExpiryTime };
        return RotationOutcome(key).Holds == false ? null
            : new Outcome(!Array.TrueForAll(ends, end => end.IsAbsent), "an expiry", RotationText(key));
    }

    private static IReadOnlyList<Agreement<Key>> Agreements(bool isFoundInAzure) =>
    [
        Edit("kty", key => key.KeyType),
        Edit("keySize", key => key.KeySize),
        Edit("attributes.notBefore", key => key.NotBefore),
        Edit("attributes.exportable", key => key.Exportable.Or("false")),
        new(
            (_, found) => isFoundInAzure && found.Enabled.Is("false") ? null : EditIgnored,
            (agreed, found, comparer) =>
                Differs(comparer, "properties.attributes.enabled", agreed.Enabled.Or("true"), found.Enabled.Or("true"))
                    ? EditIgnored
                    : null,
            key => $"enabled: {key.Enabled.Or("true")}"),
        new(
            (_, found) => isFoundInAzure && IsShut(found) ? null : EditIgnored,
            (agreed, found, comparer) => comparer.Compare("properties.keyOps", agreed.Operations, found.Operations) == Comparison.Different
                && !(isFoundInAzure && agreed.Operations.Whole.IsAbsent) ? EditIgnored : null,
            key => $"keyOps: {key.Operations}"),
        new(
            (_, _) => Expiry,
            (agreed, found, comparer) => Differs(comparer, "properties.attributes.expires", agreed.Expires, found.Expires) ? Expiry : null,
            key => Moment(key.Expires)),
        new((_, _) => RotationWeaker, BrokenRotation, RotationText),
    ];

    /// <summary>
    /// Whether it lacks an operation that Azure Storage needs. A key without a list permits everything that its type can do.
    /// </summary>
    private static bool IsShut(Key key) => key.Operations.Items.Count > 0
        && KeyPermissionNames.NeededOperations.Any(needed => key.Operations.Has(needed) == Comparison.Different);

    private static Agreement<Key> Edit(string path, Func<Key, Value> property) => new(
        (_, _) => EditIgnored,
        (agreed, found, comparer) => Differs(comparer, $"properties.{path}", property(agreed), property(found)) ? EditIgnored : null,
        key => $"{path}: {property(key)}");

    /// <summary>What the program leaves to Azure, Azure answers: that is no drift.</summary>
    private static bool Differs(PropertyComparer comparer, string path, Value agreed, Value found) =>
        comparer.Compare(path, agreed, found) == Comparison.Different && !(comparer.IsFoundInAzure && agreed.IsAbsent);

    private static Rule? BrokenRotation(Key agreed, Key found, PropertyComparer comparer)
    {
        const string policy = "properties.rotationPolicy";
        (string Path, Value Before, Value After)[] times =
        [
            ($"{policy}.attributes.expiryTime", agreed.ExpiryTime, found.ExpiryTime),
            ($"{policy}.lifetimeActions.timeAfterCreate", agreed.RotateAfterCreate, found.RotateAfterCreate),
            ($"{policy}.lifetimeActions.timeBeforeExpiry", agreed.RotateBeforeExpiry, found.RotateBeforeExpiry),
        ];
        var changed = times.Where(time => comparer.Compare(time.Path, time.Before, time.After) == Comparison.Different).ToList();
        // A secret that changes says nothing of whether it becomes more or less.
        var hidden = changed.Where(time => time.Before.Knowledge == Knowledge.Secret || time.After.Knowledge == Knowledge.Secret).ToList();
        hidden.ForEach(time => comparer.Hide(time.Path, time.Before.ToString(), time.After.ToString()));
        return hidden.Count == changed.Count ? null
            : Lifetime(found) > Lifetime(agreed) || InUse(found) > InUse(agreed) ? RotationWeaker
            : RotationTighter;
    }

    private static string RotationText(Key key) =>
        (!key.RotateAfterCreate.IsAbsent ? $"rotated {key.RotateAfterCreate} after it was made"
            : !key.RotateBeforeExpiry.IsAbsent ? $"rotated {key.RotateBeforeExpiry} before it expires"
            : "never rotated by policy")
        + (key.ExpiryTime.IsAbsent ? ", never expires" : $", expires after {key.ExpiryTime}");

    /// <summary>How many days a version lives; without end where the policy has none, or one that cannot be read.</summary>
    private static int Lifetime(Key key) => Days(key.ExpiryTime);

    /// <summary>How many days a version is the newest one.</summary>
    private static int InUse(Key key) => Math.Min(
        Days(key.RotateAfterCreate),
        key.RotateBeforeExpiry.IsAbsent || Lifetime(key) == int.MaxValue || Days(key.RotateBeforeExpiry) == int.MaxValue
            ? int.MaxValue
            : Lifetime(key) - Days(key.RotateBeforeExpiry));

    private static int Days(Value period) =>
        period.Text is { } text && Iso8601Period.Parse(text) is { Ok: true, Value: var parsed } ? parsed.AboutDays : int.MaxValue;

    private static string Moment(Value seconds) =>
        long.TryParse(seconds.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < 253_402_300_800
            ? $"expires {DateTimeOffset.FromUnixTimeSeconds(value):yyyy-MM-dd HH:mm} UTC"
            : seconds.IsAbsent ? "never expires" : $"expires {seconds}";
}
