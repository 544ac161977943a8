using System.Text.RegularExpressions;
using Azure;
using Azure.Core;

namespace XtCmkInfra.Azure;

/// <summary>
/// Asks a vault or a managed HSM which tenant it belongs to: it says so to a caller without a token, in the header WWW-Authenticate of its
/// 401. Source: Microsoft, "Authentication, requests and responses" of Azure Key Vault.
/// </summary>
internal static partial class TenantChallenge
{
    /// <summary>The sign-in host of older answers in the public cloud, another name of the same service.</summary>
    private const string FormerPublicHost = "login.windows.net";

    /// <exception cref="UnexpectedAnswerException">It does not say, or names a sign-in host of another cloud than its own.</exception>
    /// <exception cref="RequestFailedException">It answers something else than 401.</exception>
    public static async Task<TenantId> AskAsync(AzureConnection connection, KeyUri key, CancellationToken cancellation)
    {
        var pipeline = connection.Anonymous;
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri($"{key.VaultUri}/keys"));
        message.Request.Uri.AppendQuery("api-version", ApiVersions.Keys);
        await pipeline.SendAsync(message, cancellation);
        var response = message.Response;
        if (response.Status != 401 && response.IsError)
            throw new RequestFailedException(response);
        var call = $"GET {key.VaultUri}/keys";
        if (response.Status != 401 || !response.Headers.TryGetValue("WWW-Authenticate", out var challenge))
            throw new UnexpectedAnswerException(call, "without its tenant: name it with --tenant");
        return Read(challenge, key.Cloud) is { } tenant
            ? tenant
            : throw new UnexpectedAnswerException(call,
                $"with a sign-in address outside the cloud '{key.Cloud}': name the tenant with --tenant");
    }

    /// <returns>Null for a challenge that names no tenant at a sign-in host of the cloud.</returns>
    internal static TenantId? Read(string challenge, Cloud cloud)
    {
        if (Authorization()
            .Match(challenge) is not { Success: true } match || !Uri.TryCreate(match.Groups[1].Value, UriKind.Absolute, out var uri))
            return null;
        var isOfCloud = uri.IsDefaultPort && uri.UserInfo.Length == 0
            && (uri.Host == cloud.LoginHost || uri.Host == cloud.IssuerHost || (cloud == Cloud.Public && uri.Host == FormerPublicHost));
        return isOfCloud ? TenantId.Parse(uri.AbsolutePath.Trim('/')).Value : null;
    }

    [GeneratedRegex("""\bauthorization(?:_uri)?="?(https://[^",\s]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Authorization();
}
