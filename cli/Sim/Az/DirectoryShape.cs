using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>
/// Objects of the directory as the Azure CLI prints them: as Microsoft Graph answers, with what nothing here sets.
/// Source: Microsoft Graph v1.0, resource types application and servicePrincipal.
/// </summary>
internal static class DirectoryShape
{
    private const string Unnamed = """
        { "logoUrl": null, "marketingUrl": null, "privacyStatementUrl": null, "supportUrl": null, "termsOfServiceUrl": null }
        """;
    private const string Unverified = """{ "addedDateTime": null, "displayName": null, "verifiedPublisherId": null }""";

    private static readonly JsonObject UnsetOfApplication = Read($$"""
        {
          "addIns": [], "appRoles": [], "applicationTemplateId": null, "certification": null,
          "defaultRedirectUri": null, "deletedDateTime": null, "description": null, "disabledByMicrosoftStatus": null,
          "groupMembershipClaims": null, "identifierUris": [], "info": {{Unnamed}},
          "api": {
            "acceptMappedClaims": null, "knownClientApplications": [], "oauth2PermissionScopes": [], "preAuthorizedApplications": [],
            "requestedAccessTokenVersion": null
          },
          "isDeviceOnlyAuthSupported": null, "isFallbackPublicClient": null, "nativeAuthenticationApisEnabled": null, "notes": null,
          "optionalClaims": null, "parentalControlSettings": { "countriesBlockedForMinors": [], "legalAgeGroupRule": "Allow" },
          "publicClient": { "redirectUris": [] }, "requestSignatureVerification": null, "requiredResourceAccess": [],
          "samlMetadataUrl": null,
          "serviceManagementReference": null, "servicePrincipalLockConfiguration": null, "spa": { "redirectUris": [] }, "tags": [],
          "tokenEncryptionKeyId": null, "uniqueName": null, "verifiedPublisher": {{Unverified}},
          "web": {
            "homePageUrl": null, "implicitGrantSettings": { "enableAccessTokenIssuance": false, "enableIdTokenIssuance": false },
            "logoutUrl": null, "redirectUriSettings": [], "redirectUris": []
          }
        }
        """);

    private static readonly JsonObject UnsetOfPrincipal = Read($$"""
        {
          "addIns": [], "alternativeNames": [], "appDescription": null, "appRoleAssignmentRequired": false, "appRoles": [],
          "applicationTemplateId": null, "createdDateTime": null, "deletedDateTime": null, "description": null,
          "disabledByMicrosoftStatus": null, "homepage": null, "info": {{Unnamed}}, "loginUrl": null, "logoutUrl": null, "notes": null,
          "notificationEmailAddresses": [], "oauth2PermissionScopes": [], "preferredSingleSignOnMode": null,
          "preferredTokenSigningKeyThumbprint": null, "replyUrls": [], "resourceSpecificApplicationPermissions": [],
          "samlSingleSignOnSettings": null, "tags": [], "tokenEncryptionKeyId": null, "verifiedPublisher": {{Unverified}}
        }
        """);

    /// <param name="isAlone">Whether it is the whole answer, and no item of a list.</param>
    public static JsonObject Application(AzSession session, JsonObject application, bool isAlone)
    {
        application["publisherDomain"] = session.DomainOf(session.Tenant);
        foreach (var password in (application["passwordCredentials"] as JsonArray ?? []).OfType<JsonObject>())
            AzShapes.WithNulls(password, "customKeyIdentifier", "hint", "secretText");
        var whole = With(application, UnsetOfApplication);
        return isAlone ? Alone(session, whole, "applications") : whole;
    }

    /// <inheritdoc cref="Application"/>
    public static JsonObject ServicePrincipal(AzSession session, JsonObject principal, bool isAlone)
    {
        principal["servicePrincipalNames"] = new JsonArray((string?)principal["appId"]);
        var whole = With(principal, UnsetOfPrincipal);
        return isAlone ? Alone(session, whole, "servicePrincipals") : whole;
    }

    /// <summary>An object that is the whole answer says which collection it is of.</summary>
    public static JsonObject Alone(AzSession session, JsonObject one, string collection)
    {
        one["@odata.context"] = $"https://{session.Cloud.GraphHost}/v1.0/$metadata#{collection}/$entity";
        return one;
    }

    private static JsonObject With(JsonObject one, JsonObject unset)
    {
        foreach (var (name, value) in unset)
            one.TryAdd(name, value?.DeepClone());
        return one;
    }

    private static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();
}
