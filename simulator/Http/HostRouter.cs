using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>Which service answers at which of Azure's hosts.</summary>
internal sealed class HostRouter
{
    private readonly Dictionary<string, Endpoint> _byHost = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Endpoint> _bySuffix = new(StringComparer.OrdinalIgnoreCase);

    public HostRouter(SimulatedAzure azure, BearerTokens tokens, SimulatedAzureServerOptions options)
    {
        var keyVault = new KeyVaultEndpoint(azure, tokens, options);
        var blobs = new BlobEndpoint(azure, tokens, options);
        foreach (var cloud in Cloud.All)
        {
            _byHost[cloud.ManagementHost] = new ResourceManagerEndpoint(azure, cloud, tokens, options.PageSize);
            _byHost[cloud.GraphHost] = new GraphEndpoint(azure, cloud, tokens, options.PageSize);
            _byHost[cloud.LoginHost] = new SignInEndpoint(azure, cloud, tokens);
            _bySuffix[cloud.VaultSuffix] = keyVault;
            _bySuffix[cloud.ManagedHsmSuffix] = keyVault;
            _bySuffix[$"blob.{cloud.StorageSuffix}"] = blobs;
        }
    }

    /// <summary>What answers for hosts that are none of Azure's.</summary>
    public Endpoint Default => _byHost[Cloud.Public.ManagementHost];

    public Endpoint? At(string host) => _byHost.GetValueOrDefault(host)
        ?? _bySuffix.GetValueOrDefault(host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..]);
}
