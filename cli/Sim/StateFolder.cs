using System.Diagnostics;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary>
/// The folder that keeps the simulated tenants between runs. A run that is killed leaves the old state or the new one: what is written
/// goes to a file of its own first, and takes the old one's place only when it is on the disk.
/// </summary>
/// <param name="refusesRetiredVersions">Whether what is loaded refuses the API versions that Azure retires.</param>
/// <param name="mostAccountsOfRegion">How many storage accounts a region of a subscription takes.</param>
internal sealed class StateFolder(
    string path, bool refusesRetiredVersions = false, int mostAccountsOfRegion = StorageLimits.AccountsOfRegion)
{
    private const string StateName = "state.json";
    private const string NewName = "state.json.new";
    private const string LockName = "lock";
    private const string CertificateName = "endpoint.pem";
    private const string ProfileName = "az.json";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public string Path { get; } = path;

    public bool HasState => File.Exists(StateFile);

    /// <summary>While the tenants are served: the certificate of the server, in PEM, without its private key.</summary>
    public string CertificateFile => System.IO.Path.Combine(Path, CertificateName);

    /// <summary>Where one is with <c>sim az</c>: which tenant and subscription.</summary>
    public string ProfileFile => System.IO.Path.Combine(Path, ProfileName);

    private string StateFile => System.IO.Path.Combine(Path, StateName);

    private string NewFile => System.IO.Path.Combine(Path, NewName);

    private string LockFile => System.IO.Path.Combine(Path, LockName);

    /// <summary>Keeps others from changing the state until it is disposed; a run that dies lets go of it.</summary>
    /// <param name="patience">How long a run that has it now is waited for.</param>
    /// <exception cref="BadInputException">Another run has it, or the folder cannot be written to.</exception>
    public IDisposable Lock(TimeSpan patience = default) => Lock(FileOptions.None, patience);

    private FileStream Lock(FileOptions options, TimeSpan patience = default)
    {
        var begin = Stopwatch.GetTimestamp();
        var held = TryLock(options);
        for (; held is null && Stopwatch.GetElapsedTime(begin) < patience; held = TryLock(options))
            Thread.Sleep(Pause);
        var who = File.Exists(CertificateFile) ? "'xtcmk sim serve' serves" : "Another run is using";
        return held ?? throw new BadInputException(
            $"{who} the simulated tenants in {Path}. Wait until it has ended, or name another folder with --state.");
    }

    /// <returns>Null where another run has it.</returns>
    private FileStream? TryLock(FileOptions options)
    {
        try
        {
            // One that is there already may be anybody's, and stays as it is; the files in it are not.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(Path);
            else
                Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            OrdinaryFile.RequireNoLink(LockFile);
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, options);
        }
        catch (IOException taken) when (OrdinaryFile.IsTaken(taken))
        {
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"{Path}: the simulated tenants cannot be kept here ({wrong.Message}). Name another folder with --state.");
        }
    }

    /// <summary>The saved simulation, or a new one where nothing is saved yet.</summary>
    /// <exception cref="BadInputException">The saved state cannot be used.</exception>
    public Simulation Load()
    {
        OrdinaryFile.Require(StateFile);
        try
        {
            var simulation = File.Exists(StateFile) ? Simulation.Load(Read()) : new Simulation();
            simulation.Azure.RefusesRetiredVersions = refusesRetiredVersions;
            simulation.Azure.MostAccountsOfRegion = mostAccountsOfRegion;
            return simulation;
        }
        catch (InvalidDataException wrong)
        {
            throw new BadInputException(
                $"{StateFile}: {wrong.Message}. Delete it with 'xtcmk sim reset', and run 'xtcmk sim up'.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{StateFile}: cannot be read ({wrong.Message})");
        }
    }

    /// <exception cref="BadInputException">It cannot be written; the state is as it was.</exception>
    public void Save(Simulation simulation)
    {
        try
        {
            using (var stream = OrdinaryFile.Create(NewFile, isPrivate: true))
            {
                simulation.Save(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(NewFile, StateFile, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{NewFile}: cannot be written ({wrong.Message}). The simulated tenants are as they were before.");
        }
    }

    /// <summary>Lets clients find the certificate of a server, in PEM, without its private key.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public void WriteCertificate(string pem)
    {
        try
        {
            using var writer = new StreamWriter(OrdinaryFile.Create(CertificateFile, isPrivate: true));
            writer.Write(pem);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{CertificateFile}: cannot be written ({wrong.Message})");
        }
    }

    /// <summary>Removes what was saved here, and nothing else.</summary>
    /// <returns>Whether there was anything.</returns>
    /// <exception cref="BadInputException">Another run has it, or it cannot be removed.</exception>
    public bool Reset()
    {
        if (!Directory.Exists(Path))
            return false;
        using var held = Lock(FileOptions.DeleteOnClose);
        try
        {
            var was = File.Exists(StateFile);
            foreach (var file in (string[])[StateFile, NewFile, CertificateFile, ProfileFile])
                File.Delete(file);
            return was;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{Path}: cannot be reset ({wrong.Message})");
        }
    }

    /// <summary>A run that saves meanwhile may put the new file in the place of the one that is read.</summary>
    private byte[] Read()
    {
        using var stream = new FileStream(StateFile, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
