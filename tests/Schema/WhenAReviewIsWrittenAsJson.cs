using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli.Review;
using XtCmkInfra.Trust;
using ReviewResult = XtCmkInfra.Cli.Review.Review;
using XtCmkInfra.Azure;

namespace XtCmkInfra.Tests.Schema;

public sealed class WhenAReviewIsWrittenAsJson
{
    private static readonly string Previews = Path.Combine(Repository.Root, "tests", "Golden", "previews");
    private static readonly SchemaFile Schema = new("review.schema.json");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Previews, "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_fits_the_schema(string file) => Assert.Empty(Schema.Complaints(Json(Reviewed([file], []))));

    [Fact]
    public void So_is_one_of_several_documents_with_findings_that_are_accepted()
    {
        var json = Json(Reviewed(
            ["isv-to-microsoft.json", "customer-revoked.json", "isv-account-deleted-protected.json"],
            Rules.All.Select(rule => new Allowance(rule.Code, null, "it was agreed"))));

        Assert.Empty(Schema.Complaints(json));
        Assert.True(json.GetProperty("counts").GetProperty("accepted").GetInt32() > 0);
    }

    [Fact]
    public void Every_rules_code_is_one_that_the_schema_takes() =>
        Assert.All(Rules.All, rule => Assert.Empty(Changed(json => json["findings"]![0]!["code"] = rule.Code)));

    [Fact]
    public void Every_operation_is_one_that_the_schema_takes() => Assert.All(
        Enum.GetValues<Operation>(),
        operation => Assert.Empty(Changed(json => json["documents"]![0]!["steps"]![Operations.NameOf(operation)] = 1)));

    [Fact]
    public void What_the_schema_does_not_name_is_not_taken()
    {
        Assert.Equal(["/more"], Changed(json => json["more"] = 1));
        Assert.Equal(["/findings/0/more"], Changed(json => json["findings"]![0]!["more"] = "x"));
        Assert.Equal(["/counts/more"], Changed(json => json["counts"]!["more"] = 1));
    }

    [Fact]
    public void What_is_missing_or_of_another_kind_is_not_taken()
    {
        Assert.Equal([" required"], Changed(json => json.AsObject().Remove("verdict")));
        Assert.Equal(["/findings/0 required"], Changed(json => json["findings"]![0]!.AsObject().Remove("urn")));
        Assert.Single(Changed(json => json["schema"] = "xtcmk/review/2"));
        Assert.Single(Changed(json => json["exitCode"] = 3));
        Assert.Single(Changed(json => json["worst"] = "bad"));
        Assert.Single(Changed(json => json["counts"]!["high"] = -1));
        Assert.Single(Changed(json => json["errors"] = new JsonArray(1)));
        Assert.Single(Changed(json => json["findings"]![0]!["urn"] = "alpha"));
        Assert.Single(Changed(json => json["documents"]![0]!["showsSames"] = "yes"));
        Assert.Single(Changed(json => json["documents"]![0]!["steps"]!["upsert"] = 1));
    }

    [Fact]
    public void Everything_in_the_schema_has_a_description()
    {
        var schema = JsonNode.Parse(Schema.Text)!;
        var properties = schema["properties"]!.AsObject()
            .Concat(schema["$defs"]!["finding"]!["properties"]!.AsObject())
            .Concat(schema["$defs"]!["document"]!["properties"]!.AsObject());

        Assert.All(properties, property => Assert.True(
            (property.Value!["description"] ?? schema["$defs"]![property.Key]?["description"]) is not null, property.Key));
    }

    private static IReadOnlyList<string> Changed(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(Json(Reviewed(["isv-to-microsoft.json"], [])).GetRawText())!;
        change(json);
        return Schema.Complaints(JsonSerializer.SerializeToElement(json));
    }

    private static ReviewResult Reviewed(IEnumerable<string> files, IEnumerable<Allowance> allowances)
    {
        var reviewer = new Reviewer();
        foreach (var file in files)
        {
            using var source = File.OpenRead(Path.Combine(Previews, file));
            reviewer.Add(file, source);
        }

        return reviewer.Finish([.. allowances], Severity.High);
    }

    private static JsonElement Json(ReviewResult review) => JsonDocument.Parse(JsonReport.Write(review)).RootElement.Clone();
}
