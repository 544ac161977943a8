namespace XtCmkInfra.Tests.Stacks.Fleet;

public sealed class WhenAVendorHasHundredsOfCustomers
{
    private const int Customers = 600;

    private readonly FleetWorld _fleet = new(Customers);

    /// <summary>One story and not one test each: it takes longer to bring the fleet up than to do all the rest.</summary>
    [Fact]
    public async Task What_befalls_one_befalls_no_other()
    {
        await Come_up_in_rounds();
        await Nothing_changes_in_a_second_run();
        await One_that_is_revoked_fails_alone(_fleet.Members[234]);
        await One_key_is_changed(_fleet.Members[470]);
        await One_is_switched_back(_fleet.Members[501]);
    }

    private async Task Come_up_in_rounds()
    {
        var (prompt, late) = (_fleet.Members.Where(member => !member.IsLate), _fleet.Members.Where(member => member.IsLate));
        await _fleet.UpIdentitiesAsync();
        await _fleet.UpVendorsAsync();
        Assert.Equal(Customers - (Customers / 100), _fleet.Members.Count(member => _fleet.State(member) == "awaiting-key"));

        await _fleet.UpCustomersAsync(prompt);
        Assert.Equal(Customers - (Customers / 50), (await _fleet.UpVendorsAsync()).Count);
        Assert.All(late, member => Assert.Equal("awaiting-key", _fleet.State(member)));

        await _fleet.UpCustomersAsync(late);
        Assert.Equal(late.Select(member => $"create StorageAccount {member.Name}"), (await _fleet.UpVendorsAsync()).Order());
        foreach (var member in _fleet.Members)
            _fleet.Write(member);
        Assert.Empty(_fleet.Unreadable());
        Assert.Equal(_fleet.Members.Where(member => member.IsMicrosoftManaged), _fleet.OnMicrosoftManagedKeys());
    }

    private async Task Nothing_changes_in_a_second_run()
    {
        Assert.Empty(TwoTenants.Changes(await _fleet.UpIdentitiesAsync()));
        Assert.Empty(await _fleet.UpVendorsAsync());
        Assert.Empty(await _fleet.UpCustomersAsync(_fleet.Members));
    }

    private async Task One_that_is_revoked_fails_alone(FleetMember member)
    {
        _fleet.SetAccess(member, "revoked");
        Assert.Single(await _fleet.UpCustomersAsync([member]));
        Assert.Equal([member], _fleet.Unreadable());

        _fleet.SetAccess(member, "granted");
        Assert.Single(await _fleet.UpCustomersAsync([member]));
        Assert.True(_fleet.IsReadable(member));
    }

    private async Task One_key_is_changed(FleetMember member)
    {
        var stored = _fleet.Azure.Storage.StoredDataKey(member.Account);
        _fleet.ChangeKey(member, "data-2");
        Assert.Equal(["create Key data-2", "create RoleAssignment grant-data-2"], (await _fleet.UpCustomersAsync([member])).Order());
        Assert.Equal([$"update StorageAccount {member.Name}"], await _fleet.UpVendorsAsync());

        Assert.Equal("data-2", _fleet.Azure.Storage.Inspect(member.Account).KeyInUse!.KeyName);
        Assert.NotEqual(stored, _fleet.Azure.Storage.StoredDataKey(member.Account));
        Assert.Empty(_fleet.Unreadable());
    }

    private async Task One_is_switched_back(FleetMember member)
    {
        _fleet.SwitchBack(member);
        Assert.Equal([$"update StorageAccount {member.Name}"], await _fleet.UpVendorsAsync());

        Assert.Equal("microsoft-managed", _fleet.State(member));
        Assert.Equal(_fleet.Members.Where(other => other.IsMicrosoftManaged || other == member), _fleet.OnMicrosoftManagedKeys());
        Assert.Empty(_fleet.Unreadable());
    }
}
