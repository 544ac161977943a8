using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Stacks.Fleet;

internal static class RefusedRuns
{
    /// <summary>A refused run may have done a part before, and which part is not certain; so the model reads it.</summary>
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
            var grant = customer.GrantOf(ModelledCustomer.FirstKey);
            if (remembered.Any(key => key.Type == "azure-native:keyvault:AccessPolicy"))
                customer.RecordedGrants.Add(grant);
            if (((JsonArray)world.LiveVault(who)["properties"]!["accessPolicies"]!).Count > 0)
                customer.Grants.Add(grant);
            return;
        }

        customer.RecordedGrants.UnionWith(
            remembered.Where(key => key.Type == "azure-native:authorization:RoleAssignment").Select(key => key.Name["grant-".Length..]));
        customer.Grants.UnionWith(customer.Keys.Keys.Where(key => world.LiveGrants(who, key).Any()));
        customer.Firewall = Firewall(world.LiveVault(who)["properties"]!["networkAcls"]!);
        var inputs = world.CustomersStack(who).Resources.Single(
            resource => resource.Key.Type == "azure-native:keyvault:Vault").Value.Inputs;
        customer.RecordedFirewall = Firewall(inputs["properties"]!["networkAcls"]!);
    }

    private static (bool TrustsServices, bool Open) Firewall(JsonNode acls) =>
        (acls["bypass"]!.GetValue<string>() == "AzureServices", acls["defaultAction"]!.GetValue<string>() == "Allow");
}
