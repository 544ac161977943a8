using System.Globalization;

namespace XtCmkInfra.Core;

/// <summary>The kinds of values that a member of an object has beside text.</summary>
public static class ObjectValues
{
    public static bool Flag(this ObjectReader reader, string name, bool otherwise)
    {
        if (reader.Text(name, new SettingKind(SettingForm.Value, ["true", "false"])) is not { } text)
            return otherwise;
        if (bool.TryParse(text, out var value))
            return value;
        reader.Refuse(name, $"'{text}' must be true or false");
        return otherwise;
    }

    public static int Number(this ObjectReader reader, string name, int otherwise, int least, int most)
    {
        if (reader.Text(name, new SettingKind(SettingForm.Value, Least: least, Most: most)) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        reader.Refuse(name, $"'{text}' must be a whole number from {least} to {most}");
        return otherwise;
    }

    /// <summary>One of a few words, each with its meaning; the first is the default.</summary>
    public static T Choice<T>(this ObjectReader reader, string name, params ReadOnlySpan<(string Word, T Meaning)> choices)
    {
        var words = new List<string>();
        foreach (var (word, _) in choices)
            words.Add(word);
        // An empty word is none of them: taken for the first, "access" would be granted by it.
        if ((reader.Text(name, new SettingKind(SettingForm.Value, words)) ?? (reader.IsEmptyText(name) ? "" : null)) is not { } text)
            return choices[0].Meaning;
        if (words.IndexOf(text) is >= 0 and var chosen)
            return choices[chosen].Meaning;

        reader.Refuse(name, $"'{text}' must be one of {string.Join(", ", words)}");
        return choices[0].Meaning;
    }

    /// <summary>Names with a single value each.</summary>
    public static IReadOnlyDictionary<string, string> Map(this ObjectReader reader, string name)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var read = reader.Section(name);
        reader.Expect(name, new SettingKind(SettingForm.Map));
        if (read is not { } section)
            return map;
        foreach (var key in section.Names)
        {
            if (!section.Has(key))
                section.Refuse(key, "has no value: write \"\" for an empty one");
            else if (section.Text(key, null) is { } text)
                map[key] = text;
        }

        return map;
    }
}
