using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>One command that is carried out: the values of its options, and the tenants that it works on.</summary>
/// <param name="values">By the long names of the options; those that are not there have no entry.</param>
internal sealed class AzCall(AzCommand command, Dictionary<string, string[]> values, AzSession session)
{
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH'Z'", "yyyy-MM-dd"];

    public AzCommand Command { get; } = command;

    public AzSession Session { get; } = session;

    public bool Has(string option) => values.ContainsKey(option);

    /// <summary>The last value, as where an option is given twice; null where it is not there.</summary>
    public string? Text(string option) => values.GetValueOrDefault(option)?.LastOrDefault();

    /// <summary>The value of an option that must be there.</summary>
    public string Required(string option) =>
        Text(option) ?? throw new AzException($"the following arguments are required: {option}", AzException.Usage);

    /// <summary>Null where the option is not there.</summary>
    public IReadOnlyList<string>? List(string option) => values.GetValueOrDefault(option);

    /// <summary>Of a flag or a switch; null where it is not there.</summary>
    public bool? Flag(string option) => !Has(option) ? null : Text(option)?.ToLowerInvariant() switch
    {
        null or "true" or "1" or "yes" or "y" or "t" or "on" => true,
        "false" or "0" or "no" or "n" or "f" or "off" => false,
        var other => throw new AzException($"argument {option}: '{other}' is neither true nor false", AzException.Usage),
    };

    public int? Number(string option) => Text(option) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new AzException($"argument {option}: invalid int value: '{text}'", AzException.Usage);

    /// <summary>A point of time in UTC.</summary>
    public DateTimeOffset? Time(string option) => Text(option) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new AzException($"argument {option}: '{text}' is no time of the form 2027-01-31T00:00:00Z", AzException.Usage);

    /// <summary>JSON in the value itself, or in the file that it names.</summary>
    public JsonNode? Json(string option)
    {
        if (Text(option) is not { } text)
            return null;
        try
        {
            return JsonNode.Parse(File.Exists(text) ? File.ReadAllText(text) : text);
        }
        catch (JsonException)
        {
            throw new AzException($"argument {option}: '{text}' is neither JSON nor a file with JSON");
        }
    }

    public JsonObject JsonObject(string option) => Json(option) as JsonObject
        ?? throw new AzException($"argument {option}: a JSON object is expected");

    /// <summary>Tags as <c>name=value</c>; a single empty value removes all. Null where the option is not there.</summary>
    public JsonObject? Tags()
    {
        if (List("--tags") is not { } given)
            return null;
        var tags = new JsonObject();
        foreach (var tag in given.Where(tag => tag.Length > 0))
        {
            var parts = tag.Split('=', 2);
            tags[parts[0]] = parts.ElementAtOrDefault(1) ?? "";
        }

        return tags;
    }

    /// <summary>What the Azure CLI says on stderr without failing.</summary>
    public void Warn(string sentence)
    {
        if (!Has("--only-show-errors"))
            Session.Context.Error.WriteLine($"WARNING: {sentence}");
    }
}
