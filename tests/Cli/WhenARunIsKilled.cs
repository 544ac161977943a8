using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Cli;

/// <summary>
/// A run that is killed leaves the folder as it is at that moment: with the old state and any part of the new one beside it, or with the
/// new state. Every such moment is made here, of which a run by hand meets some.
/// </summary>
public sealed class WhenARunIsKilled : IDisposable
{
    private const int Moments = 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtcmk-");

    private string State => Path.Combine(_folder.FullName, "state.json");

    private string New => Path.Combine(_folder.FullName, "state.json.new");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_old_state_is_there_until_the_new_one_is_whole()
    {
        var (before, after) = (Saved(TimeSpan.Zero), Saved(TimeSpan.FromDays(1)));

        for (var moment = 0; moment <= Moments; moment++)
        {
            File.WriteAllBytes(State, before);
            File.WriteAllBytes(New, after[..(after.Length * moment / Moments)]);

            Assert.Equal(before, AsLoaded());
            AssertCanGoOn();
        }
    }

    [Fact]
    public void A_first_run_leaves_nothing_until_its_state_is_whole()
    {
        var first = Saved(TimeSpan.FromDays(1));

        for (var moment = 0; moment <= Moments; moment++)
        {
            File.Delete(State);
            File.WriteAllBytes(New, first[..(first.Length * moment / Moments)]);

            Assert.False(new StateFolder(_folder.FullName).HasState);
            AssertCanGoOn();
        }
    }

    [Fact]
    public void The_new_state_is_whole_once_it_has_taken_the_place_of_the_old()
    {
        var folder = new StateFolder(_folder.FullName);
        folder.Save(new Simulation());
        var later = new Simulation();
        later.Azure.Clock.Advance(TimeSpan.FromDays(1));
        folder.Save(later);

        Assert.Equal(later.Azure.Clock.GetUtcNow(), folder.Load().Azure.Clock.GetUtcNow());
        Assert.False(File.Exists(New));
    }

    /// <summary>Whatever a dead run left, the next one locks, loads, saves and leaves nothing of it.</summary>
    private void AssertCanGoOn()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "lock"), "");
        var folder = new StateFolder(_folder.FullName);
        using (folder.Lock())
            folder.Save(folder.Load());

        Assert.True(folder.HasState);
        Assert.False(File.Exists(New));
    }

    private byte[] AsLoaded() => Bytes(new StateFolder(_folder.FullName).Load());

    private static byte[] Saved(TimeSpan after)
    {
        var simulation = new Simulation();
        simulation.Azure.Clock.Advance(after);
        return Bytes(simulation);
    }

    private static byte[] Bytes(Simulation simulation)
    {
        using var stream = new MemoryStream();
        simulation.Save(stream);
        return stream.ToArray();
    }
}
