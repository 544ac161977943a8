using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Tests.Cli.Verify;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Tests.Schema;

public sealed class WhenAVerificationIsWrittenAsJson
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly SchemaFile Schema = new("verify.schema.json");

    [Fact]
    public void It_fits_the_schema_for_every_rule_verdict_and_link()
    {
        var checks =
            from verdict in Enum.GetValues<Verdict>()
            from kind in Enum.GetValues<ResourceKind>()
            from rule in Rules.All
            select Stated(rule, kind, verdict);

        var verification = new Verification([.. checks], ["fabrikam has no account yet"], Severity.High, Sources.Of(Noon));

        Assert.Empty(Schema.Complaints(Json(verification)));
    }

    [Fact]
    public void Without_anything_found_it_is_too() =>
        Assert.Empty(Schema.Complaints(Json(new Verification([], [], null, Sources.Of(Noon)))));

    [Fact]
    public void What_the_schema_does_not_name_is_not_taken()
    {
        Assert.Equal(["/more"], Changed(json => json["more"] = 1));
        Assert.Equal(["/checks/0/more"], Changed(json => json["checks"]![0]!["more"] = "x"));
        Assert.Equal(["/counts/more"], Changed(json => json["counts"]!["more"] = 1));
    }

    [Fact]
    public void What_is_missing_or_of_another_kind_is_not_taken()
    {
        Assert.Equal([" required"], Changed(json => json.AsObject().Remove("verdict")));
        Assert.Equal(["/checks/0 required"], Changed(json => json["checks"]![0]!.AsObject().Remove("found")));
        Assert.Single(Changed(json => json["schema"] = "xtcmk/verify/0"));
        Assert.Single(Changed(json => json["exitCode"] = 3));
        Assert.Single(Changed(json => json["readAt"] = "noon"));
        Assert.Single(Changed(json => json["counts"]!["holds"] = -1));
        Assert.Single(Changed(json => json["notes"] = new JsonArray(1)));
        Assert.Single(Changed(json => json["checks"]![0]!["verdict"] = "could not tell"));
        Assert.Single(Changed(json => json["checks"]![0]!["link"] = "StorageAccount"));
        Assert.Single(Changed(json => json["checks"]![0]!["readAt"] = "noon"));
    }

    [Fact]
    public void Everything_in_the_schema_has_a_description()
    {
        var schema = JsonNode.Parse(Schema.Text)!;
        var properties = schema["properties"]!.AsObject()
            .Concat(schema["$defs"]!["check"]!["properties"]!.AsObject());

        Assert.All(properties, property => Assert.True(
            (property.Value!["description"] ?? schema["$defs"]![property.Key]?["description"]) is not null, property.Key));
    }

    private static IReadOnlyList<string> Changed(Action<JsonNode> change)
    {
        var verification = new Verification([Stated(Rules.All[0], ResourceKind.Key, Verdict.Broken)], [], Severity.Low, Sources.Of(Noon));
        var json = JsonNode.Parse(Json(verification).GetRawText())!;
        change(json);
        return Schema.Complaints(JsonSerializer.SerializeToElement(json));
    }

    private static CheckResult Stated(Rule rule, ResourceKind kind, Verdict verdict) => new(
        rule,
        new ResourceName("contoso-data", "/subscriptions/7d0f6c1e-2b93-4c1f-8a55-90b1c2d3e4f5", kind),
        verdict,
        "enabled",
        "disabled",
        verdict == Verdict.CannotBeDetermined ? "access was refused" : null,
        verdict == Verdict.NotVisible ? null : Noon);

    private static JsonElement Json(Verification verification) =>
        JsonDocument.Parse(JsonReport.Write(verification)).RootElement.Clone();
}
