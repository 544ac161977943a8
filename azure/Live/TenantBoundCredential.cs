using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;

namespace XtCmkInfra.Azure;

/// <summary>
/// Gives tokens of one tenant only. A managed identity, and a credential of the environment, sign in to a tenant of their own whatever
/// they are asked for; and Microsoft Graph answers for the token's tenant, as if what is in the one that was meant were not there.
/// </summary>
/// <param name="signIns">Lets so many sign in at once, whatever tenants they sign in to.</param>
internal sealed class TenantBoundCredential(TokenCredential credential, TenantId tenant, SemaphoreSlim signIns) : TokenCredential
{
    /// <summary>A token is used until so long before it expires.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>By what they are for. Not every client keeps its tokens, nor does the Azure CLI.</summary>
    private readonly ConcurrentDictionary<string, AccessToken> tokens = new(StringComparer.Ordinal);

    /// <summary>Who signed in last; null before anybody did.</summary>
    public SignedIn? SignedIn { get; private set; }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var purpose = $"{string.Join(' ', requestContext.Scopes)} {requestContext.Claims}";
        if (Known(purpose) is { } known)
            return known;
        await signIns.WaitAsync(cancellationToken);
        try
        {
            return Known(purpose) ?? (tokens[purpose] = Checked(await credential.GetTokenAsync(OfTenant(requestContext), cancellationToken)));
        }
        finally
        {
            signIns.Release();
        }
    }

    private TokenRequestContext OfTenant(TokenRequestContext context) =>
        new(context.Scopes, context.ParentRequestId, context.Claims, tenant.Value, context.IsCaeEnabled);

    private AccessToken? Known(string purpose) =>
        tokens.TryGetValue(purpose, out var token) && token.ExpiresOn - DateTimeOffset.UtcNow > Margin ? token : null;

    /// <exception cref="WrongTenantException">The token says that it is of another tenant.</exception>
    private AccessToken Checked(AccessToken token)
    {
        var (found, principal) = (ClaimOf(token.Token, "tid"), ClaimOf(token.Token, "oid"));
        if (found is not null && !found.Equals(tenant.Value, StringComparison.OrdinalIgnoreCase))
            throw new WrongTenantException(tenant, found);
        SignedIn = new SignedIn(tenant, principal is null ? null : ObjectId.Parse(principal).Value);
        return token;
    }

    /// <returns>Null for a token that does not say; a service may make its own unreadable.</returns>
    private static string? ClaimOf(string token, string name)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
            return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty(name, out var id)
                && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Who has signed in to a tenant.</summary>
/// <param name="Principal">The object id in the tenant; null where the token does not say.</param>
internal sealed record SignedIn(TenantId Tenant, ObjectId? Principal)
{
    public override string ToString() => $"{Principal?.Value ?? "unknown principal"} in tenant {Tenant}";
}

/// <summary>Whoever was found to sign in as is of another tenant than the one to look at.</summary>
internal sealed class WrongTenantException(TenantId tenant, string found) : AuthenticationFailedException(
    $"the sign-in is for tenant {found}, not for {tenant}: run 'az login --tenant {tenant}', and remove any "
        + "managed identity or AZURE_TENANT_ID of another tenant");
