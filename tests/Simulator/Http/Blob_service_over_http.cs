using System.Xml.Linq;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class Blob_service_over_http
{
    private const string WithMetadata = "/data?restype=container&comp=list&include=metadata&maxresults=1";

    [Fact]
    public async Task A_blob_is_read_as_it_was_written()
    {
        await using var served = await Served.StartAsync(Written());

        Assert.Equal((200, "hello"), Outcome(await served.BlobAsync("/data/greeting")));
        Assert.Equal((200, "at the top"), Outcome(await served.BlobAsync("/top")));
        Assert.Equal((200, "at the top"), Outcome(await served.BlobAsync("/$root/top")));
    }

    [Fact]
    public async Task Containers_and_blobs_are_listed()
    {
        await using var served = await Served.StartAsync(Written());

        var containers = await served.BlobAsync("/?comp=list");
        var blobs = await served.BlobAsync("/data?restype=container&comp=list");

        Assert.Equal(["$root", "data"], Names(containers, "Container"));
        Assert.Equal(["greeting"], Names(blobs, "Blob"));
    }

    [Fact]
    public async Task A_long_list_comes_in_pages_with_markers()
    {
        await using var served = await Served.StartAsync(Written());

        var first = await served.BlobAsync("/?comp=list&maxresults=1");
        var marker = XElement.Parse(Body(first)).Element("NextMarker")!.Value;
        var second = await served.BlobAsync($"/?comp=list&maxresults=1&marker={Uri.EscapeDataString(marker)}");

        Assert.Equal(["$root"], Names(first, "Container"));
        Assert.Equal(["data"], Names(second, "Container"));
    }

    /// <summary>Source: Microsoft, "Customer-managed keys for Azure Storage encryption", on revoked keys.</summary>
    [Theory]
    [InlineData("/?comp=list", 200)]
    [InlineData("/data?restype=container&comp=list", 200)]
    [InlineData(WithMetadata, 403)]
    [InlineData("/data/greeting", 403)]
    public async Task Without_the_key_only_what_does_not_read_data_goes_on(string path, int status)
    {
        await using var served = await Served.StartAsync(Written());
        var before = await served.BlobAsync(path);
        served.World.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, enabled: false);
        var revoked = await served.BlobAsync(path);
        served.World.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, enabled: true);
        var after = await served.BlobAsync(path);

        Assert.Equal((200, status, 200), (before.Status, revoked.Status, after.Status));
        if (status == 403)
            Assert.Equal("KeyVaultEncryptionKeyNotFound", Code(revoked));
    }

    [Fact]
    public async Task Each_broken_link_has_its_code()
    {
        await using var served = await Served.StartAsync(Written());
        var azure = served.World.Azure;

        azure.ResourceManager.Delete(World.AssignmentId, World.Assignments);
        Assert.Equal("KeyVaultAuthenticationFailure", Code(await served.BlobAsync(WithMetadata)));
        azure.Graph(World.Customer).Delete(served.World.ServicePrincipalPath);
        Assert.Equal("KeyVaultAccessTokenCannotBeAcquired", Code(await served.BlobAsync(WithMetadata)));
        azure.ResourceManager.Delete(World.VaultId, World.Vaults);
        Assert.Equal("KeyVaultVaultNotFound", Code(await served.BlobAsync(WithMetadata)));
    }

    [Theory]
    [InlineData("/nope/greeting", 404, "BlobNotFound")]
    [InlineData("/nope?restype=container&comp=list", 404, "ContainerNotFound")]
    [InlineData("/data?restype=container&comp=list&include=snapshots", 400, "InvalidQueryParameterValue")]
    [InlineData("/data/greeting?snapshot=x", 400, "InvalidQueryParameterValue")]
    [InlineData("/?restype=account&comp=properties", 404, "ResourceNotFound")]
    public async Task A_wrong_request_is_refused(string path, int status, string code)
    {
        await using var served = await Served.StartAsync(Written());

        var answer = await served.BlobAsync(path);

        Assert.Equal((status, code), (answer.Status, Code(answer)));
    }

    [Theory]
    [InlineData(null, "NoAuthenticationInformation")]
    [InlineData("https://vault.azure.net", "InvalidAuthenticationInfo")]
    public async Task A_token_for_something_else_or_none_is_refused(string? audience, string code)
    {
        await using var served = await Served.StartAsync(Written());
        var token = audience is null ? null : served.Operator(World.Vendor, audience);

        var answer = await served.SendAsync(HttpMethod.Get, "https://stfabrikam.blob.core.windows.net/?comp=list", token);

        Assert.Equal((401, code), (answer.Status, Code(answer)));
        Assert.NotNull(answer.Challenge);
    }

    [Fact]
    public async Task The_customers_token_does_not_open_the_vendors_account()
    {
        await using var served = await Served.StartAsync(Written());

        var answer = await served.SendAsync(
            HttpMethod.Get,
            "https://stfabrikam.blob.core.windows.net/?comp=list",
            served.Operator(World.Customer, "https://storage.azure.com"));

        Assert.Equal((401, "InvalidAuthenticationInfo"), (answer.Status, Code(answer)));
    }

    [Fact]
    public async Task A_host_without_an_account_returns_404()
    {
        await using var served = await Served.StartAsync(Written());

        var answer = await served.SendAsync(
            HttpMethod.Get,
            "https://stnobody.blob.core.windows.net/?comp=list",
            served.Operator(World.Vendor, "https://storage.azure.com"));

        Assert.Equal((404, "ResourceNotFound"), (answer.Status, Code(answer)));
    }

    private static World Written()
    {
        var world = World.Complete();
        world.Write(blob: "data/greeting");
        world.Write("at the top", "top");
        return world;
    }

    private static (int Status, string Text) Outcome(HttpAnswer answer) => (answer.Status, answer.Text);

    private static string Code(HttpAnswer answer) => XElement.Parse(Body(answer)).Element("Code")!.Value;

    private static IEnumerable<string> Names(HttpAnswer answer, string what) =>
        XElement.Parse(Body(answer)).Descendants(what).Select(one => one.Element("Name")!.Value);

    private static string Body(HttpAnswer answer) => answer.Text;
}
