using Pulumi;
using Pulumi.AzureNative.ManagedIdentity;
using Pulumi.AzureNative.Resources;
using Pulumi.Utilities;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Tests.Simulator.Stacks.Documents;

namespace XtCmkInfra.Tests.Simulator.Stacks;

/// <summary>The test host may wrap an exception in others, by chance: so each of these runs often.</summary>
public sealed class WhenAProgramRefuses
{
    private const int Often = 50;
    private const string Sentence = "A setting is wrong.";

    private readonly DocumentWorld _world = new();

    [Fact]
    public Task What_it_throws_is_all_that_is_reported() => RefusesAsync(async () =>
    {
        _ = Group("before", "westeurope");
        await Task.Yield();
        throw new RunException(Sentence);
    });

    [Fact]
    public Task What_it_throws_inside_an_input_is_all_that_is_reported() => RefusesAsync(() =>
    {
        var location = Group("before", "westeurope").Location.Apply(string? (_) => throw new RunException(Sentence));
        _ = Group("after", location.Apply(text => text!));
        return Outputs();
    });

    [Fact]
    public async Task What_Azure_refused_is_reported_instead_of_what_follows_from_it()
    {
        for (var run = 0; run < Often; run++)
        {
            var refused = await Assert.ThrowsAnyAsync<DeploymentException>(() => _world.UpAsync(() =>
            {
                var identity = new UserAssignedIdentity(
                    "lost",
                    new UserAssignedIdentityArgs { ResourceName = "id-lost", ResourceGroupName = "rg-missing", Location = "westeurope" });
                _ = Group("after", identity.Location.Apply(location => location));
                return Outputs();
            }));

            Assert.True(refused.Azure is not null, refused.Message);
            Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_under_way_changes_nothing_afterwards()
    {
        var location = new TaskCompletionSource<string>();
        ResourceGroup? late = null;
        await Assert.ThrowsAsync<ProgramException>(() => _world.UpAsync(() =>
        {
            late = Group("late", Output.Create(location.Task));
            throw new RunException(Sentence);
        }));

        location.SetResult("westeurope");

        await Assert.ThrowsAnyAsync<Exception>(() => OutputUtilities.GetValueAsync(late!.Name));
        Assert.Empty(_world.Vendor.Resources);
    }

    private async Task RefusesAsync(StackProgram program)
    {
        for (var run = 0; run < Often; run++)
            Assert.Equal(Sentence, (await Assert.ThrowsAsync<ProgramException>(() => _world.UpAsync(program))).Message);
    }

    private static ResourceGroup Group(string name, Input<string> location) =>
        new(name, new ResourceGroupArgs { ResourceGroupName = $"rg-{name}", Location = location });

    private static Task<IDictionary<string, object?>> Outputs() =>
        Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
}
