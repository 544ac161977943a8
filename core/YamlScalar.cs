using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Core;

/// <summary>
/// What a scalar of YAML without quotes means to the Pulumi CLI, which reads with Go's yaml.v3: null, true, false, whole numbers (also
/// octal, hexadecimal and binary ones), other numbers, dates, and text for all else.
/// </summary>
internal static partial class YamlScalar
{
    /// <summary>The value as JSON, written as Go writes it; a date is text, as Go prints one.</summary>
    /// <exception cref="FormatException">It is a number that JSON does not have.</exception>
    public static JsonNode? Read(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return JsonValue.Create(true);
            case "false" or "False" or "FALSE":
                return JsonValue.Create(false);
            case ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF":
                throw new FormatException($"'{text}' is a number that settings cannot hold");
        }

        if (text[0] is not ((>= '0' and <= '9') or '+' or '-' or '.'))
            return JsonValue.Create(text);
        if (Date(text) is { } date)
            return JsonValue.Create(date);
        var digits = text[0] == '.' ? text : text.Replace("_", "", StringComparison.Ordinal);
        if (Integer(digits) is { } integer)
            return JsonNode.Parse(integer.ToString(CultureInfo.InvariantCulture));
        if (!Number().IsMatch(digits))
            return JsonValue.Create(text);
        var number = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? JsonNode.Parse(Written(number)) : JsonValue.Create(text);
    }

    /// <summary>A whole number of at most 64 bits. A zero before other digits makes it octal.</summary>
    private static BigInteger? Integer(string text)
    {
        if (IntegerForm().Match(text) is not { Success: true } match)
            return null;
        var number = match.Groups["hex"].Success ? Value(match.Groups["hex"].Value, 16)
            : match.Groups["octal"].Success ? Value(match.Groups["octal"].Value, 8)
            : match.Groups["binary"].Success ? Value(match.Groups["binary"].Value, 2)
            : Value(match.Groups["decimal"].Value, 10);
        if (match.Groups["sign"].Value == "-")
            number = -number;
        return number >= long.MinValue && number <= ulong.MaxValue ? number : null;
    }

    private static BigInteger Value(string digits, int radix) =>
        digits.Aggregate(BigInteger.Zero, (value, digit) => (value * radix) + Convert.ToInt32(digit.ToString(), 16));

    /// <summary>As Go prints a time: 2030-12-31 00:00:00 +0000 UTC.</summary>
    private static string? Date(string text)
    {
        if (DateForm().Match(text) is not { Success: true } match)
            return null;
        int Part(string name) =>
            match.Groups[name] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
        try
        {
            var time = new DateTime(
                Part("year"), Part("month"), Part("day"), Part("hour"), Part("minute"), Part("second"), DateTimeKind.Unspecified);
            var fraction = match.Groups["fraction"].Value.TrimEnd('0');
            var offset = match.Groups["offset"].Value.Replace(":", "", StringComparison.Ordinal);
            var zone = offset is "" or "Z" or "+0000" or "-0000" ? "+0000 UTC" : $"{offset} {offset}";
            var parts = fraction.Length > 0 ? $".{fraction}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss}{parts} {zone}");
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The fewest digits that mean the number; with an exponent only below 1e-6 and from 1e21 on.</summary>
    private static string Written(double number)
    {
        if (number.ToString("R", CultureInfo.InvariantCulture).Split('E') is not [var mantissa, var power])
            return number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (Math.Abs(number) is < 1e-6 or >= 1e21)
            return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : $"{sign}{digits.PadRight(exponent + 1, '0').Insert(exponent + 1, ".").TrimEnd('.')}";
    }

    [GeneratedRegex("^(?<sign>[+-]?)(0[xX](?<hex>[0-9a-fA-F]+)|0[oO]?(?<octal>[0-7]+)|0[bB](?<binary>[01]+)|(?<decimal>0|[1-9][0-9]*))\\z")]
    private static partial Regex IntegerForm();

    [GeneratedRegex("^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?\\z")]
    private static partial Regex Number();

    [GeneratedRegex(
        "^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})"
        + "(( |(?<zoned>[Tt]))(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(\\.(?<fraction>[0-9]{1,9}))?"
        + "(?(zoned)(?<offset>Z|[+-][0-9]{2}:[0-9]{2})))?\\z")]
    private static partial Regex DateForm();
}
