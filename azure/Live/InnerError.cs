using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure;

namespace XtCmkInfra.Azure;

/// <summary>
/// The finer code of Key Vault's errors, for example ForbiddenByFirewall: the inner one; or where there is none, as when a token is
/// refused, the code with which the message begins, for example AKV10032.
/// </summary>
internal static partial class InnerError
{
    public const string KeyDisabled = "KeyDisabled";

    public static string? CodeOf(RequestFailedException refused)
    {
        try
        {
            return refused.GetRawResponse() is { Content: { } content }
                && JsonNode.Parse(content) is JsonObject body
                && body["error"] is JsonObject error
                ? (error["innererror"] ?? error["innerError"]) is JsonObject inner ? (string?)inner["code"]
                    : (string?)error["message"] is { } message && Begin().Match(message) is { Success: true } code
                        ? code.Groups[1].Value
                        : null
                : null;
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether the firewall of a vault or, by the last of these, of a storage account refuses, and no right is missing.</summary>
    public static bool IsOfFirewall(string? code) => code is "ForbiddenByFirewall" or "ForbiddenByConnection" or "AuthorizationFailure";

    [GeneratedRegex(@"^\[?(AKV[0-9]+)\b")]
    private static partial Regex Begin();
}
