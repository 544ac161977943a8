namespace XtCmkInfra.Simulator.Azure;

/// <content>Blobs and containers. Whoever gives a token needs a role; without one nobody is asked.</content>
public sealed partial class StorageService
{
    /// <param name="caller">Who writes, with a role for it; unless given, whoever may.</param>
    /// <exception cref="AzureException">The caller may not, the chain of trust is broken (403), or there is no such account.</exception>
    public void WriteBlob(string accountName, string blobName, byte[] content, AccessToken? caller = null)
    {
        lock (_azure.Gate)
        {
            var account = Find(accountName, caller, "write");
            var key = RequireKey(account, status: 403);
            account.Blobs[blobName] = WithDataKey(account, key, dataKey => DataKey.Encrypt(dataKey, blobName, content));
        }
    }

    /// <exception cref="AzureException">
    /// The caller may not, the chain of trust is broken (403), or there is no such account or blob.
    /// </exception>
    public byte[] ReadBlob(string accountName, string blobName, AccessToken? caller = null)
    {
        lock (_azure.Gate)
        {
            var account = Find(accountName, caller, "read");
            var key = RequireKey(account, status: 403);
            var blob = FindBlob(account, blobName);
            return WithDataKey(account, key, dataKey => DataKey.Decrypt(dataKey, blobName, blob));
        }
    }

    /// <summary>Listing names needs no key.</summary>
    public IReadOnlyList<StoredBlob> ListBlobs(string accountName, string container, AccessToken? caller = null)
    {
        lock (_azure.Gate)
        {
            var account = Find(accountName, caller, "read");
            RequireContainer(account, container);
            return [.. account.Blobs
                .Where(blob => blob.Key.StartsWith(container + "/", StringComparison.Ordinal))
                .OrderBy(blob => blob.Key, StringComparer.Ordinal)
                .Select(blob => new StoredBlob(blob.Key[(container.Length + 1)..], blob.Value.Ciphertext.Length))];
        }
    }

    /// <exception cref="AzureException">
    /// The caller may not, the chain of trust is broken (403), or there is no such account or blob.
    /// </exception>
    public void DeleteBlob(string accountName, string blobName, AccessToken? caller = null)
    {
        lock (_azure.Gate)
        {
            var account = Find(accountName, caller, "delete");
            _ = FindBlob(account, blobName);
            account.Blobs.Remove(blobName);
        }
    }

    /// <returns>False where there is one already.</returns>
    public bool CreateContainer(string accountName, string container, AccessToken? caller = null)
    {
        lock (_azure.Gate)
        {
            var account = Find(accountName, caller, "write");
            return !HasContainer(account, container) && account.Containers.Add(container);
        }
    }

    /// <summary>Holds that there is a container in which a blob is to be written.</summary>
    public void RequireContainer(string accountName, string container)
    {
        lock (_azure.Gate)
            RequireContainer(Find(accountName), container);
    }

    /// <summary>The account, once it is certain that the caller has a role for what it wants.</summary>
    /// <param name="action">read, write or delete.</param>
    private StorageAccount Find(string accountName, AccessToken? caller, string action)
    {
        var account = Find(accountName);
        if (caller is null)
            return account;
        if (caller.Tenant != account.TenantId)
        {
            throw new AzureException(
                401, "InvalidAuthenticationInfo", $"The token is of tenant '{caller.Tenant}', the account of '{account.TenantId}'.");
        }

        var dataAction = $"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/{action}";
        return _azure.Roles.AllowsData(account.TenantId, caller.Principal, account.Id, dataAction)
            ? account
            : throw new AzureException(
                403,
                "AuthorizationPermissionMismatch",
                $"'{caller.Principal}' has no role that gives it {dataAction} on '{account.Name}'.");
    }

    private static bool HasContainer(StorageAccount account, string container) => account.Containers.Contains(container)
        || account.Blobs.Keys.Any(name => name.StartsWith(container + "/", StringComparison.Ordinal));

    private static void RequireContainer(StorageAccount account, string container)
    {
        if (!HasContainer(account, container))
            throw new AzureException(404, "ContainerNotFound", $"There is no container '{container}' in '{account.Name}'.");
    }

    private static EncryptedBlob FindBlob(StorageAccount account, string blobName) => account.Blobs.GetValueOrDefault(blobName)
        ?? throw new AzureException(404, "BlobNotFound", $"There is no blob '{blobName}' in '{account.Name}'.");
}

/// <summary>A blob as a list shows it.</summary>
/// <param name="Name">In its container.</param>
/// <param name="Length">In bytes.</param>
public sealed record StoredBlob(string Name, long Length);
