using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using XtCmkInfra.Cli;
using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Sim;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli;

public sealed class WhenTheSimulatedTenantsAreServed : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly Lines _output = new();
    private readonly Lines _errors = new();

    private CommandContext Context => new(_output, _errors);

    private StateFolder Folder => new(Path.Combine(_directory.FullName, ".xtcmk"));

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_client_finds_the_endpoint_and_its_certificate_until_the_end()
    {
        Keep();
        using var end = new CancellationTokenSource();
        var serving = SimServe.RunAsync(Context, Folder, 0, end.Token);
        using var client = await ClientAsync();

        using var answer = await client.GetAsync("https://management.azure.com/subscriptions?api-version=2022-12-01", end.Token);
        await end.CancelAsync();

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal(ExitCode.Clean, await serving);
        Assert.False(File.Exists(Folder.CertificateFile));
    }

    [Fact]
    public async Task A_change_of_a_key_is_kept_before_the_response()
    {
        Keep();
        using var end = new CancellationTokenSource();
        var serving = SimServe.RunAsync(Context, Folder, 0, end.Token);
        using var client = await ClientAsync();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(client));

        using var answer = await client.PostAsync("https://kv-fabrikam.vault.azure.net/keys/cmk/rotate?api-version=7.4", null, end.Token);
        var kept = Folder.Load().Azure.KeyVault.ListVersions(Caller.Operator, World.Key);

        Assert.Equal((200, 2), ((int)answer.StatusCode, kept.Count));
        await end.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_call_that_is_not_known_is_reported()
    {
        Keep();
        using var end = new CancellationTokenSource();
        var serving = SimServe.RunAsync(Context, Folder, 0, end.Token);
        using var client = await ClientAsync();
        await _errors.NextAsync();

        using var answer = await client.GetAsync("https://example.com/nothing", end.Token);

        Assert.Equal("xtcmk: the simulator does not know the call GET https://example.com/nothing", await _errors.NextAsync());
        await end.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 400)]
    public async Task Retired_versions_are_refused_where_that_is_asked_for(bool refused, int status)
    {
        Keep();
        using var end = new CancellationTokenSource();
        var serving = SimServe.RunAsync(Context, new StateFolder(Folder.Path, refused), 0, end.Token);
        using var client = await ClientAsync();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await SignInAsync(client, $"https://{Cloud.Public.ManagementHost}"));

        const string management = "https://management.azure.com";
        using var old = await client.GetAsync($"{management}{World.VaultId}?api-version={World.Vaults}", end.Token);
        using var kept = await client.GetAsync($"{management}{World.VaultId}?api-version={KeyVaultManagement.ApiVersion}", end.Token);

        Assert.Equal((status, 200), ((int)old.StatusCode, (int)kept.StatusCode));
        await end.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Another_run_is_refused_meanwhile()
    {
        Keep();
        using var end = new CancellationTokenSource();
        var serving = SimServe.RunAsync(Context, Folder, 0, end.Token);
        await _output.NextAsync();

        var refusal = await Assert.ThrowsAsync<BadInputException>(() => SimServe.RunAsync(Context, Folder, 0, end.Token));

        Assert.Contains("'xtcmk sim serve' serves the simulated tenants", refusal.Message, StringComparison.Ordinal);
        await end.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_folder_without_tenants_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<BadInputException>(() => SimServe.RunAsync(Context, Folder, 0, CancellationToken.None));

        Assert.Contains("Create them with 'xtcmk sim up'", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder.Path));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused()
    {
        Keep();
        var cancellation = TestContext.Current.CancellationToken;
        await using var other = await SimulatedAzureServer.StartAsync(new SimulatedAzure(), cancellation: cancellation);

        var refusal = await Assert.ThrowsAsync<BadInputException>(() =>
            SimServe.RunAsync(Context, Folder, other.Endpoint.Port, CancellationToken.None));

        Assert.StartsWith($"Port {other.Endpoint.Port} cannot be served", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder.CertificateFile));
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    public async Task A_port_that_there_cannot_be_is_refused(string port)
    {
        var answer = await Tool.RunAsync("sim", "serve", "--port", port, "--state", Folder.Path);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("from 0 to 65535", answer.Error, StringComparison.Ordinal);
    }

    /// <summary>A folder with a customer's vault and key.</summary>
    private void Keep()
    {
        var simulation = new Simulation();
        var azure = simulation.Azure;
        azure.AddTenant(World.Customer, "Fabrikam");
        azure.AddSubscription(World.CustomerSubscription, World.Customer);
        azure.ResourceManager.Put(World.CustomerGroup, World.Groups, World.Body("""{ "location": "northeurope" }"""));
        azure.ResourceManager.Put(World.VaultId, World.Vaults, World.VaultBody());
        azure.ResourceManager.Put(World.KeyId, World.Vaults, World.Body("""{ "properties": { "kty": "RSA" } }"""));
        using var held = Folder.Lock();
        Folder.Save(simulation);
    }

    private async Task<HttpClient> ClientAsync() =>
        new(SimulatedEndpoint.Read(new Uri(await _output.NextAsync()), Folder.CertificateFile).CreateHandler());

    private static async Task<string> SignInAsync(HttpClient client, string? audience = null)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = SimulatedOperator.ClientId.Value,
            ["client_secret"] = "any",
            ["scope"] = $"{audience ?? $"https://{Cloud.Public.VaultSuffix}"}/.default",
        });
        using var answer = await client.PostAsync(
            $"https://login.microsoftonline.com/{World.Customer}/oauth2/v2.0/token", form, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.Text("access_token");
    }

    /// <summary>Lines that a test can wait for.</summary>
    private sealed class Lines : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }

        public async Task<string> NextAsync() => await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }
}
