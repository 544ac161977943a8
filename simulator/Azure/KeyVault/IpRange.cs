using System.Net;
using System.Net.Sockets;

namespace XtCmkInfra.Simulator.Azure;

internal static class IpRange
{
    /// <summary>An IPv4 address, or a range in CIDR notation; null for anything else.</summary>
    public static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text.Contains('/', StringComparison.Ordinal) ? text : text + "/32", out var network)
        && network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? network
            : null;
}
