using System.Reflection;
using Xunit.v3;

namespace XtCmkInfra.Tests;

public sealed class WhenATestNeverEnds
{
    [Fact]
    public void Every_test_has_a_time_limit_that_names_it()
    {
        var tests = typeof(WhenATestNeverEnds).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            .Select(method => (method.DeclaringType, method.Name, Limit: Limits(method)))
            .Where(test => test.Limit.Count > 0)
            .ToList();

        Assert.NotEmpty(tests);
        Assert.DoesNotContain(tests, test => test.Limit.Any(limit => limit is <= 0 or > TimeLimit.Milliseconds));
    }

    private static List<int> Limits(MethodInfo method) =>
        [.. method.GetCustomAttributes().OfType<IFactAttribute>().Select(attribute => attribute.Timeout)];
}
