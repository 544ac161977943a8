using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks.Documents;

/// <summary>Both sides' stacks on a simulation with details, brought up to where the real engine's previews began.</summary>
internal sealed class DocumentWorld
{
    public const string VendorTenant = "22222222-2222-4222-8222-222222222222";
    public const string CustomerTenant = "33333333-3333-4333-8333-333333333333";
    public const string CustomerSubscription = "99999999-9999-4999-8999-999999999999";
    public const string Officer = "66666666-6666-4666-8666-666666666666";
    private const string VendorSubscription = "11111111-1111-4111-8111-111111111111";

    private static readonly ProjectFiles VendorFiles = Files("xtcmk-isv", VendorTenant, VendorSubscription);
    private static readonly ProjectFiles CustomerFiles = Files("xtcmk-customer", CustomerTenant, CustomerSubscription);

    public DocumentWorld()
        : this(new Simulation())
    {
        foreach (var (tenant, subscription) in new[] { (VendorTenant, VendorSubscription), (CustomerTenant, CustomerSubscription) })
        {
            Simulation.Azure.AddTenant(TenantId.Parse(tenant).Value!, tenant);
            Simulation.Azure.AddSubscription(SubscriptionId.Parse(subscription).Value!, TenantId.Parse(tenant).Value!);
        }

        Simulation.Azure.AddUser(TenantId.Parse(CustomerTenant).Value!, ObjectId.Parse(Officer).Value!, "officer");
    }

    /// <summary>Goes on with a simulation that has both sides already.</summary>
    public DocumentWorld(Simulation simulation) => Simulation = simulation;

    public Simulation Simulation { get; }

    public string ApplicationId => Simulation.Engine.Stack("xtcmk-isv", "prod").Outputs["handoff"]!["applicationId"]!.ToString();

    public string KeyUri => Simulation.Engine.Stack("xtcmk-customer", "prod").Outputs["handoff"]!["keyUri"]!.ToString();

    /// <summary>The vendor's stack is there, and the customer's, whose key its accounts need.</summary>
    public async Task<DocumentWorld> UpAsync(VendorLike vendor)
    {
        // That program declared no order between its federated credentials, so each is made in a run of its own.
        for (var identities = 1; identities <= vendor.Identities.Count; identities++)
        {
            var start = vendor with { Accounts = [], Identities = [.. vendor.Identities.Take(identities)] };
            await Simulation.Engine.UpAsync(VendorFiles, start.Program);
        }

        await UpAsync(new CustomerLike(ApplicationId));
        await Simulation.Engine.UpAsync(VendorFiles, vendor.Program);
        return this;
    }

    public SimulatedStack Vendor => Simulation.Engine.Stack("xtcmk-isv", "prod");

    /// <summary>Runs any program as the vendor's.</summary>
    public Task UpAsync(StackProgram program) => Simulation.Engine.UpAsync(VendorFiles, program);

    public Task UpAsync(CustomerLike customer) => Simulation.Engine.UpAsync(CustomerFiles, customer.Program);

    public async Task<JsonObject> PreviewAsync(VendorLike vendor, bool showSames = false) =>
        PreviewDocument.Of([await Simulation.Engine.PreviewInDetailAsync(VendorFiles, vendor.Program)], showSames);

    public async Task<JsonObject> PreviewAsync(CustomerLike customer, bool showSames = false) =>
        PreviewDocument.Of([await Simulation.Engine.PreviewInDetailAsync(CustomerFiles, customer.Program)], showSames);

    private static ProjectFiles Files(string project, string tenant, string subscription) => ProjectFiles.Of(
        project, "prod", [("azure-native:tenantId", tenant), ("azure-native:subscriptionId", subscription), ("azuread:tenantId", tenant)]);
}
