using System.Security.Cryptography;
using System.Text;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// Makes ids that Azure would draw at random from what they are for: the kind and the name of the thing, and how many of that
/// name came before. So two runs of the same story print the same ids, in whatever order independent steps happen.
/// </summary>
internal sealed class DeterministicIds(Dictionary<string, int> counts)
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>Lets the next thing of that kind and name have an id that settings name already. Not saved.</summary>
    public void Expect(string kind, string name, string id) => _known[What(kind, name)] = id;

    public string NextGuid(string kind, string name)
    {
        if (_known.Remove(What(kind, name), out var known))
            return known;
        var bytes = Next(kind, name);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>32 hexadecimal digits, as key versions have.</summary>
    public string NextHex(string kind, string name) =>
        _known.Remove(What(kind, name), out var known) ? known : Convert.ToHexStringLower(Next(kind, name));

    private byte[] Next(string kind, string name)
    {
        var what = What(kind, name);
        var count = counts[what] = counts.GetValueOrDefault(what) + 1;
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{count} {what}"))[..16];
    }

    private static string What(string kind, string name) => $"{kind} {name.ToLowerInvariant()}";
}
