using System.Collections.Frozen;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>Which resources are links of the chain of trust, by Pulumi's type tokens.</summary>
internal static class LinkKinds
{
    private static readonly FrozenDictionary<string, LinkKind> ByType = new Dictionary<string, LinkKind>
    {
        ["azure-native:storage:StorageAccount"] = LinkKind.StorageAccount,
        ["azure-native:keyvault:Vault"] = LinkKind.Vault,
        ["azure-native:keyvault:ManagedHsm"] = LinkKind.Vault,
        ["azure-native:keyvault:Key"] = LinkKind.Key,
        ["azure-native:keyvault:ManagedHsmKey"] = LinkKind.Key,
        ["azure-native:keyvault:AccessPolicy"] = LinkKind.Grant,
        ["azure-native:authorization:RoleAssignment"] = LinkKind.Grant,
        ["azure-native:managedidentity:UserAssignedIdentity"] = LinkKind.Identity,
        ["azure-native:resources:ResourceGroup"] = LinkKind.ResourceGroup,
        ["azuread:index/servicePrincipal:ServicePrincipal"] = LinkKind.ServicePrincipal,
        ["azuread:index/application:Application"] = LinkKind.Application,
        ["azuread:index/applicationRegistration:ApplicationRegistration"] = LinkKind.Application,
        ["azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential"] = LinkKind.FederatedCredential,
        ["azuread:index/applicationPassword:ApplicationPassword"] = LinkKind.Credential,
        ["azuread:index/applicationCertificate:ApplicationCertificate"] = LinkKind.Credential,
        ["azuread:index/servicePrincipalPassword:ServicePrincipalPassword"] = LinkKind.Credential,
        ["azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate"] = LinkKind.Credential,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Resources of other providers, and rarer ones, that may hold a customer's data or decide who encrypts it.</summary>
    private static readonly string[] NotUnderstood =
    [
        "azure:storage/account:", "azure:storage/customerManagedKey:", "azure:storage/encryptionScope:", "azure:keyvault/keyVault:",
        "azure:keyvault/key:", "azure:keyvault/accessPolicy:", "azure:keyvault/managedHardwareSecurityModule", "azure:authorization/assignment:",
        "azure:authorization/userAssignedIdentity:",
        "azure-native:storage:EncryptionScope", "azuread:index/applicationFlexibleFederatedIdentityCredential:",
    ];

    public static LinkKind? Of(string type) => ByType.TryGetValue(type, out var kind) ? kind : null;

    /// <summary>Whether a resource may be a link, although nothing here can read it.</summary>
    public static bool MayBeLink(string type) => NotUnderstood.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal));
}
