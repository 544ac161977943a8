using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>A key's rotation policy, in the one shape that Azure Resource Manager and the vault itself both use.</summary>
internal sealed record RotationPolicy(
    IReadOnlyList<LifetimeAction>? LifetimeActions = null, RotationPolicyAttributes? Attributes = null)
{
    private const int LeastDays = 7;
    private const int LeastExpiryDays = 28;

    /// <summary>The same policy in the spelling of the answers.</summary>
    /// <exception cref="AzureException">A limit is broken: 7 days after creation and before expiry, 28 days of life.</exception>
    public RotationPolicy Checked()
    {
        var expiry = Period(Attributes?.ExpiryTime, "expiryTime", LeastExpiryDays);
        IReadOnlyList<LifetimeAction> actions = [.. (LifetimeActions ?? []).Select(action => Checked(action, expiry))];
        return actions.DistinctBy(action => action.Action.Type).Count() == actions.Count
            ? this with { LifetimeActions = actions }
            : throw Bad("there are two actions of one type");
    }

    /// <summary>Azure Resource Manager writes the types of actions in small letters, Key Vault does not.</summary>
    public RotationPolicy ForResourceManager() => this with
    {
        LifetimeActions = [.. (LifetimeActions ?? []).Select(action => action with { Action = Lower(action.Action) })],
    };

    /// <summary>When a version must have a successor; null where the policy makes none.</summary>
    public DateTimeOffset? NextRotation(KeyVersion latest) =>
        (LifetimeActions ?? []).FirstOrDefault(action => action.Action.Type == "Rotate")?.Trigger switch
        {
            { TimeAfterCreate: { } after } => Iso8601Period.Parse(after).Value!.AddTo(latest.Created),
            { TimeBeforeExpiry: { } before } when latest.Expires is { } expires => Iso8601Period.Parse(before).Value!.SubtractFrom(expires),
            _ => null,
        };

    /// <summary>When a version that is made now expires; null for never.</summary>
    public DateTimeOffset? Expiry(DateTimeOffset now) =>
        Attributes?.ExpiryTime is { } expiry ? Iso8601Period.Parse(expiry).Value!.AddTo(now) : null;

    private static LifetimeActionType Lower(LifetimeActionType action) => new(action.Type.ToLowerInvariant());

    private static LifetimeAction Checked(LifetimeAction action, Iso8601Period? expiry)
    {
        var type = Requests.Word("BadParameter", "action.type", action.Action.Type, "Rotate", "Notify")!;
        var after = Period(action.Trigger.TimeAfterCreate, "timeAfterCreate", LeastDays);
        var before = Period(action.Trigger.TimeBeforeExpiry, "timeBeforeExpiry", LeastDays);
        if ((after is null) == (before is null))
            throw Bad("a trigger needs either timeAfterCreate or timeBeforeExpiry, and not both");
        if (before is not null && expiry is null)
            throw Bad("timeBeforeExpiry needs an expiryTime");
        if (expiry is not null && after is not null && after.AboutDays > expiry.AboutDays - LeastDays)
            throw Bad($"timeAfterCreate must be at least {LeastDays} days shorter than expiryTime");
        if (expiry is not null && before is not null && before.AboutDays > expiry.AboutDays - LeastDays)
            throw Bad($"timeBeforeExpiry must be at least {LeastDays} days shorter than expiryTime");
        return action with { Action = new LifetimeActionType(type) };
    }

    private static Iso8601Period? Period(string? text, string property, int leastDays)
    {
        if (text is null)
            return null;
        if (Iso8601Period.Parse(text) is not { Ok: true, Value: { } period })
            throw Bad($"'{text}' of {property} is not a period such as P90D");
        return period.AboutDays >= leastDays ? period : throw Bad($"{property} must be at least {leastDays} days");
    }

    private static AzureException Bad(string what) => new(400, "BadParameter", $"The rotation policy is refused: {what}.");
}

internal sealed record RotationPolicyAttributes(string? ExpiryTime = null);

internal sealed record LifetimeAction(LifetimeActionTrigger Trigger, LifetimeActionType Action);

internal sealed record LifetimeActionTrigger(string? TimeAfterCreate = null, string? TimeBeforeExpiry = null);

/// <param name="Type">Rotate or Notify; the simulator notifies nobody.</param>
internal sealed record LifetimeActionType(string Type);
