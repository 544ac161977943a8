using System.ComponentModel;
using static Pulumi.NameOnly;
using static System.ComponentModel.EditorBrowsableState;

namespace Pulumi.AzureAD.Inputs;

[Obsolete(Why, true), EditorBrowsable(Never)]
public static class AccessPackageAssignmentPolicyApprovalSettingsApprovalStageAlternativeApproverArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class AccessPackageAssignmentPolicyApprovalSettingsApprovalStageAlternativeApproverGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyApprovalSettingsApprovalStageArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyApprovalSettingsApprovalStageGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class AccessPackageAssignmentPolicyApprovalSettingsApprovalStagePrimaryApproverArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class AccessPackageAssignmentPolicyApprovalSettingsApprovalStagePrimaryApproverGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyApprovalSettingsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyApprovalSettingsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyAssignmentReviewSettingsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyAssignmentReviewSettingsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyAssignmentReviewSettingsReviewerArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyAssignmentReviewSettingsReviewerGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionChoiceArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionChoiceDisplayValueArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionChoiceDisplayValueGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionChoiceDisplayValueLocalizedTextArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class AccessPackageAssignmentPolicyQuestionChoiceDisplayValueLocalizedTextGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionChoiceGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionTextArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionTextGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionTextLocalizedTextArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyQuestionTextLocalizedTextGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyRequestorSettingsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyRequestorSettingsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyRequestorSettingsRequestorArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class AccessPackageAssignmentPolicyRequestorSettingsRequestorGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationApiArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationApiGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationApiOauth2PermissionScopeArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationApiOauth2PermissionScopeGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationAppRoleArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationAppRoleGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationFeatureTagArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationFeatureTagGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsAccessTokenArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsAccessTokenGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsIdTokenArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsIdTokenGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsSaml2TokenArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationOptionalClaimsSaml2TokenGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationPublicClientArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationPublicClientGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationRequiredResourceAccessArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationRequiredResourceAccessGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationRequiredResourceAccessResourceAccessArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationRequiredResourceAccessResourceAccessGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationSinglePageApplicationArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationSinglePageApplicationGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationWebArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationWebGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationWebImplicitGrantArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ApplicationWebImplicitGrantGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsApplicationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsApplicationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsClientApplicationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsClientApplicationsFilterArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsClientApplicationsFilterGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsClientApplicationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsDevicesArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsDevicesFilterArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsDevicesFilterGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsDevicesGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsLocationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsLocationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsPlatformsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsPlatformsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsUsersArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsUsersExcludedGuestsOrExternalUserArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class ConditionalAccessPolicyConditionsUsersExcludedGuestsOrExternalUserExternalTenantArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class ConditionalAccessPolicyConditionsUsersExcludedGuestsOrExternalUserExternalTenantGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsUsersExcludedGuestsOrExternalUserGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsUsersGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsUsersIncludedGuestsOrExternalUserArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class ConditionalAccessPolicyConditionsUsersIncludedGuestsOrExternalUserExternalTenantArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class ConditionalAccessPolicyConditionsUsersIncludedGuestsOrExternalUserExternalTenantGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyConditionsUsersIncludedGuestsOrExternalUserGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyGrantControlsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicyGrantControlsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicySessionControlsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ConditionalAccessPolicySessionControlsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class CustomDirectoryRolePermissionArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class CustomDirectoryRolePermissionGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupDynamicMembershipArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupDynamicMembershipGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActivationRulesApprovalStageArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActivationRulesApprovalStageGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActivationRulesApprovalStagePrimaryApproverArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyActivationRulesApprovalStagePrimaryApproverGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActivationRulesArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActivationRulesGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActiveAssignmentRulesArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyActiveAssignmentRulesGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyEligibleAssignmentRulesArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyEligibleAssignmentRulesGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsAdminNotificationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsAdminNotificationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsApproverNotificationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsApproverNotificationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsAssigneeNotificationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsAssigneeNotificationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesActiveAssignmentsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsAdminNotificationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsAdminNotificationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsApproverNotificationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsApproverNotificationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsAssigneeNotificationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsAssigneeNotificationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesEligibleActivationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsAdminNotificationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsAdminNotificationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsApproverNotificationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsApproverNotificationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsAssigneeNotificationsArgs;
[Obsolete(Why, true), EditorBrowsable(Never)]
public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsAssigneeNotificationsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesEligibleAssignmentsGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupRoleManagementPolicyNotificationRulesGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupWithoutMembersDynamicMembershipArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class GroupWithoutMembersDynamicMembershipGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class InvitationMessageArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class InvitationMessageGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class NamedLocationCountryArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class NamedLocationCountryGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class NamedLocationIpArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class NamedLocationIpGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalAppRoleArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalAppRoleGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalFeatureArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalFeatureGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalFeatureTagArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalFeatureTagGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalOauth2PermissionScopeArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalOauth2PermissionScopeGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalSamlSingleSignOnArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class ServicePrincipalSamlSingleSignOnGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationJobProvisionOnDemandParameterArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationJobProvisionOnDemandParameterGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationJobProvisionOnDemandParameterSubjectArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationJobProvisionOnDemandParameterSubjectGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationJobScheduleArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationJobScheduleGetArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationSecretCredentialArgs;
[Obsolete(Why, true), EditorBrowsable(Never)] public static class SynchronizationSecretCredentialGetArgs;
