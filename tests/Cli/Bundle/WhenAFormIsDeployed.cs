using System.Text.Json.Nodes;
using XtCmkInfra.Tests.Stacks.Capabilities;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>
/// For every combination of settings, each form that can be run here ends in the same chain as the Pulumi program, and the chain works.
/// </summary>
public sealed class WhenAFormIsDeployed
{
    private static readonly string Subscription = LiveAzure.CustomersSubscription.Split('/')[^1];

    public static TheoryData<CustomerCase> Cases => [.. CustomerCase.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bicep_makes_the_same_chain(CustomerCase its)
    {
        var world = await CustomerWorld.StartAsync(its);
        using var folder = await WriteAsync(world, its, "bicep");
        await SameAsTheProgramAsync(world, its, async () =>
        {
            var record = await BicepDeployment.RunAsync(world, its, folder);
            if (its.Hsm)
                world.GrantInHsm();
            return record;
        });
        if (!its.Granted)
            return;

        using var az = new AzServer(world.Azure, Subscription);
        var revoke = folder.Read("README.md").Split('\n').Single(line => line.StartsWith("      az ", StringComparison.Ordinal));
        var answer = await az.RunAsync(folder.Output, "-euo", "pipefail", "-c", revoke);
        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.NotNull(world.Tenants.Refusal());

        await BicepDeployment.RunAsync(world, its, folder);
        if (its.Hsm)
            world.GrantInHsm();
        Assert.Null(world.Tenants.Refusal());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Azure_CLI_makes_the_same_chain(CustomerCase its)
    {
        var world = await CustomerWorld.StartAsync(its);
        using var folder = await WriteAsync(world, its, "azure-cli");
        using var az = new AzServer(world.Azure, Subscription);
        await SameAsTheProgramAsync(world, its, async () => JsonNode.Parse(await OkAsync("deploy.sh"))!.AsObject());
        if (!its.Granted)
            return;

        var chain = world.Chain();
        await OkAsync("access.sh", "revoke");
        Assert.NotNull(world.Tenants.Refusal());
        await OkAsync("access.sh", "restore");
        Assert.Null(world.Tenants.Refusal());
        Assert.Equal(chain, world.Chain());

        async Task<string> OkAsync(params string[] script)
        {
            var answer = await az.RunAsync(folder.Output, script);
            Assert.True(answer.ExitCode == 0, answer.Error);
            return answer.Out;
        }
    }

    private static async Task SameAsTheProgramAsync(CustomerWorld world, CustomerCase its, Func<Task<JsonObject>> deploy)
    {
        var program = await CustomerDeployment.ByProgramAsync(its);
        var record = await deploy();
        Assert.Equal(program.Chain, world.Chain());
        Assert.Equal(program.Record, CustomerWorld.Canonical(record));

        var before = world.State();
        await deploy();
        Assert.Equal(before, world.State());
        if (!its.Granted)
            return;

        await world.GiveHandoffAsync(record);
        Assert.Null(world.Tenants.Refusal());
        var verification = await world.VerifyAsync(record);
        Assert.Empty(verification.Unknown);
        // Where the settings ask for no rotation, verify says so of the program's chain, too.
        var isRotated = its.Key.Contains("rotation", StringComparison.Ordinal);
        Assert.Equal(isRotated ? [] : ["key-rotation-missing"], verification.Findings.Select(finding => finding.Rule.Code));
    }

    private static Task<BundleFolder> WriteAsync(CustomerWorld world, CustomerCase its, string form) =>
        new BundleFolder(world.VendorsRecord, its.Yaml).WriteAsync(form);
}
