using System.Text;
using XtCmkInfra.Cli;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>The page of all breaks, each of which <see cref="WhenALinkBreaks"/> makes, finds and mends.</summary>
public sealed class WhenBreaksAreListed
{
    private const string Head = """
        # What breaks a chain, and what `verify` reports

        The tests try each row: they break a chain in one place on the simulated tenants, and run `xtcmk verify` with Azure's own clients.
        `verify` reports these findings and no others, and never "clean". After the repair, it is clean again. [Rules](rules.md) has the
        meaning and remedy of each code.

        | what breaks | findings | exit code | repair tested |
        |---|---|---|---|

        """;

    [Fact]
    public void The_page_of_breaks_names_code_and_severity_of_each()
    {
        var rules = Rules.All.ToDictionary(rule => rule.Code);
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var (way, codes, _, mend) in Break.All.Values)
        {
            var findings = string.Join(", ", codes.Select(code => $"`{code}` ({rules[code].Severity.Word()})"));
            page.Append($"| {way} | {findings} | {ExitCode.Findings} | {(mend is null ? "no" : "yes")} |\n");
        }

        Golden.Compare("docs/breaks.md", page.ToString());
    }

    [Fact]
    public void None_of_them_is_without_a_finding() => Assert.All(Break.All.Values, one => Assert.NotEmpty(one.Codes));
}
