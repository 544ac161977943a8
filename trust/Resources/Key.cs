namespace XtCmkInfra.Trust;

/// <summary>A key of a vault or of a managed HSM.</summary>
/// <param name="KeySize">In bits.</param>
/// <param name="Expires">Seconds since 1970, as Azure writes it.</param>
/// <param name="ExpiryTime">How long each version lives by the rotation policy: an ISO 8601 period.</param>
/// <param name="RotateAfterCreate">When the rotation policy makes a new version, after the last one: an ISO 8601 period.</param>
/// <param name="RotateBeforeExpiry">When it makes one before the last one expires: an ISO 8601 period.</param>
public sealed record Key(
    Value KeyType,
    Value KeySize,
    Values Operations,
    Value Enabled,
    Value Expires,
    Value NotBefore,
    Value ExpiryTime,
    Value RotateAfterCreate,
    Value RotateBeforeExpiry,
    Value Exportable) : Resource
{
    public Value Name { get; init; }

    public Value VaultName { get; init; }

    /// <summary>The policy by which it can be released, as a whole.</summary>
    public Value ReleasePolicy { get; init; }

    /// <summary>Whether an account, a scope or a grant refers to it.</summary>
    public bool IsReferredTo { get; init; }

    /// <summary>Whether it is, or may be, of a type that Azure Storage takes.</summary>
    public bool MayBeRsa => !KeyType.Is("EC") && !KeyType.Is("EC-HSM") && !KeyType.Is("oct") && !KeyType.Is("oct-HSM");

    /// <summary>Whether Azure Storage may be meant to use it: not a key that only signs, and that nothing refers to.</summary>
    public bool IsForStorage => IsReferredTo
        || (MayBeRsa
            && (Operations.Items.Count == 0
                || KeyPermissionNames.NeededOperations.Any(needed => Operations.Has(needed) != Comparison.Different)));

    public static Key Read(Properties properties)
    {
        var actions = properties.WholeOf("rotationPolicy.lifetimeActions");
        var rotation = properties.ObjectsOf("rotationPolicy.lifetimeActions")
            .FirstOrDefault(action => action.ValueOf("action.type").Is("rotate"));
        var hidden = actions.Knowledge is Knowledge.Unknown or Knowledge.Secret ? actions : Value.Absent;
        return new Key(
            properties.ValueOf("kty"),
            properties.ValueOf("keySize"),
            properties.ListOf("keyOps"),
            properties.ValueOf("attributes.enabled"),
            properties.ValueOf("attributes.expires"),
            properties.ValueOf("attributes.notBefore"),
            properties.ValueOf("rotationPolicy.attributes.expiryTime"),
            rotation?.ValueOf("trigger.timeAfterCreate") ?? hidden,
            rotation?.ValueOf("trigger.timeBeforeExpiry") ?? hidden,
            properties.ValueOf("attributes.exportable"))
        {
            Name = properties.ValueOf("keyName"),
            VaultName = properties.ValueOf("vaultName"),
            ReleasePolicy = properties.WholeOf("releasePolicy"),
        };
    }

    /// <summary>A key that its vault does not show because it is disabled.</summary>
    public static Key Hidden { get; } = new(
        Value.Unknown, Value.Unknown, new Values(Value.Unknown, []), Value.Of(false), Value.Absent, Value.Absent, Value.Absent,
        Value.Absent, Value.Absent, Value.Absent);

    /// <summary>Azure's answer, of which nothing counts that moves with every rotation.</summary>
    public static Key ReadAnswer(Properties properties) => Read(properties) with
    {
        Expires = Value.Absent,
        NotBefore = Value.Absent,
        ExpiryTime = Value.Absent,
        RotateAfterCreate = Value.Absent,
        RotateBeforeExpiry = Value.Absent,
        Exportable = Value.Absent,
    };
}

/// <summary>One version of a key, as its vault lists it.</summary>
public sealed record KeyVersion(string Version, bool IsEnabled, DateTimeOffset Created, DateTimeOffset? NotBefore, DateTimeOffset? Expires)
{
    /// <summary>When its attributes were last changed; null where the vault does not say.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>For example Recoverable; null where the vault does not say.</summary>
    public string? RecoveryLevel { get; init; }

    /// <summary>Whether whoever may release it gets the key itself.</summary>
    public bool IsExportable { get; init; }

    /// <summary>Whether it belongs to a certificate of the vault.</summary>
    public bool IsOfCertificate { get; init; }

    public bool IsValid(DateTimeOffset at) => !(Expires <= at) && !(NotBefore > at);
}

/// <summary>A key as its vault has it now, with its versions.</summary>
/// <param name="Key">Type and operations are unknown where the vault does not show the key because it is disabled.</param>
/// <param name="AnsweredAt">The vault's own time when it listed the versions: what their ages are reckoned from.</param>
public sealed record LiveKey(Key Key, IReadOnlyList<KeyVersion> Versions, DateTimeOffset AnsweredAt)
{
    /// <summary>Whether the newest version has a policy by which it can be released.</summary>
    public bool IsReleasable { get; init; }

    /// <summary>The newest version, enabled or not: the one that a URI without a version means.</summary>
    public KeyVersion? Newest => Versions.MaxBy(version => version.Created);

    /// <summary>The newest version that Azure Storage can take into use.</summary>
    public KeyVersion? NewestUsable => Versions
        .Where(version => version.IsEnabled && version.IsValid(AnsweredAt))
        .MaxBy(version => version.Created);

    /// <summary>Whether the key is disabled as a whole, and not only some version of it.</summary>
    public bool IsDisabled => Versions.All(version => !version.IsEnabled);
}

/// <summary>A key's rotation policy, as its vault has it.</summary>
/// <param name="Rotates">In words, when it makes a new version; null where it makes none.</param>
/// <param name="After">How long after a version was made; null where it does not go by that.</param>
/// <param name="BeforeExpiry">How long before a version expires; null where it does not go by that.</param>
public sealed record LiveRotation(string? Rotates, Iso8601Period? After = null, Iso8601Period? BeforeExpiry = null);
