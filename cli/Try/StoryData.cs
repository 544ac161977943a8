using System.Text;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>The customer's data in the vendor's storage account.</summary>
internal sealed class StoryData(StoryWorld world)
{
    private const string Blob = "contract.txt";

    public static readonly byte[] Content =
        Encoding.UTF8.GetBytes("Nobody but the vendor's service reads this, and only while the customer agrees.");

    /// <summary>Whether there is something to read.</summary>
    public bool IsWritten { get; private set; }

    /// <exception cref="DeploymentException">There is no account.</exception>
    public string Account => Id.Split('/')[^1];

    /// <summary>The account's ARM resource id.</summary>
    /// <exception cref="DeploymentException">There is no account.</exception>
    public string Id => world.Expectation["accountId"]?.GetValue<string>() ?? throw new DeploymentException(
        $"There is no storage account: {world.Settings.Entry.Name} is {world.Expectation["state"]?.ToString() ?? "gone"}.", null);

    /// <summary>The version that wraps the account's data key; null with Microsoft's key.</summary>
    public KeyUri? KeyInUse => Storage.Inspect(Account).KeyInUse;

    private StorageService Storage => world.Azure.Storage;

    /// <summary>Writes to every account that the vendor's stack expects, so that each has something to read.</summary>
    public void Write()
    {
        foreach (var account in world.Accounts.Select(entry => entry.Value!["accountId"]?.ToString()).OfType<string>())
            Storage.WriteBlob(account.Split('/')[^1], Blob, Content);
        IsWritten = true;
    }

    /// <summary>What the platform has stored of it.</summary>
    public byte[] Stored() => Storage.StoredBlob(Account, Blob);

    public bool IsReadable() => Refusal() is null && Storage.ReadBlob(Account, Blob).AsSpan().SequenceEqual(Content);

    /// <returns>With what reading is refused; null where it is not.</returns>
    public AzureException? Refusal() => Refusals.Of(() => Storage.ReadBlob(Account, Blob));
}
