namespace XtCmkInfra.Trust;

/// <summary>The rules about the existence of one kind of resource.</summary>
internal sealed record Lifecycle(Rule Deleted, Rule Replaced, Rule Abandoned, Rule Missing, Rule? Unprotected, Rule? Unretained)
{
    private const string PutBack = "Restore it in the program";

    public IEnumerable<Rule> All => new[] { Deleted, Replaced, Abandoned, Missing, Unprotected, Unretained }.OfType<Rule>();

    /// <summary>What holds the data or the key: nothing brings it back, and so two options guard it.</summary>
    public static Lifecycle Guarded(string code, string noun, string loss, string replacement, string first) =>
        For(code, noun, Severity.Critical, loss, replacement, first) with
        {
            Unprotected = new Rule(
                $"{code}-unprotected",
                Severity.Critical,
                $"The {noun} is no longer protected by Pulumi (protect)",
                $"Nothing happens yet. The next edit can delete or replace it. {Then(loss)}",
                "Set the option protect again. If the deletion is intended, unprotect this resource in a separate change."),
            Unretained = new Rule(
                $"{code}-unretained",
                Severity.Critical,
                $"The {noun} is no longer retained when the program deletes it (retainOnDelete)",
                $"Nothing happens yet. If the program no longer has it, Pulumi also deletes it from Azure. {Then(loss)}",
                "Set the option retainOnDelete again."),
        };

    private static string Then(string loss) => $"Then {char.ToLowerInvariant(loss[0])}{loss[1..]}";

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
        new Rule($"{code}-deleted", severity, $"The {noun} is deleted", loss, $"{PutBack}. If the deletion is intended, {first}."),
        new Rule(
            $"{code}-replaced",
            severity,
            $"The {noun} is deleted and created again",
            replacement,
            $"Undo the edit of the property that forces it. If the replacement is intended, {first}."),
        new Rule(
            $"{code}-left",
            Severity.High,
            $"The {noun} leaves the program and stays in Azure",
            "Nothing is lost. No program and no drift run checks it from now on.",
            $"{PutBack}, or name its new owner in the pull request."),
        new Rule(
            $"{code}-gone",
            severity,
            $"The {noun} no longer exists in Azure",
            loss,
            "Find out who deleted it, and recover it before the next update, which would create a new one.")
        {
            Holds = $"The {noun} exists in Azure",
        },
        null,
        null);
}
