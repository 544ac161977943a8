using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Simulator.Stacks.Documents;

/// <summary>A document that the real engine printed, to hold one of the simulator against.</summary>
internal static class RealDocument
{
    /// <summary>Where in a Node program the resource stands: an SDK for .NET does not say it.</summary>
    private static readonly string[] OnlyFromNode = ["sourcePosition", "stackTrace"];

    public static JsonObject Read(string name) =>
        (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Golden", "previews", name + ".json")))!;

    /// <summary>The same fields in the same order on each level, operations, paths, reasons, counts and dependencies.</summary>
    public static void AssertAlike(string name, JsonObject ours)
    {
        var real = Read(name);
        Assert.Equal(Keys(WithoutWarnings(real)), Keys(ours));
        Assert.True(JsonNode.DeepEquals(real["changeSummary"], ours["changeSummary"]), ours["changeSummary"]!.ToJsonString());
        Assert.Equal(Diagnostics(real), Diagnostics(ours));

        // The order of steps differs from run to run of the real engine, but the stack is always first.
        Assert.Equal(Urn(Steps(real)[0]), Urn(Steps(ours)[0]));
        Assert.Equal(Steps(real).Select(Urn).Order(), Steps(ours).Select(Urn).Order());
        foreach (var (one, other) in Steps(real).OrderBy(Urn).Zip(Steps(ours).OrderBy(Urn)))
            AssertStepAlike(one, other);
    }

    private static void AssertStepAlike(JsonObject real, JsonObject ours)
    {
        Assert.Equal(Keys(real), Keys(ours));
        Assert.Equal(real["op"]!.ToString(), ours["op"]!.ToString());
        Assert.Equal(Texts(real["diffReasons"]).Order(), Texts(ours["diffReasons"]).Order());
        Assert.Equal(Texts(real["replaceReasons"]), Texts(ours["replaceReasons"]));
        Assert.True(
            JsonNode.DeepEquals(real["detailedDiff"], ours["detailedDiff"]), $"{ours["urn"]}: {ours["detailedDiff"]?.ToJsonString()}");
        foreach (var state in (string[])["oldState", "newState"])
        {
            if (real[state] is JsonObject one)
                AssertStateAlike(one, (JsonObject)ours[state]!);
        }
    }

    private static void AssertStateAlike(JsonObject real, JsonObject ours)
    {
        Assert.Equal(Keys(real).Except(OnlyFromNode), Keys(ours));
        foreach (var name in (string[])["urn", "type", "parent"])
            Assert.Equal(real[name]?.ToString(), ours[name]?.ToString());
        Assert.Equal(Texts(real["dependencies"]).Order(), Texts(ours["dependencies"]).Order());
        Assert.Equal(real["provider"]?.ToString().Split("::default")[0], ours["provider"]?.ToString().Split("::default")[0]);
        foreach (var name in (string[])["custom", "protect", "retainOnDelete", "pendingReplacement"])
            Assert.True(JsonNode.DeepEquals(real[name], ours[name]), $"{ours["urn"]}: {name}");
    }

    /// <summary>Where every diagnostic is a warning about the machine, the simulator has nothing to say.</summary>
    private static JsonObject WithoutWarnings(JsonObject real)
    {
        var without = (JsonObject)real.DeepClone();
        if (Diagnostics(real).Count == 0)
            without.Remove("diagnostics");
        return without;
    }

    /// <summary>Of each error: its fields, and which resource it is about.</summary>
    private static List<string> Diagnostics(JsonObject document) =>
    [
        .. (document["diagnostics"] as JsonArray ?? [])
            .Where(diagnostic => diagnostic!["severity"]!.ToString() == "error")
            .Select(diagnostic => $"{string.Join(",", Keys((JsonObject)diagnostic!))} {diagnostic!["urn"]}"),
    ];

    private static List<JsonObject> Steps(JsonObject document) => [.. document["steps"]!.AsArray().Cast<JsonObject>()];

    private static string Urn(JsonObject step) => step["urn"]!.ToString();

    private static List<string> Keys(JsonObject json) => [.. json.Select(field => field.Key)];

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => item!.ToString())];
}
