using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace XtCmkInfra.Tests.Cli.Try;

/// <summary>A few real RSA key pairs of each size that all stories share: making them takes longer than all else.</summary>
internal static class StoryKeys
{
    /// <summary>So many that a version's pair is not that of the version before it.</summary>
    private const int Pairs = 2;

    private static readonly ConcurrentDictionary<(int Bits, int Number), Lazy<RSA>> Shared = [];

    /// <summary>For one story.</summary>
    public static Func<int, RSA> Source()
    {
        var next = -1;
        return bits => Shared.GetOrAdd((bits, Interlocked.Increment(ref next) % Pairs), _ => new Lazy<RSA>(() => RSA.Create(bits))).Value;
    }
}
