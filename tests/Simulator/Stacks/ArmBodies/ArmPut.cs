using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Simulator.Stacks.Providers;

namespace XtCmkInfra.Tests.Simulator.Stacks;

/// <summary>What a resource of a stack is sent with.</summary>
/// <param name="Resource">The resource in the program.</param>
/// <param name="Id">What ARM calls it.</param>
/// <param name="Type">The type in ARM's words.</param>
/// <param name="Name">The last segment of the path to which the body goes.</param>
internal sealed record ArmPut(ResourceKey Resource, string Id, string Type, string ApiVersion, string Name, JsonObject Body)
{
    private const string PolicySeparator = "/accessPolicy/";

    public IEnumerable<string> Mistakes =>
        Versions.SelectMany(version => ArmSchema.Of(Type, version).MistakesInPut(Name, Body).Select(mistake => Tell(version, mistake)));

    /// <summary>The one that the provider uses, and the one to which it must move where Azure retires that.</summary>
    public IEnumerable<string> Versions =>
        KeyVaultManagement.Retires(Type, ApiVersion) ? [ApiVersion, KeyVaultManagement.ApiVersion] : [ApiVersion];

    public static IEnumerable<ArmPut> Of(SimulatedStack stack) => stack.Resources.Values
        .Where(state => state.Key.Type.StartsWith("azure-native:", StringComparison.Ordinal))
        .Select(state => state.Key.Type == "azure-native:keyvault:AccessPolicy" ? OfPolicy(state) : Of(state));

    /// <summary>What is wrong with what the simulated Azure answers for the resource; of an access policy that is its vault.</summary>
    public IEnumerable<string> MistakesInAnswer(SimulatedAzure azure) => Versions.SelectMany(version => ArmSchema
        .Of(ResourceId.Parse(Id).Type!, version)
        .MistakesInAnswer(azure.ResourceManager.Get(Id, version))
        .Select(mistake => Tell(version, mistake)));

    private static ArmPut Of(ResourceState state)
    {
        var provider = Provider(state.Key.Type);
        var id = ResourceId.Parse(state.Id);
        return new ArmPut(state.Key, state.Id, id.Type!, provider.ApiVersion, id.Name, provider.Body(state.Inputs));
    }

    /// <summary>
    /// ARM has access policies only within their vault, which the simulator writes again as it was answered. What a policy adds is checked
    /// as the body of the call by which Azure itself takes single policies.
    /// </summary>
    private static ArmPut OfPolicy(ResourceState state) => new(
        state.Key,
        state.Id[..state.Id.IndexOf(PolicySeparator, StringComparison.Ordinal)],
        "Microsoft.KeyVault/vaults/accessPolicies",
        Provider("azure-native:keyvault:Vault").ApiVersion,
        "replace",
        new JsonObject { ["properties"] = new JsonObject { ["accessPolicies"] = new JsonArray(state.Inputs["policy"]!.DeepClone()) } });

    private static ArmResource Provider(string type) => AzureNative.Resources.Single(resource => resource.Type == type);

    private string Tell(string version, string mistake) => $"{Resource}, {Type}@{version}: {mistake}";
}
