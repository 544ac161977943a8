using Pulumi;

namespace XtCmkInfra.CustomerStack;

/// <summary>
/// What holds before the vendor's phase 1: there is no application to let in yet. The vault, the key and the crypto officers can be made
/// meanwhile.
/// </summary>
public static class AwaitedVendor
{
    /// <summary>What the output <c>access</c> says until then.</summary>
    public const string Access = "awaiting-vendor";

    /// <summary>The output that is there as soon as an application was let in.</summary>
    public const string ApplicationOutput = "vendorApplicationId";

    /// <summary>Says what is awaited, unless this stack has had the vendor's record before.</summary>
    /// <exception cref="RunException">It has: to go on without the record would revoke the grant.</exception>
    public static async Task BeginAsync(string vendorStack)
    {
        if (await ReferencedStack.OfThis().ValueAsync(ApplicationOutput) is { } application)
        {
            throw new RunException(
                $"The vendor's stack {vendorStack} has no output 'handoff' any more, but this stack has let the application {application} "
                + "in, and would remove it without the record. Name the right stack in vendor.stack, or paste the record as "
                + "vendor.handoff.");
        }

        Log.Info(
            $"Awaiting the vendor's handoff record: {vendorStack} has no output 'handoff' yet. The key is made meanwhile. Once the vendor "
            + "has run phase 1 ('pulumi up'), run this stack again, and the vendor's application gets access to the key.");
    }
}
