using XtCmkInfra.CustomerStack;

namespace XtCmkInfra.Cli.Try.Steps;

/// <summary>What there is before the handshake.</summary>
internal static class Beginning
{
    public static readonly StoryStep Before = new(
        "before",
        "What the settings expect exists",
        async world =>
        {
            var given = Beforehand.Of(world.Settings);
            foreach (var thing in given)
                await thing.MakeAsync(world);
            var things = string.Join("; ", given.Select(thing => thing.What));
            return new StepOutcome(true, $"Created in the simulated tenants before the story begins: {things}.");
        },
        settings => Beforehand.Of(settings).Count > 0 ? null : "the settings expect nothing to exist",
        BuildsChain: true);

    public static readonly StoryStep CustomerFirst = new(
        "customer-first",
        "The customer runs its program before the vendor has run",
        async world =>
        {
            await world.UpCustomerAsync();
            var (access, customer) = (world.Customer.Outputs["access"]?.ToString(), world.Settings.Customer);
            var made = customer.KeyHome.VaultName is { } vault
                ? $"the key {customer.Key.Name} in {vault} is there, and nothing for the vendor"
                : "nothing is made";
            return new StepOutcome(
                access == AwaitedVendor.Access && world.Customer.Outputs["handoff"] is null,
                $"It is {access}: {made}.");
        },
        settings => settings switch
        {
            { Customer.Vendor: Vendor.Inline } => "the customer's settings hold the vendor's handoff record already",
            { Customer.Vendor: Vendor.Stack { Customer: not null } } =>
                "the customer's settings name it for the vendor's stack (vendor.customer)",
            { Customer.FormerApplications.Count: > 0 } => "the vendor has run before, since a former application keeps its access",
            { TakesOverFromOwnGroup: true } => "the vendor has run before, since its resource group has an account that it takes over",
            _ => null,
        });
}
