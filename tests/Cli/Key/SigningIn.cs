using System.Buffers.Text;
using System.Text;
using Azure.Core;
using XtCmkInfra.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Key;

/// <summary>
/// A managed identity, and the credential of the environment, sign in to a tenant of their own whatever they are asked for.
/// </summary>
public sealed class Signing_in
{
    private static readonly TokenRequestContext Graph = new(["https://graph.microsoft.com/.default"]);

    public static TheoryData<string> TokensThatPass =>
        [TokenOf(World.Customer.Value), TokenOf(World.Customer.Value.ToUpperInvariant()), "opaque", "a.b.c", $"a.{Encode("[]")}.c",
            $"a.{Encode("""{ "tid": 1 }""")}.c", $"a.{Encode("{")}.c"];

    [Theory]
    [MemberData(nameof(TokensThatPass))]
    public async Task A_token_of_the_tenant_is_accepted_and_one_without_a_tenant(string token)
    {
        var credential = new TenantBoundCredential(new Fixed(token), World.Customer, new SemaphoreSlim(1));

        Assert.Equal(token, (await credential.GetTokenAsync(Graph, TestContext.Current.CancellationToken)).Token);
        Assert.Equal(token, credential.GetToken(Graph, TestContext.Current.CancellationToken).Token);
    }

    [Fact]
    public async Task A_token_of_another_tenant_is_refused_with_both_named()
    {
        var credential = new TenantBoundCredential(new Fixed(TokenOf(World.Vendor.Value)), World.Customer, new SemaphoreSlim(1));

        var refused = await Assert.ThrowsAsync<WrongTenantException>(async () => await credential
            .GetTokenAsync(Graph, TestContext.Current.CancellationToken));

        Assert.Contains($"is for tenant {World.Vendor}, not for {World.Customer}", refused.Message);
        Assert.Throws<WrongTenantException>(() => credential.GetToken(Graph, TestContext.Current.CancellationToken));
    }

    private static string TokenOf(string tenant) => $"{Encode("{}")}.{Encode($$"""{ "tid": "{{tenant}}" }""")}.{Encode("signature")}";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private sealed class Fixed(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
