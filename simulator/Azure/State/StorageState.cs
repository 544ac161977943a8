using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed class StorageAccount
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required TenantId TenantId { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required AccountSettings Settings { get; set; }

    /// <summary>The version of the customer's key that wraps the data key; null with Microsoft-managed keys.</summary>
    public KeyInUse? KeyInUse { get; set; }

    /// <summary>
    /// The data encryption key, wrapped by <see cref="KeyInUse"/> or the platform's key. Null until the first blob is written:
    /// an account without data has nothing to wrap. The plain key is never kept.
    /// </summary>
    public byte[]? WrappedDataKey { get; set; }

    /// <summary>When the account next looks for a new version of its key; null unless it follows the newest version.</summary>
    public DateTimeOffset? NextKeyCheck { get; set; }

    public KeyCheckResult? LastKeyCheck { get; set; }

    /// <summary>Containers that were made by themselves; those of blobs are there with their blobs.</summary>
    public HashSet<string> Containers { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By container and name, with a slash between, in which case matters.</summary>
    public Dictionary<string, EncryptedBlob> Blobs { get; init; } = new(StringComparer.Ordinal);
}

internal sealed record KeyInUse(KeyUri Key, DateTimeOffset Since);

/// <summary>How a daily look for a new version of the key went.</summary>
/// <param name="Code">The error code, or null where the check went well.</param>
public sealed record KeyCheckResult(DateTimeOffset At, string? Code, string? Message);

/// <summary>A blob as AES-256-GCM leaves it, with the blob's name as associated data.</summary>
internal sealed record EncryptedBlob(byte[] Nonce, byte[] Ciphertext, byte[] Tag);
