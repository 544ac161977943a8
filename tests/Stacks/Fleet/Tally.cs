namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>How often what happened, so that a test can check that it has met all of it.</summary>
internal sealed class Tally
{
    public const string Readable = "checks that found data readable";
    public const string Unreadable = "checks that found data unreadable";
    public const string Up = "runs of a program";
    public const string RefusedUp = "refused runs of a program";

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int this[string what] => _counts.GetValueOrDefault(what);

    public void Count(string what, int times = 1) => _counts[what] = this[what] + times;

    public void Add(Tally other)
    {
        lock (_counts)
        {
            foreach (var (what, times) in other._counts)
                Count(what, times);
        }
    }

    public override string ToString() => string.Join(", ", _counts.Select(count => $"{count.Value} {count.Key}"));
}
