using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Whole reports, as people and programs get them. The clock is the simulated one, so they are the same in every run.</summary>
public sealed class WhenAVerificationIsWritten
{
    private static readonly Dictionary<string,
    string> Extensions = new() { ["text"] = "txt", ["markdown"] = "md", ["json"] = "json", ["html"] = "html" };

    public static TheoryData<string> Formats => [.. Extensions.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_clean_one_reports_what_holds(string format)
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);

        var answer = await tool.RunAsync("--format", format);

        Assert.Equal(ExitCode.Clean, answer.ExitCode);
        Golden.Compare($"tests/Golden/verify/clean.{Extensions[format]}", answer.Out);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_broken_one_has_what_fails_what_it_means_and_the_remedy(string format)
    {
        await using var world = await Broken();
        using var tool = new VerifyTool(world);

        var answer = await tool.RunAsync("--format", format);

        Assert.Equal(ExitCode.Findings, answer.ExitCode);
        Golden.Compare($"tests/Golden/verify/broken.{Extensions[format]}", answer.Out);
    }

    [Fact]
    public async Task The_vendors_alone_names_what_was_not_checked()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        var document = StackDocuments.Vendor(world.World);
        document["accounts"]!["litware"] = World.Body("""{ "state": "awaiting-key", "accountName": "stlitware" }""");

        var answer = await tool.RunLineAsync("--isv", tool.Write("isv.json", document.ToJsonString()));

        Golden.Compare("tests/Golden/verify/vendor-alone.txt", answer.Out);
    }

    /// <summary>Something of each verdict: broken, weak, cannot be determined, and holds.</summary>
    private static async Task<VerifiedWorld> Broken()
    {
        var world = await VerifiedWorld.StartAsync();
        Break.All["the issuer ends with a slash"].Do(world);
        Break.All["the key expires soon"].Do(world);
        world.World.WithRole(Break.AssignmentAt(World.VaultId), Roles.KeyVaultCryptoUser, world.World.User(), "User");
        world.Fault = line => line.PathAndQuery.Contains("servicePrincipals", StringComparison.Ordinal) ? new Fault.Status(403) : null;
        return world;
    }
}
