using System.ComponentModel;
using static Pulumi.NameOnly;
using static System.ComponentModel.EditorBrowsableState;

namespace Pulumi.AzureNative.KeyVault.Outputs;

[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPolicyEntry;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMGeoReplicatedRegionResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMIPRuleResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMNetworkRuleSetResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMPrivateEndpointConnectionItemResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMPrivateEndpointResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMPrivateLinkServiceConnectionStateResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMVirtualNetworkRuleResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ManagedHSMSecurityDomainPropertiesResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ManagedHsmPropertiesResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ManagedHsmSkuResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ManagedServiceIdentityResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class Permissions;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SecretAttributesResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SecretPropertiesResponse;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class UserAssignedIdentityResponse;
