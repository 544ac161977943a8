using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Http;

public sealed class The_endpoint
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_listens_on_the_loopback_interface_at_a_free_port()
    {
        await using var served = await Served.StartAsync(World.Complete());
        await using var other = await Served.StartAsync(World.Complete());

        Assert.Equal((Uri.UriSchemeHttps, "127.0.0.1"), (served.Server.Endpoint.Scheme, served.Server.Endpoint.Host));
        Assert.NotEqual(served.Server.Endpoint.Port, other.Server.Endpoint.Port);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused()
    {
        await using var served = await Served.StartAsync(World.Complete());

        await Assert.ThrowsAsync<IOException>(() => Served.StartAsync(
            World.Complete(), new SimulatedAzureServerOptions { Port = served.Server.Endpoint.Port }));
    }

    [Fact]
    public async Task The_certificate_is_for_this_machine_alone_and_valid_for_days()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        await using var served = await Served.StartAsync(
            World.Complete(), new SimulatedAzureServerOptions { RealTime = new FakeTimeProvider(now) });
        var certificate = served.Server.Certificate;
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();

        Assert.Equal(["localhost"], names.EnumerateDnsNames());
        Assert.Equal([IPAddress.Loopback], names.EnumerateIPAddresses());
        Assert.Equal(now.UtcDateTime.AddDays(-1), certificate.NotBefore.ToUniversalTime());
        Assert.Equal(now.UtcDateTime.AddDays(7), certificate.NotAfter.ToUniversalTime());
        Assert.Equal("1.2.840.10045.2.1", certificate.PublicKey.Oid.Value);
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public async Task Another_servers_certificate_is_not_trusted()
    {
        await using var served = await Served.StartAsync(World.Complete());
        await using var other = await Served.StartAsync(World.Complete());
        using var client = new HttpClient(new SimulatedEndpoint(served.Server.Endpoint, other.Server.Certificate).CreateHandler());

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("https://management.azure.com/", Cancellation));

        Assert.IsType<AuthenticationException>(refusal.InnerException);
        Assert.Empty(served.Server.Requests);
    }

    [Fact]
    public async Task A_client_that_was_not_given_the_certificate_does_not_trust_it()
    {
        await using var served = await Served.StartAsync(World.Complete());
        using var client = new HttpClient();

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(served.Server.Endpoint, Cancellation));

        Assert.IsType<AuthenticationException>(refusal.InnerException);
    }

    [Fact]
    public async Task The_certificate_is_read_from_a_file()
    {
        await using var served = await Served.StartAsync(World.Complete());
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "endpoint.pem");
            await File.WriteAllTextAsync(file, served.Server.Certificate.ExportCertificatePem(), Cancellation);
            using var client = new HttpClient(SimulatedEndpoint.Read(served.Server.Endpoint, file).CreateHandler());

            using var answer = await client.GetAsync("https://management.azure.com/subscriptions?api-version=2022-12-01", Cancellation);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_is_reported()
    {
        var file = Path.Combine(Path.GetTempPath(), "no-such-folder", "endpoint.pem");

        var refusal = Assert.Throws<BadInputException>(() => SimulatedEndpoint.Read(new Uri("https://127.0.0.1:1"), file));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://management.azure.com")]
    [InlineData("https://192.0.2.1:8443")]
    [InlineData("https://localhost.example:8443")]
    [InlineData("http://127.0.0.1:8443")]
    [InlineData("https://127.0.0.1:8443/path")]
    public async Task An_endpoint_that_is_no_simulator_on_this_machine_is_refused(string endpoint)
    {
        await using var served = await Served.StartAsync(World.Complete());

        var refusal = Assert.Throws<BadInputException>(() => new SimulatedEndpoint(new Uri(endpoint), served.Server.Certificate));

        Assert.Contains("https://127.0.0.1:PORT", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("https://localhost:8443/")]
    [InlineData("https://[::1]:8443/")]
    public async Task An_endpoint_on_this_machine_is_taken(string endpoint)
    {
        await using var served = await Served.StartAsync(World.Complete());

        Assert.Equal(new Uri(endpoint), new SimulatedEndpoint(new Uri(endpoint), served.Server.Certificate).Uri);
    }
}
