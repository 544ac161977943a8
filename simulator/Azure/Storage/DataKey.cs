using System.Security.Cryptography;
using System.Text;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>AES-256-GCM with the data encryption key of an account, and with the platform's key around it.</summary>
internal static class DataKey
{
    /// <summary>In bytes, of every key here.</summary>
    public const int Size = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static EncryptedBlob Encrypt(byte[] key, string name, ReadOnlySpan<byte> content)
    {
        var blob = new EncryptedBlob(RandomNumberGenerator.GetBytes(NonceSize), new byte[content.Length], new byte[TagSize]);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(blob.Nonce, content, blob.Ciphertext, blob.Tag, Encoding.UTF8.GetBytes(name));
        return blob;
    }

    public static byte[] Decrypt(byte[] key, string name, EncryptedBlob blob)
    {
        var content = new byte[blob.Ciphertext.Length];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(blob.Nonce, blob.Ciphertext, blob.Tag, content, Encoding.UTF8.GetBytes(name));
        return content;
    }

    /// <summary>Wraps a data key with the platform's key, for Microsoft-managed keys.</summary>
    public static byte[] WrapByPlatform(byte[] platformKey, string account, byte[] key)
    {
        var wrapped = Encrypt(platformKey, account, key);
        return [.. wrapped.Nonce, .. wrapped.Tag, .. wrapped.Ciphertext];
    }

    public static byte[] UnwrapByPlatform(byte[] platformKey, string account, byte[] wrapped) => Decrypt(
        platformKey,
        account,
        new EncryptedBlob(wrapped[..NonceSize], wrapped[(NonceSize + TagSize)..], wrapped[NonceSize..(NonceSize + TagSize)]));
}
