using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace XtCmkInfra.Tests.Simulator.Azure;

/// <summary>
/// A few real RSA key pairs that all tests share, since making one takes long. One cloud gets each of them once, and then begins
/// again; so different versions of a key have different pairs, unless a test makes very many.
/// </summary>
internal static class Pool
{
    private const int Pairs = 4;
    private static readonly ConcurrentDictionary<(int Bits, int Number), Lazy<RSA>> Made = new();

    public static Func<int, RSA> Source()
    {
        var next = -1;
        return bits => Made
            .GetOrAdd((bits, Interlocked.Increment(ref next) % Pairs), pair => new Lazy<RSA>(() => RSA.Create(pair.Bits)))
            .Value;
    }
}
