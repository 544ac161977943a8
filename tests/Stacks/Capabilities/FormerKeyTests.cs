using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;
using static XtCmkInfra.Tests.Stacks.TwoTenants;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenAKeyIsNamedAsFormer
{
    private static readonly ResourceKey Former = new("azure-native:keyvault:Key", "contoso-data");
    private readonly TwoTenants _world = new();

    [Fact]
    public async Task A_name_that_was_never_a_key_is_refused_and_makes_none()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("formerKeys", """["contoso-old","contoso-older"]""");

        foreach (var run in (Func<Task>[])[() => _world.PreviewCustomerAsync(), () => _world.UpCustomerAsync()])
        {
            var refused = await RefusedAsync(run);
            Assert.Contains(
                "xtcmk-customer:formerKeys[0]: 'contoso-old' is not found among the keys of the vault kv-fabrikam-cmk", refused.Message);
            Assert.Contains("xtcmk-customer:formerKeys[1]: 'contoso-older' is not found among", refused.Message);
        }

        Assert.Equal(["contoso-data"], LiveKeys());
    }

    [Fact]
    public async Task Where_there_is_no_vault_yet_nothing_is_made()
    {
        await _world.UpVendorAsync();
        _world.EditCustomer("formerKeys", """["contoso-old"]""");

        Assert.Contains("'contoso-old' is not found", (await RefusedAsync(() => _world.PreviewCustomerAsync())).Message);
        Assert.Contains("'contoso-old' is not found", (await RefusedAsync(() => _world.UpCustomerAsync())).Message);
        Assert.Empty(_world.Customer.Resources);
    }

    [Theory]
    [InlineData("contoso-data")]
    [InlineData("Contoso-Data")]
    public async Task One_that_this_stack_has_made_stays_the_resource_that_it_is(string name)
    {
        await _world.ShakeHandsAsync();
        var before = _world.Customer.Resources[Former];
        Move(name);
        string[] expected = ["create Key contoso-next", "create RoleAssignment grant-contoso-next"];

        Assert.Equal(expected, Changes(await _world.PreviewCustomerAsync()).Order());
        Assert.Equal(expected, Changes(await _world.UpCustomerAsync()).Order());

        var after = _world.Customer.Resources[Former];
        Assert.Equal((before.Id, before.Inputs.ToJsonString()), (after.Id, after.Inputs.ToJsonString()));
        Assert.Equal((true, true), (after.Protect, after.RetainOnDelete));
        Assert.Empty(Changes(await _world.UpCustomerAsync(refresh: true)));
    }

    [Fact]
    public async Task One_that_was_made_elsewhere_is_taken_into_the_stack_as_it_is()
    {
        await _world.ShakeHandsAsync();
        _world.Put(
            $"{_world.Customer.Outputs["vaultId"]}/keys/contoso-old",
            "2024-11-01",
            """{ "properties": { "kty": "RSA", "keySize": 2048 } }""");
        _world.EditCustomer("formerKeys", """["contoso-old"]""");
        string[] expected = ["create RoleAssignment grant-contoso-old", "import Key contoso-old"];

        Assert.Equal(expected, Changes(await _world.PreviewCustomerAsync()).Order());
        Assert.Equal(expected, Changes(await _world.UpCustomerAsync()).Order());

        Assert.True(_world.Customer.Resources[Former with { Name = "contoso-old" }].Protect);
        Assert.Empty(Changes(await _world.UpCustomerAsync()));
    }

    [Fact]
    public async Task It_is_not_held_against_the_settings_of_the_current_key()
    {
        await _world.ShakeHandsAsync();
        _world.EditCustomer("formerKeys", """["contoso-data"]""");
        _world.EditCustomer("key", """{"name":"contoso-next","size":4096,"rotation":{"rotateAfter":"P90D"}}""");

        await _world.UpCustomerAsync();

        Assert.Empty(_world.Customer.Outputs["keyDifferences"]!.AsArray());
    }

    [Fact]
    public async Task One_that_is_deleted_is_refused_until_it_is_recovered()
    {
        await _world.ShakeHandsAsync();
        Move("contoso-data");
        await _world.UpCustomerAsync();
        _world.Azure.KeyVault.DeleteKey(Caller.Operator, LiveAzure.Key);

        Assert.Contains("recover the key if it was deleted", (await RefusedAsync(() => _world.PreviewCustomerAsync())).Message);

        _world.Azure.KeyVault.RecoverDeletedKey(Caller.Operator, LiveAzure.Key);
        Assert.Empty(Changes(await _world.UpCustomerAsync()));
    }

    private void Move(string former)
    {
        _world.EditCustomer("key", """{"name":"contoso-next"}""");
        _world.EditCustomer("formerKeys", $"""["{former}"]""");
    }

    private IEnumerable<string> LiveKeys() => _world.Azure.ResourceManager
        .List(_world.Customer.Outputs["vaultId"]!.ToString(), "Microsoft.KeyVault/vaults/keys", "2024-11-01")
        .Select(key => key["name"]!.ToString());
}
