using System.Globalization;

namespace XtCmkInfra.Trust;

/// <summary>What a key is, how long it lives, and when it is rotated.</summary>
internal static class KeyRules
{
    private const string Ignored = "Azure Resource Manager ignores edits of an existing key, so this happens only on the vault's own data plane";

    private static readonly Rule EditIgnored = new(
        "key-edit-ignored",
        Severity.Medium,
        "An edit of the key that Azure ignores",
        "Azure Resource Manager makes a key once and writes nothing to one that exists: the program says what is not true.",
        "Undo the edit. To change the key, make a new version or edit it in the vault itself (az keyvault key).");

    private static readonly Rule Expiry = new(
        "key-expiry",
        Severity.Medium,
        "The key's expiry changes",
        $"A key that expires later, or never, stays good for whoever gets hold of it; one that expires before it is rotated takes the data offline. {Ignored}.",
        "Keep the expiry, and let the rotation policy make a new version before it.");

    private static readonly Rule RotationWeaker = new(
        "key-rotation-weaker",
        Severity.Medium,
        "The key is rotated less often, or no more",
        $"A version stays in use for longer than was agreed. {Ignored}.",
        "Keep the rotation policy. If it must change, write down why.");

    private static readonly Rule RotationTighter = new(
        "key-rotation-tighter",
        Severity.Low,
        "The key is rotated more often",
        $"A version stays in use for a shorter time. {Ignored}.",
        "Set the same policy in the vault itself (az keyvault key rotation-policy update).");

    public static readonly Rule Disabled = new(
        "key-disabled",
        Severity.High,
        "The key is disabled",
        "Every account that uses it can no longer be read or written. Nothing is lost: enabling it restores them.",
        "If this is not a revocation on purpose, enable the key again.");

    public static readonly Rule Operations = new(
        "key-operations",
        Severity.High,
        "The key no longer permits to wrap or unwrap",
        "Azure Storage needs both: every account that uses the key can no longer be read or written.",
        "Permit wrapKey and unwrapKey again.");

    public static IEnumerable<Rule> All => [Disabled, Operations, EditIgnored, Expiry, RotationWeaker, RotationTighter];

    public static IEnumerable<Finding> Check(LinkChange change, KeyLink before, KeyLink after)
    {
        var hidden = new NotKnown(change);
        var findings = new List<Finding>();
        CheckUse(change, before, after, hidden, findings);

        Edit("kty", before.KeyType, after.KeyType);
        Edit("keySize", before.KeySize, after.KeySize);
        Edit("attributes.notBefore", before.NotBefore, after.NotBefore);
        Edit("attributes.exportable", before.Exportable.Or("false"), after.Exportable.Or("false"));

        if (hidden.Compare("properties.attributes.expires", before.Expires, after.Expires) == Sameness.Different && !IsFilledIn(change, before.Expires))
            findings.Add(Expiry.On(change.Resource, Moment(before.Expires), Moment(after.Expires)));
        CheckRotation(change, before, after, hidden, findings);
        return [.. findings, .. hidden.Findings];

        void Edit(string path, Value old, Value now)
        {
            if (hidden.Compare($"properties.{path}", old, now) == Sameness.Different && !IsFilledIn(change, old))
                findings.Add(EditIgnored.On(change.Resource, $"{path}: {old}", $"{path}: {now}"));
        }
    }

    private static void CheckUse(LinkChange change, KeyLink before, KeyLink after, NotKnown hidden, List<Finding> findings)
    {
        if (hidden.Compare("properties.attributes.enabled", before.Enabled.Or("true"), after.Enabled.Or("true")) == Sameness.Different)
        {
            var rule = change.IsFoundInAzure && after.Enabled.Is("false") ? Disabled : EditIgnored;
            findings.Add(rule.On(change.Resource, $"enabled: {before.Enabled.Or("true")}", $"enabled: {after.Enabled.Or("true")}"));
        }

        if (hidden.Compare("properties.keyOps", before.Operations, after.Operations) == Sameness.Different)
        {
            var isShut = change.IsFoundInAzure && (Lost("wrapKey") || Lost("unwrapKey"));
            if (isShut || !IsFilledIn(change, before.Operations.Whole))
                findings.Add((isShut ? Operations : EditIgnored).On(change.Resource, $"keyOps: {before.Operations}", $"keyOps: {after.Operations}"));
        }

        // A key without a list permits everything that its type can do.
        bool Lost(string operation) => after.Operations.Items.Count > 0 && after.Operations.Has(operation) == Sameness.Different;
    }

    /// <summary>What the program leaves to Azure, Azure answers: that is no drift.</summary>
    private static bool IsFilledIn(LinkChange change, Value before) => change.IsFoundInAzure && before.IsAbsent;

    private static void CheckRotation(LinkChange change, KeyLink before, KeyLink after, NotKnown hidden, List<Finding> findings)
    {
        const string policy = "properties.rotationPolicy";
        var compared = new[]
        {
            hidden.Compare($"{policy}.attributes.expiryTime", before.ExpiryTime, after.ExpiryTime),
            hidden.Compare($"{policy}.lifetimeActions.timeAfterCreate", before.RotateAfterCreate, after.RotateAfterCreate),
            hidden.Compare($"{policy}.lifetimeActions.timeBeforeExpiry", before.RotateBeforeExpiry, after.RotateBeforeExpiry),
        };
        if (!compared.Contains(Sameness.Different))
            return;
        var isWeaker = Lifetime(after) > Lifetime(before) || InUse(after) > InUse(before);
        findings.Add((isWeaker ? RotationWeaker : RotationTighter).On(change.Resource, Text(before), Text(after)));

        static string Text(KeyLink key) =>
            (!key.RotateAfterCreate.IsAbsent ? $"rotated {key.RotateAfterCreate} after it was made"
                : !key.RotateBeforeExpiry.IsAbsent ? $"rotated {key.RotateBeforeExpiry} before it expires" : "never rotated by policy")
            + (key.ExpiryTime.IsAbsent ? ", never expires" : $", expires after {key.ExpiryTime}");
    }

    /// <summary>How many days a version lives; without end where the policy has none, or one that cannot be read.</summary>
    private static int Lifetime(KeyLink key) => Days(key.ExpiryTime);

    /// <summary>How many days a version is the newest one.</summary>
    private static int InUse(KeyLink key) => Math.Min(
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
