using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_change_of_identity
{
    private const string Other = "id-other";
    private static readonly KeyUri OtherKey = KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/cmk-2").Value!;
    private static readonly string OtherId = World.IdentityId.Replace("id-cmk", Other, StringComparison.Ordinal);
    private readonly World _world = World.Complete();

    public A_change_of_identity()
    {
        _world.Azure.KeyVault.CreateKey(Caller.Operator, OtherKey, new KeyParameters());
        _world.WithRole(
            $"{World.VaultId}/keys/cmk-2/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-000000000002");
        var identity = _world.Put(OtherId, World.Identities, """{ "location": "westeurope" }""");
        _world.Azure.Graph(World.Vendor).Post($"{_world.ApplicationPath}/federatedIdentityCredentials", new JsonObject
        {
            ["name"] = Other,
            ["issuer"] = Cloud.Public.Issuer(World.Vendor),
            ["subject"] = identity.Text("properties.principalId"),
            ["audiences"] = new JsonArray(Cloud.Public.TokenExchangeAudience),
        });
        _world.Write();
    }

    [Fact]
    public void Alone_leaves_the_data_readable()
    {
        Put(Body(OtherId, World.Key));

        Assert.Equal("hello", _world.Read());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Together_with_the_key_is_refused_and_in_two_steps_it_is_not(bool keyFirst)
    {
        Refusal.Is(400, "AccountPropertyCannotBeUpdated", _world, () => Put(Body(OtherId, OtherKey)));
        Assert.Equal("hello", _world.Read());

        Put(keyFirst ? Body(World.IdentityId, OtherKey) : Body(OtherId, World.Key));
        Put(Body(OtherId, OtherKey));

        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Together_with_a_pinned_version_is_refused()
    {
        var version = _world.Azure.KeyVault.GetKey(Caller.Operator, World.Key).Version;

        Refusal.Is(400, "AccountPropertyCannotBeUpdated", _world, () => Put(Body(OtherId, World.Key, version)));
    }

    [Fact]
    public void Together_with_the_key_is_no_change_where_microsofts_key_is_in_use()
    {
        Put(World.MicrosoftManagedBody());

        Put(Body(OtherId, OtherKey));

        Assert.Equal("hello", _world.Read());
    }

    [Fact]
    public void Is_refused_while_the_old_one_stays_attached()
    {
        var body = Body(OtherId, World.Key);
        body["identity"]!["userAssignedIdentities"]![World.IdentityId] = new JsonObject();

        Refusal.Is(400, "InvalidValuesForRequestParameters", _world, () => Put(body));
    }

    private JsonObject Body(string identity, KeyUri key, string? version = null)
    {
        var body = _world.AccountBody(version, key);
        body["identity"]!["userAssignedIdentities"] = new JsonObject { [identity] = new JsonObject() };
        body["properties"]!["encryption"]!["identity"]!["userAssignedIdentity"] = identity;
        return body;
    }

    private void Put(JsonObject body) => _world.Azure.ResourceManager.Put(World.AccountId, World.Accounts, body);
}
