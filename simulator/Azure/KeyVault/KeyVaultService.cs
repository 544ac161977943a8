using System.Security.Cryptography;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// The data plane of key vaults and managed HSMs. Every call says who makes it, and is refused unless the token, the firewall and
/// the rights allow it.
/// </summary>
public sealed class KeyVaultService
{
    private readonly SimulatedAzure _azure;

    internal KeyVaultService(SimulatedAzure azure) => _azure = azure;

    /// <summary>The version that the URI names, or the latest.</summary>
    public KeyBundle GetKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Get, store => Bundle(store, key));

    /// <summary>All versions, in the order of their creation.</summary>
    public IReadOnlyList<KeyBundle> ListVersions(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.List, store =>
    {
        var versions = KeyLifecycle.Find(store, key.WithoutVersion).Key.Versions;
        return (IReadOnlyList<KeyBundle>)[.. versions.Select(version => KeyBundle.Of(store, key, version))];
    });

    /// <summary>The public half of a version. Its key pair is made now, if nothing has needed it before.</summary>
    public RSAParameters GetPublicKey(Caller caller, KeyUri key) =>
        Do(caller, key, KeyOperation.Get, store => _azure.KeyPairs.PublicKey(KeyLifecycle.Find(store, key).Version));

    /// <summary>The latest version of every key, in the order of their names.</summary>
    /// <param name="store">The vault or managed HSM, for example by the URI of any of its keys.</param>
    public IReadOnlyList<KeyBundle> ListKeys(Caller caller, KeyUri store) => Do(caller, store, KeyOperation.List, found =>
        (IReadOnlyList<KeyBundle>)[.. Ordered(found.Keys).Select(key => Bundle(found, store.OfKey(key.Name)))], keyName: "");

    /// <summary>A new key, or where there is one of that name, its next version.</summary>
    public KeyBundle CreateKey(
        Caller caller, KeyUri key, KeyParameters parameters, IReadOnlyDictionary<string, string>? tags = null) => Do(
        caller,
        key,
        KeyOperation.Create,
        store =>
        {
            _azure.KeyLifecycle.Create(store, key.KeyName, parameters, Requests.Within(TagLimits.OfKeys, tags));
            return Bundle(store, key.WithoutVersion);
        });

    /// <summary>A new version like the latest one; the rotation policy gives its expiry.</summary>
    public KeyBundle RotateKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Rotate, store =>
        KeyBundle.Of(store, key, _azure.KeyLifecycle.Rotate(store, KeyLifecycle.Find(store, key.WithoutVersion).Key)));

    /// <summary>Enables or disables the version that the URI names, or the latest.</summary>
    public KeyBundle SetEnabled(Caller caller, KeyUri key, bool enabled) => Change(caller, key, new KeyChanges(enabled));

    /// <summary>Changes the attributes of the version that the URI names, or of the latest.</summary>
    public KeyBundle Change(Caller caller, KeyUri key, KeyChanges changes) => Do(caller, key, KeyOperation.Update, store =>
    {
        var (vaultKey, version) = KeyLifecycle.Find(store, key);
        _azure.KeyLifecycle.Change(store, vaultKey, version, changes);
        return KeyBundle.Of(store, key, version, vaultKey.Tags);
    });

    /// <summary>Deletes a key softly, with all its versions.</summary>
    public DeletedKey DeleteKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Delete, store =>
    {
        var found = KeyLifecycle.Find(store, key.WithoutVersion).Key;
        store.Keys.Remove(found.Name);
        store.DeletedKeys[found.Name] = found;
        found.Deleted = _azure.Now;
        _azure.Schedule.Remove(store, found);
        _azure.Schedule.UpdateDeleted(store, found);
        return Deleted(store, key.WithoutVersion, found);
    });

    public IReadOnlyList<DeletedKey> ListDeletedKeys(Caller caller, KeyUri store) => Do(caller, store, KeyOperation.ListDeleted, found =>
        (IReadOnlyList<DeletedKey>)[.. Ordered(found.DeletedKeys).Select(key => Deleted(found, store.OfKey(key.Name), key))], keyName: "");

    public DeletedKey GetDeletedKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.GetDeleted, store =>
        Deleted(store, key.WithoutVersion, SoftDeleted(store, key)));

    public KeyBundle RecoverDeletedKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Recover, store =>
    {
        var found = SoftDeleted(store, key);
        store.DeletedKeys.Remove(found.Name);
        store.Keys[found.Name] = found;
        found.Deleted = null;
        _azure.Schedule.UpdateDeleted(store, found);
        _azure.Schedule.Update(store, found);
        return Bundle(store, key.WithoutVersion);
    });

    /// <summary>Removes a soft-deleted key for good.</summary>
    public void PurgeDeletedKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Purge, store =>
    {
        var found = SoftDeleted(store, key);
        if (store.PurgeProtection)
        {
            throw new AzureException(
                403,
                "Forbidden",
                $"The key '{found.Name}' of '{store.Name}' is protected from being purged until its retention has passed.",
                innerCode: "ForbiddenByPurgeProtection");
        }

        store.DeletedKeys.Remove(found.Name);
        found.Deleted = null;
        _azure.Schedule.UpdateDeleted(store, found);
        return found;
    });

    /// <summary>The rotation policy as Key Vault answers it; without actions where none has been set.</summary>
    public JsonObject GetRotationPolicy(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.GetRotationPolicy, store =>
        Policy(key, KeyLifecycle.Find(store, key.WithoutVersion).Key));

    public JsonObject SetRotationPolicy(Caller caller, KeyUri key, JsonObject policy) => Do(
        caller,
        key,
        KeyOperation.SetRotationPolicy,
        store =>
        {
            var found = KeyLifecycle.Find(store, key.WithoutVersion).Key;
            found.RotationPolicy = Requests.Read(policy, RequestJson.Default.RotationPolicyBody, "BadParameter").Checked();
            _azure.Schedule.Update(store, found);
            return Policy(key, found);
        });

    /// <summary>Encrypts a short value with the key, by RSA-OAEP-256.</summary>
    public byte[] WrapKey(Caller caller, KeyUri key, byte[] plaintext) => Do(caller, key, KeyOperation.WrapKey, store =>
        _azure.KeyPairs.Wrap(_azure.KeyLifecycle.Usable(store, key, KeyOperation.WrapKey), plaintext));

    /// <summary>Decrypts what <see cref="WrapKey"/> of the same version has encrypted.</summary>
    public byte[] UnwrapKey(Caller caller, KeyUri key, byte[] wrapped) => Do(caller, key, KeyOperation.UnwrapKey, store =>
        _azure.KeyPairs.Unwrap(_azure.KeyLifecycle.Usable(store, key, KeyOperation.UnwrapKey), wrapped));

    /// <param name="keyName">Empty where the call is about all keys; the one of the URI unless given.</param>
    private T Do<T>(Caller caller, KeyUri key, KeyOperation operation, Func<IKeyStore, T> what, string? keyName = null)
    {
        lock (_azure.Gate)
        {
            var store = _azure.KeyStores.At(key);
            _azure.KeyAccess.Require(store, caller, operation, keyName ?? key.KeyName);
            return what(store);
        }
    }

    private static IEnumerable<VaultKey> Ordered(ByName<VaultKey> keys) => keys.Values.OrderBy(key => key.Name, StringComparer.Ordinal);

    private static KeyBundle Bundle(IKeyStore store, KeyUri key)
    {
        var (found, version) = KeyLifecycle.Find(store, key);
        return KeyBundle.Of(store, key, version, found.Tags);
    }

    private static VaultKey SoftDeleted(IKeyStore store, KeyUri key) => store.DeletedKeys.GetValueOrDefault(key.KeyName)
        ?? throw new AzureException(404, "KeyNotFound", $"There is no soft-deleted key '{key.KeyName}' in '{key.Host}'.");

    private static DeletedKey Deleted(IKeyStore store, KeyUri key, VaultKey found) => new(
        KeyBundle.Of(store, key, found.Latest, found.Tags), found.Deleted!.Value, found.Deleted.Value.AddDays(store.RetentionDays));

    private static JsonObject Policy(KeyUri key, VaultKey found)
    {
        var policy = Requests.Answer(
            RotationPolicyBody.Of(found.RotationPolicy ?? RotationPolicy.None), RequestJson.Default.RotationPolicyBody).AsObject();
        policy["id"] = $"{key.WithoutVersion}/rotationpolicy";
        return policy;
    }
}
