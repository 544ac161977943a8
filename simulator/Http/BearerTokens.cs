using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// Writes tokens of the simulated Microsoft Entra as text and reads them again: JSON Web Tokens with the claims that Entra's have, signed
/// with a secret of this server, so that nobody else can make one. Clients need not look into them.
/// </summary>
internal sealed class BearerTokens
{
    private static readonly string Header = Encode("""{"typ":"JWT","alg":"HS256"}"""u8);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    public string Write(AccessToken token)
    {
        var claims = new JsonObject
        {
            ["aud"] = token.Audience,
            ["iss"] = $"https://sts.windows.net/{token.Tenant}/",
            ["exp"] = token.Expires.ToUnixTimeSeconds(),
            ["tid"] = token.Tenant.Value,
            ["oid"] = token.Principal.Value,
            ["ver"] = "1.0",
        };
        if (token.Application is not null)
            claims["appid"] = token.Application.Value;
        var signed = $"{Header}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Encode(Sign(signed))}";
    }

    /// <returns>Null for what this server has not written.</returns>
    public AccessToken? Read(string text)
    {
        if (text.Split('.') is not [var header, var payload, var signature] || !Base64Url.IsValid(signature) || !Base64Url.IsValid(payload))
            return null;
        if (!CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), Sign($"{header}.{payload}")))
            return null;
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
        var root = claims.RootElement;
        return new AccessToken(
            TenantId.Parse(root.GetProperty("tid").GetString()!).Value!,
            ObjectId.Parse(root.GetProperty("oid").GetString()!).Value!,
            root.TryGetProperty("appid", out var application) ? ApplicationId.Parse(application.GetString()!).Value : null,
            root.GetProperty("aud").GetString()!,
            DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("exp").GetInt64()));
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(text));

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
