namespace XtCmkInfra.Trust;

/// <summary>The rules of one kind of resource: what must be true of it, and what must stay as agreed.</summary>
public sealed record RuleSet<T>(IReadOnlyList<Invariant<T>> Invariants, IReadOnlyList<Agreement<T>> Agreements)
    where T : Resource
{
    /// <summary>What a change breaks: agreements that it does not keep, and invariants that it makes fail.</summary>
    public IEnumerable<Finding> Review(ResourceChange change, T? before, T after)
    {
        var comparer = new PropertyComparer(change.IsFoundInAzure, change.Kind == ChangeKind.Replaced);
        var findings = before is null ? [] : Compare(change, before, after, comparer).ToList();
        foreach (var (rule, check) in Invariants)
        {
            if (check(after) is not { Holds: not true } outcome || findings.Any(finding => finding.Rule == rule))
                continue;
            var earlier = before is null ? null : check(before);
            if (outcome.Holds is null && (earlier?.Holds == true || (before is not null && outcome.IsReported)))
                comparer.Hide(rule.Code, earlier?.Found ?? "nothing", outcome.Found);
            // A secret that becomes plain, and is not reported to change, was the same before.
            else if (outcome.Holds == false
                && earlier?.Holds != false
                && !(earlier is { Holds: null, IsReported: false } && !outcome.IsReported))
                findings.Add(rule.On(change.Resource, earlier?.Found ?? (before is null ? "nothing" : "not applicable"), outcome.Found));
        }

        return [.. findings, .. comparer.Findings(change.Resource)];
    }

    /// <summary>The results for what is there, against what was agreed of it.</summary>
    /// <param name="agreed">Null where nothing was agreed.</param>
    public IEnumerable<CheckResult> Verify(ResourceName resource, T? agreed, T found, DateTimeOffset? readAt)
    {
        var results = agreed is null
            ? []
            : Agreements.Select(agreement => Verify(agreement, resource, agreed, found, readAt)).OfType<CheckResult>().ToList();
        foreach (var (rule, check) in Invariants)
        {
            // What is not as agreed, or is, needs no second result by the same rule.
            if (check(found) is { } outcome && results.All(result => result.Rule != rule))
                results.Add(CheckResult.Of(rule, resource, outcome, readAt));
        }

        return results;
    }

    private IEnumerable<Finding> Compare(ResourceChange change, T before, T after, PropertyComparer comparer)
    {
        foreach (var agreement in Agreements)
        {
            if (agreement.Rule(before, after) is not null && agreement.Broken(before, after, comparer) is { } rule)
                yield return rule.On(change.Resource, agreement.Describe(before), agreement.Describe(after));
        }
    }

    private static CheckResult? Verify(Agreement<T> agreement, ResourceName resource, T agreed, T found, DateTimeOffset? readAt)
    {
        if (agreement.Rule(agreed, found) is not { } rule)
            return null;
        var comparer = new PropertyComparer(isFoundInAzure: true);
        var broken = agreement.Broken(agreed, found, comparer);
        return broken is null && comparer.Hidden is [var hidden, ..]
            ? CheckResult.Undetermined(rule, resource, agreement.Describe(agreed), $"{hidden.Path}: {hidden.After}", readAt)
            : CheckResult.Of(broken is null, broken ?? rule, resource, agreement.Describe(agreed), agreement.Describe(found), readAt);
    }
}
