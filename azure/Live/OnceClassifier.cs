using Azure.Core;

namespace XtCmkInfra.Azure;

/// <summary>
/// For calls that do something again each time they are made. Only one that was throttled is tried again: after any other failure it may
/// have been carried out already.
/// </summary>
internal sealed class OnceClassifier : ResponseClassifier
{
    public static readonly OnceClassifier Instance = new();

    public override bool IsRetriableResponse(HttpMessage message) => message.Response.Status == 429;

    public override bool IsRetriableException(Exception exception) => false;

    public override bool IsRetriable(HttpMessage message, Exception exception) => false;
}
