using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>A refusal of the command itself, before or without asking a service.</summary>
/// <param name="exitCode">As the Azure CLI has it: 1, 2 for a command line that cannot be understood, 3 for what is not there.</param>
internal sealed class AzException(string message, int exitCode = 1) : Exception(message)
{
    public const int Usage = 2;
    public const int NotFound = 3;

    public int ExitCode { get; } = exitCode;

    public static AzException NotModelled(string what) =>
        new($"The simulator does not model {what}. docs/simulate.md lists what it does.", Usage);
}

/// <summary>How the Azure CLI writes the refusal of a service.</summary>
internal static class AzErrors
{
    /// <summary>Azure Storage's data plane puts its code last, Microsoft Graph writes none, all others put it in brackets first.</summary>
    public static string Text(AzCommand command, AzureException refusal) => command.Path switch
    {
        ["storage", "blob" or "container", ..] =>
            $"{refusal.Message}\nErrorCode:{refusal.Code}",
        ["ad", ..] => refusal.Message,
        _ => $"({refusal.Code}) {refusal.Message}\nCode: {refusal.Code}\nMessage: {refusal.Message}{Inner(refusal)}",
    };

    private static string Inner(AzureException refusal) => refusal.InnerCode is { } code
        ? $"\nInner error: {AzOutput.Json(new JsonObject { ["code"] = code })}"
        : "";
}
