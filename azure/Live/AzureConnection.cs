using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;
using Azure.Storage.Blobs;
using Microsoft.Graph;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace XtCmkInfra.Azure;

/// <summary>How to reach one cloud: as whom, and where. Everything that talks to Azure goes through here.</summary>
/// <param name="Cloud">Where the tenants are.</param>
/// <param name="Simulated">A simulator that stands for the cloud; null for Azure itself.</param>
/// <param name="Retries">How often a call is tried again that was throttled or failed; what Azure asks for with Retry-After is
/// kept.</param>
/// <param name="RetryDelay">How long to wait before the first of them where Azure does not say; null for what Azure's clients think
/// good.</param>
/// <param name="Time">What says the time where Azure does not; null for this machine's clock.</param>
internal sealed record AzureConnection(
    Cloud Cloud, SimulatedEndpoint? Simulated, int Retries = 3, TimeSpan? RetryDelay = null, TimeProvider? Time = null) : IDisposable
{
    /// <summary>Tenants and vaults have limits of their own, far above what one run asks of each. This one spares this machine.</summary>
    private const int RequestsAtOnce = 64;

    /// <summary>For each a process may have to be started, as of the Azure CLI.</summary>
    private const int SignInsAtOnce = 8;

    private readonly ConcurrentDictionary<TenantId, TenantBoundCredential> credentials = [];
    private readonly SemaphoreSlim signIns = new(Simulated is null ? SignInsAtOnce : RequestsAtOnce);
    private readonly RequestGate gate = RequestGate.Before(Simulated, RequestsAtOnce);
    private TokenCredential? whoever;
    private object? whoeverLock;

    /// <summary>
    /// Signs in to one tenant: as the account that DefaultAzureCredential finds, which is looked for once, or as the simulator's operator.
    /// None asks whether the authority is one of Microsoft's: it is, by <see cref="Cloud"/>.
    /// </summary>
    public TokenCredential Credential(TenantId tenant) =>
        credentials.GetOrAdd(tenant, _ => new TenantBoundCredential(
            LazyInitializer.EnsureInitialized(ref whoever, ref whoeverLock, () => SignIn(tenant)), tenant, signIns));

    public HttpPipeline Pipeline(TenantId tenant, string scope) =>
        HttpPipelineBuilder.Build(OfRequests(), new BearerTokenAuthenticationPolicy(Credential(tenant), scope));

    /// <summary>For calls that nobody signs in for, such as the one that asks a vault for its tenant.</summary>
    public HttpPipeline Anonymous => field ??= HttpPipelineBuilder.Build(OfRequests());

    /// <summary>Who has signed in so far, a tenant each.</summary>
    public IReadOnlyList<SignedIn> SignedIn =>
        [.. credentials.Values.Select(credential => credential.SignedIn)
            .OfType<SignedIn>()
            .OrderBy(one => one.Tenant.Value, StringComparer.Ordinal)];

    /// <summary>Where Azure Resource Manager is asked, or the simulator that stands for it.</summary>
    public Uri Endpoint => Simulated?.Uri ?? Management;

    public Uri Management => new($"https://{Cloud.ManagementHost}");

    public Uri GraphService => new($"https://{Cloud.GraphHost}");

    /// <summary>Follows no redirection: what answers must be what was asked.</summary>
    public GraphServiceClient Graph(TenantId tenant)
    {
        var handlers = GraphClientFactory.CreateDefaultHandlers(new GraphClientOptions { GraphServiceTargetVersion = "v1.0" })
            .Where(handler => handler is not RedirectHandler)
            .Select(handler => handler is RetryHandler
                ? new TransientFailureHandler(Retries, RetryDelay ?? OfRequests().Retry.Delay)
                : handler);
        var client = GraphClientFactory.Create(handlers, finalHandler: gate);
        client.Timeout = Timeout.InfiniteTimeSpan;
        return new GraphServiceClient(client, Credential(tenant), [$"{GraphService}.default"], $"{GraphService}v1.0");
    }

    /// <summary>The blob service of one account.</summary>
    public BlobServiceClient Blobs(TenantId tenant, string account) => new(
        new Uri($"https://{account}.blob.{Cloud.StorageSuffix}"), Credential(tenant),
        Configure(new BlobClientOptions { Transport = Transport }));

    public void Dispose()
    {
        gate.Dispose();
        signIns.Dispose();
    }

    /// <summary>Each token is of the tenant that it is asked for, whatever the first one is.</summary>
    private TokenCredential SignIn(TenantId first) => Simulated is null
        ? new DefaultAzureCredential(Configure(new DefaultAzureCredentialOptions
        {
            AuthorityHost = Authority, DisableInstanceDiscovery = true, AdditionallyAllowedTenants = { "*" },
        }))
        : new ClientSecretCredential(first.Value, SimulatedOperator.ClientId.Value, "any", Configure(new ClientSecretCredentialOptions
        {
            AuthorityHost = Authority, DisableInstanceDiscovery = true, AdditionallyAllowedTenants = { "*" }, Transport = Transport,
        }));

    /// <summary>A try ends by the time that its pipeline gives it.</summary>
    private HttpPipelineTransport Transport =>
        field ??= new HttpClientTransport(new HttpClient(gate, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan });

    private Uri Authority => new($"https://{Cloud.LoginHost}/");

    private ArmClientOptions OfRequests() => Configure(new ArmClientOptions { Transport = Transport });

    private TOptions Configure<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = Retries;
        options.Retry.Delay = RetryDelay ?? options.Retry.Delay;
        return options;
    }
}
