using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Verify;

namespace XtCmkInfra.Tests.Cli.Verify.Faults;

/// <summary>Every request of a run is answered wrongly in every way, one at a time.</summary>
public sealed class WhenAnyAnswerIsWrong(AlteredChain chain) : IClassFixture<AlteredChain>
{
    /// <summary>Lists that are empty here: another empty list says nothing else.</summary>
    private const string SameList = """{"value":[]}""";

    public static TheoryData<string> Ways => [.. WrongAnswer.All.Select(wrong => wrong.Name)];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_verdict_is_clean_that_should_not_be(string way)
    {
        var wrong = WrongAnswer.All.Single(one => one.Name == way);
        var failures = new List<string>();
        foreach (var exchange in chain.Exchanges)
        {
            if (wrong.Make(exchange) is { } reply)
                failures.AddRange(Failures(await chain.VerifyAsync(exchange, reply), wrong.Allowed, exchange.Line));
        }

        Assert.True(failures.Count == 0, $"{way}:\n{string.Join("\n", failures)}");
    }

    [Fact]
    public async Task Answers_to_other_requests_of_the_service_are_not_believed()
    {
        Assert.InRange(chain.Exchanges.Count, 18, 40);
        var failures = new List<string>();
        foreach (var exchange in chain.Exchanges.Where(exchange => !exchange.IsChallenge))
        {
            var others = chain.Exchanges
                .Where(other => other.Host == exchange.Host && other.Line != exchange.Line && other.Status == 200)
                .Select(other => other.IsEmptyList ? SameList : other.Body)
                .Where(body => body != (exchange.IsEmptyList ? SameList : exchange.Body))
                .Distinct(StringComparer.Ordinal);
            foreach (var body in others)
            {
                var found = await chain.VerifyAsync(exchange, new Reply(200, body, exchange.ContentType));
                var what = $"{exchange.Line} answered with {body[..Math.Min(body.Length, 200)]}";
                failures.AddRange(Failures(found, Verdicts.NotClean, what));
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    private static IEnumerable<string> Failures(Verification found, Verdicts allowed, string what)
    {
        var isAllowed = allowed switch
        {
            Verdicts.NotClean => found.ExitCode != ExitCode.Clean,
            Verdicts.Undetermined => found.ExitCode == ExitCode.CannotBeDetermined && !found.Findings.Any(),
            _ => found.ExitCode is ExitCode.Clean or ExitCode.CannotBeDetermined && !found.Findings.Any(),
        };
        if (!isAllowed)
            yield return $"  {what}: exit code {found.ExitCode}, findings {string.Join(", ", VerifiedWorld.Codes(found))}";
        foreach (var result in found.Unknown.Where(result => result.Reason is not { } reason || !IsSentence(reason)))
            yield return $"  {what}: {result.Rule.Code} is not determined because: {result.Reason}";
    }

    /// <summary>A reason is one line for people: no stack trace, no type of an exception.</summary>
    private static bool IsSentence(string reason) =>
        !reason.Contains('\n', StringComparison.Ordinal) && !reason.Contains("System.", StringComparison.Ordinal)
        && !reason.Contains("Exception", StringComparison.Ordinal);
}
