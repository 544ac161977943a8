using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks.Documents;

/// <summary>
/// The like change in the simulator gives the like document. The programs here have no components, as those had none whose documents
/// they are; what the SDKs do otherwise is said where it shows.
/// </summary>
public sealed class WhenADocumentIsHeldAgainstTheRealEngines
{
    private static readonly VendorLike Base = new();

    [Fact]
    public async Task A_first_preview_is_alike() => RealDocument.AssertAlike("isv-first-up", await new DocumentWorld().PreviewAsync(Base));

    [Fact]
    public async Task A_first_preview_of_the_customer_is_alike() => RealDocument.AssertAlike(
        "customer-first-up", await new DocumentWorld().PreviewAsync(new CustomerLike("44444444-4444-4444-8444-444444444444")));

    [Fact]
    public async Task No_change_is_alike() => await VendorIsAlikeAsync("isv-same", Base, Base);

    [Fact]
    public async Task Tags_on_an_account_are_alike() => await VendorIsAlikeAsync("isv-account-tags", Base, Base with { Team = "blue" });

    [Fact]
    public async Task Going_to_Microsofts_key_is_alike() =>
        await VendorIsAlikeAsync("isv-to-microsoft", Base, Base with { KeySource = "Microsoft.Storage" });

    [Fact]
    public async Task A_block_of_encryption_that_disappears_is_alike() =>
        await VendorIsAlikeAsync("isv-block-gone", Base, Base with { Encrypted = false });

    [Fact]
    public async Task A_protected_account_that_is_taken_out_is_alike() =>
        await VendorIsAlikeAsync("isv-account-deleted-protected", Base, Base with { Accounts = ["beta", "gamma"] });

    [Fact]
    public async Task A_retained_account_that_is_taken_out_is_alike()
    {
        var before = Base with { Protect = false };
        await VendorIsAlikeAsync("isv-account-deleted-retained", before, before with { Accounts = ["beta", "gamma"] });
    }

    [Fact]
    public async Task An_account_that_moves_is_alike()
    {
        var before = Base with { Protect = false, RetainOnDelete = false };
        await VendorIsAlikeAsync("isv-account-moved", before, before with { Location = "northeurope" });
    }

    [Fact]
    public async Task Losing_protection_is_alike() => await VendorIsAlikeAsync("isv-protect-lost", Base, Base with { Protect = false });

    [Fact]
    public async Task Losing_retention_is_alike_where_the_unchanged_are_listed() =>
        await VendorIsAlikeAsync("isv-retain-lost", Base, Base with { RetainOnDelete = false }, showSames: true);

    [Fact]
    public async Task Losing_retention_is_not_listed_otherwise()
    {
        var world = await new DocumentWorld().UpAsync(Base);

        Assert.Single((await world.PreviewAsync(Base with { RetainOnDelete = false }))["steps"]!.AsArray());
    }

    [Fact]
    public async Task Another_identity_is_alike()
    {
        var before = Base with { Identities = ["shared", "own"] };
        await VendorIsAlikeAsync("isv-identity", before, before with { Identity = "own" });
    }

    [Fact]
    public async Task Pinning_a_version_is_alike()
    {
        var world = await new DocumentWorld().UpAsync(Base);
        var key = KeyUri.Parse(world.KeyUri).Value!;
        var version = world.Simulation.Azure.KeyVault.GetKey(XtCmkInfra.Simulator.Azure.Caller.Operator, key).Id.Version;

        RealDocument.AssertAlike("isv-pin", await world.PreviewAsync(Base with { KeyVersion = version }));
    }

    /// <summary>Here the SDK makes the whole map secret, there the one tag: the change shows in both, and the value in neither.</summary>
    [Fact]
    public async Task A_secret_tag_is_alike_and_stays_secret()
    {
        var world = await new DocumentWorld().UpAsync(Base with { SecretNote = "quiet" });
        var document = await world.PreviewAsync(Base with { SecretNote = "silent" });

        RealDocument.AssertAlike("isv-secret-tag", document);
        Assert.DoesNotContain("quiet", document.ToJsonString());
        Assert.DoesNotContain("silent", document.ToJsonString());
        Assert.Contains("[secret]", document.ToJsonString());
    }

    [Fact]
    public async Task Tags_on_the_customers_resource_group_are_alike() =>
        await CustomerIsAlikeAsync("customer-tags", customer => customer, customer => customer with { Team = "blue" });

    [Fact]
    public async Task Taking_the_grant_away_is_alike() =>
        await CustomerIsAlikeAsync("customer-revoked", customer => customer, customer => customer with { Granted = false });

    [Fact]
    public async Task Turning_RBAC_off_is_alike() =>
        await CustomerIsAlikeAsync("customer-rbac-off", customer => customer, customer => customer with { Rbac = false });

    [Fact]
    public async Task Another_size_of_key_is_alike() =>
        await CustomerIsAlikeAsync("customer-key-size", customer => customer, customer => customer with { KeySize = 4096 });

    [Fact]
    public async Task Shutting_the_firewall_is_alike() => await CustomerIsAlikeAsync(
        "customer-firewall-shuts", customer => customer with { Bypass = "AzureServices" }, customer => customer with { Bypass = "None" });

    /// <summary>Node makes a block unknown as a whole where one part of it is; .NET leaves the known parts known.</summary>
    [Fact]
    public async Task What_is_unknown_is_unknown_at_its_leaf()
    {
        var document = await new DocumentWorld().PreviewAsync(Base);
        var alpha = document["steps"]!.AsArray().Single(step => step!["urn"]!.ToString().EndsWith("::alpha", StringComparison.Ordinal));
        var inputs = alpha!["newState"]!["inputs"]!;

        Assert.Equal("Microsoft.Keyvault", inputs["encryption"]!["keySource"]!.ToString());
        Assert.Equal(
            PropertyValues.Unknown, inputs["encryption"]!["encryptionIdentity"]!["encryptionFederatedIdentityClientId"]!.ToString());
        Assert.Equal("UserAssigned", inputs["identity"]!["type"]!.ToString());
    }

    /// <summary>No document of the engine has a protected replacement; the facts say that the step is listed and not counted.</summary>
    [Fact]
    public async Task A_protected_account_that_would_move_is_listed_and_refused()
    {
        var world = await new DocumentWorld().UpAsync(Base);
        var document = await world.PreviewAsync(Base with { Location = "northeurope" });

        Assert.Equal("replace", document["steps"]![1]!["op"]!.ToString());
        Assert.Equal("""{"same":7}""", document["changeSummary"]!.ToJsonString());
        Assert.Equal(2, document["diagnostics"]!.AsArray().Count);
    }

    /// <summary>The engine lets a program give up the protection and replace in one update.</summary>
    [Fact]
    public async Task An_account_that_gives_up_its_protection_may_move_at_once()
    {
        var world = await new DocumentWorld().UpAsync(Base);
        var document = await world.PreviewAsync(Base with { Protect = false, Location = "northeurope" });

        Assert.False(document.ContainsKey("diagnostics"));
        Assert.Equal("""{"replace":1,"same":7}""", document["changeSummary"]!.ToJsonString());
    }

    private static async Task VendorIsAlikeAsync(string name, VendorLike before, VendorLike after, bool showSames = false) =>
        RealDocument.AssertAlike(name, await (await new DocumentWorld().UpAsync(before)).PreviewAsync(after, showSames));

    private static async Task CustomerIsAlikeAsync(
        string name, Func<CustomerLike, CustomerLike> before, Func<CustomerLike, CustomerLike> after)
    {
        var world = await new DocumentWorld().UpAsync(Base with { Accounts = [] });
        var customer = new CustomerLike(world.ApplicationId);
        await world.UpAsync(before(customer));
        RealDocument.AssertAlike(name, await world.PreviewAsync(after(customer)));
    }
}
