using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>A finding that somebody accepts: of one rule, everywhere or on one resource.</summary>
/// <param name="Urn">Null for every resource.</param>
internal sealed record Allowance(string Code, string? Urn, string Because)
{
    /// <param name="texts">CODE or CODE=URN each.</param>
    /// <exception cref="BadInputException">Something is wrong with them; all of it is told at once.</exception>
    public static IReadOnlyList<Allowance> Parse(IReadOnlyList<string> texts, string? because)
    {
        var mistakes = new List<string>();
        if (texts.Count > 0 && string.IsNullOrWhiteSpace(because))
            mistakes.Add("--allow needs --because with the reason, which is shown beside the finding.");
        if (texts.Count == 0 && because is not null)
            mistakes.Add("--because gives the reason for --allow, which is missing.");
        var allowances = texts
            .Select(text => text.Split('=', 2) is [var code, var urn] ? (code, urn) : (code: text, urn: (string?)null))
            .ToList();
        foreach (var (code, urn) in allowances)
        {
            if (!Rules.All.Any(rule => rule.Code == code))
                mistakes.Add($"--allow {code}: there is no such rule. 'xtcmk rules' lists them.");
            if (urn is not null && PulumiUrn.Parse(urn) is null)
                mistakes.Add($"--allow {code}={urn}: what follows the = must be a URN, as the review shows it.");
        }

        return mistakes.Count == 0
            ? [.. allowances.Select(allowance => new Allowance(allowance.code, allowance.urn, because!))]
            : throw new BadInputException(mistakes);
    }

    public bool Covers(Finding finding) => finding.Rule.Code == Code && (Urn is null || finding.Resource.Id == Urn);

    public override string ToString() => Urn is null ? Code : $"{Code}={Urn}";
}
