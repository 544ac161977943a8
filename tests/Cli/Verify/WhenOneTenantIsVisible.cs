using XtCmkInfra.Cli;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>What cannot be seen from here is neither broken nor does it hold.</summary>
public sealed class WhenOneTenantIsVisible
{
    [Fact]
    public async Task The_vendors_alone_has_its_links_and_names_invisible_ones()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);

        var answer = await tool.RunLineAsync("--isv", tool.Vendor);

        Assert.Equal(ExitCode.Clean, answer.ExitCode);
        Assert.StartsWith("SIMULATED: Every link that is visible from here holds: ", answer.Out, StringComparison.Ordinal);
        Assert.Contains("NOT VISIBLE", answer.Out);
        Assert.Contains("; the customers' side was not checked; ", answer.Out);
        Assert.DoesNotContain(world.Requests, request => request.Line.ToString().Contains(World.Customer.Value, StringComparison.Ordinal));
        Assert.Equal(401, Assert.Single(world.Requests, request => request.Line.Host.Contains("vault", StringComparison.Ordinal)).Status);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("json")]
    [InlineData("html")]
    public async Task One_side_alone_is_named_in_the_verdict(string format)
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);

        var customer = await tool.RunLineAsync("--customer", tool.Customer, "--format", format);
        var both = await tool.RunAsync("--format", format);

        Assert.Equal((ExitCode.Clean, ExitCode.Clean), (customer.ExitCode, both.ExitCode));
        Assert.Contains(format == "html"
            ? "every visible link holds; the vendor&#39;s side was not checked</title>"
            : "side was not checked", customer.Out);
        Assert.DoesNotContain("Every link holds", customer.Out);
        Assert.DoesNotContain("side was not checked", both.Out);
    }

    [Fact]
    public async Task Swapped_customers_are_found_from_the_vendors_side_alone()
    {
        await using var world = await VerifiedWorld.StartAsync();
        var other = TenantId.Parse("33333333-3333-4333-8333-333333333333").Value!;
        world.Vendor = world.Vendor with { Accounts = [VerifiedWorld.Expectation(world.World) with { CustomerTenant = other }] };

        var found = await world.VerifyAsync(customer: false);

        Assert.Equal((ExitCode.Findings, "vault-tenant", World.Customer.Value),
            (found.ExitCode, Assert.Single(found.Findings).Rule.Code, found.Findings.First().Found));
    }

    [Fact]
    public async Task A_subscription_of_nobodys_is_refused()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);

        var answer = await tool.RunAsync("--subscription", "cccccccc-0000-4000-8000-000000000003");

        Assert.Equal((ExitCode.CannotBeDetermined, ""), (answer.ExitCode, answer.Out));
        Assert.Contains(
            $"nothing that the stacks' outputs name is in this subscription, but in {World.VendorSubscription} and "
                + $"{World.CustomerSubscription}.",
            answer.Error);
        Assert.Empty(world.Requests);
    }

    [Fact]
    public async Task The_vendors_alone_does_not_hide_what_is_broken_in_it()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        Break.All["the issuer is another tenant's"].Do(world);

        Assert.Equal(ExitCode.Findings, (await tool.RunLineAsync("--isv", tool.Vendor)).ExitCode);
        Assert.Equal(ExitCode.Clean, (await tool.RunLineAsync("--customer", tool.Customer)).ExitCode);
    }

    [Fact]
    public async Task The_customers_alone_does_not_hide_what_is_broken_in_it()
    {
        await using var world = await VerifiedWorld.StartAsync();
        using var tool = new VerifyTool(world);
        Break.All["the key is disabled"].Do(world);

        Assert.Equal(ExitCode.Findings, (await tool.RunLineAsync("--customer", tool.Customer)).ExitCode);
        Assert.Equal(ExitCode.Clean, (await tool.RunLineAsync("--isv", tool.Vendor)).ExitCode);
    }

    [Fact]
    public async Task The_customers_alone_is_all_that_is_asked()
    {
        await using var world = await VerifiedWorld.StartAsync();

        var found = await world.VerifyAsync(vendor: false);

        Assert.Equal(ExitCode.Clean, found.ExitCode);
        Assert.All(found.Results, check => Assert.Equal(Verdict.Holds, check.Verdict));
        Assert.DoesNotContain(world.Requests, request => request.Line.ToString().Contains(World.Vendor.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tenant_that_is_left_out_is_not_asked_and_not_judged(bool isVendor)
    {
        await using var world = await VerifiedWorld.StartAsync();
        Break.All[isVendor ? "the key is disabled" : "the issuer is another tenant's"].Do(world);

        var found = await world.VerifyAsync(VerifiedWorld.Options(tenant: isVendor ? World.Vendor : World.Customer));
        var other = await world.VerifyAsync(VerifiedWorld.Options(tenant: isVendor ? World.Customer : World.Vendor));

        Assert.Equal((ExitCode.Clean, ExitCode.Findings), (found.ExitCode, other.ExitCode));
        Assert.True(found.Count(Verdict.NotVisible) > 0);
        Assert.Contains(found.Results, check => check.Rule.Code == (isVendor ? "key-disabled" : "federation-issuer")
            && check.Verdict == Verdict.NotVisible);
    }

    [Fact]
    public async Task A_subscription_that_is_left_out_is_not_asked_and_not_judged()
    {
        await using var world = await VerifiedWorld.StartAsync();
        Break.All["the account changes to Microsoft-managed keys"].Do(world);

        var customers = await world.VerifyAsync(VerifiedWorld.Options(subscription: World.CustomerSubscription));
        var vendors = await world.VerifyAsync(VerifiedWorld.Options(subscription: World.VendorSubscription));

        Assert.Equal((ExitCode.Clean, ExitCode.Findings), (customers.ExitCode, vendors.ExitCode));
        Assert.Contains(customers.Results, check => check.Rule.Code == "account-microsoft-keys"
            && check.Verdict == Verdict.NotVisible);
    }

    [Fact]
    public async Task Nothing_visible_is_no_all_clear()
    {
        await using var world = await VerifiedWorld.StartAsync();

        var found = await world.VerifyAsync(VerifiedWorld.Options(subscription: World.VendorSubscription), vendor: false);

        Assert.Equal(ExitCode.CannotBeDetermined, found.ExitCode);
        Assert.StartsWith("SIMULATED: Nothing is visible from here: ", found.Summary, StringComparison.Ordinal);
    }
}
