using System.Globalization;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace XtCmkInfra.Tests.Stacks.Fleet;

public sealed class WhenAnythingHappensInAnyOrder(ITestOutputHelper output)
{
    /// <summary>Asks for a longer run, of so many sequences that are new each time.</summary>
    private const string SequencesVariable = "XTCMK_PROPERTY_SEQUENCES";

    /// <summary>Reproduces a run: a seed that a longer run has printed.</summary>
    private const string SeedVariable = "XTCMK_PROPERTY_SEED";

    private const int Sequences = 600;
    private const ulong Seed = 20260105;

    [Fact]
    public void Data_is_readable_exactly_when_the_chain_is_whole_and_nothing_is_lost()
    {
        var isLonger = int.TryParse(Environment.GetEnvironmentVariable(SequencesVariable), CultureInfo.InvariantCulture, out var given);
        var isRepeated = ulong.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var again);
        var sequences = isLonger ? given : Sequences;
        var seed = isRepeated ? again : isLonger ? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue) : Seed;
        output.WriteLine($"{sequences} sequences, seed {seed}");

        var tally = new Tally();
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(sequences)
            .WithReplay(new Replay(new Rnd(seed), FSharpOption<int>.None))
            .WithParallelRunConfig(new ParallelRunConfig(Environment.ProcessorCount));
        var property = Prop.ForAll(Sequence.Arbitrary, sequence => tally.Add(SequenceRun.OfAsync(sequence).GetAwaiter().GetResult()));
        try
        {
            FsCheck.Check.One(config, property);
        }
        catch (Exception falsified)
        {
            throw new InvalidOperationException(
                $"{falsified.Message}\nTo see it again: {SequencesVariable}={sequences} {SeedVariable}={seed}", falsified);
        }

        output.WriteLine(tally.ToString());
        Assert.All(
            (string[])[Tally.Readable, Tally.Unreadable, Tally.Up, Tally.RefusedUp],
            what => Assert.True(tally[what] >= sequences / 4, $"only {tally[what]} {what} in {sequences} sequences: they try too little"));
    }
}
