using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli.Try;
using XtCmkInfra.Tests.Cli.Stories;

namespace XtCmkInfra.Tests.Schema;

public sealed class WhenAStoryIsWrittenAsJson
{
    private static readonly SchemaFile Schema = new("try.schema.json");

    [Fact]
    public async Task It_fits_the_schema() => Assert.Empty(Schema.Complaints(await JsonAsync()));

    [Fact]
    public void Every_status_is_one_that_the_schema_takes() => Assert.All(Enum.GetValues<StepStatus>(), status =>
    {
        var chain = new ChainVerdict(["key-disabled"], ["grant-wider"], ["vault-tenant"]);
        var story = new Story([new FinishedStep(Story.Steps[0], status, "it went", chain, chain, [])], null, 0);
        Assert.Empty(Schema.Complaints(JsonDocument.Parse(TryJson.Write(story, TimeSpan.Zero)).RootElement));
    });

    [Theory]
    [InlineData("more", "x")]
    [InlineData("simulated", false)]
    [InlineData("schema", "xtcmk/try/2")]
    [InlineData("ok", "yes")]
    [InlineData("seconds", -1)]
    public async Task Anything_else_is_not_taken(string field, object value)
    {
        var json = JsonNode.Parse((await JsonAsync()).GetRawText())!;
        json[field] = JsonSerializer.SerializeToNode(value);

        Assert.NotEmpty(Schema.Complaints(JsonSerializer.SerializeToElement(json)));
    }

    private static async Task<JsonElement> JsonAsync() =>
        JsonDocument.Parse(TryJson.Write(await new Capability("", [], "", "").RunAsync(), TimeSpan.FromSeconds(1.5))).RootElement;
}
