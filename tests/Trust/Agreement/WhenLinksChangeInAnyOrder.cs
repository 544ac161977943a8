using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Tests.Stacks.Fleet;

namespace XtCmkInfra.Tests.Trust.Agreement;

/// <summary>
/// Holds the rules and the simulated data path together, which know nothing of each other: what the one calls unreadable, the other
/// must refuse to read, and nothing else.
/// </summary>
public sealed class WhenLinksChangeInAnyOrder(ITestOutputHelper output)
{
    /// <summary>Asks for a longer run, of so many sequences that are new each time, each of some four chains.</summary>
    private const string ChainsVariable = "XTCMK_PROPERTY_CHAINS";

    /// <summary>Reproduces a run: a seed that a longer run has printed.</summary>
    private const string SeedVariable = "XTCMK_PROPERTY_SEED";

    private const int Chains = 800;
    private const ulong Seed = 20261126;

    private static readonly Gen<LinkChange> Change =
        from name in Gen.Frequency(LinkChange.All.Select(act => (act.Weight, Gen.Constant(act.Name))))
        from choice in Gen.Choose(0, 11)
        select new LinkChange(name, choice);

    private static readonly Arbitrary<LinkChange[]> AnyChanges = Arb.From(
        from length in Gen.Choose(1, 8)
        from changes in Gen.ArrayOf(Change, length)
        select changes,
        changes => Enumerable.Range(0, changes.Length).Select(left => changes.Where((_, index) => index != left).ToArray()));

    [Fact]
    public void Data_is_readable_exactly_when_no_rule_reports_otherwise()
    {
        var isLonger = int.TryParse(Environment.GetEnvironmentVariable(ChainsVariable), CultureInfo.InvariantCulture, out var given);
        var isRepeated = ulong.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var again);
        var chains = isLonger ? given : Chains;
        var seed = isRepeated ? again : isLonger ? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue) : Seed;
        output.WriteLine($"{chains} chains, seed {seed}");

        var tally = new Tally();
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(chains)
            .WithReplay(new Replay(new Rnd(seed), FSharpOption<int>.None))
            .WithParallelRunConfig(new ParallelRunConfig(Environment.ProcessorCount));
        try
        {
            FsCheck.Check.One(config, Prop.ForAll(AnyChanges, changes => tally.Add(Compare(changes))));
        }
        catch (Exception falsified)
        {
            throw new InvalidOperationException(
                $"{falsified.Message}\nTo see it again: {ChainsVariable}={chains} {SeedVariable}={seed}", falsified);
        }

        output.WriteLine(tally.ToString());
        Assert.True(tally[Tally.Readable] >= chains / 5 && tally[Tally.Unreadable] >= chains / 5, $"the chains try too little: {tally}");
        Assert.All(Explaining, code => Assert.True(tally[code] > 0, $"no chain is unreadable because of {code}: {tally}"));
    }

    /// <summary>Every way in which a chain that the simulator can break is unreadable.</summary>
    private static readonly string[] Explaining =
    [
        "vault-gone", "vault-trusted-services", "key-gone", "key-disabled", "grant-gone", "principal-gone", "principal-disabled",
        "application-gone",
        "application-single-tenant", "federation-gone", "federation-issuer", "federation-subject", "federation-audience", "identity-gone",
        "account-identity-detached", "account-version-unusable",
    ];

    /// <summary>Compares after each change, so that each is a chain of its own.</summary>
    private static Tally Compare(LinkChange[] changes)
    {
        var at = new ChangingWorld();
        var seen = new Tally();
        var history = new StringBuilder();
        foreach (var change in changes)
        {
            history.Append(CultureInfo.InvariantCulture, $"{change}{(change.Do(at) ? "" : ", refused")}; ");
            // No two versions of a key are of the same second.
            at.World.Azure.Clock.Advance(TimeSpan.FromSeconds(1));
            var why = new LiveChain(at).Unreadable();
            var codes = why.Select(result => result.Rule.Code).Distinct().Order(StringComparer.Ordinal).ToList();
            if (at.CanRead != (why.Count == 0))
            {
                var links = at.World.Azure.Storage.Inspect(World.Account).Links
                    .Where(link => link.Holds == false)
                    .Select(link => $"{link.Kind}: {link.Error!.Cause?.Message}");
                throw new InvalidOperationException(
                    $"After {history} the data is {(at.CanRead ? "readable" : "not readable")}.\n"
                        + $"The rules: {string.Join(", ", codes)}.\nThe simulator: {string.Join("; ", links)}");
            }

            foreach (var what in codes.Prepend(why.Count == 0 ? Tally.Readable : Tally.Unreadable))
                seen.Count(what);
        }

        return seen;
    }
}
