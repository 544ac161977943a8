using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

public sealed class WhenACloudIsSelected
{
    private readonly World _world = World.Complete();

    [Fact]
    public void The_cloud_of_the_tenants_can_be_selected_before_and_after_signing_in()
    {
        var shell = new AzShell(_world.Azure);

        Assert.Equal(new Answer(0, "", ""), shell.Run("cloud set --name AzureCloud"));
        shell.Ok("login");
        Assert.Equal(new Answer(0, "", ""), shell.Run("cloud set -n AzureCloud"));
        Assert.Equal("AzureCloud", shell.Text("cloud show", "name"));
    }

    [Fact]
    public void Another_cloud_needs_a_sign_in_of_its_own()
    {
        var shell = AzShell.InVendor(_world.Azure);
        shell.Refused("cloud set --name AzureChinaCloud", 1, "The cloud 'AzureChinaCloud' is not registered.");
        _world.Azure.AddTenant(TenantId.Parse("00000000-0000-4000-8000-00000000c41a").Value!, "China", Cloud.China);

        Assert.Equal("AzureCloud", shell.Text("cloud show", "name"));
        Assert.StartsWith("WARNING: Switched active cloud to 'AzureChinaCloud'.\n", shell.Run("cloud set --name AzureChinaCloud").Error);
        shell.Refused("cloud show", 1, "Please run 'az login' to setup account.");
    }
}
