using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>What a verification rests on that was made for a test.</summary>
internal static class Sources
{
    public static VerifySource Of(DateTimeOffset at) => new(
        "https://management.azure.com",
        false,
        "xtcmk 1.0.0",
        [new SignedIn(World.Vendor, SimulatedOperator.Principal), new SignedIn(World.Customer, null)],
        [new VerifyInput("isv.json", "{}"u8.ToArray())],
        at.AddMinutes(-1),
        at);
}
