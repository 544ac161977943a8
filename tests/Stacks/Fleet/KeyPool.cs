using System.Security.Cryptography;

namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>A few real RSA key pairs that all runs share: making them takes longer than all else.</summary>
internal static class KeyPool
{
    /// <summary>Half the size that Azure demands: what is tried here does not depend on it, and it is several times as fast.</summary>
    private const int Bits = 1024;

    /// <summary>So many that a version's pair is not that of a version near it.</summary>
    private const int Pairs = 16;

    private static readonly Lazy<RSA[]> Shared = new(() => [.. Enumerable.Range(0, Pairs).Select(_ => RSA.Create(Bits))]);

    /// <summary>For one cloud: each pair once, and then from the beginning again.</summary>
    /// <param name="used">How many pairs the cloud has had already.</param>
    public static Func<int, RSA> Source(int used = 0)
    {
        var next = used - 1;
        return _ => Shared.Value[Interlocked.Increment(ref next) % Pairs];
    }
}
