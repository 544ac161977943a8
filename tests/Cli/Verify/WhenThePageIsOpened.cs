using Microsoft.Playwright;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>The page for auditors, in a real browser.</summary>
public sealed class WhenThePageIsOpened(Browser browser) : IClassFixture<Browser>
{
    private const string Hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
    private static readonly BrowserNewContextOptions WithoutColours = new() { ForcedColors = ForcedColors.Active };
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_needs_no_script_and_nothing_from_elsewhere()
    {
        var page = await browser.OpenAsync(Page(Everything()), new BrowserNewContextOptions { JavaScriptEnabled = false });

        Assert.Equal([page.Url],
            browser.Requests.Where(request => request == page.Url || !request.StartsWith("file:", StringComparison.Ordinal)));
        Assert.Empty(browser.Complaints);
        Assert.Equal(0, await page.Locator("script, link, iframe, img, object").CountAsync());
    }

    [Fact]
    public async Task The_verdict_comes_first()
    {
        var page = await browser.OpenAsync(Page(Everything()));

        var verdict = page.Locator(".verdict");
        Assert.Equal(1, await verdict.CountAsync());
        Assert.StartsWith("Not every link holds", await verdict.InnerTextAsync());
        Assert.True((await verdict.BoundingBoxAsync())!.Y < 200);
        Assert.Contains("broken", await page.TitleAsync());
    }

    [Fact]
    public async Task Every_check_is_a_visible_row_with_its_verdict_in_words()
    {
        var verification = Everything();
        var page = await browser.OpenAsync(Page(verification), WithoutColours);

        Assert.Equal(verification.Results.Count, await page.Locator("tbody tr:has(td):visible").CountAsync());
        Assert.Equal(
            ["broken", "weak", "cannot be determined", "holds", "not visible"],
            (await page.Locator("tbody td:first-child").AllInnerTextsAsync()).Distinct());
        Assert.Equal(["verdict", "rule", "expected", "found", "read (UTC)"],
            await page.Locator("thead").First.Locator("th").AllInnerTextsAsync());
    }

    [Fact]
    public async Task The_picture_shows_every_link_with_its_verdict_in_words()
    {
        var page = await browser.OpenAsync(Page(Everything()), WithoutColours);

        var picture = page.Locator("svg");
        var words = string.Join('\n', await picture.Locator("text").AllTextContentsAsync());
        Assert.True(await picture.IsVisibleAsync());
        Assert.NotEmpty(await picture.GetAttributeAsync("aria-label") ?? "");
        foreach (var expected in (string[])["storage accounts", "application", "service principal", "key", "vault", "broken", "holds",
            "cannot be determined"])
            Assert.Contains(expected, words);
        Assert.True((await picture.BoundingBoxAsync())!.Height > 100);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1024)]
    [InlineData(1920)]
    public async Task It_fits_into_windows_from_a_phones_to_a_large_screens(int width)
    {
        var page = await browser.OpenAsync(Page(Everything()),
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 } });

        Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }

    [Fact]
    public async Task It_is_printed_whole_with_the_heads_of_its_tables_on_every_page()
    {
        var many = Enumerable.Range(1, 200)
            .Select(number => Stated(Verdict.Holds, ResourceKind.StorageAccount, name: $"stcontoso{number:0000}"));
        var page = await browser.OpenAsync(Page(new Verification([.. many], [], Severity.Low, Sources.Of(Noon))));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.Equal("table-header-group", await page.Locator("thead").EvaluateAsync<string>("head => getComputedStyle(head).display"));
        Assert.Equal("avoid", await page.Locator("tbody tr").First.EvaluateAsync<string>("row => getComputedStyle(row).breakInside"));
        Assert.True((await page.PdfAsync(new PagePdfOptions { Format = "A4" })).Length > 10_000);
    }

    [Fact]
    public async Task What_Azure_returns_is_shown_as_text_and_never_run()
    {
        var hostile =
            new Verification([Stated(Verdict.Broken, ResourceKind.Key, Hostile, Hostile)], [Hostile], Severity.Low, Sources.Of(Noon));
        var page = await browser.OpenAsync(Page(hostile));

        Assert.DoesNotContain("owned", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("img, script").CountAsync());
        Assert.Contains(Hostile, await page.Locator("tbody").InnerTextAsync());
    }

    private static string Page(Verification verification) => HtmlReport.Write(verification);

    private static Verification Everything()
    {
        var checks =
            from kind in (ResourceKind[])[ResourceKind.StorageAccount, ResourceKind.FederatedCredential, ResourceKind.Application,
                ResourceKind.ServicePrincipal, ResourceKind.Grant, ResourceKind.Key, ResourceKind.Vault]
            from verdict in Enum.GetValues<Verdict>().Where(verdict => verdict == Verdict.Holds || (int)verdict == (int)kind % 5)
            select Stated(verdict, kind);
        return new Verification([.. checks.Order(CheckResult.WorstFirst)], ["contoso has no account with its key yet."], Severity.Low,
            Sources.Of(Noon));
    }

    private static CheckResult Stated(Verdict verdict, ResourceKind kind, string name = "contoso-data", string seen = "disabled") => new(
        Rules.All[0],
        new ResourceName(name, "/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5/resourceGroups/rg-contoso-data", kind),
        verdict,
        "https://kv-fabrikam-cmk.vault.azure.net/keys/contoso-data",
        seen,
        verdict == Verdict.CannotBeDetermined ? "access was refused (403 Forbidden); the caller needs a role that reads it" : null,
        verdict == Verdict.NotVisible ? null : Noon);
}
