using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra;

/// <summary>How a program ends that cannot go on with what it was given.</summary>
internal static class RunRefusal
{
    /// <exception cref="RunException">There are mistakes; the message has a line for each of the first, and counts the others.</exception>
    public static void ThrowIfAny(IReadOnlyList<Mistake> mistakes)
    {
        if (mistakes.Count > 0)
            throw new RunException(Mistake.Describe(mistakes)) { Data = { [Mistake.InData] = mistakes } };
    }
}
