using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Core;

/// <summary>
/// An address or a range in the firewall of a storage account or a vault. Both take public addresses of IP version 4 alone. Sources:
/// Microsoft, "Guidelines and limitations for the Azure Storage firewall"; "Configure network security for Azure Key Vault".
/// </summary>
public static partial class IpRule
{
    /// <summary>So many rules one storage account takes.</summary>
    public const int MostOfAccount = 400;

    /// <summary>So many rules one vault takes.</summary>
    public const int MostOfVault = 1_000;

    private const int SmallestRangeOfAccount = 30;

    /// <summary>No packet from here reaches Azure over the internet. Source: IANA, "IPv4 Special-Purpose Address Registry".</summary>
    private static readonly (IPNetwork Range, string What)[] NotPublic =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "this network"),
        (IPNetwork.Parse("10.0.0.0/8"), "private networks"),
        (IPNetwork.Parse("100.64.0.0/10"), "shared addresses of providers"),
        (IPNetwork.Parse("127.0.0.0/8"), "the machine itself"),
        (IPNetwork.Parse("169.254.0.0/16"), "the local link"),
        (IPNetwork.Parse("172.16.0.0/12"), "private networks"),
        (IPNetwork.Parse("192.168.0.0/16"), "private networks"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "broadcast and the future"),
    ];

    /// <summary>A rule of a storage account, which has no ranges smaller than /30.</summary>
    public static Parsed<string> OfAccount(string text) => Parse(text, SmallestRangeOfAccount);

    /// <summary>A rule of a vault, where a range may be a single address (/32).</summary>
    public static Parsed<string> OfVault(string text) => Parse(text, 32);

    /// <summary>The same for two rules that let in the same addresses.</summary>
    public static string Key(string rule) => rule.EndsWith("/32", StringComparison.Ordinal) ? rule[..^3] : rule;

    private static Parsed<string> Parse(string text, int smallest)
    {
        if (Form().Match(text) is not { Success: true } match || match.Groups["part"].Captures.Any(part => Number(part.Value) > 255))
            return new Mistake($"'{text}' must be an IPv4 address in decimal numbers, or a range such as 203.0.113.0/24");
        var length = match.Groups["length"] is { Success: true, Value: var digits } ? Number(digits) : 32;
        if (length == 0)
            return new Mistake($"'{text}' lets everybody in: if that is meant, open the firewall in words instead");
        if (match.Groups["length"].Success && length > smallest)
            return new Mistake($"'{text}' must not be smaller than /{smallest}: name its addresses one by one");

        var address = IPAddress.Parse(match.Groups["address"].Value);
        var first = First(address, length);
        if (!first.Equals(address))
            return new Mistake($"'{text}' names an address within a range: use {first}/{length} for the range, or the address alone");
        var range = new IPNetwork(first, length);
        var notPublic = NotPublic.FirstOrDefault(other => other.Range.Contains(first) || range.Contains(other.Range.BaseAddress));
        return notPublic is { What: { } what, Range: var other }
            ? new Mistake($"'{text}' is in or covers {other}, which is for {what}: only public addresses reach Azure")
            : text;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static IPAddress First(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < 32; bit++)
            bytes[bit / 8] &= (byte)~(128 >> (bit % 8));
        return new IPAddress(bytes);
    }

    [GeneratedRegex("^(?<address>(?<part>0|[1-9][0-9]{0,2})(\\.(?<part>0|[1-9][0-9]{0,2})){3})(/(?<length>[0-9]|[12][0-9]|3[0-2]))?\\z")]
    private static partial Regex Form();
}
