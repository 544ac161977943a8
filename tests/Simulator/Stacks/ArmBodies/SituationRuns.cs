using System.Collections.Concurrent;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks;

/// <summary>The run of each situation, made once for all tests of a class.</summary>
public sealed class SituationRuns
{
    private readonly ConcurrentDictionary<string, Task<TwoTenants>> _runs = new(StringComparer.Ordinal);

    internal static Situation Situation(string title) => Situations.All.Single(situation => situation.Title == title);

    internal Task<TwoTenants> OfAsync(string title) => _runs.GetOrAdd(title, _ => Situation(title).RunAsync());
}
