using Microsoft.Playwright;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>The machine's own Chromium, without a window; tests are skipped where there is none that starts.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome.exe", "msedge.exe"];
    private static readonly string? Executable = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private readonly string _folder = Directory.CreateTempSubdirectory("xtcmk-page-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _whyNot = "There is no Chromium on the PATH; install one to try the page in a browser.";

    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
            return;
        _playwright = await Playwright.CreateAsync();
        // No sandbox, since it cannot be had by root, as in a container; the page is our own. The rest keeps it from calling home.
        try
        {
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Executable,
                Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync"],
            });
        }
        catch (PlaywrightException wrong)
        {
            _whyNot = $"{Executable} does not start: {wrong.Message}";
        }
    }

    /// <summary>Opens a page from a file, as somebody does to whom it was sent.</summary>
    public async Task<IPage> OpenAsync(string html, BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
            Assert.Skip(_whyNot);
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html, TestContext.Current.CancellationToken);
        var page = await (await _browser.NewContextAsync(options)).NewPageAsync();
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    /// <summary>What the browser wrote to its console, of all pages.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What the pages asked for, themselves included.</summary>
    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
