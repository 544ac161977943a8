using XtCmkInfra.Azure;
using XtCmkInfra.Tests.Cli.Review;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Trust.Agreement;

/// <summary>One break has one code and one severity, whoever sees it.</summary>
public sealed class WhenReviewAndVerifySeeTheSameBreak(ITestOutputHelper output)
{
    /// <summary>Why only one of the two sees what breaks a rule, by the end or the beginning of its code.</summary>
    private static readonly (string Reason, string[] Codes)[] OnlyOne =
    [
        ("review alone: it is about a change, and the state that the change leaves is called gone, or is as it was",
            [
                "-deleted", "-replaced", "-left", "-unprotected", "-unretained", "group-", "role-", "account-new",
                "account-new-without-key",
                "account-identity-with-key", "scope-leaves-key", "scope-new", "scope-gone",
            ]),
        ("review alone: Azure keeps what a program leaves out, or ignores the edit, so that it leaves no state",
            ["account-block-gone", "key-edit-ignored", "key-expiry", "key-rotation-weaker", "key-rotation-tighter"]),
        ("review alone: the stacks' outputs do not state it", ["vault-retention"]),
        ("review alone: the customer may choose it, and what was chosen is no finding every morning",
            ["key-never-expires", "vault-firewall-open"]),
        ("review alone: verify reads the application's own credentials, so one that moved is gone to it", ["federation-other-application"]),
        ("review alone: one grant of many comes or changes; verify reads every role, and adds up all that are there",
            ["grant-new", "grant-person-removed", "grant-unclear", "grant-other-role", "grant-condition"]),
        ("review alone: a scope may be disabled because nothing uses it any more", ["scope-disabled"]),
        ("review alone: it is about what a document hides or does not say", ["not-known", "not-understood", "not-understood-new"]),
        ("verify alone: only all grants together show it, or who the vendor is", ["grant-others", "grant-not-revoked"]),
        ("verify alone: no program says it, only Azure does",
            ["application-disabled", "grant-denied", "account-moved", "key-of-certificate", "key-purgeable"]),
        ("verify alone: it is about time, or about the version that an account uses",
            [
                "key-expired", "key-expires-soon", "key-version-disabled-early", "key-rotation-stopped", "account-version-",
                "account-unreadable",
            ]),
        ("verify alone: it takes both stacks, or a count", ["handoff-", "federation-budget"]),
        ("both alike: it is about the file xtcmk.yaml, and no resource of the chain breaks it", ["accepted-"]),
        ("verify alone: Pulumi finds a service principal by its object id, so one that was created again is gone to it",
            ["principal-other"]),
    ];

    [Theory]
    [MemberData(nameof(SameBreak.Names), MemberType = typeof(SameBreak))]
    public async Task It_has_one_code_and_one_severity(string name)
    {
        var same = SameBreak.All[name];

        var reviewed = Reviewing.Read(RuleCases.All[same.Case].Breaks).Findings
            .Select(finding => finding.Finding.Rule)
            .Where(rule => rule.Code == same.Code);
        var verified = (await same.VerifyAsync())
            .Where(result => result.IsFinding)
            .Select(result => result.Rule)
            .Where(rule => rule.Code == same.Code);

        Assert.Equal(
            Assert.Single(reviewed.Select(rule => rule.Severity).Distinct()),
            Assert.Single(verified.Select(rule => rule.Severity).Distinct()));
    }

    /// <summary>Whatever a change of an account breaks, the account as it is afterwards breaks too, held against what it was.</summary>
    [Theory]
    [MemberData(nameof(AccountCases))]
    public void A_changed_account_breaks_as_a_state_what_it_breaks_as_a_change(string name)
    {
        var step = RuleCases.All[name].Breaks.Steps[0];
        StorageAccount before = ReadAccount(step.Old!), after = ReadAccount(step.New!);

        var results = AccountRules.Set.Verify(new ResourceName("a", "a", ResourceKind.StorageAccount), before, after, default);

        Assert.Contains(RuleCases.All[name].Codes[0], results.Where(result => result.IsFinding).Select(result => result.Rule.Code));
    }

    [Fact]
    public void Every_rule_is_found_by_both_or_has_a_reason_and_never_both()
    {
        var both = SameBreak.All.Values.Select(same => same.Code)
            .Concat(AccountCases.Select(row => RuleCases.All[row.Data].Codes[0]))
            .ToHashSet();
        foreach (var rule in Rules.All.Where(rule => !both.Contains(rule.Code)))
            output.WriteLine($"{rule.Code}: {ReasonOf(rule.Code) ?? "no reason"}");

        Assert.Equal([], Rules.All.Select(rule => rule.Code).Where(code => both.Contains(code) == ReasonOf(code) is not null));
    }

    /// <summary>
    /// Without those that a program's document alone can break, be it by what its state says or by doing two things at once.
    /// </summary>
    public static TheoryData<string> AccountCases =>
    [
        .. RuleCases.All
            .Where(one => one.Value.Breaks.Steps is [{ Op: "update", Found: null, Old: { Outputs: null } old }]
                && old.Type.EndsWith(":StorageAccount", StringComparison.Ordinal))
            .Where(one => new[] { one.Value.Breaks.Steps[0].Old!, one.Value.Breaks.Steps[0].New! }
                .All(side => side.Inputs["encryption"]?.ToString() != XtCmkInfra.Tests.Cli.Review.Resource.Secret))
            .Where(one => one.Value.Codes[0].StartsWith("account-", StringComparison.Ordinal) && !OfDocuments.Contains(one.Value.Codes[0]))
            .Select(one => one.Key),
    ];

    private static string[] OfDocuments => ["account-block-gone", "account-unprotected", "account-unretained", "account-identity-with-key"];

    private static string? ReasonOf(string code) => OnlyOne.FirstOrDefault(entry => entry.Codes.Any(part =>
        part == code
        || (part[0] == '-' && code.EndsWith(part, StringComparison.Ordinal))
        || (part[^1] == '-' && code.StartsWith(part, StringComparison.Ordinal)))).Reason;

    private static StorageAccount ReadAccount(XtCmkInfra.Tests.Cli.Review.Resource resource) =>
        StorageAccount.Read(new JsonProperties(System.Text.Json.JsonSerializer.SerializeToElement(resource.Inputs)));
}
