using Pulumi;
using Pulumi.AzureAD;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Tests.Stacks;
using SimulatedAzure = XtCmkInfra.Simulator.Azure.SimulatedAzure;

namespace XtCmkInfra.Tests.Simulator.Stacks;

public sealed class WhenAResourceIsRenamed
{
    private const string Tenant = "11111111-1111-4111-8111-111111111111";
    private readonly SimulatedAzure _azure = new();
    private readonly Engine _engine;

    public WhenAResourceIsRenamed()
    {
        _azure.AddTenant(TenantId.Parse(Tenant).Value!, "vendor");
        _engine = new Engine(_azure);
    }

    [Fact]
    public async Task With_its_former_name_as_an_alias_it_stays_the_same()
    {
        await UpAsync(("old", null));
        var before = Ids();

        Assert.Empty(TwoTenants.Changes(await UpAsync(("new", "old"))));

        Assert.Equal(before, Ids());
        Assert.Empty(TwoTenants.Changes(await UpAsync(("new", null))));
    }

    [Fact]
    public async Task Without_it_another_one_takes_its_place()
    {
        await UpAsync(("old", null));

        Assert.Equal(["create Application new", "delete Application old"], TwoTenants.Changes(await UpAsync(("new", null))).Order());
    }

    [Fact]
    public async Task One_that_has_its_own_name_already_does_not_take_the_others()
    {
        await UpAsync(("old", null), ("new", null));

        Assert.Equal(["delete Application old"], TwoTenants.Changes(await UpAsync(("new", "old"))));
    }

    [Fact]
    public async Task Two_cannot_both_be_the_one_that_was() => Assert.Contains(
        "are both said to be what",
        (await Assert.ThrowsAnyAsync<DeploymentException>(async () =>
        {
            await UpAsync(("old", null));
            await UpAsync(("new", "old"), ("newer", "old"));
        })).Message);

    private List<string> Ids() =>
        [.. _azure.Graph(TenantId.Parse(Tenant).Value!).List("/applications").Select(application => application["id"]!.ToString())];

    private Task<IReadOnlyList<ResourceStep>> UpAsync(params (string Name, string? Alias)[] applications) => _engine.UpAsync(
        ProjectFiles.Of("any", "dev", [("azure-native:tenantId", Tenant), ("azuread:tenantId", Tenant)]),
        () =>
        {
            foreach (var (name, alias) in applications)
            {
                var options = new CustomResourceOptions();
                if (alias is not null)
                    options.Aliases.Add(new Alias { Name = alias });
                _ = new Application(name, new ApplicationArgs { DisplayName = "Contoso", SignInAudience = "AzureADMultipleOrgs" }, options);
            }

            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        });
}
