namespace XtCmkInfra.Tests.Stacks.Fleet;

/// <summary>
/// When data can be read and what a run of a program does, worked out from a few recorded facts and without the simulator: what the
/// simulator answers is held against it. Each method says whether Azure, or the program, goes along.
/// </summary>
internal sealed class Model(DateTimeOffset now)
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public ModelledCustomer[] Customers { get; } = [new(byPolicy: false, now), new(byPolicy: true, now)];

    /// <summary>Of each identity: whether its federated credential has the right subject.</summary>
    public List<bool> Subjects { get; } = [true, true];

    /// <summary>How many identities the settings of the identity stack name.</summary>
    public int WantedIdentities { get; set; } = 2;

    public bool Multitenant { get; set; } = true;

    public DateTimeOffset Now { get; private set; } = now;

    public bool IsReadable(ModelledCustomer customer) =>
        customer.InUse is not { } version || Reaches(customer, customer.Live.Identity, version.Key) && IsEnabled(customer, version);

    public bool UpIdentities(bool refresh)
    {
        while (Subjects.Count < WantedIdentities)
            Subjects.Add(true);
        if (refresh)
        {
            for (var identity = 0; identity < Subjects.Count; identity++)
                Subjects[identity] = true;
            Multitenant = true;
        }

        return true;
    }

    public bool UpCustomer(ModelledCustomer customer, bool refresh)
    {
        if (refresh)
        {
            customer.RecordedKeys.RemoveWhere(key => customer.Keys[key].Deleted);
            customer.RecordedGrants.IntersectWith(customer.Grants);
            customer.RecordedFirewall = customer.Firewall;
        }

        // A vault that is only checked must let Azure Storage in; a former key must be there; a deleted key keeps its name, without grants.
        var goesAlong = (!customer.ByPolicy || customer.Firewall.TrustsServices)
            && customer.WantedKeys.Where(key => key != customer.CurrentKey).All(customer.HasUsable)
            && !customer.WantedKeys.Except(customer.RecordedKeys).Any(customer.HasDeleted)
            && (customer.ByPolicy || !customer.WantedGrants.Except(customer.RecordedGrants).Any(customer.HasDeleted));
        if (!goesAlong)
            return false;
        if (!customer.ByPolicy && customer.RecordedFirewall != (true, customer.WantsOpenFirewall))
            customer.RecordedFirewall = customer.Firewall = (true, customer.WantsOpenFirewall);
        foreach (var key in customer.WantedKeys.Where(key => !customer.Keys.ContainsKey(key)))
            customer.Keys[key] = customer.NewKey(Now);
        customer.RecordedKeys.UnionWith(customer.WantedKeys);
        customer.Grants.UnionWith(customer.WantedGrants.Except(customer.RecordedGrants));
        customer.Grants.ExceptWith(customer.RecordedGrants.Except(customer.WantedGrants));
        customer.RecordedGrants.Clear();
        customer.RecordedGrants.UnionWith(customer.WantedGrants);
        customer.HandoffKey = customer.CurrentKey;
        return true;
    }

    public bool UpVendor(ModelledCustomer customer, bool refresh)
    {
        if (refresh)
            customer.Recorded = customer.Live;
        if (customer.WantedIdentity >= Subjects.Count)
            return false;
        if (!customer.WantsMicrosoft && customer.WantedPin is { } pin && pin.Key != customer.HandoffKey)
            return false;
        var wanted = new AccountChoice(
            customer.WantsMicrosoft ? null : customer.HandoffKey,
            customer.WantsMicrosoft ? null : customer.WantedPin?.Version,
            customer.WantedIdentity,
            customer.WantedTag);
        if (wanted == customer.Recorded)
            return true;
        if (!Put(customer, wanted))
            return false;
        customer.Recorded = wanted;
        return true;
    }

    /// <summary>The portal's way to Microsoft-managed keys, past the vendor's program.</summary>
    public bool SwitchToMicrosoft(ModelledCustomer customer) => Put(customer, customer.Live with { Key = null, Pinned = null });

    /// <summary>
    /// Lets rotation policies and daily checks happen in the order of their times; at the same moment rotations come first.
    /// </summary>
    public void Wait(TimeSpan span)
    {
        var end = Now + span;
        while (true)
        {
            var rotation = Customers.SelectMany(customer => customer.Keys.Values)
                .Where(key => key.NextRotation is not null).MinBy(key => key.NextRotation);
            var check = Customers.Where(customer => customer.NextCheck is not null).MinBy(customer => customer.NextCheck);
            var rotates = rotation is not null && !(check?.NextCheck < rotation.NextRotation);
            var due = rotates ? rotation!.NextRotation : check?.NextCheck;
            if (due is null || due > end)
                break;
            Now = due.Value > Now ? due.Value : Now;
            if (rotates)
                rotation!.RotateByPolicy(Now);
            else
                Check(check!);
        }

        Now = end;
    }

    private void Check(ModelledCustomer customer)
    {
        customer.NextCheck = Now + Day;
        var latest = new VersionOfKey(customer.Live.Key!, customer.Keys[customer.Live.Key!].Latest);
        if (IsReadable(customer) && IsEnabled(customer, latest))
            customer.InUse = latest;
    }

    private bool Put(ModelledCustomer customer, AccountChoice wanted)
    {
        // With a customer's key in use, Azure changes the identity or the key, and not both at once.
        var live = customer.Live;
        if (live.Key is not null && wanted.Key is not null && live.Identity != wanted.Identity
            && (live.Key, live.Pinned) != (wanted.Key, wanted.Pinned))
            return false;
        VersionOfKey? version = wanted.Key is null ? null : new(wanted.Key, wanted.Pinned ?? customer.Keys[wanted.Key].Latest);
        if (version is { } next && !(Reaches(customer, wanted.Identity, next.Key) && IsEnabled(customer, next)))
            return false;
        if (version != customer.InUse && !IsReadable(customer))
            return false;
        customer.InUse = version;
        customer.Live = wanted;
        customer.NextCheck = wanted is { Key: not null, Pinned: null } ? Now + Day : null;
        return true;
    }

    private bool Reaches(ModelledCustomer customer, int identity, string key) =>
        Subjects[identity]
        && Multitenant
        && customer.PrincipalEnabled
        && (customer.Firewall.TrustsServices || customer.Firewall.Open)
        && customer.Grants.Contains(customer.GrantOf(key))
        && !customer.Keys[key].Deleted;

    private static bool IsEnabled(ModelledCustomer customer, VersionOfKey version) => customer.Keys[version.Key].IsEnabled(version.Version);
}
