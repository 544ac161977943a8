using System.Security.Cryptography;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// The data plane of storage accounts. Every read and write unwraps the account's data key again, through the whole chain of trust:
/// nothing is cached, so that a revoked key shows at once.
/// </summary>
public sealed partial class StorageService
{
    private readonly SimulatedAzure _azure;

    internal StorageService(SimulatedAzure azure) => _azure = azure;

    /// <summary>What the platform stores of a blob: nonce, ciphertext and tag. It does not change when the customer's key does.</summary>
    public byte[] StoredBlob(string accountName, string blobName)
    {
        lock (_azure.Gate)
        {
            var blob = FindBlob(Find(accountName), blobName);
            return [.. blob.Nonce, .. blob.Ciphertext, .. blob.Tag];
        }
    }

    /// <summary>What the platform stores of the account's data key; null before the first blob is written.</summary>
    public byte[]? StoredDataKey(string accountName)
    {
        lock (_azure.Gate)
            return Find(accountName).WrappedDataKey;
    }

    /// <summary>How the last daily look for a new version went; null before the first.</summary>
    public KeyCheckResult? LastKeyCheck(string accountName)
    {
        lock (_azure.Gate)
            return Find(accountName).LastKeyCheck;
    }

    /// <summary>Looks at every link of the chain of trust, without changing anything.</summary>
    public ChainReport Inspect(string accountName, KeyUse use = KeyUse.Data)
    {
        lock (_azure.Gate)
        {
            var account = Find(accountName);
            if (account.KeyInUse is not { Key: var inUse })
                return new ChainReport(account.Name, null, null, []);
            var configured = account.Settings.Encryption.CustomerKey!.Key;
            var walk = Walk(account, use == KeyUse.Data ? inUse : configured, use, use == KeyUse.Configuration ? 400 : 403);
            return new ChainReport(account.Name, configured, inUse, [.. walk.Links()]);
        }
    }

    /// <summary>The daily check: takes a new version of the key into use. A failure is noted, and everything stays as it was.</summary>
    internal void CheckForNewVersion(StorageAccount account)
    {
        account.NextKeyCheck = _azure.Now + StorageKeys.LooksForNewVersionEvery;
        _azure.Schedule.Update(account);
        try
        {
            var configured = account.Settings.Encryption.CustomerKey!.Key;
            var latest = Walk(account, configured, KeyUse.Check, status: 403).Require().Version!;
            var isNew = latest != account.KeyInUse!.Key;
            if (isNew)
            {
                var walk = Walk(account, configured, KeyUse.Configuration, status: 403).Require();
                Rekey(account, account.Settings, walk, status: 403);
            }

            var what = isNew ? $"found version {latest.Version}, and uses it now" : "looked for a new version of its key, and found none";
            _azure.Happened(isNew ? "taken" : "checked", account, what);

            account.LastKeyCheck = new KeyCheckResult(_azure.Now, null, null);
        }
        catch (AzureException failure)
        {
            account.LastKeyCheck = new KeyCheckResult(_azure.Now, failure.Code, failure.Message);
            _azure.Happened("check-failed", account, $"looked for a new version of its key, and was refused: {failure.Code}");
        }
    }

    /// <summary>
    /// Gives an account the settings of a PUT that speaks of the encryption. The whole chain of trust to the new key must hold and,
    /// where the data key has to be wrapped again, the one to the old key too; otherwise nothing changes.
    /// </summary>
    internal void Configure(StorageAccount account, AccountSettings next)
    {
        var customerKey = next.Encryption.CustomerKey;
        var walk = customerKey is null
            ? null
            : new TrustWalk(_azure, account.TenantId, next, customerKey.Key, KeyUse.Configuration, status: 400).Require();
        Rekey(account, next, walk, status: 400);
        account.NextKeyCheck = customerKey is { Key.Version: null } ? _azure.Now + StorageKeys.LooksForNewVersionEvery : null;
    }

    private void Rekey(StorageAccount account, AccountSettings next, TrustWalk? walk, int status)
    {
        var isSame = walk?.Version == account.KeyInUse?.Key;
        if (!isSame)
        {
            var oldCaller = RequireKey(account, status);
            if (account.WrappedDataKey is not null)
            {
                account.WrappedDataKey = WithDataKey(account, oldCaller, key => walk is null
                    ? DataKey.WrapByPlatform(_azure.State.PlatformKey, account.Name, key)
                    : _azure.KeyVault.WrapKey(walk.Caller!, walk.Version!, key));
            }

            account.KeyInUse = walk is null ? null : new KeyInUse(walk.Version!, _azure.Now);
        }

        account.Settings = next;
    }

    /// <summary>Walks the chain of trust to the version in use.</summary>
    /// <returns>As whom to call the vault; null with Microsoft-managed keys.</returns>
    private Caller? RequireKey(StorageAccount account, int status) => account.KeyInUse is { Key: var inUse }
        ? Walk(account, inUse, KeyUse.Data, status).Require().Caller
        : null;

    private TrustWalk Walk(StorageAccount account, KeyUri key, KeyUse use, int status) =>
        new(_azure, account.TenantId, account.Settings, key, use, status);

    private T WithDataKey<T>(StorageAccount account, Caller? caller, Func<byte[], T> what)
    {
        account.WrappedDataKey ??= NewDataKey(account);
        var key = caller is null
            ? DataKey.UnwrapByPlatform(_azure.State.PlatformKey, account.Name, account.WrappedDataKey)
            : _azure.KeyVault.UnwrapKey(caller, account.KeyInUse!.Key, account.WrappedDataKey);
        try
        {
            return what(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>
    /// Azure wraps the data key when the account is configured, and the right to wrap was checked then; here it is made up for
    /// when the first data comes, so that thousands of accounts without data need no RSA.
    /// </summary>
    private byte[] NewDataKey(StorageAccount account)
    {
        var key = RandomNumberGenerator.GetBytes(DataKey.Size);
        try
        {
            return account.KeyInUse is { Key: var inUse }
                ? _azure.KeyPairs.Wrap(KeyLifecycle.Find(_azure.KeyStores.At(inUse), inUse).Version, key)
                : DataKey.WrapByPlatform(_azure.State.PlatformKey, account.Name, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private StorageAccount Find(string accountName) => _azure.State.StorageAccounts.GetValueOrDefault(accountName)
        ?? throw new AzureException(404, "ResourceNotFound", $"There is no storage account '{accountName}'.");
}
