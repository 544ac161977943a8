using System.Runtime.CompilerServices;

namespace XtCmkInfra.Tests;

/// <summary>
/// A deadlock fails the test that it is in, by name, instead of holding up the run. The limit is far above what the largest takes on a busy
/// machine.
/// </summary>
internal static class TimeLimit
{
    public const int Milliseconds = 20 * 60 * 1000;
}

/// <summary>In every namespace of the tests this is what [Fact] means.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Timeout = TimeLimit.Milliseconds;
}

/// <summary>In every namespace of the tests this is what [Theory] means.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Timeout = TimeLimit.Milliseconds;
}
