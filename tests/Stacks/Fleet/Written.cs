using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>What was written to an account, to be found again unharmed: its content, and the very bytes that the platform stores.</summary>
internal sealed class Written
{
    private readonly SimulatedAzure _azure;
    private readonly string _account;
    private readonly List<(string Name, byte[] Content, byte[] Stored)> _blobs = [];
    private int _next;

    public Written(SimulatedAzure azure, int who)
    {
        _azure = azure;
        _account = SequenceWorld.Account(who);
        _blobs.Add(("first", [1], azure.Storage.StoredBlob(_account, "first")));
    }

    public void Write()
    {
        var name = $"blob-{_blobs.Count}";
        byte[] content = [(byte)_blobs.Count, .. "customers' data"u8];
        _azure.Storage.WriteBlob(_account, name, content);
        _blobs.Add((name, content, _azure.Storage.StoredBlob(_account, name)));
    }

    /// <summary>Checks one blob after the other, one at a time; that it is stored shows also while it cannot be read.</summary>
    public void CheckOne() => Check(_blobs[_next++ % _blobs.Count]);

    public void CheckAll() => _blobs.ForEach(Check);

    private void Check((string Name, byte[] Content, byte[] Stored) blob)
    {
        Assert.Equal(blob.Stored, _azure.Storage.StoredBlob(_account, blob.Name));
        Assert.Equal(blob.Content, _azure.Storage.ReadBlob(_account, blob.Name));
    }
}
