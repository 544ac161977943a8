using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Moq;
using Pulumi;
using Pulumi.Testing;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

/// <summary>An output is secret as a whole where something that it was made from is, though nothing in it needs to be.</summary>
public sealed class WhenAnotherStackKeepsItsOutputsSecret
{
    private const string Stack = "organization/project/stack";

    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, object>> _made = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_vendor_reads_the_customers_handoff_record(bool secret)
    {
        await RunVendorAsync(
            secret,
            $$"""{"handoff":{{TestSettings.CustomersRecord}}}""",
            ("customers", TestSettings.Entry($$""","key":{"stack":"{{Stack}}"}""")));

        Assert.True(_made["fabrikam"].ContainsKey("encryption"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_vendor_reads_identities_and_which_is_the_default(bool secret)
    {
        var outputs = $$"""
            {
              "handoff": {{TestSettings.VendorsRecord}},
              "identities": { "id-a": {{Identity("a")}}, "id-b": {{Identity("b")}} },
              "defaultIdentity": "id-b"
            }
            """;

        await RunVendorAsync(
            secret,
            outputs,
            ("application", null),
            ("identities", null),
            ("identityStack", Stack),
            ("customers", TestSettings.Entry($$""","key":{"uri":"{{TestSettings.Key}}"}""")));

        var encryption = Assert.IsType<ImmutableDictionary<string, object>>(_made["fabrikam"]["encryption"]);
        var identity = Assert.IsType<ImmutableDictionary<string, object>>(encryption["encryptionIdentity"]);
        Assert.Equal("/live/b", identity["encryptionUserAssignedIdentity"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_customer_reads_the_vendors_handoff_record(bool secret)
    {
        var settings = TestSettings.Customer(("vendor", $$"""{"stack":"{{Stack}}"}"""));

        await RunAsync(
            secret,
            $$"""{"handoff":{{TestSettings.VendorsRecord}}}""",
            () => CustomerStack.CustomerStack.DeclareAsync(CustomerSettings.Read(settings), new SimulatedClock()));

        Assert.Equal(TestSettings.ApplicationId, _made["service-principal"]["clientId"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_customer_sees_an_application_that_it_granted_before(bool secret)
    {
        var settings = TestSettings.Customer(("vendor", $$"""{"stack":"{{Stack}}"}"""));

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(
            secret,
            $$"""{"vendorApplicationId":"{{TestSettings.ApplicationId}}"}""",
            () => CustomerStack.CustomerStack.DeclareAsync(CustomerSettings.Read(settings), new SimulatedClock())));

        Assert.Contains($"this stack has let the application {TestSettings.ApplicationId} in", refused.Message);
    }

    private static string Identity(string name) =>
        $$"""{ "id": "/live/{{name}}", "principalId": "{{TestSettings.Officer}}", "clientId": "{{TestSettings.ApplicationId}}" }""";

    private Task RunVendorAsync(bool secret, string outputs, params (string Name, string? Value)[] changes) => RunAsync(
        secret,
        outputs,
        () => VendorStack.VendorStack.DeclareAsync(
            VendorSettings.Read(TestSettings.Vendor(changes), () => throw new InvalidOperationException())));

    private async Task RunAsync(bool secret, string outputs, Func<Task<IDictionary<string, object?>>> program)
    {
        var mocks = new Mock<IMocks>();
        mocks.Setup(azure => azure.NewResourceAsync(It.IsAny<MockResourceArgs>())).Returns((MockResourceArgs args) =>
        {
            _made[args.Name!] = args.Inputs;
            var state = args.Type == "pulumi:pulumi:StackReference" ? Referenced(args, secret, outputs) : args.Inputs
                .SetItem("objectId", TestSettings.Officer)
                .SetItem("keyUri", TestSettings.Key)
                .SetItem("clientId", TestSettings.ApplicationId)
                .SetItem("displayName", "Contoso Data");
            return Task.FromResult<(string?, object)>(($"/live/{args.Name}", state));
        });
        await Deployment.TestAsync(mocks.Object, new TestOptions(), program);
    }

    private static ImmutableDictionary<string, object> Referenced(MockResourceArgs stack, bool secret, string json)
    {
        var outputs = (ImmutableDictionary<string, object>)Value(JsonDocument.Parse(json).RootElement);
        return stack.Inputs
            .SetItem("outputs", outputs)
            .SetItem("secretOutputNames", secret ? [.. outputs.Keys.Cast<object>()] : ImmutableArray<object>.Empty);
    }

    private static object Value(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().ToImmutableDictionary(member => member.Name, member => Value(member.Value))
        : element.GetString()!;
}
