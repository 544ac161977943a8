using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Stacks.Fleet;

internal static class Mending
{
    /// <summary>Whatever was broken can be mended, and then everything that was written is there.</summary>
    public static void MendEverything(this SequenceWorld world, Model model)
    {
        world.SetMultitenant(true);
        for (var identity = 0; identity < model.Subjects.Count; identity++)
            world.SetSubject(identity, right: true);
        for (var who = 0; who < 2; who++)
        {
            world.SetPrincipal(who, enabled: true);
            world.EditVault(who, properties =>
            {
                properties["networkAcls"]!["bypass"] = "AzureServices";
                properties["enableRbacAuthorization"] = false;
                properties["accessPolicies"] = new JsonArray(new JsonObject
                {
                    ["tenantId"] = SequenceWorld.Tenant(who).Value,
                    ["objectId"] = world.PrincipalId(who),
                    ["permissions"] = new JsonObject { ["keys"] = new JsonArray("get", "wrapKey", "unwrapKey") },
                });
            });
            foreach (var (name, key) in model.Customers[who].Keys)
            {
                if (key.Deleted)
                    world.Azure.KeyVault.RecoverDeletedKey(Caller.Operator, SequenceWorld.Key(who, name));
                var versions = world.Azure.KeyVault.ListVersions(Caller.Operator, SequenceWorld.Key(who, name));
                foreach (var version in versions.Where(version => !version.Enabled))
                    world.Azure.KeyVault.SetEnabled(Caller.Operator, version.Id, enabled: true);
            }
        }
    }
}
