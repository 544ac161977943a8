namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>A version of a key, by the key's name and the version's number.</summary>
internal readonly record struct VersionOfKey(string Key, int Version);

/// <summary>What decides the PUT of an account: the key (null: Microsoft's), its pinned version (null: automatic), and the rest.</summary>
internal sealed record AccountChoice(string? Key, int? Pinned, int Identity, int Tag);

/// <summary>One customer as the model knows it: what the settings say, what the stacks remember, and what is live.</summary>
internal sealed class ModelledCustomer
{
    public const string FirstKey = "key-0";

    /// <summary>An access policy reaches every key of the vault; so its grant is kept under this name.</summary>
    private const string EveryKey = "*";

    public ModelledCustomer(bool byPolicy, DateTimeOffset now)
    {
        ByPolicy = byPolicy;
        Keys[FirstKey] = NewKey(now);
        Grants.Add(GrantOf(FirstKey));
        RecordedGrants.Add(GrantOf(FirstKey));
        NextCheck = now + Model.Day;
    }

    public bool ByPolicy { get; }

    public Dictionary<string, ModelledKey> Keys { get; } = new(StringComparer.Ordinal);

    // The customer's settings, and what its stack remembers.
    public string CurrentKey { get; set; } = FirstKey;

    public SortedSet<string> WantedKeys { get; } = new(StringComparer.Ordinal) { FirstKey };

    public HashSet<string> RecordedKeys { get; } = [FirstKey];

    public bool WantsAccess { get; set; } = true;

    public HashSet<string> RecordedGrants { get; } = [];

    public bool WantsOpenFirewall { get; set; }

    public (bool TrustsServices, bool Open) RecordedFirewall { get; set; } = (true, false);

    public string HandoffKey { get; set; } = FirstKey;

    // The vendor's settings, and what its stack remembers.
    public bool WantsMicrosoft { get; set; }

    public VersionOfKey? WantedPin { get; set; }

    public int WantedIdentity { get; set; }

    public int WantedTag { get; set; }

    public AccountChoice Recorded { get; set; } = new(FirstKey, null, 0, 0);

    // Live.
    public bool PrincipalEnabled { get; set; } = true;

    public HashSet<string> Grants { get; } = [];

    public (bool TrustsServices, bool Open) Firewall { get; set; } = (true, false);

    public AccountChoice Live { get; set; } = new(FirstKey, null, 0, 0);

    public VersionOfKey? InUse { get; set; } = new(FirstKey, 0);

    public DateTimeOffset? NextCheck { get; set; }

    public IEnumerable<string> WantedGrants => WantsAccess ? WantedKeys.Select(GrantOf).Distinct() : [];

    public bool HasUsable(string key) => Keys.TryGetValue(key, out var found) && !found.Deleted;

    /// <summary>A name that no new key can take.</summary>
    public bool HasDeleted(string key) => Keys.TryGetValue(key, out var found) && found.Deleted;

    public string GrantOf(string key) => ByPolicy ? EveryKey : key;

    /// <summary>The customer with access policies has a rotation policy too.</summary>
    public ModelledKey NewKey(DateTimeOffset now)
    {
        var key = new ModelledKey(ByPolicy ? TimeSpan.FromDays(SequenceWorld.RotationDays) : null);
        key.AddVersion(now);
        return key;
    }
}
