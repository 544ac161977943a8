using System.CommandLine;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Sim;

/// <summary><c>xtcmk sim tenant</c>: a tenant with a subscription, which the Azure CLI cannot make.</summary>
internal static class SimTenantCommand
{
    public static Command Create(CommandContext context)
    {
        var tenant = new Argument<string>("tenant") { Description = "The id of the tenant." };
        var subscription = new Option<string>("--subscription")
        {
            Description = "The id of a subscription of the tenant.",
            Required = true,
        };
        var name = new Option<string?>("--name") { Description = "What the tenant is called." };
        var cloud = new Option<string>("--cloud")
        {
            Description = "public, usgovernment or china.",
            DefaultValueFactory = _ => Cloud.Public.Name,
        };
        var options = new SimOptions();
        var command = new Command("tenant", "Add a tenant with a subscription.")
        {
            tenant, subscription, name, cloud, options.State, options.Root,
        };
        command.SetAction(parsed => Run(
            context,
            options.Folder(parsed),
            Read(parsed.GetValue(tenant)!, TenantId.Parse),
            Read(parsed.GetValue(subscription)!, SubscriptionId.Parse),
            parsed.GetValue(name),
            Read(parsed.GetValue(cloud)!, Cloud.Parse)));
        return command;
    }

    private static int Run(
        CommandContext context, StateFolder folder, TenantId tenant, SubscriptionId subscription, string? name, Cloud cloud)
    {
        using var held = folder.Lock();
        var simulation = folder.Load();
        var azure = simulation.Azure;
        if (azure.FindTenantOf(subscription) is { } owner && owner != tenant)
            throw new BadInputException($"The subscription {subscription} belongs to the tenant {owner}.");
        if (!azure.HasTenant(tenant))
            azure.AddTenant(tenant, name ?? $"tenant {tenant.Value[..8]}", cloud);
        if (azure.FindTenantOf(subscription) is null)
            azure.AddSubscription(subscription, tenant);
        folder.Save(simulation);
        context.Out.WriteLine(PlainText.Clean($"The tenant {tenant} ({azure.NameOf(tenant)}) has the subscription {subscription}."));
        return ExitCode.Clean;
    }

    private static T Read<T>(string text, Parser<T> parse)
        where T : class => parse(text) is { Ok: true, Value: var value } ? value : throw new BadInputException($"{parse(text).Mistake}.");
}
