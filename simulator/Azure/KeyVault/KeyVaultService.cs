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

    /// <summary>A new key, or where there is one of that name, its next version.</summary>
    public KeyBundle CreateKey(Caller caller, KeyUri key, KeyParameters parameters) => Do(caller, key, KeyOperation.Create, store =>
    {
        _azure.KeyLifecycle.Create(store, key.KeyName, parameters);
        return Bundle(store, key.WithoutVersion);
    });

    /// <summary>A new version like the latest one; the rotation policy gives its expiry.</summary>
    public KeyBundle RotateKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Rotate, store =>
        KeyBundle.Of(store, key, _azure.KeyLifecycle.Rotate(store, KeyLifecycle.Find(store, key.WithoutVersion).Key)));

    /// <summary>Enables or disables the version that the URI names, or the latest.</summary>
    public KeyBundle SetEnabled(Caller caller, KeyUri key, bool enabled) => Do(caller, key, KeyOperation.Update, store =>
    {
        var (vaultKey, version) = KeyLifecycle.Find(store, key);
        version.Enabled = enabled;
        version.Updated = _azure.Now;
        _azure.Schedule.Update(store, vaultKey);
        return KeyBundle.Of(store, key, version);
    });

    /// <summary>Deletes a key softly, with all its versions.</summary>
    public void DeleteKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Delete, store =>
    {
        var found = KeyLifecycle.Find(store, key.WithoutVersion).Key;
        store.Keys.Remove(found.Name);
        store.DeletedKeys[found.Name] = found;
        _azure.Schedule.Remove(store, found);
        return found;
    });

    public KeyBundle RecoverDeletedKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Recover, store =>
    {
        if (!store.DeletedKeys.Remove(key.KeyName, out var found))
            throw new AzureException(404, "KeyNotFound", $"There is no soft-deleted key '{key.KeyName}' in '{key.Host}'.");
        store.Keys[found.Name] = found;
        _azure.Schedule.Update(store, found);
        return Bundle(store, key.WithoutVersion);
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

    private T Do<T>(Caller caller, KeyUri key, KeyOperation operation, Func<IKeyStore, T> what)
    {
        lock (_azure.Gate)
        {
            var store = _azure.KeyStores.At(key);
            _azure.KeyAccess.Require(store, caller, operation, key.KeyName);
            return what(store);
        }
    }

    private static KeyBundle Bundle(IKeyStore store, KeyUri key) => KeyBundle.Of(store, key, KeyLifecycle.Find(store, key).Version);

    private static JsonObject Policy(KeyUri key, VaultKey found)
    {
        var policy = Requests.Answer(
            RotationPolicyBody.Of(found.RotationPolicy ?? RotationPolicy.None), RequestJson.Default.RotationPolicyBody).AsObject();
        policy["id"] = $"{key.WithoutVersion}/rotationpolicy";
        return policy;
    }
}
