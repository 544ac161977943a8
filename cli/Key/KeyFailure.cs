using System.Security.Authentication;
using System.Text.RegularExpressions;
using Azure;
using Azure.Identity;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary>Says in a sentence why a call of Azure failed, with Azure's code, and what to do.</summary>
/// <param name="Tenant">Null while it is not known.</param>
internal sealed partial record KeyFailure(KeyUri Key, TenantId? Tenant, KeyRight Right)
{
    private const string Later = "Run it again later.";

    private string SignIn => Tenant is null ? "az login" : $"az login --tenant {Tenant}";

    /// <returns>Null for what is no failure of a call.</returns>
    public string? InWords(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [.., var last] } => InWords(last),
        UnexpectedAnswerException unexpected => $"{unexpected.Message}. Nothing can be determined from it. {Later}",
        CredentialUnavailableException =>
            $"Nobody is signed in to tenant {Tenant}: run '{SignIn}', or set AZURE_TENANT_ID, AZURE_CLIENT_ID and a credential.",
        WrongTenantException wrong => $"Signing in failed: {wrong.Message}.",
        AuthenticationFailedException refused => SignInFailed(refused),
        RequestFailedException { Status: 0 } silent =>
            $"{Key.Host} did not respond: {Innermost(silent)}. Check the name in KEY-URI and the network.",
        RequestFailedException refused => Refused(refused),
        HttpRequestException or IOException => $"{Key.Host} did not respond: {Innermost(failure)}. {Later}",
        OperationCanceledException => $"{Key.Host} did not respond in time. {Later}",
        _ => null,
    };

    /// <summary>Whether a change that failed so may have been made all the same.</summary>
    public static bool LeavesOpen(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [.., var last] } => LeavesOpen(last),
        AuthenticationFailedException => false,
        RequestFailedException { Status: >= 400 and < 500 } => false,
        _ => true,
    };

    private string SignInFailed(AuthenticationFailedException refused)
    {
        for (Exception? inner = refused; inner is not null; inner = inner.InnerException)
        {
            if (EntraCode().Match(inner.Message) is { Success: true } code)
                return $"Signing in to tenant {Tenant} failed ({code.Value}): run '{SignIn}', or correct the credential in the "
                    + "environment.";
        }

        return $"Signing in to tenant {Tenant} failed without a code of Microsoft Entra. {Later}";
    }

    private string Refused(RequestFailedException refused)
    {
        var (code, inner) = (Plain(refused.ErrorCode), Plain(InnerError.CodeOf(refused)));
        var what = $"{Key.Host} returned {string.Join(" ", new[] { $"{refused.Status}", code, inner }.Where(word => word is not null))}: ";
        return what + (refused.Status, inner ?? code) switch
        {
            (401, "AKV10032") =>
                $"it does not belong to tenant {Tenant}. Name its tenant with --tenant, or leave that out to ask the vault.",
            (401, _) => $"it does not accept the sign-in to tenant {Tenant}. Sign in again: '{SignIn}'.",
            (403, { } firewall) when InnerError.IsOfFirewall(firewall) =>
                "its firewall refuses this machine. Run it from an address that the firewall lists, "
                    + "or add this address to vault.firewall.ipRules.",
            (403, InnerError.KeyDisabled) => $"its newest version is disabled. 'xtcmk key enable {Key.WithoutVersion}' enables it.",
            (403, _) => $"the account that is signed in to tenant {Tenant} lacks a role. It needs {Right.On(Key)}.",
            (404, _) => $"there is no such key. Check the name and the version in {Key}.",
            (429, _) => $"too many calls. Wait {Pause(refused)} and run it again.",
            ( >= 500, _) => $"it is not available now. {Later}",
            _ => "it refuses the call. 'xtcmk key status' shows the state of the key.",
        };
    }

    private static string Pause(RequestFailedException refused) =>
        refused.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var wait) == true && int.TryParse(wait, out var seconds)
            ? $"{seconds} seconds"
            : "a minute";

    /// <summary>A code is a word; anything else is not shown.</summary>
    private static string? Plain(string? code) => code is not null && Word().IsMatch(code) ? code : null;

    /// <summary>The message of what failed first, without codes of the TLS library.</summary>
    private static string Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
        {
            if (failure is AuthenticationException)
                return "the TLS handshake failed";
            failure = inner;
        }

        return failure.Message.Split('\n')[0].Trim().TrimEnd('.');
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,80}\\z")]
    private static partial Regex Word();

    [GeneratedRegex("AADSTS[0-9]+")]
    private static partial Regex EntraCode();
}
