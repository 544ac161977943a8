using System.Security.Cryptography;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// Any number of Microsoft Entra tenants and Azure subscriptions in memory. It behaves as Azure documents it: what it does not
/// know it refuses, what no rule allows it denies, and data is really encrypted, so that a broken link of the chain of trust
/// really makes it unreadable. All members can be called from any thread.
/// </summary>
public sealed partial class SimulatedAzure : ITimed
{
    /// <param name="clock">The time; a clock of its own unless given.</param>
    /// <param name="keyPairs">Makes RSA key pairs of so many bits and keeps owning them; fresh ones unless given.</param>
    public SimulatedAzure(SimulatedClock? clock = null, Func<int, RSA>? keyPairs = null)
        : this(clock ?? new SimulatedClock(), keyPairs, state: null)
    {
    }

    private SimulatedAzure(SimulatedClock clock, Func<int, RSA>? keyPairs, CloudState? state)
    {
        Clock = clock;
        State = state ?? new CloudState
        {
            Now = clock.GetUtcNow(),
            PlatformKey = RandomNumberGenerator.GetBytes(DataKey.Size),
        };
        Ids = new DeterministicIds(State.IdCounts);
        KeyStores = new KeyStores(this);
        KeyPairs = new KeyPairs(keyPairs ?? RSA.Create);
        KeyLifecycle = new KeyLifecycle(this);
        KeyAccess = new KeyAccess(this);
        Roles = new RoleAccess(this);
        Schedule = new Schedule(this);
        Tokens = new TokenService(this);
        KeyVault = new KeyVaultService(this);
        HsmRoleAssignments = new HsmRoleAssignments(this);
        Storage = new StorageService(this);
        ResourceManager = new ResourceManager(this);
        Schedule.Rebuild();
        clock.Attach(this);
    }

    public SimulatedClock Clock { get; }

    /// <summary>
    /// Whether requests are refused whose API version Azure retires (<see cref="KeyVaultManagement.Retirement"/>), as if that day had come.
    /// The clock does not decide it, so that time may pass without ending a trial; it is not saved with the cloud.
    /// </summary>
    public bool RefusesRetiredVersions { get; set; }

    /// <summary>How many storage accounts a region of a subscription takes, as if more was asked for. Not saved with the cloud.</summary>
    public int MostAccountsOfRegion { get; set; } = StorageLimits.AccountsOfRegion;

    public ResourceManager ResourceManager { get; }

    public TokenService Tokens { get; }

    public KeyVaultService KeyVault { get; }

    public HsmRoleAssignments HsmRoleAssignments { get; }

    public StorageService Storage { get; }

    DateTimeOffset? ITimed.NextDue
    {
        get
        {
            lock (Gate)
                return Schedule.NextDue;
        }
    }

    internal Lock Gate { get; } = new();

    internal CloudState State { get; }

    internal DeterministicIds Ids { get; }

    internal KeyStores KeyStores { get; }

    internal KeyPairs KeyPairs { get; }

    internal KeyLifecycle KeyLifecycle { get; }

    internal KeyAccess KeyAccess { get; }

    internal RoleAccess Roles { get; }

    internal Schedule Schedule { get; }

    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <exception cref="ArgumentException">There is a tenant of that id already.</exception>
    public void AddTenant(TenantId id, string name, Cloud? cloud = null)
    {
        lock (Gate)
        {
            if (!State.Tenants.TryAdd(id.Value, new Tenant { Id = id, Name = name, Cloud = cloud ?? Cloud.Public }))
                throw new ArgumentException($"There is a tenant '{id}' already.", nameof(id));
        }
    }

    public bool HasTenant(TenantId id)
    {
        lock (Gate)
            return State.Tenants.ContainsKey(id.Value);
    }

    /// <summary>All tenants, in the order in which they were added.</summary>
    public IReadOnlyList<TenantId> Tenants
    {
        get
        {
            lock (Gate)
                return [.. State.Tenants.Values.Select(tenant => tenant.Id)];
        }
    }

    /// <exception cref="ArgumentException">There is no such tenant.</exception>
    public string NameOf(TenantId tenant)
    {
        lock (Gate)
            return Tenant(tenant).Name;
    }

    /// <exception cref="ArgumentException">There is no such tenant.</exception>
    public Cloud CloudOf(TenantId tenant)
    {
        lock (Gate)
            return Tenant(tenant).Cloud;
    }

    /// <summary>A GUID that a client would draw at random; here it follows from what it is for, so that two runs print the same.</summary>
    public string NewGuid(string what)
    {
        lock (Gate)
            return Ids.NextGuid("client", what);
    }

    /// <summary>The subscriptions of a tenant, in the order in which they were added.</summary>
    public IReadOnlyList<SubscriptionId> SubscriptionsOf(TenantId tenant)
    {
        lock (Gate)
            return [.. State.Subscriptions.Where(entry => entry.Value == tenant).Select(entry => SubscriptionId.Parse(entry.Key).Value!)];
    }

    /// <returns>The tenant that a subscription belongs to, or null where there is no such subscription.</returns>
    public TenantId? FindTenantOf(SubscriptionId id)
    {
        lock (Gate)
            return State.Subscriptions.GetValueOrDefault(id.Value);
    }

    /// <exception cref="ArgumentException">There is a subscription of that id already, or no such tenant.</exception>
    public void AddSubscription(SubscriptionId id, TenantId tenant)
    {
        lock (Gate)
        {
            _ = Tenant(tenant);
            if (!State.Subscriptions.TryAdd(id.Value, tenant))
                throw new ArgumentException($"There is a subscription '{id}' already.", nameof(id));
        }
    }

    /// <summary>Lets a managed HSM exist that has been activated already; keys are made on its data plane.</summary>
    /// <param name="resourceId">…/providers/Microsoft.KeyVault/managedHSMs/{name}; the resource group must exist.</param>
    public void AddManagedHsm(string resourceId, string location, bool purgeProtection = true, int retentionDays = 90)
    {
        lock (Gate)
        {
            var id = ResourceId.Parse(resourceId);
            if (!id.Is(ManagedHsms.TypeName) || !State.ResourceGroups.ContainsKey(id.GroupId))
                throw new ArgumentException($"'{resourceId}' is not a managed HSM in an existing resource group.", nameof(resourceId));
            var hsm = new ManagedHsm
            {
                Id = id.Render(ManagedHsms.TypeName),
                Name = id.Name,
                TenantId = TenantOf(id.Subscription).Id,
                Location = location,
                PurgeProtection = purgeProtection,
                RetentionDays = retentionDays,
                IsActivated = true,
            };
            if (!State.ManagedHsms.TryAdd(id.Name, hsm))
                throw new ArgumentException($"There is a managed HSM '{id.Name}' already.", nameof(resourceId));
        }
    }

    /// <summary>Microsoft Graph of a tenant, as an ordinary member of it or as an administrator.</summary>
    public Graph Graph(TenantId tenant, bool asAdministrator = false)
    {
        lock (Gate)
            return new Graph(this, Tenant(tenant).Id, asAdministrator);
    }

    /// <summary>Sets a tenant's policy on whether people who are no administrators may install applications.</summary>
    public void LetUsersInstallApplications(TenantId tenant, bool allowed)
    {
        lock (Gate)
            Tenant(tenant).UsersMayInstallApplications = allowed;
    }

    void ITimed.RunDue(DateTimeOffset now)
    {
        lock (Gate)
            Schedule.RunDue(now);
    }

    internal Tenant TenantOf(SubscriptionId subscription) => State.Tenants[State.Subscriptions[subscription.Value].Value];

    private Tenant Tenant(TenantId id) =>
        State.Tenants.GetValueOrDefault(id.Value) ?? throw new ArgumentException($"There is no tenant '{id}'.", nameof(id));
}
