using System.ComponentModel;
using static Pulumi.NameOnly;
using static System.ComponentModel.EditorBrowsableState;

namespace Pulumi.AzureNative.KeyVault.Inputs;

[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMGeoReplicatedRegionArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMIPRuleArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMNetworkRuleSetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMPrivateLinkServiceConnectionStateArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class MHSMVirtualNetworkRuleArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ManagedHsmPropertiesArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ManagedHsmSkuArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ManagedServiceIdentityArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class PrivateLinkServiceConnectionStateArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SecretAttributesArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SecretPropertiesArgs;
