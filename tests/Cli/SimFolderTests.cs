using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Cli;

/// <summary>The folder of the simulated tenants, whose state holds keys.</summary>
public sealed class WhenTheFolderHoldsMoreThanFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    private StateFolder Folder => new(Path.Combine(_directory.FullName, ".xtcmk"));

    private string Target => Path.Combine(_directory.FullName, "target");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Nobody_else_may_read_what_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        if (OperatingSystem.IsWindows())
            return; // For the compiler, which does not know that the line above leaves.
        Save();
        Folder.WriteCertificate("certificate");

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder.Path));
        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(Folder.Path, "state.json")));
        Assert.Equal(owner, File.GetUnixFileMode(Folder.CertificateFile));
    }

    [Theory]
    [InlineData("state.json.new")]
    [InlineData("endpoint.pem")]
    public void A_link_in_the_place_of_what_is_written_is_replaced_and_its_target_stays(string name)
    {
        Link(name);

        Save();
        Folder.WriteCertificate("certificate");

        Assert.Equal("precious", File.ReadAllText(Target));
        Assert.NotNull(Folder.Load());
    }

    [Theory]
    [InlineData("state.json")]
    [InlineData("lock")]
    public void A_link_in_the_place_of_what_is_read_is_refused(string name)
    {
        Link(name);

        var refused = Assert.Throws<BadInputException>(() =>
        {
            using var held = Folder.Lock();
            Folder.Load();
        });

        Assert.Contains($"{name}: is a link", refused.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Target));
    }

    [Fact]
    public void A_reset_removes_links_and_not_their_targets()
    {
        foreach (var name in (string[])["state.json", "state.json.new", "endpoint.pem"])
            Link(name);

        Assert.True(Folder.Reset());

        Assert.Equal("precious", File.ReadAllText(Target));
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }

    [Fact]
    public void A_lock_that_another_run_holds_is_reported()
    {
        using var held = Folder.Lock();

        Assert.StartsWith("Another run is using", Assert.Throws<BadInputException>(() => Folder.Lock()).Message, StringComparison.Ordinal);
    }

    private void Save()
    {
        using var held = Folder.Lock();
        Folder.Save(new Simulation());
    }

    private void Link(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets few people make links.");
        File.WriteAllText(Target, "precious");
        Directory.CreateDirectory(Folder.Path);
        File.CreateSymbolicLink(Path.Combine(Folder.Path, name), Target);
    }
}
