namespace XtCmkInfra.Tests.Simulator.Azure;

public sealed class A_request_beyond_a_limit
{
    private readonly World _world = World.Complete();

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("0.0.0.0/0")]
    [InlineData("203.0.113.7/24")]
    public void Is_refused_by_a_vaults_firewall(string rule) => Refusal.Is(
        400, "BadRequest", _world, () => _world.WithVault($$"""{ "networkAcls": { "ipRules": [ { "value": "{{rule}}" } ] } }"""));

    [Theory]
    [InlineData("203.0.113.7")]
    [InlineData("203.0.113.7/32")]
    public void Is_not_a_single_address_in_a_vaults_firewall(string rule) =>
        _world.WithVault($$"""{ "networkAcls": { "ipRules": [ { "value": "{{rule}}" } ] } }""");

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void Is_refused_where_a_vault_has_too_many_rules(int count, bool ok)
    {
        var rules = string.Join(
            ",", Enumerable.Range(0, count).Select(number => $$"""{ "value": "203.0.{{number / 250}}.{{number % 250}}" }"""));

        Assert.Equal(ok, Record.Exception(() => _world.WithVault($$"""{ "networkAcls": { "ipRules": [ {{rules}} ] } }""")) is null);
    }

    [Theory]
    [InlineData("""{ "a<b": "x" }""")]
    [InlineData("""{ "Env": "x", "env": "y" }""")]
    [InlineData("""{ "azureTeam": "x" }""")]
    public void Is_refused_where_a_tag_cannot_be(string tags) => Refusal.Is(
        400,
        "InvalidTag",
        _world,
        () => _world.Put(World.VendorGroup + "-2", World.Groups, $$"""{ "location": "westeurope", "tags": {{tags}} }"""));

    [Theory]
    [InlineData("West Europe", true)]
    [InlineData("usgovvirginia", true)]
    [InlineData("atlantis", false)]
    public void Is_refused_where_there_is_no_such_region(string location, bool ok)
    {
        var made = Record.Exception(() => _world.Put(World.VendorGroup + "-2", World.Groups, $$"""{ "location": "{{location}}" }"""));

        Assert.Equal(ok, made is null);
    }
}
