using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>When a key's versions get successors, and how long a version lives.</summary>
/// <param name="VersionLifetime">A period such as P90D; null where versions do not expire.</param>
internal sealed record RotationPolicy(IReadOnlyList<RotationAction> Actions, string? VersionLifetime)
{
    public static RotationPolicy None { get; } = new([], null);

    /// <summary>When a version must have a successor; null where the policy makes none.</summary>
    public DateTimeOffset? NextRotation(KeyVersion latest) => Actions.FirstOrDefault(action => action.Rotates) switch
    {
        { AfterCreation: { } after } => Iso8601Period.Parse(after).Value!.AddTo(latest.Created),
        { BeforeExpiry: { } before } when latest.Expires is { } expires => Iso8601Period.Parse(before).Value!.SubtractFrom(expires),
        _ => null,
    };

    /// <summary>When a version that is made now expires; null for never.</summary>
    public DateTimeOffset? Expiry(DateTimeOffset now) =>
        VersionLifetime is { } lifetime ? Iso8601Period.Parse(lifetime).Value!.AddTo(now) : null;
}

/// <summary>Exactly one of the two periods is set.</summary>
/// <param name="Rotates">Whether it makes a version; otherwise it notifies, and the simulator notifies nobody.</param>
internal sealed record RotationAction(bool Rotates, string? AfterCreation, string? BeforeExpiry);
