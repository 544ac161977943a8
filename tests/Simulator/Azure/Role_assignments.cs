using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_role_assignment
{
    private const string OtherName = "0f0f0f0f-0000-4000-8000-000000000009";
    private readonly World _world = new World().WithIdentity().WithCustomer();

    [Fact]
    public void Is_returned_with_the_type_of_its_principal()
    {
        var body = World.RoleBody(null, _world.ServicePrincipal);
        body["properties"]!.AsObject().Remove("principalType");

        var answer = _world.Azure.ResourceManager.Put(World.AssignmentId, World.Assignments, body);

        Assert.Equal("ServicePrincipal", answer.Text("properties.principalType"));
        Assert.Equal(World.KeyId, answer.Text("properties.scope"));
    }

    [Fact]
    public void Can_be_put_again() => _world.WithRole();

    [Fact]
    public void Cannot_give_the_same_twice() => Refusal.Is(409, "RoleAssignmentExists", _world, () => _world.WithRole(Named(World.KeyId)));

    [Fact]
    public void Cannot_change_its_role_principal_or_scope()
    {
        var group = _world.Group();

        Refusal.Is(400, "RoleAssignmentUpdateNotPermitted", _world, () => _world.WithRole(role: Roles.KeyVaultReader));
        Refusal.Is(400, "RoleAssignmentUpdateNotPermitted", _world, () => _world.WithRole(principal: group, principalType: "Group"));
        Refusal.Is(400, "RoleAssignmentUpdateNotPermitted", _world, () => _world.WithRole(
            $"{World.VaultId}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000001"));
    }

    [Fact]
    public void Needs_a_principal_of_the_subscriptions_own_tenant()
    {
        var stranger = _world.IdentityPrincipal;

        Refusal.Is(400, "PrincipalNotFound", _world, () => _world.WithRole(Named(World.KeyId), principal: stranger));
    }

    [Fact]
    public void Needs_the_type_that_the_principal_has()
    {
        var body = World.RoleBody(null, _world.ServicePrincipal);
        body["properties"]!["principalType"] = "User";

        Refusal.Is(
            400,
            "UnmatchedPrincipalType",
            _world,
            () => _world.Azure.ResourceManager.Put(Named(World.VaultId), World.Assignments, body));
    }

    [Fact]
    public void Needs_a_role_that_exists()
    {
        Refusal.Is(400, "RoleDefinitionDoesNotExist", _world, () => Put(
            $"/subscriptions/{World.CustomerSubscription}/providers/Microsoft.Authorization/roleDefinitions/{OtherName}"));
        Refusal.Is(400, "RoleDefinitionDoesNotExist", _world, () => Put(Roles.KeyVaultReader.DefinitionId(World.VendorSubscription)));
        Refusal.Is(400, "RoleDefinitionDoesNotExist", _world, () => Put("Key Vault Reader"));
        Put("/providers/Microsoft.Authorization/roleDefinitions/" + Roles.KeyVaultReader.DefinitionName);
    }

    [Fact]
    public void Does_not_take_the_local_role_of_a_managed_hsm() => Refusal.Is(
        400,
        "RoleDefinitionDoesNotExist",
        _world,
        () => Put(Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionId(World.CustomerSubscription)));

    [Fact]
    public void Needs_a_scope_that_exists()
    {
        Refusal.Is(404, "ResourceNotFound", _world, () => _world.WithRole(Named($"{World.VaultId}/keys/none")));
        Refusal.Is(404, "ResourceGroupNotFound", _world, () => _world.WithRole(Named(World.CustomerGroup + "-none")));
        _world.WithRole(Named(World.CustomerGroup));
    }

    [Theory]
    [InlineData("reader")]
    [InlineData("{0f0f0f0f-0000-4000-8000-000000000001}")]
    public void Needs_a_guid_for_its_name(string name) => Refusal.Is(
        400,
        "InvalidRoleAssignmentId",
        _world,
        () => _world.WithRole($"{World.VaultId}/providers/Microsoft.Authorization/roleAssignments/{name}"));

    [Fact]
    public void Is_listed_at_its_scope_above_and_below()
    {
        IReadOnlyList<JsonObject> List(string scope) =>
            _world.Azure.ResourceManager.List(scope, "Microsoft.Authorization/roleAssignments", World.Assignments);

        Assert.Single(List(World.KeyId));
        Assert.Single(List(World.VaultId));
        Assert.Single(List($"/subscriptions/{World.CustomerSubscription}"));
        Assert.Empty(List(World.VendorGroup));

        _world.WithRole(Named(World.CustomerGroup));
        Assert.Equal(2, List(World.KeyId).Count);
    }

    [Fact]
    public void That_is_deleted_gives_its_name_free()
    {
        Assert.True(_world.Azure.ResourceManager.Delete(World.AssignmentId, World.Assignments));
        Assert.False(_world.Azure.ResourceManager.Delete(World.AssignmentId, World.Assignments));

        _world.WithRole(World.AssignmentId, Roles.KeyVaultReader);
        Assert.NotNull(_world.Azure.ResourceManager.Get(World.AssignmentId, World.Assignments));
    }

    [Fact]
    public void Outlives_its_principal_and_is_worth_nothing_to_the_next_one()
    {
        var graph = _world.Azure.Graph(World.Customer);
        graph.Delete(_world.ServicePrincipalPath);
        _world.WithServicePrincipal();

        Assert.NotNull(_world.Azure.ResourceManager.Get(World.AssignmentId, World.Assignments));
        Refusal.Is(400, "KeyVaultAuthenticationFailure", _world, () => _world.WithAccount());
    }

    private void Put(string definitionId)
    {
        var body = World.RoleBody(null, _world.ServicePrincipal);
        body["properties"]!["roleDefinitionId"] = definitionId;
        _world.Azure.ResourceManager.Put(Named(World.VaultId), World.Assignments, body);
    }

    private static string Named(string scope) => $"{scope}/providers/Microsoft.Authorization/roleAssignments/{OtherName}";
}
