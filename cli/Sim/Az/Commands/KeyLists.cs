using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az keyvault key list|list-versions</c>.</summary>
internal static class KeyLists
{
    private static readonly AzOption Most = "--maxresults";

    public static readonly AzCommand[] All =
    [
        new("keyvault key list", "List the keys of a vault or managed HSM.", List,
            ["--vault-name", "--hsm-name", Most, AzOption.Of("--include-managed", AzValues.Flag)]),
        new("keyvault key list-versions", "List the versions of a key.", ListVersions, [.. Keys.Which, Most]),
    ];

    /// <summary>A key in a list: without its public half.</summary>
    public static JsonObject Shape(KeyBundle bundle, bool withVersion) => new()
    {
        ["attributes"] = Keys.AttributesOf(bundle),
        ["kid"] = (withVersion ? bundle.Id : bundle.Id.WithoutVersion).ToString(),
        ["managed"] = null,
        ["name"] = bundle.Id.KeyName,
        ["releasePolicy"] = null,
        ["tags"] = Keys.Tags(bundle),
    };

    private static JsonArray List(AzCall call)
    {
        var home = Keys.HomeOf(call);
        return AzShapes.List(Limited(call, call.Session.Azure.KeyVault.ListKeys(call.Session.Caller(home), home))
            .Select(key => Shape(key, withVersion: false)));
    }

    private static JsonArray ListVersions(AzCall call)
    {
        var key = Keys.KeyOf(call);
        var versions = call.Session.Azure.KeyVault.ListVersions(call.Session.Caller(key), key.WithoutVersion);
        return AzShapes.List(Limited(call, versions).Select(version => Shape(version, withVersion: true)));
    }

    private static IEnumerable<KeyBundle> Limited(AzCall call, IReadOnlyList<KeyBundle> keys) =>
        keys.Take(call.Number("--maxresults") ?? int.MaxValue);
}
