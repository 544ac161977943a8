using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>A refusal, with the HTTP status and the error code with which Azure refuses.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">
/// Azure's error code: Azure Resource Manager's, Microsoft Graph's, Key Vault's or Azure Storage's; of Microsoft Entra's token
/// service the AADSTS number.
/// </param>
/// <param name="message">What is wrong and where, in the simulator's own words.</param>
/// <param name="cause">The refusal of another service that led to this one, for example Key Vault's behind Azure Storage's.</param>
/// <param name="innerCode">Key Vault's finer code (its <c>innererror</c>), for example ForbiddenByRbac.</param>
public sealed class AzureException(int status, string code, string message, AzureException? cause = null, string? innerCode = null)
    : Exception(message, cause)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string? InnerCode { get; } = innerCode;

    public AzureException? Cause { get; } = cause;

    /// <summary>The code that says most: the inner one where there is one.</summary>
    public string SpecificCode => InnerCode ?? Code;

    /// <summary>The body in which Azure Resource Manager, Microsoft Graph and Key Vault answer an error.</summary>
    public JsonObject ToJson()
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (InnerCode is not null)
            error["innererror"] = new JsonObject { ["code"] = InnerCode };
        return new JsonObject { ["error"] = error };
    }

    public override string ToString() => Cause is null ? $"{SpecificCode}: {Message}" : $"{SpecificCode}: {Message} ({Cause})";

    /// <summary>Azure would do it, the simulator does not: refused rather than accepted without effect.</summary>
    internal static AzureException NotModelled(string what) =>
        new(501, "NotImplemented", $"The simulator does not model {what}.");
}
