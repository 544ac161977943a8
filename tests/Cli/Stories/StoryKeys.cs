using System.Security.Cryptography;

namespace XtCmkInfra.Tests.Cli.Stories;

/// <summary>A few real RSA key pairs that all stories share: making them takes longer than all else.</summary>
internal static class StoryKeys
{
    /// <summary>The least that Azure takes, whatever the settings say: larger ones are several times as slow.</summary>
    private const int Bits = 2048;

    /// <summary>So many that a version's pair is not that of the version before it.</summary>
    private static readonly Lazy<RSA>[] Shared = [new(() => RSA.Create(Bits)), new(() => RSA.Create(Bits))];

    /// <summary>For one story.</summary>
    public static Func<int, RSA> Source()
    {
        var next = -1;
        return _ => Shared[Interlocked.Increment(ref next) % Shared.Length].Value;
    }
}
