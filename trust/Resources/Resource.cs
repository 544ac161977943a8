namespace XtCmkInfra.Trust;

/// <summary>What kinds of resource the chain of trust is made of.</summary>
public enum ResourceKind
{
    StorageAccount,
    Vault,
    Key,
    Grant,
    ServicePrincipal,
    Application,
    FederatedCredential,
    Identity,

    /// <summary>A password or certificate, with which somebody can act as the application.</summary>
    Credential,

    /// <summary>Not part of the chain itself: whoever deletes it deletes what it holds.</summary>
    ResourceGroup,

    /// <summary>A role of one's own, which grants may use.</summary>
    RoleDefinition,

    /// <summary>A key for a part of a storage account's data, beside the account's own.</summary>
    EncryptionScope,

    /// <summary>A blob container, which may have an encryption scope of its own.</summary>
    Container,

    /// <summary>A rule that copies blobs to another account.</summary>
    ObjectReplication,
}

/// <summary>One resource of the chain of trust, as a program asks for it or as Azure has it.</summary>
public abstract record Resource;

/// <summary>A user-assigned identity of the vendor.</summary>
/// <param name="PrincipalId">Its object id: what the federated credential must name.</param>
/// <param name="ClientId">What the federated credential is often given by mistake.</param>
public sealed record Identity(Value PrincipalId, Value ClientId) : Resource
{
    public static Identity Read(Properties properties) => new(properties.ValueOf("principalId"), properties.ValueOf("clientId"));
}

/// <summary>A password or certificate of an application or service principal.</summary>
/// <param name="Of">The application or service principal.</param>
public sealed record Credential(Value Of) : Resource
{
    public static Credential Read(Properties properties) =>
        new(Application.IdOf(properties) is { IsAbsent: false } application ? application : properties.ValueOf("servicePrincipalId"));
}

/// <summary>A resource group.</summary>
/// <param name="HoldsChain">Whether resources of the chain are in it; null where that cannot be determined.</param>
public sealed record ResourceGroup(Value Name, bool? HoldsChain = null) : Resource
{
    public static ResourceGroup Read(Properties properties) => new(properties.ValueOf("resourceGroupName", "name"));
}
