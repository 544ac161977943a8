using XtCmkInfra.Core;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class Users_and_groups
{
    private readonly World _world = new World().WithVault();

    [Fact]
    public void Can_be_given_roles()
    {
        _world.WithRole(Assignment(1), Roles.KeyVaultCryptoOfficer, _world.User(), "User");
        _world.WithRole(Assignment(2), Roles.KeyVaultReader, _world.Group(), "Group");

        Assert.Equal(
            2, _world.Azure.ResourceManager.List(World.VaultId, "Microsoft.Authorization/roleAssignments", World.Assignments).Count);
    }

    [Fact]
    public void Are_found_in_their_collections_only()
    {
        var user = _world.User();
        var graph = _world.Azure.Graph(World.Customer);

        Assert.Equal("ada", graph.Get($"users/{user}").Text("displayName"));
        Refusal.Is(404, "Request_ResourceNotFound", _world, () => graph.Get($"groups/{user}"));
        graph.Delete($"users/{user}");
        Assert.Empty(graph.List("users"));
    }

    [Fact]
    public void Are_refused_where_something_is_missing_or_taken()
    {
        var graph = _world.Azure.Graph(World.Customer);
        _world.User();

        Refusal.Is(409, "Request_MultipleObjectsWithSameKeyValue", _world, () => _world.User());
        Refusal.Is(400, "Request_BadRequest", _world, () => graph.Post("users", World.Body("""{ "displayName": "ada" }""")));
        Refusal.Is(400, "Request_BadRequest", _world, () => graph.Post("groups", World.Body("""{ "displayName": "keepers" }""")));
    }

    private static string Assignment(int number) =>
        $"{World.VaultId}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-00000000000{number}";
}
