using Markdig;
using Microsoft.Playwright;
using XtCmkInfra.Tests.Cli;
using XtCmkInfra.Tests.Cli.Verify;

namespace XtCmkInfra.Tests.Docs;

/// <summary>
/// The pictures of README.md, made from what the tool writes. Fonts differ from machine to machine, so this is run on purpose:
/// <c>dotnet run build.cs -- test -explicit only -class '*WhenImagesAreMade'</c>.
/// </summary>
public sealed class WhenImagesAreMade(Browser browser) : IClassFixture<Browser>
{
    private const string Style = """
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0; padding: 16px 20px; width: 920px; box-sizing: border-box; background: #fff; color: #1f2328 }
        code { background: #eff1f3; border-radius: 6px; padding: .15em .35em; font-size: 85%; overflow-wrap: anywhere }
        table { border-collapse: collapse } th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left }
        h3 { margin: 0 0 8px } pre, details { display: none }
        </style>
        """;

    /// <summary>Not every machine has a font with these characters.</summary>
    private static readonly (string Mark, string Drawn)[] Marks =
    [
        ("❌", "<span style='color: #d1242f'>✖</span>"),
        ("🟥", "<span style='display: inline-block; width: 12px; height: 12px; background: #d1242f'></span>"),
    ];

    [Fact(Explicit = true)]
    public async Task A_review_comment_is_drawn()
    {
        var preview = Path.Combine(Repository.Root, "tests", "Golden", "previews", "isv-to-microsoft.json");
        var comment = (await Tool.RunAsync("review", preview, "--format", "markdown")).Out;
        var html = Markdown.ToHtml(comment, new MarkdownPipelineBuilder().UsePipeTables().Build());
        foreach (var (mark, drawn) in Marks)
            html = html.Replace(mark, drawn, StringComparison.Ordinal);

        await DrawAsync(Style + html, "review.png", new ViewportSize { Width = 920, Height = 260 });
    }

    [Fact(Explicit = true)]
    public async Task The_auditors_page_is_drawn() => await DrawAsync(
        Documents.Read("tests/Golden/verify/broken.html"), "verify.png", new ViewportSize { Width = 1000, Height = 760 });

    private async Task DrawAsync(string html, string name, ViewportSize size)
    {
        var page = await browser.OpenAsync(html, new BrowserNewContextOptions { ViewportSize = size });
        var file = Path.Combine(Repository.Root, "docs", "images", name);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        Assert.True(File.Exists(file));
    }
}
