using System.Text.Json.Nodes;
using Microsoft.Playwright;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Cli.Verify;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>The page for the portal, in a real browser.</summary>
public sealed class WhenThePortalPageIsOpened(Browser browser) : IClassFixture<Browser>
{
    private const string Hostile = """<img src=x onerror="document.title='owned'"></title><script>document.title='owned'</script>""";

    [Fact]
    public async Task It_needs_nothing_from_elsewhere_and_its_policy_lets_nothing_else_in()
    {
        var page = await OpenAsync(new CustomerCase(Officers: true, Tags: true));

        var requests = browser.Requests.Where(request => request == page.Url || !request.StartsWith("file:", StringComparison.Ordinal));
        Assert.Equal([page.Url], requests);
        Assert.Empty(browser.Complaints);
        Assert.Equal("960px", await page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).maxWidth"));
    }

    [Fact]
    public async Task What_the_record_has_stays_text()
    {
        var page = await OpenAsync(new CustomerCase(), Hostile);

        Assert.NotEqual("owned", await page.TitleAsync());
        Assert.Contains(Hostile, await page.Locator("h1").InnerTextAsync());
        Assert.Equal(0, await page.Locator("img").CountAsync());
    }

    [Fact]
    public async Task The_object_id_that_is_typed_in_completes_the_record()
    {
        var page = await OpenAsync(new CustomerCase());
        Assert.Contains("THE-OBJECT-ID-OF-STEP-2", await page.Locator("#record").InnerTextAsync());

        await page.Locator("#principal").FillAsync($" {TestSettings.Officer.ToUpperInvariant()} ");

        var record = JsonNode.Parse(await page.Locator("#record").InnerTextAsync())!;
        Assert.Equal(TestSettings.Officer, record["servicePrincipalObjectId"]!.ToString());
        var mistakes = new List<Mistake>();
        using var document = System.Text.Json.JsonDocument.Parse(record.ToJsonString());
        var read = CustomerHandoff.Read(ObjectReader.Of("record", document.RootElement, mistakes));
        Assert.Equal(TestSettings.Key, read!.KeyUri.ToString());
        Assert.Empty(mistakes);
    }

    [Theory]
    [InlineData("nobody", "An object id has the form")]
    [InlineData(TestSettings.ApplicationId, "This is the application id; the object id is another one.")]
    public async Task A_wrong_object_id_is_refused_in_words(string typed, string sentence)
    {
        var page = await OpenAsync(new CustomerCase());

        await page.Locator("#principal").FillAsync(typed);

        Assert.Contains(sentence, await page.Locator("#wrong").InnerTextAsync());
        Assert.Contains("THE-OBJECT-ID-OF-STEP-2", await page.Locator("#record").InnerTextAsync());
    }

    [Fact]
    public async Task Each_button_copies_the_value_beside_it()
    {
        var page = await OpenAsync(new CustomerCase(), options: new() { Permissions = ["clipboard-read", "clipboard-write"] });

        foreach (var value in await page.Locator(".value").AllAsync())
        {
            await value.Locator("button").ClickAsync();
            var copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
            Assert.Equal(await value.Locator("code").InnerTextAsync(), copied);
        }
    }

    public static TheoryData<CustomerCase> Cases => [.. CustomerCase.All];

    /// <summary>Whatever form of the settings, each value is on the page, and each step says what is to be seen.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_step_has_its_values_links_of_the_cloud_and_what_to_expect(CustomerCase its)
    {
        using var folder = await WriteAsync(its, "Contoso Data");
        var html = folder.Read("portal.html");

        Assert.Equal(html.Split("<li>\n<h2>").Length - 1, html.Split("<p class=\"expect\">").Length - 1);
        Assert.Contains($"https://{its.TheCloud.PortalHost}/#@{TestSettings.CustomerTenant}/", html);
        Assert.Contains(its.KeyUri.ToString(), html);
        Assert.Equal(its.Granted, html.Contains("Let the vendor&#39;s application use", StringComparison.Ordinal));
        Assert.Equal(its.Hsm, html.Contains(Roles.ManagedHsmCryptoServiceEncryptionUser.Name, StringComparison.Ordinal));
        var role = Roles.KeyVaultCryptoServiceEncryptionUser.Name;
        Assert.Equal(its is { Hsm: false, Rbac: true, Granted: true }, html.Contains($"<code>{role}</code>", StringComparison.Ordinal));
    }

    private async Task<IPage> OpenAsync(CustomerCase its, string name = "Contoso Data", BrowserNewContextOptions? options = null)
    {
        using var folder = await WriteAsync(its, name);
        return await browser.OpenAsync(folder.Read("portal.html"), options);
    }

    private static async Task<BundleFolder> WriteAsync(CustomerCase its, string name)
    {
        var record = JsonNode.Parse(TestSettings.VendorsRecord)!;
        (record["cloud"], record["applicationName"]) = (its.Cloud, name);
        return await new BundleFolder(record.ToJsonString(), its.Yaml).WriteAsync("portal");
    }
}
