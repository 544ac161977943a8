using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

public sealed class WhenAccountsAreMany
{
    [Theory]
    [InlineData(10, 12)]
    [InlineData(100, 12)]
    [InlineData(1000, 12)]
    public async Task The_requests_of_a_whole_run_do_not_grow_with_them(int count, int most)
    {
        await using var world = await With(count);

        var found = await world.VerifyAsync(customer: false);

        Assert.Equal(ExitCode.Clean, found.ExitCode);
        Assert.InRange(world.Requests.Count, 1, most);
        Assert.Equal(count, found.Results.Where(check => check.Rule.Code
            == "account-microsoft-keys").Select(check => check.Resource.Id).Distinct().Count());
    }

    [Fact]
    public async Task One_of_a_thousand_is_found_wherever_its_page_is()
    {
        await using var world = await With(1000);
        foreach (var number in (int[])[0, 499, 999])
        {
            world.Arm.Put(Id(number), World.Accounts, World.MicrosoftManagedBody());

            var found = await world.VerifyAsync(customer: false);

            Assert.Equal((ExitCode.Findings, Id(number)), (found.ExitCode, Assert.Single(found.Findings).Resource.Id));
            world.Arm.Put(Id(number), World.Accounts, world.World.AccountBody());
        }
    }

    [Fact]
    public async Task A_thousand_customers_stay_readable_in_every_form()
    {
        await using var world = await With(1000);
        world.Arm.Put(Id(499), World.Accounts, World.MicrosoftManagedBody());
        var found = await world.VerifyAsync(customer: false);

        Assert.Equal(("customer-499", 1), (found.Customers[0].Name, found.Customers[0].Broken));
        Assert.Equal(999, found.Customers.Count(customer => customer.IsClean));
        foreach (var format in (string[])["text", "markdown", "html", "json"])
        {
            using var text = new StringWriter();
            VerifyReport.Formats().Write(found, format, new CommandContext(text, TextWriter.Null));
            Assert.Contains("customer-499", text.ToString());
            Assert.True(format is "html" or "json" || text.ToString().Length < 30_000, format);
        }
    }

    [Fact]
    public async Task One_of_them_can_be_checked_alone()
    {
        await using var world = await With(20);
        world.Arm.Put(Id(7), World.Accounts, World.MicrosoftManagedBody());

        var (ill, _) = NamedCustomer.Select("customer-7", [world.Vendor], []);
        var (well, _) = NamedCustomer.Select("customer-8", [world.Vendor], []);
        var unknown = Assert.Throws<BadInputException>(() => NamedCustomer.Select("customer-77", [world.Vendor], []));

        Assert.Equal(Id(7), Assert.Single(Assert.Single(ill).Accounts).AccountId);
        Assert.Equal(Id(8), Assert.Single(Assert.Single(well).Accounts).AccountId);
        Assert.Contains("--customer-name customer-77: ", unknown.Message);
    }

    private static async Task<VerifiedWorld> With(int count)
    {
        var chain = VerifiedWorld.Complete();
        var body = chain.AccountBody();
        chain.Azure.MostAccountsOfRegion = count + 1;
        for (var number = 0; number < count; number++)
            chain.Azure.ResourceManager.Put(Id(number), World.Accounts, body);
        var world = await VerifiedWorld.StartAsync(chain);
        var expectation = VerifiedWorld.Expectation(chain);
        world.Vendor = world.Vendor with
        {
            Accounts = [.. Enumerable.Range(0, count)
                .Select(number =>
                    expectation with { Customer = $"customer-{number}", AccountName = Name(number), AccountId = Id(number) })],
        };
        return world;
    }

    private static string Name(int number) => $"st{number:d5}";

    private static string Id(int number) => $"{World.VendorGroup}/providers/Microsoft.Storage/storageAccounts/{Name(number)}";
}
