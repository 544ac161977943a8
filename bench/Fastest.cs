namespace XtCmkInfra.Bench;

/// <summary>The fastest of a few runs counts: what else the machine does only ever makes a run slower.</summary>
internal static class Fastest
{
    private const int Times = 3;

    public static T Of<T>(Func<T> run, Func<T, double> secondsOf) => Enumerable.Range(0, Times).Select(_ => run()).MinBy(secondsOf)!;
}
