using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Stacks.Fleet;

internal static class RefusedRuns
{
    /// <summary>A refused run may have done a part before, and which part is not promised; so the model reads it.</summary>
    public static void LearnWhatWasDone(this Model model, SequenceWorld world, int who)
    {
        var customer = model.Customers[who];
        var remembered = world.CustomersStack(who).Resources.Keys;
        customer.RecordedKeys.Clear();
        customer.RecordedKeys.UnionWith(remembered.Where(key => key.Type == "azure-native:keyvault:Key").Select(key => key.Name));
        foreach (var key in world.LiveKeys(who).Where(key => !customer.Keys.ContainsKey(key)))
            customer.Keys[key] = customer.NewKey(model.Now);
        customer.RecordedGrants.Clear();
        customer.Grants.Clear();
        if (customer.ByPolicy)
        {
            customer.RecordedGrants.UnionWith(
                remembered.Where(key => key.Type == "azure-native:keyvault:AccessPolicy").Select(_ => customer.GrantOf(ModelledCustomer.FirstKey)));
            customer.Grants.UnionWith(
                ((JsonArray)world.LiveVault(who)["properties"]!["accessPolicies"]!).Select(_ => customer.GrantOf(ModelledCustomer.FirstKey)));
            return;
        }

        customer.RecordedGrants.UnionWith(
            remembered.Where(key => key.Type == "azure-native:authorization:RoleAssignment").Select(key => key.Name["grant-".Length..]));
        customer.Grants.UnionWith(customer.Keys.Keys.Where(key => world.LiveGrants(who, key).Any()));
        var acls = world.LiveVault(who)["properties"]!["networkAcls"]!;
        customer.Firewall = (acls["bypass"]!.GetValue<string>() == "AzureServices", acls["defaultAction"]!.GetValue<string>() == "Allow");
        var inputs = world.CustomersStack(who).Resources.Single(resource => resource.Key.Type == "azure-native:keyvault:Vault").Value.Inputs;
        var recorded = inputs["properties"]!["networkAcls"]!;
        customer.RecordedFirewall = (recorded["bypass"]!.GetValue<string>() == "AzureServices", recorded["defaultAction"]!.GetValue<string>() == "Allow");
    }
}
