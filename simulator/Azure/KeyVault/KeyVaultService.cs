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
    public KeyBundle GetKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Get, home => Bundle(home, key));

    /// <summary>All versions, in the order of their creation.</summary>
    public IReadOnlyList<KeyBundle> ListVersions(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.List, home =>
    {
        var versions = KeyStore.Find(home, key.WithoutVersion).Key.Versions;
        return (IReadOnlyList<KeyBundle>)[.. versions.Select(version => KeyBundle.Of(home, key, version))];
    });

    /// <summary>The public half of a version. Its key pair is made now, if nothing has needed it before.</summary>
    public RSAParameters GetPublicKey(Caller caller, KeyUri key) =>
        Do(caller, key, KeyOperation.Get, home => _azure.KeyPairs.PublicKey(KeyStore.Find(home, key).Version));

    /// <summary>A new key, or where there is one of that name, its next version.</summary>
    public KeyBundle CreateKey(Caller caller, KeyUri key, KeyParameters parameters) => Do(caller, key, KeyOperation.Create, home =>
    {
        _azure.KeyStore.Create(home, key.KeyName, parameters);
        return Bundle(home, key.WithoutVersion);
    });

    /// <summary>A new version like the latest one; the rotation policy gives its expiry.</summary>
    public KeyBundle RotateKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Rotate, home =>
        KeyBundle.Of(home, key, _azure.KeyStore.Rotate(home, KeyStore.Find(home, key.WithoutVersion).Key)));

    /// <summary>Enables or disables the version that the URI names, or the latest.</summary>
    public KeyBundle SetEnabled(Caller caller, KeyUri key, bool enabled) => Do(caller, key, KeyOperation.Update, home =>
    {
        var (vaultKey, version) = KeyStore.Find(home, key);
        version.Enabled = enabled;
        version.Updated = _azure.Now;
        _azure.Schedule.Update(home, vaultKey);
        return KeyBundle.Of(home, key, version);
    });

    /// <summary>Deletes a key softly, with all its versions.</summary>
    public void DeleteKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Delete, home =>
    {
        var found = KeyStore.Find(home, key.WithoutVersion).Key;
        home.Keys.Remove(found.Name);
        home.DeletedKeys[found.Name] = found;
        _azure.Schedule.Remove(home, found);
        return found;
    });

    public KeyBundle RecoverDeletedKey(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.Recover, home =>
    {
        if (!home.DeletedKeys.Remove(key.KeyName, out var found))
            throw new AzureException(404, "KeyNotFound", $"There is no soft-deleted key '{key.KeyName}' in '{key.Host}'.");
        home.Keys[found.Name] = found;
        _azure.Schedule.Update(home, found);
        return Bundle(home, key.WithoutVersion);
    });

    /// <summary>The rotation policy as Key Vault answers it; without actions where none has been set.</summary>
    public JsonObject GetRotationPolicy(Caller caller, KeyUri key) => Do(caller, key, KeyOperation.GetRotationPolicy, home =>
        Policy(key, KeyStore.Find(home, key.WithoutVersion).Key));

    public JsonObject SetRotationPolicy(Caller caller, KeyUri key, JsonObject policy) => Do(
        caller,
        key,
        KeyOperation.SetRotationPolicy,
        home =>
        {
            var found = KeyStore.Find(home, key.WithoutVersion).Key;
            found.RotationPolicy = Requests.Read(policy, RequestJson.Default.RotationPolicy, "BadParameter").Checked();
            _azure.Schedule.Update(home, found);
            return Policy(key, found);
        });

    /// <summary>Encrypts a short value with the key, by RSA-OAEP-256.</summary>
    public byte[] WrapKey(Caller caller, KeyUri key, byte[] plaintext) => Do(caller, key, KeyOperation.WrapKey, home =>
        _azure.KeyPairs.Wrap(_azure.KeyStore.Usable(home, key, KeyOperation.WrapKey), plaintext));

    /// <summary>Decrypts what <see cref="WrapKey"/> of the same version has encrypted.</summary>
    public byte[] UnwrapKey(Caller caller, KeyUri key, byte[] wrapped) => Do(caller, key, KeyOperation.UnwrapKey, home =>
        _azure.KeyPairs.Unwrap(_azure.KeyStore.Usable(home, key, KeyOperation.UnwrapKey), wrapped));

    private T Do<T>(Caller caller, KeyUri key, KeyOperation operation, Func<IKeyHome, T> what)
    {
        lock (_azure.Gate)
        {
            var home = _azure.KeyHomes.At(key);
            _azure.KeyAccess.Require(home, caller, operation, key.KeyName);
            return what(home);
        }
    }

    private static KeyBundle Bundle(IKeyHome home, KeyUri key) => KeyBundle.Of(home, key, KeyStore.Find(home, key).Version);

    private static JsonObject Policy(KeyUri key, VaultKey found)
    {
        var policy = Requests.Answer(found.RotationPolicy ?? new RotationPolicy([]), RequestJson.Default.RotationPolicy).AsObject();
        policy["id"] = $"{key.WithoutVersion}/rotationpolicy";
        return policy;
    }
}
