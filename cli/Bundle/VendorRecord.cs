using System.Text.Json;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>The vendor's handoff record in a file.</summary>
internal static class VendorRecord
{
    /// <summary>Reads the record itself, or all outputs of the vendor's stack with the record among them.</summary>
    /// <exception cref="BadInputException">The file cannot be read, is no JSON, or no handoff record of a vendor.</exception>
    public static VendorHandoff Read(string path)
    {
        var mistakes = new List<Mistake>();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var isAllOutputs = root.ValueKind == JsonValueKind.Object && root.TryGetProperty(VendorHandoff.OutputName, out _);
            var record = isAllOutputs ? root.GetProperty(VendorHandoff.OutputName) : root;
            var reader = ObjectReader.Of(isAllOutputs ? VendorHandoff.OutputName : "$", record, mistakes);
            if (VendorHandoff.Read(reader) is { } handoff && mistakes.Count == 0)
                return handoff;
        }
        catch (JsonException wrong)
        {
            throw new BadInputException(
                $"{path}({wrong.LineNumber + 1}): is not JSON. Give what 'pulumi stack output handoff --json' prints.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read ({wrong.Message})");
        }

        throw new BadInputException([.. mistakes.Select(mistake => $"{path}: {mistake}")]);
    }
}
