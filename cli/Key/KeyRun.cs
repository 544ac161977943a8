using System.Globalization;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Key;

/// <summary>One run of a subcommand of <c>xtcmk key</c>, connected to the key that it is about.</summary>
/// <param name="Key">As it was given: with a version, or without.</param>
/// <param name="Repeated">The options that lead another run to the same place.</param>
/// <param name="Cancellation">Also ends what takes too long.</param>
internal sealed record KeyRun(
    KeyUri Key,
    TenantId Tenant,
    KeyVaultClient Client,
    ConfirmationPrompt Prompt,
    CommandContext Context,
    IReadOnlyList<string> Repeated,
    CancellationToken Cancellation)
{
    /// <summary>Whether a simulator stands for Azure.</summary>
    public bool IsSimulated { get; init; }

    public TextWriter Out => Context.Out;

    /// <summary>Whether a change has been sent whose answer has not been read: if that fails, nobody knows whether it was made.</summary>
    public bool IsChanging { get; private set; }

    public async Task<T> ChangeAsync<T>(Task<T> call)
    {
        IsChanging = true;
        var answer = await call;
        IsChanging = false;
        return answer;
    }

    /// <summary>What a failure from now on leaves undone, as sentences; null where it leaves nothing.</summary>
    public string? Unfinished { get; set; }

    /// <summary>The versions, of which there is at least one.</summary>
    /// <exception cref="BadInputException">There is no such key.</exception>
    public async Task<VersionList> VersionsAsync()
    {
        var list = await Client.GetVersionsAsync(Cancellation);
        return list.Versions.Count > 0
            ? list
            : throw new BadInputException($"There is no key '{Key.KeyName}' in {Key.VaultUri}: it lists no versions of it.");
    }

    /// <exception cref="BadInputException">The key has no such version.</exception>
    public KeyVersion Find(VersionList list, string version) =>
        list.Versions.FirstOrDefault(listed => listed.Version == version)
            ?? throw new BadInputException($"{Key.WithoutVersion} has no version '{version}'. 'xtcmk key status' lists them.");

    public string UriOf(KeyVersion version) => $"{Key.WithoutVersion}/{version.Version}";

    public string UrisOf(IEnumerable<KeyVersion> versions) => string.Join(", ", versions.Select(UriOf));

    /// <summary>The line that shows how the key stands.</summary>
    public string StatusLine => $"'xtcmk key status {Key.WithoutVersion}'";

    /// <summary>Ends a line that restores access, if nobody needs to be asked. A line that takes data offline always asks.</summary>
    public string Agreed => Prompt.Yes ? " --yes" : "";

    /// <summary>A run of another subcommand, as one types it.</summary>
    public string Line(string verb, string uri, params string[] options) =>
        string.Join(" ", ["xtcmk", "key", verb, uri, .. options, $"--tenant {Tenant}", .. Repeated]);

    /// <summary>To the minute, in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
