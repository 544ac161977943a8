using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace XtCmkInfra.Tests.Cli.Bundle;

/// <summary>A form's Terraform files, parsed, with the values of terraform.tfvars in the place of variables.</summary>
internal sealed partial class TerraformReading
{
    private readonly JsonObject _main;
    private readonly JsonObject _values;
    private readonly JsonObject _locals;

    private TerraformReading(JsonObject main, JsonObject values, JsonObject outputs)
    {
        (_main, _values) = (main, values);
        var locals = (main["locals"] as JsonArray ?? []).SelectMany(one => one!.AsObject());
        _locals = new JsonObject(locals.Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
        Outputs = outputs;
    }

    public JsonObject Outputs { get; }

    public static async Task<TerraformReading> ReadAsync(BundleFolder folder)
    {
        string[] files = ["main.tf", "terraform.tfvars", "outputs.tf", "variables.tf"];
        var parsed = await Hcl.ParseAsync(files.Select(folder.Read));
        // Every variable is declared, and has a value.
        Assert.Equal(parsed[3]["variable"]!.AsObject().Select(one => one.Key).Order(), parsed[1].Select(one => one.Key).Order());
        var used = Variable().Matches(folder.Read("main.tf") + folder.Read("outputs.tf")).Select(one => one.Groups["name"].Value);
        Assert.Equal(parsed[1].Select(one => one.Key).Order(), used.Distinct().Order());
        return new TerraformReading(parsed[0], parsed[1], parsed[2]);
    }

    /// <summary>The blocks of a type by their names, such as resources.</summary>
    public JsonObject? Block(string kind, string type, string name = "") =>
        Evaluate(_main[kind]?[type] is not { } found ? null : name.Length == 0 ? found : found[name])?[0]?.AsObject();

    public JsonNode? Local(string name) => Evaluate(_locals[name]);

    /// <summary>All resources, by type and name: <c>azurerm_key_vault.keys</c>.</summary>
    public IEnumerable<(string Name, JsonObject Block)> Resources() => (_main["resource"] as JsonObject ?? []).SelectMany(
        type => type.Value!.AsObject().Select(block => ($"{type.Key}.{block.Key}", Block("resource", type.Key, block.Key)!)));

    private JsonNode? Evaluate(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Evaluate(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Evaluate)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Evaluate(text),
        _ => node?.DeepClone(),
    };

    private JsonNode? Evaluate(string text)
    {
        if (Whole().Match(text) is { Success: true } whole)
            return Reference(whole.Groups["reference"].Value)?.DeepClone() ?? text;
        return Within().Replace(text, one => Reference(one.Groups["reference"].Value)?.ToString() ?? one.Value);
    }

    /// <summary>A variable's value, or what a local name stands for; null for what only Azure knows.</summary>
    private JsonNode? Reference(string reference) => reference.Split('.') switch
    {
        ["var", var name] => Literal(_values[name] ?? throw new InvalidOperationException($"There is no variable {name}.")),
        ["local", var name] => Evaluate(_locals[name]),
        _ => null,
    };

    private static JsonNode? Literal(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(one => KeyValuePair.Create(Hcl.Literal(one.Key), Literal(one.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Literal)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Hcl.Literal(text),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\bvar\.(?<name>\w+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\$\{(?<reference>[\w.]+)\}\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\$\{(?<reference>[\w.]+)\}")]
    private static partial Regex Within();
}
