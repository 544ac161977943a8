using System.Net;
using System.Net.Sockets;

namespace XtCmkInfra.Core;

/// <summary>An address or a range in a firewall of a storage account or a vault.</summary>
public static class IpRule
{
    /// <summary>Checks an IPv4 address or a CIDR range; Azure takes no range smaller than /30.</summary>
    public static Parsed<string> Parse(string text)
    {
        var dotted = text.Count(character => character == '.') == 3;
        var isAddress = dotted && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork;
        var isRange = dotted && IPNetwork.TryParse(text, out var range) && range is { PrefixLength: <= 30, BaseAddress.AddressFamily: AddressFamily.InterNetwork };
        return isAddress || isRange
            ? text
            : new Wrong($"'{text}' must be an IPv4 address or a range such as 203.0.113.0/24, not smaller than /30");
    }
}
