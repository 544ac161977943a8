using System.Security.Cryptography;
using System.Text;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>GUIDs in place of those that Pulumi draws at random: they follow from a text, so that two runs show the same.</summary>
internal static class DerivedGuid
{
    public static string Of(string text) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
}
