namespace XtCmkInfra.Trust;

/// <summary>The rules about the existence of one kind of resource.</summary>
internal sealed record Lifecycle(Rule Deleted, Rule Replaced, Rule Abandoned, Rule Missing, Rule? Unprotected, Rule? Unretained)
{
    private const string PutBack = "Put it back into the program";

    public IEnumerable<Rule> All => new[] { Deleted, Replaced, Abandoned, Missing, Unprotected, Unretained }.OfType<Rule>();

    /// <summary>What holds the data or the key: nothing brings it back, and so two options guard it.</summary>
    public static Lifecycle Guarded(string code, string noun, string loss, string replacement, string first) =>
        For(code, noun, Severity.Critical, loss, replacement, first) with
        {
            Unprotected = new Rule(
                $"{code}-unprotected",
                Severity.Critical,
                $"The {noun} loses Pulumi's protection (protect)",
                $"Nothing happens to it yet, but the next edit that drops or replaces it is carried out instead of refused. {loss}",
                "Set the option protect again. To delete on purpose, unprotect that one resource in a change of its own."),
            Unretained = new Rule(
                $"{code}-unretained",
                Severity.Critical,
                $"The {noun} is no longer kept when the program drops it (retainOnDelete)",
                $"Nothing happens to it yet, but once it is dropped from the program it is deleted from Azure too. {loss}",
                "Set the option retainOnDelete again."),
        };

    public static Lifecycle Unguarded(string code, string noun, string loss, string replacement, string first) =>
        For(code, noun, Severity.High, loss, replacement, first);

    public IEnumerable<Finding> Review(ResourceChange change)
    {
        var rule = change.Kind switch
        {
            ChangeKind.Deleted => Deleted,
            ChangeKind.Replaced => Replaced,
            ChangeKind.Abandoned => Abandoned,
            ChangeKind.Missing => Missing,
            _ => null,
        };
        if (rule is not null)
            yield return rule.On(change.Resource, "exists", change.Fate);
        if (change.LosesProtect && Unprotected is not null)
            yield return Unprotected.On(change.Resource, "protect: true", "not protected");
        if (change.LosesRetain && Unretained is not null)
            yield return Unretained.On(change.Resource, "retainOnDelete: true", "not retained");
    }

    private static Lifecycle For(string code, string noun, Severity severity, string loss, string replacement, string first) => new(
        new Rule($"{code}-deleted", severity, $"The {noun} is deleted", loss, $"{PutBack}. If it must go, {first}."),
        new Rule(
            $"{code}-replaced",
            severity,
            $"The {noun} is deleted and made anew",
            replacement,
            $"Undo the edit of the property that forces it. If it must be, {first}."),
        new Rule(
            $"{code}-left",
            Severity.High,
            $"The {noun} leaves the program and stays in Azure",
            "Nothing is lost, but from now on no program says what it must be like, and no drift run looks at it.",
            $"{PutBack}, or say in the pull request who looks after it from now on."),
        new Rule(
            $"{code}-gone",
            severity,
            $"The {noun} is gone from Azure",
            loss,
            "Find out who removed it, and recover it before the next update, which would make a new one.")
        {
            Holds = $"The {noun} exists",
        },
        null,
        null);
}
