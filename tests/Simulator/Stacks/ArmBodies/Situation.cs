using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks;

/// <summary>Settings of both projects, and what they must bring into the bodies that Azure is sent.</summary>
/// <param name="Seen">
/// Parts of bodies, by type; each must be in at least one body of that type. The resource's name counts as a part of its body, and a text
/// that ends with $ is a pattern.
/// </param>
internal sealed record Situation(string Title, params (string Type, string Part)[] Seen)
{
    public (string Name, string? Value)[] Vendor { get; init; } = [];

    public (string Name, string? Value)[] Customer { get; init; } = [];

    /// <summary>Which programs run, and what happens beside them; the three phases by default.</summary>
    public Func<TwoTenants, Task> Steps { get; init; } = world => world.ShakeHandsAsync();

    public async Task<TwoTenants> RunAsync()
    {
        var world = new TwoTenants();
        foreach (var (name, value) in Vendor)
            world.EditVendor(name, value);
        foreach (var (name, value) in Customer)
            world.EditCustomer(name, value);
        await Steps(world);
        return world;
    }

    /// <summary>The parts that no body has.</summary>
    public IEnumerable<string> Unseen(IEnumerable<ArmPut> puts)
    {
        var bodies = puts.Select(put => (put.Type, Body: Named(put))).ToList();
        return Seen
            .Where(seen => !bodies.Any(put => put.Type == seen.Type && Has(put.Body, JsonNode.Parse(seen.Part))))
            .Select(seen => $"No body of {seen.Type} has {seen.Part}");
    }

    private static JsonObject Named(ArmPut put)
    {
        var body = (JsonObject)put.Body.DeepClone();
        body["name"] = put.Name;
        return body;
    }

    private static bool Has(JsonNode? body, JsonNode? part) => (body, part) switch
    {
        (JsonObject map, JsonObject fields) => fields.All(field => map.ContainsKey(field.Key) && Has(map[field.Key], field.Value)),
        (JsonArray items, JsonArray parts) => items.Count == parts.Count && items.Zip(parts).All(pair => Has(pair.First, pair.Second)),
        (JsonValue text, JsonValue pattern) when pattern.ToString().EndsWith('$') =>
            Regex.IsMatch(text.ToString(), pattern.ToString(), RegexOptions.CultureInvariant),
        _ => JsonNode.DeepEquals(body, part),
    };
}
