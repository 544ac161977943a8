using System.Security.Cryptography;
using System.Text.Json;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What <c>pulumi stack output --json</c> printed, or a customer sent, as it was read.</summary>
/// <param name="Name">The file, as people named it.</param>
internal sealed record VerifyInput(string Name, ReadOnlyMemory<byte> Content)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>64 hexadecimal digits, as <c>sha256sum</c> prints them.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content.Span));

    /// <summary>The outputs.</summary>
    /// <exception cref="BadInputException">They are not JSON.</exception>
    public JsonElement Outputs => field.ValueKind == JsonValueKind.Undefined ? field = Parse() : field;

    /// <summary>
    /// Whether it says that it is of simulated tenants, as <c>xtcmk sim output</c> prints it. A letter with a record does not.
    /// </summary>
    public bool IsSimulated => IsJson && Outputs.ValueKind == JsonValueKind.Object
        && Outputs.TryGetProperty(PreviewFacts.SimulatedMark, out var mark) && mark.ValueKind == JsonValueKind.True;

    private bool IsJson
    {
        get
        {
            try
            {
                return Outputs.ValueKind != JsonValueKind.Undefined;
            }
            catch (BadInputException)
            {
                return false;
            }
        }
    }

    /// <exception cref="BadInputException">The file cannot be read.</exception>
    public static VerifyInput Read(string file, Func<string, Stream> open)
    {
        var name = file == "-" ? "standard input" : file;
        try
        {
            using var source = open(file);
            using var all = new MemoryStream();
            source.CopyTo(all);
            return new VerifyInput(name, all.ToArray());
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{name}: cannot be read ({unreadable.Message})");
        }
    }

    private JsonElement Parse()
    {
        try
        {
            var start = Content.Span.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
            using var document = JsonDocument.Parse(Content[start..]);
            return document.RootElement.Clone();
        }
        catch (JsonException malformed)
        {
            throw new BadInputException(
                $"{Name}: line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1} of it: this is not JSON. "
                + "Give what 'pulumi stack output --json' prints.");
        }
    }
}
