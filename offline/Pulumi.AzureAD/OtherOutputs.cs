using System.ComponentModel;
using static Pulumi.NameOnly;
using static System.ComponentModel.EditorBrowsableState;

namespace Pulumi.AzureAD.Outputs;

[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyApprovalSettings;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyApprovalSettingsApprovalStage;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class AccessPackageAssignmentPolicyApprovalSettingsApprovalStageAlternativeApprover;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyApprovalSettingsApprovalStagePrimaryApprover;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyAssignmentReviewSettings;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyAssignmentReviewSettingsReviewer;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestion;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionChoice;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionChoiceDisplayValue;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionChoiceDisplayValueLocalizedText;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionText;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionTextLocalizedText;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyRequestorSettings;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyRequestorSettingsRequestor;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationApi;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationApiOauth2PermissionScope;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationAppRole;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationFeatureTag;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaims;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsAccessToken;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsIdToken;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsSaml2Token;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationPublicClient;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationRequiredResourceAccess;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationRequiredResourceAccessResourceAccess;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationSinglePageApplication;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationWeb;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationWebImplicitGrant;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditions;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsApplications;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsClientApplications;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsClientApplicationsFilter;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsDevices;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsDevicesFilter;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsLocations;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsPlatforms;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsUsers;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsUsersExcludedGuestsOrExternalUser;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class ConditionalAccessPolicyConditionsUsersExcludedGuestsOrExternalUserExternalTenant;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsUsersIncludedGuestsOrExternalUser;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class ConditionalAccessPolicyConditionsUsersIncludedGuestsOrExternalUserExternalTenant;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyGrantControls;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicySessionControls;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class CustomDirectoryRolePermission;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationApiOauth2PermissionScopeResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationApiResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationAppRoleResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationFeatureTagResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationOptionalClaimAccessTokenResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationOptionalClaimIdTokenResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationOptionalClaimResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationOptionalClaimSaml2TokenResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationPublicClientResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationRequiredResourceAccessResourceAccessResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationRequiredResourceAccessResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationSinglePageApplicationResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationWebImplicitGrantResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetApplicationWebResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetDirectoryRoleTemplatesRoleTemplateResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetDirectoryRolesRoleResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetDomainsDomainResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetGroupDynamicMembershipResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetNamedLocationCountryResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetNamedLocationIpResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetServicePrincipalAppRoleResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetServicePrincipalFeatureResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetServicePrincipalFeatureTagResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetServicePrincipalOauth2PermissionScopeResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetServicePrincipalSamlSingleSignOnResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetServicePrincipalsServicePrincipalResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GetUsersUserResult;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupDynamicMembership;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActivationRules;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActivationRulesApprovalStage;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActivationRulesApprovalStagePrimaryApprover;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActiveAssignmentRules;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyEligibleAssignmentRules;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRules;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesActiveAssignments;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsAdminNotifications;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsApproverNotifications;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsAssigneeNotifications;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesEligibleActivations;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsAdminNotifications;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsApproverNotifications;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsAssigneeNotifications;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignments;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsAdminNotifications;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsApproverNotifications;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsAssigneeNotifications;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupWithoutMembersDynamicMembership;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class InvitationMessage;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class NamedLocationCountry;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class NamedLocationIp;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalAppRole;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalFeature;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalFeatureTag;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalOauth2PermissionScope;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalSamlSingleSignOn;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationJobProvisionOnDemandParameter;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationJobProvisionOnDemandParameterSubject;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationJobSchedule;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationSecretCredential;
