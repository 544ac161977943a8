using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Real RSA for the versions of keys. A key pair is made when it is first used, and then kept in the state.</summary>
/// <param name="source">Makes a key pair of so many bits; what it returns stays the source's own.</param>
internal sealed class KeyPairs(Func<int, RSA> source)
{
    /// <summary>To read a private key takes longer than to use it; what was read goes with its version.</summary>
    private readonly ConditionalWeakTable<KeyVersion, RSA> _imported = [];

    public static byte[] Wrap(RSA pair, byte[] plaintext) => pair.Encrypt(plaintext, RSAEncryptionPadding.OaepSHA256);

    /// <exception cref="AzureException">The bytes were not wrapped with this version of the key.</exception>
    public byte[] Unwrap(KeyVersion version, byte[] wrapped)
    {
        var pair = Import(version);
        try
        {
            return pair.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256);
        }
        catch (CryptographicException)
        {
            throw new AzureException(400, "BadParameter", $"The value was not wrapped with version '{version.Version}' of the key.");
        }
    }

    public byte[] Wrap(KeyVersion version, byte[] plaintext)
    {
        var pair = Import(version);
        return Wrap(pair, plaintext);
    }

    public RSAParameters PublicKey(KeyVersion version)
    {
        var pair = Import(version);
        return pair.ExportParameters(includePrivateParameters: false);
    }

    private RSA Import(KeyVersion version) => _imported.GetValue(version, keep =>
    {
        keep.PrivateKey ??= source(keep.KeySize).ExportPkcs8PrivateKey();
        var pair = RSA.Create();
        pair.ImportPkcs8PrivateKey(keep.PrivateKey, out _);
        return pair;
    });
}
