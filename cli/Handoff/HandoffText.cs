using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Handoff;

/// <summary>
/// Finds the customer's handoff record in what the customer sent: the record itself, the outputs of a stack, of Terraform or of a
/// deployment, or a letter with any of these in it.
/// </summary>
internal static partial class HandoffText
{
    private const int MostCharacters = 4 * 1024 * 1024;

    private const int MostLevels = 200;

    /// <param name="name">What the text is called in messages.</param>
    /// <exception cref="BadInputException">There is no record in it, or several, or one with mistakes; all are reported.</exception>
    public static CustomerHandoff Read(string name, string text)
    {
        if (text.Length > MostCharacters)
            throw new BadInputException($"{name}: is longer than any letter with a handoff record ({text.Length} characters).");
        var found = Records(text).DistinctBy(record => record.GetRawText()).ToList();
        var mistakes = new List<Mistake>();
        var records = found.Select(record => CustomerHandoff.Read(ObjectReader.Of("handoff", record, mistakes))).Distinct().ToList();
        if (mistakes.Count > 0)
            throw new BadInputException([.. mistakes.Distinct().Select(mistake => $"{name}: {mistake}")]);
        return records switch
        {
            [{ } only] => only,
            [] => throw new BadInputException(
                $"{name}: has no handoff record: an object with schema, tenantId, keyUri, servicePrincipalObjectId and applicationId. "
                + "Ask the customer to send everything that the last step printed."),
            _ => throw new BadInputException(
                $"{name}: has {records.Count} different handoff records, of "
                + $"{string.Join(" and ", records.Select(record => record!.KeyUri))}: give one of them."),
        };
    }

    /// <summary>Whether a text has a record, be it with mistakes.</summary>
    public static bool IsIn(string text) => text.Length <= MostCharacters && Records(text).Count > 0;

    /// <summary>Whether a text begins as JSON and is none to its end: what is missing might say more than the record.</summary>
    public static bool IsCut(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Trim());
        return bytes is [(byte)'{', ..] && (Parse(bytes, 0, out var end) is null || end < bytes.Length);
    }

    /// <summary>Whether a text is the outputs of a customer's stack, of which the record is only a part.</summary>
    public static bool IsOfStack(string text) => text.Length <= MostCharacters
        && Values(text).Any(root => root.TryGetProperty("access", out _) || root.TryGetProperty("vendorApplicationId", out _));

    private static List<JsonElement> Records(string text)
    {
        var found = new List<JsonElement>();
        // As it stands first: what mail programs do to a text is undone only where that is needed.
        foreach (var version in new[] { text, Unmailed(text) })
        {
            foreach (var value in Values(version))
                Collect(value, found);
            if (found.Count > 0)
                break;
        }

        return found;
    }

    /// <summary>Every JSON object in a text, in the order in which they begin, with what stands around them passed over.</summary>
    private static IEnumerable<JsonElement> Values(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var start = Next(bytes, 0); start >= 0;)
        {
            if (Parse(bytes, start, out var end) is { } value)
            {
                yield return value;
                start = Next(bytes, end);
            }
            else
            {
                start = Next(bytes, start + 1);
            }
        }
    }

    private static int Next(byte[] bytes, int from) => from >= bytes.Length ? -1 : Array.IndexOf(bytes, (byte)'{', from);

    private static JsonElement? Parse(byte[] bytes, int start, out int end)
    {
        end = start;
        try
        {
            var reader = new Utf8JsonReader(
                bytes.AsSpan(start),
                new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MostLevels });
            using var document = JsonDocument.ParseValue(ref reader);
            end = start + (int)reader.BytesConsumed;
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Collect(JsonElement value, List<JsonElement> found)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Collect(item, found);
        }
        else if (value.ValueKind == JsonValueKind.Object && IsRecord(value))
        {
            found.Add(value);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                Collect(member.Value, found);
        }
    }

    /// <summary>Also one with mistakes, so that these are reported, and one of the vendor's own.</summary>
    private static bool IsRecord(JsonElement value)
    {
        if (value.TryGetProperty("keyUri", out _) && value.TryGetProperty("servicePrincipalObjectId", out _))
            return true;
        return value.TryGetProperty("schema", out var schema) && schema.ValueKind == JsonValueKind.String
            && schema.GetString()!.StartsWith("xtcmk/", StringComparison.Ordinal);
    }

    /// <summary>Without marks of quotation at the start of lines, typographic quotes, and spaces that are no spaces.</summary>
    private static string Unmailed(string text) => TypographicQuotes().Replace(Unseen().Replace(QuoteMarks().Replace(text, ""), ""), "\"")
        .Replace('\u00A0', ' ');

    [GeneratedRegex("[\u201C\u201D\u201E]|&quot;")]
    private static partial Regex TypographicQuotes();

    [GeneratedRegex("^[ \t]*(>[ \t]?)+", RegexOptions.Multiline)]
    private static partial Regex QuoteMarks();

    [GeneratedRegex("[\u200B\u2060\uFEFF\u00AD]")]
    private static partial Regex Unseen();
}
