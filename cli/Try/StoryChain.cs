using System.Text.Json;
using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Try;

/// <summary>What the rules say of the simulated chain: the codes of those that do not hold, each once and in their order.</summary>
/// <param name="Weaker">Of rules that are broken while the chain works as agreed.</param>
internal sealed record ChainVerdict(IReadOnlyList<string> Broken, IReadOnlyList<string> Weaker, IReadOnlyList<string> Undetermined)
{
    public bool Holds => Broken.Count + Undetermined.Count == 0;

    /// <summary>Whether exactly these rules are broken, and none is undetermined.</summary>
    public bool IsBrokenBy(IEnumerable<string> codes) => Undetermined.Count == 0 && Broken.SequenceEqual(codes);

    /// <summary>For example <c>broken (account-unreadable, key-disabled)</c>.</summary>
    public override string ToString()
    {
        var parts = new[] { ("broken", Broken), ("cannot be determined", Undetermined), ("weaker", Weaker) }
            .Where(part => part.Item2.Count > 0)
            .Select(part => $"{part.Item1} ({string.Join(", ", part.Item2)})");
        return string.Join("; ", Holds ? parts.Prepend("holds") : parts);
    }
}

/// <summary>Asks of the simulated tenants what <c>xtcmk verify</c> asks of Azure, by the same readers and rules.</summary>
internal sealed class StoryChain(SimulatedAzure azure, Cloud cloud) : IDisposable
{
    /// <summary>As <c>xtcmk verify</c> has it by itself.</summary>
    private const int WarnDays = 30;

    private readonly SimulatedEndpoint _endpoint = SimulatedEndpoint.InProcess(new SimulatedAzureHandler(azure));
    private AzureConnection? _connection;
    private DateTimeOffset _signedIn;

    /// <param name="stacks">The vendor's; one that has no outputs yet expects nothing.</param>
    /// <param name="probe">Whether to ask the accounts' blob services too, which need a blob for that.</param>
    /// <returns>Null where nothing is expected yet.</returns>
    public async Task<ChainVerdict?> JudgeAsync(IEnumerable<SimulatedStack> stacks, SimulatedStack customer, bool probe)
    {
        var vendors = VendorExpectation.Join(
        [
            .. stacks.Where(stack => stack.Outputs.Count > 0).Select(stack => StackOutputs.OfVendor(stack.FullName, Outputs(stack))),
        ]);
        IReadOnlyList<CustomerExpectation> customers =
            customer.Outputs["handoff"] is null ? [] : [StackOutputs.OfCustomer(customer.FullName, Outputs(customer))];
        if (vendors.Count + customers.Count == 0)
            return null;
        var options = new VerifyOptions(new ReadScope(null, null, probe), WarnDays, Severity.Low);
        var verifier = new Verifier(Connect(), options, new AzureQueries(azure.Clock, CancellationToken.None));
        var results = (await verifier.RunAsync(vendors, customers, _ => { })).Results;
        return new ChainVerdict(Codes(results, Verdict.Broken), Codes(results, Verdict.Weak), Codes(results, Verdict.CannotBeDetermined));
    }

    public void Dispose() => _connection?.Dispose();

    /// <summary>The clients go by real time, and would use tokens that have expired when days have passed here.</summary>
    private AzureConnection Connect()
    {
        if (_connection is not null && _signedIn == azure.Clock.GetUtcNow())
            return _connection;
        _connection?.Dispose();
        _signedIn = azure.Clock.GetUtcNow();
        return _connection = new AzureConnection(cloud, _endpoint, Retries: 0, Time: azure.Clock);
    }

    private static JsonElement Outputs(SimulatedStack stack) => JsonSerializer.SerializeToElement(stack.Outputs);

    private static IReadOnlyList<string> Codes(IEnumerable<CheckResult> results, Verdict verdict) =>
    [
        .. results.Where(result => result.Verdict == verdict).Select(result => result.Rule.Code).Distinct().Order(StringComparer.Ordinal),
    ];
}
