using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>The ids that the vaults have given to the versions of the model's keys.</summary>
internal sealed class VersionIds(SequenceWorld world, Model model)
{
    private readonly Dictionary<(int Who, string Key), List<string>> _ids = [];

    public string this[int who, VersionOfKey version] => _ids[(who, version.Key)][version.Version];

    /// <summary>
    /// Remembers the ids of all versions of a customer's keys, for a key that is deleted shows nothing; and holds that there are as many as
    /// in the model.
    /// </summary>
    public void Learn(int who)
    {
        foreach (var (name, key) in model.Customers[who].Keys.Where(entry => !entry.Value.Deleted))
        {
            if (_ids.GetValueOrDefault((who, name))?.Count != key.Versions)
            {
                var versions = world.Azure.KeyVault.ListVersions(Caller.Operator, SequenceWorld.Key(who, name));
                _ids[(who, name)] = [.. versions.Select(one => one.Version)];
                Assert.Equal(key.Versions, versions.Count);
            }
        }
    }
}
