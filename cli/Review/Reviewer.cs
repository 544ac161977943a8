using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Accepted;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>Turns the steps of the documents into changes of the chain of trust, and those into findings.</summary>
internal sealed class Reviewer
{
    private readonly List<ReviewedDocument> documents = [];
    private readonly List<Preview> previews = [];
    private readonly List<(string Document, string Error)> errors = [];
    private readonly List<string> notes = [];

    /// <summary>A document that cannot be read: the others are reviewed all the same.</summary>
    public void AddUnreadable(string reason) => unreadable.Add(reason);

    private readonly List<string> unreadable = [];

    public void Add(string name, Stream source)
    {
        var preview = new PreviewReader(name).Read(source);
        var facts = preview.Facts;
        previews.Add(preview);
        documents.Add(new ReviewedDocument(name, facts));
        errors.AddRange(facts.Reasons.Select(error => (name, error)));
        if (!facts.ShowsSames && facts.Errors.Count == 0)
            notes.Add($"{name} was made without --show-sames, so a resource that only loses retainOnDelete is not in it.");
        const string pending = "a resource that an interrupted update left to be deleted is not in it";
        if (facts.ShowsPendingDeletes == false && facts.Errors.Count == 0)
            notes.Add($"{name} was made without --show-replacement-steps, so {pending}.");
        else if (facts.ShowsPendingDeletes is null && facts.Errors.Count == 0)
            notes.Add($"If {name} was made without --show-replacement-steps, {pending}.");
    }

    /// <param name="acceptance">What the repository accepts, beside the allowances of this run.</param>
    public Review Finish(IReadOnlyList<Allowance> allowances, Severity? failOn, Acceptance? acceptance = null)
    {
        acceptance ??= Acceptance.None;
        List<PreviewStep> all = [.. previews.SelectMany(preview => preview.Steps)];
        var findings = previews.SelectMany(preview => new DocumentReviewer(preview, all).Review()).ToHashSet();
        var accepted = findings.ToDictionary(finding => finding, finding => acceptance.Because(finding.Rule, finding.Resource));
        findings.UnionWith(acceptance.Expired().Concat(acceptance.Unmatched())
            .Select(mistake => mistake.Rule.On(mistake.Resource, mistake.Expected, mistake.Found)));
        var unused = allowances.Where(allowance => !findings.Any(allowance.Covers))
            .Select(allowance => $"Nothing was found that --allow {allowance} accepts.");
        return new Review(
            documents,
            [
                .. findings.Order(Finding.WorstFirst)
                    .Select(finding => new ReviewedFinding(
                        finding,
                        allowances.FirstOrDefault(allowance => allowance.Covers(finding))?.Because ?? accepted.GetValueOrDefault(finding)))
                    .OrderBy(finding => finding.IsAllowed),
            ],
            [.. errors.Select(error => documents.Count == 1 ? error.Error : $"{error.Document}: {error.Error}")],
            [.. notes.Distinct(), .. unused],
            failOn)
        {
            Unreadable = unreadable,
        };
    }
}
