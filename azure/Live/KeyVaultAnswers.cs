using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>A version of a key with its public half.</summary>
/// <param name="Kty">RSA, RSA-HSM, EC, EC-HSM or oct-HSM.</param>
/// <param name="Bits">The length of the modulus; null for what is not RSA.</param>
/// <param name="Operations">For example wrapKey, unwrapKey.</param>
internal sealed record KeyDetails(string Kty, int? Bits, IReadOnlyList<string> Operations, KeyVersion Version)
{
    public bool IsReleasable { get; init; }

    /// <summary>What the rules look at.</summary>
    public Key Key => new(
        Value.Of(Kty),
        Bits is { } bits ? Value.Of(bits.ToString(CultureInfo.InvariantCulture)) : Value.Absent,
        Values.Of([.. Operations.Select(Value.Of)]),
        Value.Of(Version.IsEnabled),
        Value.Absent,
        Value.Absent,
        Value.Absent,
        Value.Absent,
        Value.Absent,
        Value.Absent);
}

/// <summary>All versions of a key, the newest first.</summary>
/// <param name="AnsweredAt">
/// The vault's own time, to the second: what ages are reckoned with, rather than with this machine's clock. A managed HSM does not report
/// it.
/// </param>
internal sealed record VersionList(IReadOnlyList<KeyVersion> Versions, DateTimeOffset AnsweredAt);

/// <param name="Rotates">In words, when the policy makes a new version; null where it makes none.</param>
/// <param name="Expiry">How long a version that it makes is valid, as in P2Y; null for ever.</param>
/// <param name="After">How long after a version was made, as <paramref name="BeforeExpiry"/> before it expires.</param>
internal sealed record KeyRotation(string? Rotates, string? Expiry, Iso8601Period? After = null, Iso8601Period? BeforeExpiry = null)
{
    public LiveRotation Live => new(Rotates, After, BeforeExpiry);
}

/// <summary>A local role assignment of a managed HSM.</summary>
/// <param name="Name">A GUID.</param>
/// <param name="Scope">/, /keys or /keys/{name}.</param>
/// <param name="DefinitionId">Ends in the GUID of the role.</param>
internal sealed record HsmAssignment(string Name, string Scope, string DefinitionId, string PrincipalId)
{
    /// <summary>One of a role that is not known, as a custom one, is taken to permit everything.</summary>
    public Grant Grant => new(Value.Of(PrincipalId), Value.Absent, Value.Of(DefinitionId), Value.Of(Scope), Values.Absent)
    {
        Definition = Roles.Of(DefinitionId) is null
            ? new RoleDefinition($"role {DefinitionId.Split('/')[^1]}", KeyRights.Everything)
            : null,
    };
}

/// <summary>
/// Reads what Key Vault answers, version 7.4. Source: the REST reference "Key Vault / Keys" and "Managed HSM role assignments".
/// </summary>
internal static class KeyVaultAnswers
{
    public static KeyDetails KeyDetails(JsonAnswer answer, KeyUri asked)
    {
        var key = answer.Object("key");
        var kty = key.Text("kty");
        var bits = kty.StartsWith("RSA", StringComparison.OrdinalIgnoreCase) ? Bits(key) : (int?)null;
        return new KeyDetails(kty, bits, key.Texts("key_ops"), Version(key, answer, asked)) { IsReleasable = answer.Has("release_policy") };
    }

    public static KeyVersion Listed(JsonAnswer entry, KeyUri asked) => Version(entry, entry, asked);

    public static KeyRotation Rotation(JsonAnswer answer, KeyUri asked)
    {
        const string path = "/rotationpolicy";
        if (answer.OptionalText("id") is { } id && !(id.EndsWith(path, StringComparison.OrdinalIgnoreCase)
            && KeyUri.Parse(id[..^path.Length]).Value is { } key && key.IsSameKeyAs(asked)))
            throw answer.Invalid("id is not of the policy of the key that was asked for");
        string? rotates = null;
        Iso8601Period? afterCreate = null, beforeExpiry = null;
        // Of a key that nobody gave a policy, both members may be null.
        foreach (var action in answer.Mentions("attributes") && !answer.Has("lifetimeActions") ? [] : answer.Objects("lifetimeActions"))
        {
            if (!action.Object("action").Text("type").Equals("Rotate", StringComparison.OrdinalIgnoreCase))
                continue;
            var trigger = action.Object("trigger");
            afterCreate = trigger.OptionalText("timeAfterCreate") is { } created ? Period(action, created) : null;
            beforeExpiry = trigger.OptionalText("timeBeforeExpiry") is { } ending ? Period(action, ending) : null;
            rotates = (trigger.OptionalText("timeAfterCreate"), trigger.OptionalText("timeBeforeExpiry")) switch
            {
                ({ } after, null) => $"{InWords(action, after)} after a version was made",
                (null, { } before) => $"{InWords(action, before)} before a version expires",
                _ => throw action.Invalid("the trigger of a rotation policy has not exactly one time"),
            };
        }

        var expiry = answer.Has("attributes") ? answer.Object("attributes").OptionalText("expiryTime") : null;
        return new KeyRotation(rotates, expiry is null ? null : Period(answer, expiry).Text, afterCreate, beforeExpiry);
    }

    public static HsmAssignment Assignment(JsonAnswer answer)
    {
        var properties = answer.Object("properties");
        var name = answer.Text("name");
        // It becomes a part of a path.
        return !Guid.TryParseExact(name, "D", out _) ? throw answer.Invalid("name is not a GUID") : new HsmAssignment(
            name, properties.Text("scope"), properties.Text("roleDefinitionId"), properties.Text("principalId"));
    }

    private static KeyVersion Version(JsonAnswer withId, JsonAnswer withAttributes, KeyUri asked)
    {
        var id = withId.Text("kid");
        if (KeyUri.Parse(id) is not { Ok: true, Value: { Version: { } version } uri } || !uri.IsSameKeyAs(asked))
            throw withId.Invalid("kid is not a version of the key that was asked for");
        if (asked.Version is not null && asked.Version != version)
            throw withId.Invalid("kid is another version than was asked for");
        var attributes = withAttributes.Object("attributes");
        return new KeyVersion(
            version, attributes.Flag("enabled"), attributes.Time("created"), attributes.OptionalTime("nbf"), attributes.OptionalTime("exp"))
        {
            Updated = attributes.OptionalTime("updated"),
            RecoveryLevel = attributes.OptionalText("recoveryLevel"),
            IsExportable = attributes.Has("exportable") && attributes.Flag("exportable"),
            IsOfCertificate = withAttributes.Has("managed") && withAttributes.Flag("managed"),
        };
    }

    /// <summary>The modulus may have leading zeros; they do not count.</summary>
    private static int Bits(JsonAnswer key)
    {
        var modulus = key.Text("n");
        return Base64Url.IsValid(modulus)
            ? (int)new BigInteger(Base64Url.DecodeFromChars(modulus), isUnsigned: true, isBigEndian: true).GetBitLength()
            : throw key.Invalid("key.n is not base64url");
    }

    private static string InWords(JsonAnswer answer, string text)
    {
        var period = Period(answer, text);
        return string.Join(" ", new[] { (period.Years, "year"), (period.Months, "month"), (period.Days, "day"), (period.Hours, "hour") }
            .Where(part => part.Item1 > 0)
            .Select(part => $"{part.Item1} {part.Item2}{(part.Item1 == 1 ? "" : "s")}"));
    }

    private static Iso8601Period Period(JsonAnswer answer, string text) =>
        Iso8601Period.Parse(text) is { Ok: true, Value: { } period }
            ? period
            : throw answer.Invalid("a time of the rotation policy is not a period");
}
