using System.Net;

namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class The_firewall_of_a_vault
{
    private const string DenyAll = """{ "networkAcls": { "bypass": "None", "defaultAction": "Deny" } }""";
    private const string TrustedOnly = """{ "networkAcls": { "bypass": "AzureServices", "defaultAction": "Deny" } }""";
    private const string OneRange =
        """{ "networkAcls": { "bypass": "None", "defaultAction": "Deny", "ipRules": [ { "value": "203.0.113.0/24" } ] } }""";

    private readonly World _world = World.Complete();

    public The_firewall_of_a_vault() => _world.Write();

    [Theory]
    [InlineData("{}")]
    [InlineData(TrustedOnly)]
    [InlineData("""{ "publicNetworkAccess": "Disabled" }""")]
    [InlineData("""{ "publicNetworkAccess": "Disabled", "networkAcls": { "defaultAction": "Deny" } }""")]
    [InlineData("""{ "networkAcls": { "bypass": "None", "defaultAction": "Allow" } }""")]
    public void Lets_azure_storage_in(string properties) => Assert.Equal("hello", _world.WithVault(properties).Read());

    [Theory]
    [InlineData(DenyAll, "ForbiddenByFirewall")]
    [InlineData(OneRange, "ForbiddenByFirewall")]
    [InlineData("""{ "publicNetworkAccess": "Disabled", "networkAcls": { "bypass": "None" } }""", "ForbiddenByConnection")]
    public void Keeps_azure_storage_out(string properties, string cause)
    {
        _world.WithVault(properties);

        var refusal = Refusal.Of(_world, () => _world.Read());

        Assert.Equal((403, "KeyVaultAuthenticationFailure", cause), (refusal.Status, refusal.Code, refusal.Cause!.InnerCode));
    }

    [Theory]
    [InlineData("{}", null, null)]
    [InlineData(OneRange, "203.0.113.7", null)]
    [InlineData(OneRange, "198.51.100.7", "ForbiddenByFirewall")]
    [InlineData(OneRange, null, "ForbiddenByFirewall")]
    [InlineData(TrustedOnly, "203.0.113.7", "ForbiddenByFirewall")]
    [InlineData("""{ "publicNetworkAccess": "Disabled" }""", "203.0.113.7", "ForbiddenByConnection")]
    public void Looks_at_the_address_of_everybody_else(string properties, string? address, string? code)
    {
        _world.WithVault(properties);
        var caller = _world.Token(address: address is null ? null : IPAddress.Parse(address));

        if (code is null)
            _world.Azure.KeyVault.GetKey(caller, World.Key);
        else
            Refusal.Is(403, code, _world, () => _world.Azure.KeyVault.GetKey(caller, World.Key));
    }

    [Fact]
    public void Stays_as_it_is_when_a_request_leaves_it_out()
    {
        _world.WithVault(DenyAll).WithVault();

        Refusal.Is(403, "KeyVaultAuthenticationFailure", _world, () => _world.Read());
    }
}
