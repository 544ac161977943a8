using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Tests.Simulator.Stacks.Documents;

namespace XtCmkInfra.Tests.Simulator.Stacks;

public sealed class WhenASimulationIsSaved
{
    private static readonly VendorLike Vendor = new();

    [Fact]
    public async Task What_was_saved_goes_on_where_it_stopped()
    {
        var world = await new DocumentWorld().UpAsync(Vendor);
        world.Simulation.Azure.Clock.Advance(TimeSpan.FromDays(3));
        world.Simulation.Azure.Storage.WriteBlob("stalpha", "a.txt", [1, 2, 3]);

        var loaded = Simulation.Load(Saved(world.Simulation));

        Assert.Equal(SimulatedClock.DefaultStart.AddDays(3), loaded.Azure.Clock.GetUtcNow());
        Assert.Equal([1, 2, 3], loaded.Azure.Storage.ReadBlob("stalpha", "a.txt").ToArray());
        Assert.Equal(Saved(world.Simulation), Saved(loaded));
    }

    [Fact]
    public async Task What_was_saved_previews_as_before()
    {
        var world = await new DocumentWorld().UpAsync(Vendor);
        var loaded = new DocumentWorld(Simulation.Load(Saved(world.Simulation)));

        var change = Vendor with { Team = "blue", KeySource = "Microsoft.Storage" };
        Assert.Equal(Text(await world.PreviewAsync(change, showSames: true)), Text(await loaded.PreviewAsync(change, showSames: true)));
    }

    [Fact]
    public async Task A_preview_changes_nothing_that_is_saved()
    {
        var world = await new DocumentWorld().UpAsync(Vendor);
        var before = Saved(world.Simulation);

        await world.PreviewAsync(Vendor with { Accounts = ["beta"], Team = "blue" });

        Assert.Equal(before, Saved(world.Simulation));
    }

    [Fact]
    public async Task Wherever_it_is_cut_off_the_loss_is_reported()
    {
        var saved = await SavedAsync();
        var random = new Random(1);

        int[] lengths = [.. Enumerable.Range(0, 200), .. Enumerable.Range(0, 300).Select(_ => random.Next(saved.Length)), saved.Length - 1];
        foreach (var length in lengths)
            Assert.Equal("it is damaged", Refusal(saved[..length]));
    }

    [Fact]
    public async Task Whichever_bytes_are_damaged_it_is_reported()
    {
        var saved = await SavedAsync();
        var random = new Random(2);

        for (var round = 0; round < 1500; round++)
        {
            var damaged = (byte[])saved.Clone();
            for (var count = random.Next(1, 4); count > 0; count--)
                damaged[round < 400 ? random.Next(200) : random.Next(saved.Length)] ^= (byte)random.Next(1, 256);
            Assert.Matches("^(it is damaged|another version of xtcmk wrote it)", Refusal(damaged));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":1,"digest":2,"simulation":3}""")]
    [InlineData("""{"schema":"xtcmk/simulation/2","digest":"","simulation":{}}""")]
    public void What_was_never_a_simulation_is_reported(string document) =>
        Assert.Equal("it is damaged", Refusal(Encoding.UTF8.GetBytes(document)));

    [Fact]
    public async Task The_version_that_wrote_it_is_named()
    {
        var saved = Encoding.UTF8.GetString(await SavedAsync());
        var other = saved.Replace("xtcmk/simulation/2", "xtcmk/simulation/1", StringComparison.Ordinal);

        Assert.Equal(
            "another version of xtcmk wrote it (its schema is xtcmk/simulation/1, this version reads xtcmk/simulation/2)",
            Refusal(Encoding.UTF8.GetBytes(other)));
    }

    private static string Refusal(byte[] document) => Assert.Throws<InvalidDataException>(() => Simulation.Load(document)).Message;

    private static async Task<byte[]> SavedAsync() => Saved((await new DocumentWorld().UpAsync(Vendor)).Simulation);

    private static byte[] Saved(Simulation simulation)
    {
        using var stream = new MemoryStream();
        simulation.Save(stream);
        return stream.ToArray();
    }

    private static string Text(JsonObject document) => document.ToJsonString();
}
