using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Cli;

public sealed class WhenTheSimulatedTenantsAreKept : IDisposable
{
    private readonly ProjectCopy _project = new();

    private string Folder => Path.Combine(_project.Folder, ".xtcmk");

    private string State => Path.Combine(Folder, "state.json");

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_second_run_at_once_is_refused()
    {
        Directory.CreateDirectory(Folder);
        Answer meanwhile;
        using (new FileStream(Path.Combine(Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            meanwhile = await SimAsync("up");
        var afterwards = await SimAsync("up");

        Assert.Equal((2, ""), (meanwhile.ExitCode, meanwhile.Out));
        Assert.Contains($"Another run is using the simulated tenants in {Folder}.", meanwhile.Error);
        Assert.Equal(0, afterwards.ExitCode);
    }

    [Fact]
    public async Task A_lock_that_a_dead_run_left_holds_nobody_up()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "lock"), "", TestContext.Current.CancellationToken);

        Assert.Equal(0, (await SimAsync("up")).ExitCode);
    }

    [Fact]
    public async Task A_run_that_died_while_it_wrote_leaves_the_old_state()
    {
        await _project.UpAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, "state.json.new"), "{\"schema\":", TestContext.Current.CancellationToken);

        var preview = await SimAsync("preview");
        var up = await SimAsync("up");

        Assert.Contains("xtcmk-isv/dev: 5 unchanged", preview.Out);
        Assert.Equal(0, up.ExitCode);
        Assert.False(File.Exists(Path.Combine(Folder, "state.json.new")));
    }

    [Fact]
    public void A_state_that_cannot_be_written_leaves_the_old_one()
    {
        var folder = new StateFolder(Folder);
        using var held = folder.Lock();
        folder.Save(new Simulation());
        var before = File.ReadAllBytes(State);
        Directory.CreateDirectory(Path.Combine(Folder, "state.json.new"));
        var later = new Simulation();
        later.Azure.Clock.Advance(TimeSpan.FromDays(1));

        var refused = Assert.Throws<BadInputException>(() => folder.Save(later));

        Assert.Contains("The simulated tenants are as they were before.", refused.Message);
        Assert.Equal(before, File.ReadAllBytes(State));
    }

    [Theory]
    [InlineData("", "it is damaged")]
    [InlineData("{}", "it is damaged")]
    [InlineData("""{"schema":"xtcmk/simulation/0","digest":"","simulation":{}}""", "another version of xtcmk wrote it")]
    public async Task A_state_that_cannot_be_used_is_reported_and_not_overwritten(string content, string sentence)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(State, content, TestContext.Current.CancellationToken);

        foreach (var verb in (string[])["up", "preview"])
        {
            var answer = await SimAsync(verb);

            Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
            Assert.StartsWith($"xtcmk: {State}: {sentence}", answer.Error, StringComparison.Ordinal);
            Assert.Contains("'xtcmk sim reset'", answer.Error);
        }

        Assert.Equal(content, await File.ReadAllTextAsync(State, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reset_removes_what_was_kept_and_nothing_else()
    {
        await _project.UpAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, "notes.txt"), "mine", TestContext.Current.CancellationToken);

        var reset = await SimAsync("reset");
        var again = await SimAsync("reset");
        var up = await SimAsync("up");

        Assert.Equal((0, $"The simulated tenants in {Folder} are deleted."), (reset.ExitCode, reset.Out.TrimEnd()));
        Assert.Equal((0, $"There are no simulated tenants in {Folder}."), (again.ExitCode, again.Out.TrimEnd()));
        Assert.Equal(["lock", "notes.txt", "state.json"], Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order());
        Assert.StartsWith("xtcmk-isv/dev: 4 created", up.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_state_can_be_reset()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(State, "damaged", TestContext.Current.CancellationToken);

        Assert.Equal(0, (await SimAsync("reset")).ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task They_can_be_kept_elsewhere()
    {
        var elsewhere = Path.Combine(_project.Folder, "somewhere", "else");

        var up = await SimAsync("up", "--state", elsewhere);
        var preview = await SimAsync("preview", "--state", elsewhere);

        Assert.Equal(0, up.ExitCode);
        Assert.Contains("xtcmk-isv/dev: 5 unchanged", preview.Out);
        Assert.False(Directory.Exists(Folder));
    }

    private Task<Answer> SimAsync(string verb, params string[] arguments) =>
        Tool.RunAsync(["sim", verb, .. arguments, "--root", _project.Folder]);
}
