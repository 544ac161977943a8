using System.Buffers;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Core;

/// <summary>
/// The address of a key in a key vault or a managed HSM: <c>https://{host}/keys/{name}</c>, with <c>/{version}</c> when it
/// means one version. Without a version Azure Storage follows the newest one.
/// </summary>
public sealed partial record KeyUri
{
    private static readonly SearchValues<char> NotInUri = SearchValues.Create(" \t\r\n%\\");

    private KeyUri(string host, string keyName, string? version, Cloud cloud, bool isManagedHsm)
    {
        Host = host;
        KeyName = keyName;
        Version = version;
        Cloud = cloud;
        IsManagedHsm = isManagedHsm;
    }

    /// <summary>The host in lower case, for example <c>kv-fabrikam.vault.azure.net</c>.</summary>
    public string Host { get; }

    public string KeyName { get; }

    /// <summary>32 hexadecimal digits in lower case, or null.</summary>
    public string? Version { get; }

    public Cloud Cloud { get; }

    public bool IsManagedHsm { get; }

    /// <summary>The first label of the host: the name of the vault or the managed HSM.</summary>
    public string VaultName => Host[..Host.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>What ARM takes as <c>keyvaulturi</c>: no trailing slash.</summary>
    public string VaultUri => $"https://{Host}";

    /// <summary>Another key of the same vault or managed HSM.</summary>
    public KeyUri OfKey(string name) => new(Host, name, null, Cloud, IsManagedHsm);

    public KeyUri WithoutVersion => Version is null ? this : new(Host, KeyName, null, Cloud, IsManagedHsm);

    public static Parsed<KeyUri> Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return Refuse(text, "it must be a URI of the form https://{vault}.vault.azure.net/keys/{name}");
        if (uri.Scheme != Uri.UriSchemeHttps)
            return Refuse(text, "it must begin with https://");
        if (!uri.IsDefaultPort || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return Refuse(text, "it must have no port, user, query or fragment");
        if (text.AsSpan().ContainsAny(NotInUri))
            return Refuse(text, "it must have no spaces, backslashes or escaped characters");

        var host = uri.Host.ToLowerInvariant();
        var (cloud, isManagedHsm) = CloudOf(host);
        if (cloud is null)
            return Refuse(text, $"its host must end in one of {string.Join(", ", Suffixes())}");
        var home = host[..host.IndexOf('.', StringComparison.Ordinal)];
        if ((isManagedHsm ? AzureNames.ManagedHsm(home) : AzureNames.Vault(home)) is { Ok: false, Mistake: var noName })
            return Refuse(text, noName);

        var segments = uri.AbsolutePath.Split('/')[1..];
        if (segments is [.., ""])
            return Refuse(text, "it must not end with a slash");
        if (segments is not (["keys", _] or ["keys", _, _]))
            return Refuse(text, "its path must be /keys/{name} or /keys/{name}/{version}");
        if (AzureNames.Key(segments[1]) is { Ok: false } name)
            return Refuse(text, name.Mistake);
        if (segments.Length == 3 && !VersionForm().IsMatch(segments[2]))
            return Refuse(text, $"'{segments[2]}' is not a key version, which has 32 hexadecimal digits");

        return new KeyUri(host, segments[1], segments.ElementAtOrDefault(2)?.ToLowerInvariant(), cloud, isManagedHsm);
    }

    /// <summary>Whether both mean the same key, whatever version; Azure ignores letter case in key names.</summary>
    public bool IsSameKeyAs(KeyUri other) =>
        Host == other.Host && string.Equals(KeyName, other.KeyName, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Version is null ? $"{VaultUri}/keys/{KeyName}" : $"{VaultUri}/keys/{KeyName}/{Version}";

    private static (Cloud? Cloud, bool IsManagedHsm) CloudOf(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        var suffix = host[(dot + 1)..];
        foreach (var cloud in Cloud.All)
        {
            if (dot > 0 && suffix == cloud.VaultSuffix)
                return (cloud, false);
            if (dot > 0 && suffix == cloud.ManagedHsmSuffix)
                return (cloud, true);
        }

        return (null, false);
    }

    private static IEnumerable<string> Suffixes() => Cloud.All.SelectMany(cloud => new[] { cloud.VaultSuffix, cloud.ManagedHsmSuffix });

    private static Mistake Refuse(string text, string why) => new($"'{text}' is not a key URI: {why}");

    [GeneratedRegex("^[0-9a-fA-F]{32}\\z")]
    private static partial Regex VersionForm();
}
