using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Try;

/// <summary>What the simulated Azure answers to an attempt that it must refuse.</summary>
internal static class Refusals
{
    /// <returns>The refusal, or null if there was none.</returns>
    public static AzureException? Of(Action attempt)
    {
        try
        {
            attempt();
            return null;
        }
        catch (AzureException refusal)
        {
            return refusal;
        }
    }

    /// <summary>A refusal in Azure's codes, with the one of the service that was asked behind it.</summary>
    public static string InWords(AzureException? refusal) => refusal switch
    {
        null => "as if nothing were wrong",
        { Cause: { } cause } => $"{refusal.Status} {refusal.SpecificCode} ({cause.SpecificCode})",
        _ => $"{refusal.Status} {refusal.SpecificCode}",
    };
}
