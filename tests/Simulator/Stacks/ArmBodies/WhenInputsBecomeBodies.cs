using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Simulator.Stacks.Providers;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks;

public sealed class WhenInputsBecomeBodies(SituationRuns runs) : IClassFixture<SituationRuns>
{
    public static TheoryData<string> Titles => [.. Situations.All.Select(situation => situation.Title)];

    public static TheoryData<string, string> Versions
    {
        get
        {
            var azure = new SimulatedAzure();
            ResourceType[] types =
            [
                new ResourceGroups(azure, _ => { }), new UserAssignedIdentities(azure), new StorageAccounts(azure), new Vaults(azure),
                new VaultKeys(azure), new ManagedHsms(azure), new RoleAssignments(azure, new RoleDefinitions(azure)),
            ];
            var versions = new TheoryData<string, string>();
            foreach (var type in types)
            {
                foreach (var version in type.ApiVersions)
                    versions.Add(type.Name, version);
            }

            return versions;
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Every_body_is_as_the_type_library_has_it(string situation)
    {
        var world = await runs.OfAsync(situation);

        AssertNone(Puts(world).SelectMany(put => put.Mistakes));
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task The_bodies_show_the_settings(string situation)
    {
        var world = await runs.OfAsync(situation);

        AssertNone(SituationRuns.Situation(situation).Unseen(Puts(world)));
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Every_response_is_as_the_type_library_has_it(string situation)
    {
        var world = await runs.OfAsync(situation);

        AssertNone(Puts(world).SelectMany(put => put.MistakesInAnswer(world.Azure)));
    }

    /// <summary>What it means to leave it out depends on the API version.</summary>
    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Every_vault_gets_its_access_model(string situation)
    {
        var world = await runs.OfAsync(situation);

        Assert.All(
            Puts(world).Where(put => put.Resource.Type == "azure-native:keyvault:Vault"),
            put => Assert.NotNull(put.Body["properties"]!["enableRbacAuthorization"]));
    }

    [Fact]
    public async Task What_is_managed_of_Key_Vault_is_checked_at_the_version_that_stays_too()
    {
        var world = await runs.OfAsync(Situations.All[0].Title);

        var both = Puts(world).Where(put => put.Versions.SequenceEqual([AzureNative.KeyVaultVersion, KeyVaultManagement.ApiVersion]));
        Assert.Equal(
            ["Microsoft.KeyVault/vaults", "Microsoft.KeyVault/vaults/keys"],
            both.Select(put => put.Type).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_type_of_the_provider_is_among_them()
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var situation in Situations.All)
            sent.UnionWith(await SentAsync(situation.Title));

        var types = AzureNative.Resources.Select(resource => resource.Type).Append(new AccessPolicyProvider().Type);
        AssertNone(types.Where(type => !sent.Contains(type)).Select(type => $"No situation has a {type}."));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_version_that_the_simulated_resource_manager_takes_is_in_the_type_library(string type, string version) =>
        Assert.True(ArmSchema.Knows(type, version), $"The type library has no {type}@{version}.");

    /// <summary>The types of a situation; none where the programs could not be run, which the other tests report.</summary>
    private async Task<IEnumerable<string>> SentAsync(string situation)
    {
        try
        {
            return Puts(await runs.OfAsync(situation)).Select(put => put.Resource.Type);
        }
        catch (DeploymentException)
        {
            return [];
        }
    }

    private static IEnumerable<ArmPut> Puts(TwoTenants world) =>
        ((SimulatedStack[])[world.Vendor, world.Customer, world.Engine.Stack("xtcmk-isv", "accounts")]).SelectMany(ArmPut.Of);

    private static void AssertNone(IEnumerable<string> mistakes)
    {
        var told = string.Join("\n", mistakes.Distinct());
        Assert.True(told.Length == 0, told);
    }
}
