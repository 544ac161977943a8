using System.Text.Json.Nodes;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

/// <summary>Worlds with more than a page of something.</summary>
internal static class Many
{
    public static World WithServicePrincipals(this World world, int count)
    {
        var graph = world.Azure.Graph(World.Vendor);
        for (var number = 0; number < count; number++)
        {
            var application = graph.Post("applications", new JsonObject { ["displayName"] = $"app-{number}" });
            graph.Post("servicePrincipals", new JsonObject { ["appId"] = application.Text("appId") });
        }

        return world;
    }

    public static World WithAccounts(this World world, int count)
    {
        world.Azure.MostAccountsOfRegion = count + 1;
        for (var number = 0; number < count; number++)
            world.Azure.ResourceManager.Put(AccountId(number), World.Accounts, World.MicrosoftManagedBody());
        return world;
    }

    public static string AccountId(int number) => $"{World.VendorGroup}/providers/Microsoft.Storage/storageAccounts/st{number:d5}";
}
