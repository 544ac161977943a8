using System.Text.Json.Nodes;
using XtCmkInfra.Bench;
using XtCmkInfra.Cli;

namespace XtCmkInfra.Tests.Bench;

public sealed class WhenMeasurementsAreReported
{
    private static readonly Report Report = new("programs", "customers   seconds\n", new JsonArray(), []);

    [Fact]
    public void The_text_begins_with_the_packages_that_were_measured() =>
        Assert.StartsWith("Measured on Pulumi 3.112.1.\n\nprograms\n", Report.Text("Pulumi 3.112.1", [Report]), StringComparison.Ordinal);

    [Fact]
    public void The_json_names_the_packages_that_were_measured() =>
        Assert.Equal("Pulumi 3.112.1", JsonNode.Parse(Report.Json("Pulumi 3.112.1", [Report]))!["sdk"]!.ToString());

    /// <summary>What lies beside the tool counts, and not what this process was built on.</summary>
    [Fact]
    public void The_packages_are_those_beside_the_measured_tool()
    {
        Assert.Equal(Sdk.Description, Sdk.Of(AppContext.BaseDirectory));
        Assert.Throws<FileNotFoundException>(() => Sdk.Of(Path.GetTempPath()));
    }
}
