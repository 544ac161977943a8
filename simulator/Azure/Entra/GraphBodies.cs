using System.Text.Json.Serialization;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>An application in a request; for a new one the display name must be there.</summary>
internal sealed record ApplicationBody(
    string? DisplayName = null, string? SignInAudience = null, IReadOnlyList<KeyCredentialBody>? KeyCredentials = null);

internal sealed record KeyCredentialBody(
    string Type,
    string Usage,
    string Key,
    string? DisplayName = null,
    DateTimeOffset? StartDateTime = null,
    DateTimeOffset? EndDateTime = null);

internal sealed record AddPasswordBody(PasswordCredentialBody? PasswordCredential = null);

internal sealed record PasswordCredentialBody(
    string? DisplayName = null, DateTimeOffset? StartDateTime = null, DateTimeOffset? EndDateTime = null);

internal sealed record RemovePasswordBody(string KeyId);

internal sealed record FederatedCredentialBody(
    string? Name = null,
    string? Issuer = null,
    string? Subject = null,
    IReadOnlyList<string>? Audiences = null,
    string? Description = null);

internal sealed record ServicePrincipalBody(string? AppId = null, bool? AccountEnabled = null);

internal sealed record UserBody(
    string? DisplayName = null,
    bool? AccountEnabled = null,
    string? MailNickname = null,
    string? UserPrincipalName = null,
    PasswordProfileBody? PasswordProfile = null);

/// <summary>Taken, as Microsoft Graph demands it, and not kept.</summary>
internal sealed record PasswordProfileBody(string? Password = null, bool? ForceChangePasswordNextSignIn = null);

internal sealed record GroupBody(
    string? DisplayName = null, bool? MailEnabled = null, string? MailNickname = null, bool? SecurityEnabled = null);

/// <summary>A directory object that is added to a group.</summary>
internal sealed record ReferenceBody([property: JsonPropertyName("@odata.id")] string Address);
