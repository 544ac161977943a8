using System.Globalization;
using XtCmkInfra.Azure;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What a verification rests on: where it was read, by what, as whom, from which files, and when.</summary>
/// <param name="Endpoint">Of Azure Resource Manager, or of the simulator that stands for Azure.</param>
/// <param name="Tool">The tool and its version.</param>
/// <param name="Inputs">The outputs of stacks that were given.</param>
internal sealed record VerifySource(
    string Endpoint,
    bool IsSimulated,
    string Tool,
    IReadOnlyList<SignedIn> SignedIn,
    IReadOnlyList<VerifyInput> Inputs,
    DateTimeOffset Began,
    DateTimeOffset Ended)
{
    /// <summary>The same for people, a line for each kind.</summary>
    public IEnumerable<string> Lines()
    {
        var mark = IsSimulated ? $" ({SimulatedTenants.Mark})" : "";
        yield return $"Read from {Endpoint}{mark} by {Tool}, from {Time(Began)} to {Time(Ended)}.";
        yield return SignedIn.Count == 0
            ? "Nobody was signed in."
            : $"Signed in as {string.Join(", ", SignedIn.Select(one => one.ToString()))}.";
        foreach (var input in Inputs)
            yield return $"{input.Name}: SHA-256 {input.Sha256}";
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
