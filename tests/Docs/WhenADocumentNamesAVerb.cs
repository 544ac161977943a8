using System.Text.RegularExpressions;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Docs;

/// <summary>Every command line of this tool that a document shows, in text or in a block of commands.</summary>
public sealed partial class WhenADocumentNamesAVerb
{
    /// <summary>What stands for something that the reader puts there.</summary>
    private static readonly Dictionary<string, string> Placeholders = new(StringComparer.Ordinal)
    {
        ["KEY-URI"] = "https://kv-fabrikam.vault.azure.net/keys/contoso-data",
        ["KEY-NAME"] = "contoso-data",
        ["FILE..."] = "a.json",
        ["..."] = "",
    };

    public static TheoryData<string, string> Lines => new(Documents.All
        .SelectMany(file => Mention().Matches(Documents.Read(file))
            // The Azure CLI's grammar is its own.
            .Where(match => !match.Groups[1].Value.StartsWith("xtcmk sim az", StringComparison.Ordinal))
            .Select(match => (file, match.Groups[1].Value.Split(" | ")[0].Split(" > ")[0].Split(" # ")[0].Trim(' ', '&', '\\'))))
        .Distinct());

    [Theory]
    [MemberData(nameof(Lines))]
    public void The_tool_takes_it(string file, string line)
    {
        var words = Words(line).Skip(1).Select(word => Placeholders.GetValueOrDefault(word, word)).Where(word => word.Length > 0).ToArray();
        var parsed = CommandLine.Root(new CommandContext(TextWriter.Null, TextWriter.Null)).Parse(words);

        // A document may name a verb without what it works on; what it does say must be known.
        var unknown = parsed.Errors
            .Select(error => error.Message)
            .Where(message => message.Contains("Unrecognized", StringComparison.Ordinal));
        Assert.Equal([], unknown.Select(message => $"{file}: {line}: {message}"));
    }

    /// <summary>As a shell takes them apart, with placeholders in angle brackets as one word each, and the first of alternatives.</summary>
    private static IEnumerable<string> Words(string line) =>
        Word().Matches(line).Select(match => match.Value.Trim('"', '\'').Split('|')[0]);

    [GeneratedRegex(@"(?:`|^ {4,})(xtcmk [a-z-][^`\n]*)", RegexOptions.Multiline)]
    private static partial Regex Mention();

    [GeneratedRegex("""(?:<[^>]*>|"[^"]*"|'[^']*'|[^\s])+""")]
    private static partial Regex Word();
}
