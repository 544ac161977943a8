using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_resource_group
{
    private readonly World _world = World.Complete();

    [Fact]
    public void Is_returned_with_what_was_put()
    {
        var group = _world.Put(World.VendorGroup + "-2", World.Groups, """{ "location": "westeurope", "tags": { "team": "data" } }""");

        Assert.Equal("Succeeded", group.Text("properties.provisioningState"));
        Assert.Equal("data", group.Text("tags.team"));
        Assert.Equal("Microsoft.Resources/resourceGroups", group.Text("type"));
    }

    [Fact]
    public void Stays_where_it_is() => Refusal.Is(
        409,
        "InvalidResourceGroupLocation",
        _world,
        () => _world.Put(World.VendorGroup, World.Groups, """{ "location": "northeurope" }"""));

    [Fact]
    public void Takes_all_that_is_in_it_along_when_it_goes()
    {
        var arm = _world.Azure.ResourceManager;

        Assert.True(arm.Delete(World.VendorGroup, World.Groups));

        _world.Put(World.VendorGroup, World.Groups, """{ "location": "northeurope" }""");
        Assert.Empty(arm.List(World.VendorGroup, "Microsoft.Storage/storageAccounts", World.Accounts));
        Assert.Empty(arm.List(World.VendorGroup, "Microsoft.ManagedIdentity/userAssignedIdentities", World.Identities));
    }

    [Fact]
    public void Leaves_its_vault_soft_deleted_when_it_goes()
    {
        _world.Azure.ResourceManager.Delete(World.CustomerGroup, World.Groups);
        _world.Put(World.CustomerGroup, World.Groups, """{ "location": "northeurope" }""");

        Refusal.Is(409, "VaultAlreadyExists", _world, () => _world.WithVault());
    }

    [Fact]
    public void That_is_taken_again_is_empty()
    {
        _world.Azure.ResourceManager.Delete(World.CustomerGroup, World.Groups);
        _world.Put(World.CustomerGroup, World.Groups, """{ "location": "northeurope" }""");

        Assert.Empty(_world.Azure.ResourceManager.List(World.CustomerGroup, "Microsoft.Authorization/roleAssignments", World.Assignments));
    }
}

public sealed class A_user_assigned_identity
{
    private readonly World _world = new World().WithIdentity();

    [Fact]
    public void Tells_its_ids_and_its_tenant()
    {
        var properties = _world.Azure.ResourceManager.Get(World.IdentityId, World.Identities)["properties"]!;

        Assert.Equal(World.Vendor.Value, properties.Text("tenantId"));
        Assert.True(ObjectId.Parse(properties.Text("principalId")).Ok);
        Assert.NotEqual(properties.Text("principalId"), properties.Text("clientId"));
    }

    [Fact]
    public void Keeps_its_ids_when_it_is_put_again()
    {
        var before = _world.IdentityPrincipal;

        _world.Put(World.IdentityId, World.Identities, """{ "location": "westeurope", "tags": { "a": "b" } }""");

        Assert.Equal(before, _world.IdentityPrincipal);
    }

    [Fact]
    public void Has_other_ids_when_it_is_made_again()
    {
        var before = _world.IdentityPrincipal;

        _world.Azure.ResourceManager.Delete(World.IdentityId, World.Identities);
        _world.Put(World.IdentityId, World.Identities, """{ "location": "westeurope" }""");

        Assert.NotEqual(before, _world.IdentityPrincipal);
    }

    [Fact]
    public void Cannot_move() => Refusal.Is(
        409, "InvalidResourceLocation", _world, () => _world.Put(World.IdentityId, World.Identities, """{ "location": "northeurope" }"""));

    [Fact]
    public void Has_a_service_principal_that_goes_with_it()
    {
        var graph = _world.Azure.Graph(World.Vendor);
        var path = $"servicePrincipals/{_world.IdentityPrincipal}";

        Assert.Equal("ManagedIdentity", graph.Get(path).Text("servicePrincipalType"));
        Refusal.Is(400, "Request_BadRequest", _world, () => graph.Delete(path));

        _world.Azure.ResourceManager.Delete(World.IdentityId, World.Identities);
        Refusal.Is(404, "Request_ResourceNotFound", _world, () => graph.Get(path));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("-id-cmk")]
    public void Needs_a_proper_name(string name) => Refusal.Is(
        400,
        "InvalidResourceName",
        _world,
        () => _world.Put(
            $"{World.VendorGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}",
            World.Identities,
            """{ "location": "westeurope" }"""));
}
