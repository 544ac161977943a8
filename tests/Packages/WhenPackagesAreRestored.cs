using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Packages;

/// <summary>What NuGet noted when these tests were restored: they refer to everything, through the tool.</summary>
public sealed class WhenPackagesAreRestored
{
    private static readonly string[] StandIns = ["Pulumi", "Pulumi.AzureAD", "Pulumi.AzureNative"];

    private readonly JsonNode _assets =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "obj", "project.assets.json")))!;

    [Fact]
    public void Only_stand_ins_come_in_another_version_than_was_asked_for()
    {
        var others = (_assets["logs"]?.AsArray() ?? []).Where(entry => entry!["code"]!.ToString() == "NU1603");

        Assert.Empty(others.Select(entry => entry!["libraryId"]!.ToString()).Except(StandIns));
    }

    /// <summary>The published package does so through Grpc.AspNetCore.Server.</summary>
    [Fact]
    public void Pulumi_brings_the_framework_of_ASP_NET_Core()
    {
        var brought = _assets["targets"]!["net10.0"]!.AsObject()
            .Where(library => library.Value!["type"]!.ToString() == "package")
            .SelectMany(library => library.Value!["frameworkReferences"]?.AsArray() ?? []);

        Assert.Contains("Microsoft.AspNetCore.App", brought.Select(name => name!.ToString()));
    }
}
