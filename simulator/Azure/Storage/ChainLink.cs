using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>What Azure Storage is about to do with a customer's key, which decides the rights that it needs.</summary>
public enum KeyUse
{
    /// <summary>Read and write data: unwrap with the version in use.</summary>
    Data,

    /// <summary>The daily look for a new version: get the key.</summary>
    Check,

    /// <summary>Take a key or version into use: get, wrap and unwrap with the one that it would take now.</summary>
    Configuration,
}

/// <summary>The links of the chain of trust between a storage account and the key, in the order in which they are walked.</summary>
public enum ChainLinkKind
{
    /// <summary>The vault or managed HSM answers.</summary>
    Vault,

    /// <summary>The vault has soft delete and purge protection; asked only for <see cref="KeyUse.Configuration"/>.</summary>
    RecoveryPolicy,

    /// <summary>The identity exists and is attached to the account.</summary>
    Identity,

    /// <summary>The application has a federated credential that matches the identity; not asked without an application.</summary>
    FederatedCredential,

    /// <summary>The application is installed in the vault's tenant, and enabled; not asked without an application.</summary>
    ServicePrincipal,

    /// <summary>The vault's firewall lets Azure Storage in.</summary>
    Firewall,

    /// <summary>The vault accepts the token, and its rules give the rights.</summary>
    Access,

    /// <summary>The version of the key exists, is enabled and permits the operations.</summary>
    Key,
}

/// <summary>One link of the chain of trust.</summary>
/// <param name="Holds">Null where an earlier broken link leaves nothing to look at.</param>
/// <param name="Subject">What the link is about, for people.</param>
/// <param name="Error">
/// With what Azure Storage would refuse because of this link; its cause is the refusal of the service that was asked.
/// </param>
public sealed record ChainLink(ChainLinkKind Kind, bool? Holds, string Subject, AzureException? Error);

/// <summary>The chain of trust of one storage account, as it is now.</summary>
/// <param name="Key">The configured key; null with Microsoft-managed keys, and then there are no links.</param>
/// <param name="KeyInUse">The version that wraps the account's data key.</param>
public sealed record ChainReport(string Account, KeyUri? Key, KeyUri? KeyInUse, IReadOnlyList<ChainLink> Links)
{
    public bool Holds => Links.All(link => link.Holds == true);
}
