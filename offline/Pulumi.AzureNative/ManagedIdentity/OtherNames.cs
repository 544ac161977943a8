using System.ComponentModel;
using static Pulumi.NameOnly;
using static System.ComponentModel.EditorBrowsableState;

namespace Pulumi.AzureNative.ManagedIdentity;

[Obsolete(Why, true), EditorBrowsable(Never)] public static class FederatedIdentityCredential;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class FederatedIdentityCredentialArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetFederatedIdentityCredential;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetFederatedIdentityCredentialArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetFederatedIdentityCredentialInvokeArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetFederatedIdentityCredentialResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetUserAssignedIdentity;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetUserAssignedIdentityArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetUserAssignedIdentityInvokeArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetUserAssignedIdentityResult;
