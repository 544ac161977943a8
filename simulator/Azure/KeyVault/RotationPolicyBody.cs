using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>A rotation policy in requests and answers, in the shape that Azure Resource Manager and the vault itself both use.</summary>
internal sealed record RotationPolicyBody(
    IReadOnlyList<LifetimeAction>? LifetimeActions = null, RotationPolicyAttributes? Attributes = null)
{
    /// <summary>Azure Resource Manager writes the types of actions in small letters, Key Vault does not.</summary>
    public static RotationPolicyBody Of(RotationPolicy policy, bool inSmallLetters = false) => new(
        [.. policy.Actions.Select(action => new LifetimeAction(
            new LifetimeActionTrigger(action.AfterCreation, action.BeforeExpiry),
            new LifetimeActionType((action.Rotates, inSmallLetters) switch
            {
                (true, true) => "rotate",
                (true, false) => "Rotate",
                (false, true) => "notify",
                (false, false) => "Notify",
            })))],
        policy.VersionLifetime is { } lifetime ? new RotationPolicyAttributes(lifetime) : null);

    /// <exception cref="AzureException">A limit is broken: 7 days after creation and before expiry, 28 days of life.</exception>
    public RotationPolicy Checked()
    {
        var expiry = Period(Attributes?.ExpiryTime, "expiryTime", KeyVaultLimits.LeastExpiryDays);
        IReadOnlyList<RotationAction> actions = [.. (LifetimeActions ?? []).Select(action => Checked(action, expiry))];
        return actions.DistinctBy(action => action.Rotates).Count() == actions.Count
            ? new RotationPolicy(actions, Attributes?.ExpiryTime)
            : throw Bad("there are two actions of one type");
    }

    private static RotationAction Checked(LifetimeAction action, Iso8601Period? expiry)
    {
        var type = Requests.Word("BadParameter", "action.type", action.Action.Type, "Rotate", "Notify");
        var after = Period(action.Trigger.TimeAfterCreate, "timeAfterCreate", KeyVaultLimits.LeastRotationDays);
        var before = Period(action.Trigger.TimeBeforeExpiry, "timeBeforeExpiry", KeyVaultLimits.LeastRotationDays);
        if ((after is null) == (before is null))
            throw Bad("a trigger needs either timeAfterCreate or timeBeforeExpiry, and not both");
        if (before is not null && expiry is null)
            throw Bad("timeBeforeExpiry needs an expiryTime");
        if (expiry is not null && after is not null && after.AboutDays > expiry.AboutDays - KeyVaultLimits.LeastRotationDays)
            throw Bad($"timeAfterCreate must be at least {KeyVaultLimits.LeastRotationDays} days shorter than expiryTime");
        if (expiry is not null && before is not null && before.AboutDays > expiry.AboutDays - KeyVaultLimits.LeastRotationDays)
            throw Bad($"timeBeforeExpiry must be at least {KeyVaultLimits.LeastRotationDays} days shorter than expiryTime");
        return new RotationAction(type == "Rotate", action.Trigger.TimeAfterCreate, action.Trigger.TimeBeforeExpiry);
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

/// <param name="Type">Rotate or Notify.</param>
internal sealed record LifetimeActionType(string Type);
