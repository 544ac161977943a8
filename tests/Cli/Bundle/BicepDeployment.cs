using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Cli.Bundle.Bicep;
using XtCmkInfra.Tests.Stacks;
using XtCmkInfra.Tests.Stacks.Capabilities;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>Deploys what Bicep's own <c>snapshot</c> says that a template comes to.</summary>
internal static partial class BicepDeployment
{
    /// <returns>The deployment's output <c>handoff</c>.</returns>
    public static async Task<JsonObject> RunAsync(CustomerWorld world, CustomerCase its, BundleFolder folder)
    {
        var principal = world.InstallPrincipal();
        var file = Path.Combine(folder.Output, "main.bicepparam");
        var parameters = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var variable = $"readEnvironmentVariable('{BicepParameters.PrincipalVariable}')";
        await File.WriteAllTextAsync(
            file, parameters.Replace(variable, $"'{principal}'", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var snapshot = await BicepCompiler.SnapshotAsync(
            file, TestSettings.CustomerTenant, LiveAzure.CustomersSubscription.Split('/')[^1], CustomerCase.ResourceGroup);
        var compiled = await BicepCompiler.CompileAsync(file);
        Assert.Empty(compiled.Diagnostics);
        if (!its.Hsm)
            world.MakeGroup(compiled.Parameters["parameters"]!["tags"]!["value"]!.DeepClone().AsObject());
        foreach (var resource in snapshot["predictedResources"]!.AsArray())
            Put(world, resource!.DeepClone().AsObject());
        return Evaluate(world, snapshot["outputs"]!["handoff"]!);
    }

    private static void Put(CustomerWorld world, JsonObject resource)
    {
        var (id, version) = (resource["id"]!.ToString(), resource["apiVersion"]!.ToString());
        foreach (var name in (string[])["id", "type", "name", "apiVersion"])
            resource.Remove(name);
        world.Azure.ResourceManager.Put(id, version, resource);
    }

    /// <summary>
    /// An output that Bicep could evaluate is an object; one with what only Azure knows is <c>[createObject('name', value, ...)]</c>.
    /// </summary>
    private static JsonObject Evaluate(CustomerWorld world, JsonNode output)
    {
        if (output is JsonObject known)
            return known.DeepClone().AsObject();
        var terms = Term().Matches(output.ToString()["[createObject(".Length..]).Select(Value).ToList();
        return new JsonObject(terms.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)pair[1])));

        string Value(Match term) => term.Groups["text"].Success
            ? term.Groups["text"].Value
            : world.Azure.ResourceManager.Get(term.Groups["id"].Value, term.Groups["version"].Value)["properties"]!
                [term.Groups["member"].Value]!.ToString();
    }

    [GeneratedRegex(@"reference\('(?<id>[^']*)', '(?<version>[^']*)'\)\.(?<member>\w+)|'(?<text>[^']*)'")]
    private static partial Regex Term();
}
