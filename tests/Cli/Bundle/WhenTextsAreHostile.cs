using System.Diagnostics;
using System.Net;
using System.Text;
using XtCmkInfra.Cli.Bundle.AzureCli;
using XtCmkInfra.Cli.Bundle.Bicep;
using XtCmkInfra.Cli.Bundle.Portal;
using XtCmkInfra.Cli.Bundle.Terraform;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>Each language reads back exactly the text that was written, whatever the text has in it.</summary>
public sealed class WhenTextsAreHostile
{
    private const int Count = 400;

    private static readonly string[] Pieces =
    [
        "'", "\"", "\\", "`", "$", "{", "}", "${", "%{", "$${", "%%{", "#{", "$(id)", "'''", "\"\"\"", "\n", "\r\n", "\t",
        "\u2028", "\u2029", "\u0085", "\u0001", "\uFEFF", "\u202E", "\U0001F511", "é", "//", "/*", "*/", "#", "<!--", "-->",
        "<script>", "</script>", "]]>", "&lt;", "&amp;", "EOF", "END", ";", "|", "a", "Z", "0", " ",
    ];

    private static readonly IReadOnlyList<string> Texts = Make(new Random(4711));

    [Fact]
    public async Task Bash_reads_each_word_as_it_is()
    {
        if (!File.Exists("/bin/bash"))
            Assert.Skip("There is no bash on this machine.");
        var script = string.Concat(Texts.Select(text => $"printf '%s\\0' {BashText.Of(text)}\n"));
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", ["--noprofile", "--norc", "-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();

        Assert.Equal(Texts, (await output).Split('\0')[..^1]);
    }

    [Fact]
    public async Task Bicep_reads_each_string_and_each_name_as_it_is()
    {
        using var folder = new BundleFolder();
        var named = Texts.Select((text, index) => KeyValuePair.Create($"{text}{index}", text)).ToList();
        folder.Put("main.bicep", "param texts string[]\nparam named { *: string }\noutput all object = { texts: texts, named: named }\n");
        var texts = BicepText.List(Texts.Select(BicepText.Of));
        folder.Put("main.bicepparam", $"using 'main.bicep'\nparam texts = {texts}\nparam named = {BicepText.Map(named)}\n");

        var (diagnostics, parameters) = await BicepCompiler.CompileAsync(folder.Of("main.bicepparam"));

        Assert.Empty(diagnostics);
        Assert.Equal(Texts, parameters["parameters"]!["texts"]!["value"]!.AsArray().Select(one => one!.ToString()));
        var read = parameters["parameters"]!["named"]!["value"]!.AsObject();
        Assert.Equal(named, read.Select(one => KeyValuePair.Create(one.Key, one.Value!.ToString())));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("for")]
    [InlineData("resource")]
    [InlineData("_a1")]
    [InlineData("1a")]
    [InlineData("a b")]
    public async Task Bicep_takes_any_word_as_a_name_without_a_warning(string name)
    {
        using var folder = new BundleFolder();
        folder.Put("main.bicep", "param named { *: string }\noutput all object = named\n");
        folder.Put("main.bicepparam", $"using 'main.bicep'\nparam named = {BicepText.Map([KeyValuePair.Create(name, "x")])}\n");

        Assert.Empty((await BicepCompiler.CompileAsync(folder.Of("main.bicepparam"))).Diagnostics);
    }

    [Fact]
    public async Task Terraform_reads_each_string_and_each_name_as_it_is()
    {
        var named = Texts.Select((text, index) => KeyValuePair.Create($"{text}{index}", text)).ToList();

        var parsed = (await Hcl.ParseAsync($"texts = {HclText.List(Texts)}\nnamed = {HclText.Map(named)}\n"))[0];

        Assert.Equal(Texts, parsed["texts"]!.AsArray().Select(one => Hcl.Literal(one!.ToString())));
        var read = parsed["named"]!.AsObject().Select(one => KeyValuePair.Create(Hcl.Literal(one.Key), Hcl.Literal(one.Value!.ToString())));
        Assert.Equal(named.OrderBy(one => one.Key, StringComparer.Ordinal), read.OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Html_has_none_of_it_as_markup()
    {
        foreach (var text in Texts)
        {
            var html = HtmlText.Of(text);
            Assert.DoesNotContain(html, letter => letter is '<' or '>' or '"' or '\'');
            Assert.Equal(text, WebUtility.HtmlDecode(html));
        }
    }

    private static List<string> Make(Random random)
    {
        return [.. Pieces, .. Enumerable.Range(0, Count).Select(_ => string.Concat(Some()))];

        IEnumerable<string> Some() => Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]);
    }
}
