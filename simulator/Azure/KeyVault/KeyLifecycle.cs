using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What a new key is to be.</summary>
/// <param name="Kty">RSA or RSA-HSM.</param>
/// <param name="KeySize">2048, 3072 or 4096 bits; 2048 unless given.</param>
/// <param name="KeyOps">The operations that the key allows; those of any RSA key unless given.</param>
public sealed record KeyParameters(
    string Kty = "RSA",
    int? KeySize = null,
    IReadOnlyList<string>? KeyOps = null,
    bool Enabled = true,
    DateTimeOffset? NotBefore = null,
    DateTimeOffset? Expires = null);

/// <summary>How keys come into being and change, whoever asks for it; asking for rights is not done here.</summary>
internal sealed class KeyLifecycle(SimulatedAzure azure)
{
    public const string KindOfVersion = "key version";

    /// <summary>A new key, or where there is one of that name, its next version.</summary>
    public VaultKey Create(
        IKeyStore store,
        string name,
        KeyParameters parameters,
        IReadOnlyDictionary<string, string>? tags = null,
        RotationPolicy? policy = null)
    {
        if (store.DeletedKeys.ContainsKey(name))
        {
            throw new AzureException(
                409,
                "Conflict",
                $"The key '{name}' is soft-deleted in '{store.Name}'; recover it to use its name again.",
                innerCode: "ObjectIsDeletedButRecoverable");
        }

        var version = Version(store, name, parameters);
        var key = store.Keys.GetValueOrDefault(name) ?? new VaultKey { Name = name };
        key.Versions.Add(version);
        key.Tags = tags ?? key.Tags;
        key.RotationPolicy = policy ?? key.RotationPolicy;
        store.Keys[name] = key;
        azure.Schedule.Update(store, key);
        return key;
    }

    /// <summary>A new version with the properties of the latest one.</summary>
    public KeyVersion Rotate(IKeyStore store, VaultKey key)
    {
        var latest = key.Latest;
        if (!latest.Enabled)
            throw Disabled(key, latest, KeyOperation.Rotate);
        var next = new KeyVersion
        {
            Version = NextVersion(store, key.Name),
            Kty = latest.Kty,
            KeySize = latest.KeySize,
            KeyOps = latest.KeyOps,
            Created = azure.Now,
            Updated = azure.Now,
            Enabled = true,
            Expires = key.RotationPolicy?.Expiry(azure.Now),
        };
        key.Versions.Add(next);
        azure.Schedule.Update(store, key);
        return next;
    }

    /// <summary>Changes the attributes of a version that exists.</summary>
    public void Change(IKeyStore store, VaultKey key, KeyVersion version, KeyChanges changes)
    {
        RequireOperations(changes.KeyOps ?? []);
        if ((changes.Expires ?? version.Expires) <= (changes.NotBefore ?? version.NotBefore))
            throw Bad("the key would expire before it is valid");
        var tags = Requests.Within(TagLimits.OfKeys, changes.Tags);
        version.Enabled = changes.Enabled ?? version.Enabled;
        version.NotBefore = changes.NotBefore ?? version.NotBefore;
        version.Expires = changes.Expires ?? version.Expires;
        version.KeyOps = changes.KeyOps is { Count: > 0 } operations ? [.. operations] : version.KeyOps;
        version.Updated = azure.Now;
        key.Tags = tags ?? key.Tags;
        azure.Schedule.Update(store, key);
    }

    /// <summary>Checks that a version can be used for an operation: it exists, is enabled, is of the right time, allows it.</summary>
    public KeyVersion Usable(IKeyStore store, KeyUri uri, KeyOperation operation)
    {
        var (key, version) = Find(store, uri);
        if (operation.KeyOp is not { } keyOp)
            return version;
        if (!version.Enabled)
            throw Disabled(key, version, operation);
        if (!operation.IsForOldAndNew && azure.Now < version.NotBefore)
            throw Forbidden(key, version, $"{operation} is not possible before {Json.Time(version.NotBefore.Value)}", "KeyNotYetValid");
        if (!operation.IsForOldAndNew && azure.Now >= version.Expires)
            throw Forbidden(key, version, $"{operation} is not possible, it expired on {Json.Time(version.Expires.Value)}", "KeyExpired");
        return version.KeyOps.Contains(keyOp)
            ? version
            : throw Forbidden(key, version, $"the key does not permit {operation}", "KeyOperationForbidden");
    }

    /// <summary>The version that a URI means: the one it names, or the latest.</summary>
    public static (VaultKey Key, KeyVersion Version) Find(IKeyStore store, KeyUri uri)
    {
        if (!store.Keys.TryGetValue(uri.KeyName, out var key))
            throw new AzureException(404, "KeyNotFound", $"There is no key '{uri.KeyName}' in '{uri.Host}'.");
        var version = uri.Version is null ? key.Latest : key.Versions.Find(candidate => candidate.Version == uri.Version);
        return version is not null
            ? (key, version)
            : throw new AzureException(404, "KeyNotFound", $"The key '{uri.KeyName}' in '{uri.Host}' has no version '{uri.Version}'.");
    }

    private KeyVersion Version(IKeyStore store, string name, KeyParameters parameters)
    {
        if (parameters.Kty is "EC" or "EC-HSM" or "oct" or "oct-HSM")
            throw AzureException.NotModelled($"keys of type {parameters.Kty}, which Azure Storage does not use");
        if (parameters.Kty is not ("RSA" or "RSA-HSM"))
            throw Bad($"'{parameters.Kty}' is not a type of key");
        if (store is ManagedHsm && parameters.Kty != "RSA-HSM")
            throw Bad("a managed HSM has keys of type RSA-HSM only");
        if (store is Vault { IsPremium: false } && parameters.Kty == "RSA-HSM")
            throw Bad("a vault of the standard tier has no HSM; RSA-HSM needs the premium tier");
        if (parameters.KeySize is { } size && !StorageKeys.Sizes.Contains(size))
            throw Bad($"{parameters.KeySize} is not a size of RSA keys; use {string.Join(", ", StorageKeys.Sizes)}");
        RequireOperations(parameters.KeyOps ?? []);
        if (parameters.Expires <= parameters.NotBefore)
            throw Bad("the key would expire before it is valid");
        return new KeyVersion
        {
            Version = NextVersion(store, name),
            Kty = parameters.Kty,
            KeySize = parameters.KeySize ?? 2048,
            KeyOps = parameters.KeyOps is { Count: > 0 } ? [.. parameters.KeyOps] : KeyOperation.OfRsaKeys,
            Created = azure.Now,
            Updated = azure.Now,
            Enabled = parameters.Enabled,
            NotBefore = parameters.NotBefore,
            Expires = parameters.Expires,
        };
    }

    private static void RequireOperations(IReadOnlyList<string> operations)
    {
        if (operations.FirstOrDefault(operation => !KeyOperation.OfRsaKeys.Contains(operation)) is { } unknown)
            throw Bad($"'{unknown}' is not an operation of RSA keys");
    }

    private string NextVersion(IKeyStore store, string name) => azure.Ids.NextHex("key version", $"{azure.KeyStores.HostOf(store)}/{name}");

    private static AzureException Bad(string what) => new(400, "BadParameter", $"The key is refused: {what}.");

    private static AzureException Disabled(VaultKey key, KeyVersion version, KeyOperation operation) =>
        Forbidden(key, version, $"{operation} is not possible while it is disabled", "KeyDisabled");

    private static AzureException Forbidden(VaultKey key, KeyVersion version, string what, string innerCode) =>
        new(403, "Forbidden", $"Key '{key.Name}', version '{version.Version}': {what}.", innerCode: innerCode);
}
