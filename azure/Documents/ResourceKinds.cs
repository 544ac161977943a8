using System.Collections.Frozen;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>Which resources belong to the chain of trust, by Pulumi's type tokens, and how each is read.</summary>
internal static class ResourceKinds
{
    private static readonly FrozenDictionary<string, ResourceKind> ByType = new Dictionary<string, ResourceKind>
    {
        ["azure-native:storage:StorageAccount"] = ResourceKind.StorageAccount,
        ["azure-native:keyvault:Vault"] = ResourceKind.Vault,
        ["azure-native:keyvault:ManagedHsm"] = ResourceKind.Vault,
        ["azure-native:keyvault:Key"] = ResourceKind.Key,
        ["azure-native:keyvault:ManagedHsmKey"] = ResourceKind.Key,
        ["azure-native:keyvault:AccessPolicy"] = ResourceKind.Grant,
        ["azure-native:authorization:RoleAssignment"] = ResourceKind.Grant,
        ["azure-native:managedidentity:UserAssignedIdentity"] = ResourceKind.Identity,
        ["azure-native:resources:ResourceGroup"] = ResourceKind.ResourceGroup,
        ["azure-native:managedidentity:FederatedIdentityCredential"] = ResourceKind.FederatedCredential,
        ["azure-native:authorization:RoleDefinition"] = ResourceKind.RoleDefinition,
        ["azure-native:storage:EncryptionScope"] = ResourceKind.EncryptionScope,
        ["azure-native:storage:BlobContainer"] = ResourceKind.Container,
        ["azure-native:storage:ObjectReplicationPolicy"] = ResourceKind.ObjectReplication,
        ["azuread:index/servicePrincipal:ServicePrincipal"] = ResourceKind.ServicePrincipal,
        ["azuread:index/application:Application"] = ResourceKind.Application,
        ["azuread:index/applicationRegistration:ApplicationRegistration"] = ResourceKind.Application,
        ["azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential"] = ResourceKind.FederatedCredential,
        ["azuread:index/applicationPassword:ApplicationPassword"] = ResourceKind.Credential,
        ["azuread:index/applicationCertificate:ApplicationCertificate"] = ResourceKind.Credential,
        ["azuread:index/servicePrincipalPassword:ServicePrincipalPassword"] = ResourceKind.Credential,
        ["azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate"] = ResourceKind.Credential,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every type that is judged.</summary>
    public static IEnumerable<string> Types => ByType.Keys;

    /// <summary>The kind that is judged; null for others. A resource group holds the chain, whichever provider makes it.</summary>
    public static ResourceKind? Of(string type) => ByType.TryGetValue(type, out var kind) ? kind
        : type.EndsWith(":ResourceGroup", StringComparison.Ordinal) && UnjudgedTypes.IsOfOtherProvider(type) ? ResourceKind.ResourceGroup
        : null;

    /// <param name="isForInstalled">Whether a grant is for a service principal that the program itself makes.</param>
    /// <returns>Null for a kind of which nothing is read.</returns>
    /// <exception cref="UnknownShapeException">A property is not what it must be.</exception>
    public static Resource? Read(ResourceKind kind, string type, Properties properties, bool isForInstalled) => kind switch
    {
        ResourceKind.StorageAccount => StorageAccount.Read(properties),
        ResourceKind.Vault => Vault.Read(properties),
        // azure-native wraps what a program asks of a key, and not what Azure answered.
        ResourceKind.Key => properties.WholeOf("properties").IsAbsent ? Key.ReadAnswer(properties) : Key.Read(properties),
        ResourceKind.Grant when type.EndsWith(":AccessPolicy", StringComparison.Ordinal) =>
            Grant.ReadPolicy(properties, "policy.", isForInstalled),
        ResourceKind.Grant => Grant.ReadRoleAssignment(properties, isForInstalled),
        ResourceKind.ServicePrincipal => ServicePrincipal.Read(properties),
        ResourceKind.Application => Application.Read(properties),
        ResourceKind.FederatedCredential => FederatedCredential.Read(properties) with
        {
            IsOnIdentity = type.StartsWith("azure-native:", StringComparison.Ordinal),
        },
        ResourceKind.RoleDefinition => RoleDefinition.Read(properties),
        ResourceKind.EncryptionScope => EncryptionScope.Read(properties),
        ResourceKind.Container => Container.Read(properties),
        ResourceKind.Identity => Identity.Read(properties),
        ResourceKind.Credential => Credential.Read(properties),
        ResourceKind.ResourceGroup => ResourceGroup.Read(properties),
        _ => null,
    };
}
