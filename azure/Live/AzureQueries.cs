using System.Text.Json;
using System.Xml;
using Azure;
using Azure.Identity;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>
/// Asks Azure, and takes down the answer, that there is none, or why it could not be had. Nothing is thrown: one call that fails
/// makes what rests on it unknown, and nothing else.
/// </summary>
/// <param name="time">What says when an answer was read.</param>
/// <param name="cancellation">Cancelled when the time for everything is up.</param>
internal sealed class AzureQueries(TimeProvider time, CancellationToken cancellation)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <param name="what">What is asked for, as the end of a sentence.</param>
    /// <param name="ask">Gives null where Azure says that there is none; a 404 says so too.</param>
    /// <param name="mayBeMissing">False for a list and the like, which is there as long as that is to which it belongs.</param>
    public async Task<ReadResult<T>> AskAsync<T>(string what, Func<CancellationToken, Task<T?>> ask, bool mayBeMissing = true)
        where T : class
    {
        try
        {
            var answer = await ask(cancellation);
            return ReadResult.Of(answer, time.GetUtcNow());
        }
        catch (Exception failure) when (mayBeMissing && IsNotThere(failure))
        {
            return ReadResult.Of<T>(null, time.GetUtcNow());
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return ReadResult.Failed<T>($"{what}: {Reason(failure)}", time.GetUtcNow());
        }
    }

    /// <summary>Only Azure's own word for it: a 404 of something between here and Azure says nothing about the resource.</summary>
    private static bool IsNotThere(Exception failure) => failure switch
    {
        RequestFailedException { Status: 404, ErrorCode: { } code } =>
            code is "ResourceNotFound" or "ResourceGroupNotFound" or "KeyNotFound" or "VaultNotFound" or "Request_ResourceNotFound",
        _ => false,
    };

    private string Reason(Exception failure) => failure switch
    {
        _ when cancellation.IsCancellationRequested => "the time limit ended before Azure responded; raise it with --timeout",
        AggregateException { InnerExceptions: [var inner, ..] } => Reason(inner),
        RequestFailedException { Status: 403 } refused when (InnerError.CodeOf(refused) ?? refused.ErrorCode) is { } code
            && InnerError.IsOfFirewall(code) =>
            $"the firewall refused this machine ({refused.Status} {code}); run it from an address that the firewall allows",
        RequestFailedException { Status: 401 or 403 } refused =>
            $"access was refused ({Code(refused)}); the caller needs a role that reads it",
        RequestFailedException { Status: 429 } throttled => $"Azure throttled the call ({Code(throttled)})",
        RequestFailedException { Status: > 0 } failed => $"Azure returned {failed.Status} ({Code(failed)})",
        RequestFailedException broken => $"Azure did not respond ({FirstLine(broken.Message)})",
        Microsoft.Kiota.Abstractions.ApiException failed => $"Microsoft Graph returned {failed.ResponseStatusCode}",
        CredentialUnavailableException =>
            "nobody is signed in; run 'az login', or set the variables of a workload identity",
        WrongTenantException wrong => wrong.Message,
        AuthenticationFailedException failed => $"signing in failed ({FirstLine(failed.InnerException?.Message ?? failed.Message)})",
        UnexpectedAnswerException unreadable => unreadable.Message,
        UnknownShapeException unreadable => $"the answer cannot be read: {unreadable.Message}",
        JsonException => "the answer is not JSON, or was cut",
        XmlException => "the answer is not XML, or was cut",
        // What Azure's own clients come upon where an answer lacks what they take for granted.
        NullReferenceException or FormatException => "the answer is not what was asked for",
        IOException or HttpRequestException => $"the connection broke ({FirstLine(failure.Message)})",
        OperationCanceledException => "the answer did not come in time",
        // Whatever else a client makes of an answer: none of it may end the run, and none of it is an all-clear.
        _ => $"the answer is not what was asked for ({FirstLine(failure.Message)})",
    };

    private static string Code(RequestFailedException failure) =>
        failure.ErrorCode is { Length: > 0 } code ? $"{failure.Status} {code}" : $"{failure.Status}";

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0].TrimEnd('.');
}
