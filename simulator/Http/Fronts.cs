using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>Which service answers at which of Azure's hosts.</summary>
internal sealed class Fronts
{
    private readonly Dictionary<string, Front> _byHost = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Front> _bySuffix = new(StringComparer.OrdinalIgnoreCase);

    public Fronts(SimulatedAzure azure, BearerTokens tokens, SimulatedAzureServerOptions options)
    {
        var keyVault = new KeyVaultFront(azure, tokens, options);
        var blobs = new BlobFront(azure, tokens, options);
        foreach (var cloud in Cloud.All)
        {
            _byHost[cloud.ManagementHost] = new ResourceManagerFront(azure, cloud, tokens, options.PageSize);
            _byHost[cloud.GraphHost] = new GraphFront(azure, cloud, tokens, options.PageSize);
            _byHost[cloud.LoginHost] = new SignInFront(azure, cloud, tokens);
            _bySuffix[cloud.VaultSuffix] = keyVault;
            _bySuffix[cloud.ManagedHsmSuffix] = keyVault;
            _bySuffix[$"blob.{cloud.StorageSuffix}"] = blobs;
        }
    }

    /// <summary>What answers for hosts that are none of Azure's.</summary>
    public Front Default => _byHost[Cloud.Public.ManagementHost];

    public Front? At(string host) => _byHost.GetValueOrDefault(host)
        ?? _bySuffix.GetValueOrDefault(host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..]);
}
