namespace XtCmkInfra.Trust;

/// <summary>What a change of a key's versions would break, asked before it is made: the rules by which a live key is judged.</summary>
public static class KeyGuard
{
    /// <summary>A version is disabled while accounts may still use it.</summary>
    public static Rule DisabledEarly => VersionRules.DisabledEarly;

    /// <returns>The rules that hold, or cannot be determined, before the change and are broken after it.</returns>
    public static IReadOnlyList<Rule> Broken(LiveKey before, LiveKey after) => [.. Broken(after).Except(Broken(before))];

    private static IEnumerable<Rule> Broken(LiveKey key) =>
        VersionRules.Check(key, warnDays: 0).Where(one => one.Outcome.Holds == false).Select(one => one.Rule);
}
