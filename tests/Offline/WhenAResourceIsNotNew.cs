using Pulumi;
using Pulumi.AzureNative.Resources;
using Pulumi.Testing;
using Deployment = Pulumi.Deployment;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAResourceIsNotNew
{
    [Fact]
    public async Task Get_reads_it_by_its_id()
    {
        var mocks = new RecordingMocks(_ => ("another", new Dictionary<string, object> { ["location"] = "westeurope" }));
        ResourceGroup? group = null;

        await Deployment.TestAsync(
            mocks, new TestOptions { IsPreview = true }, () => { group = ResourceGroup.Get("a", "/subscriptions/s/rg"); });

        Assert.Equal("/subscriptions/s/rg", mocks.Registered("a").Id);
        Assert.Empty(mocks.Registered("a").Inputs);
        Assert.Equal("/subscriptions/s/rg", (await Running.ReadAsync(group!.Id)).Value);
        Assert.Equal("westeurope", (await Running.ReadAsync(group.Location)).Value);
    }

    [Fact]
    public async Task An_import_hands_over_its_id_and_its_inputs()
    {
        var mocks = new RecordingMocks(args => (null, args.Inputs));

        var read = await Running.OutputAsync(
            preview: true, () => Thing.WithText("a", "x", new CustomResourceOptions { ImportId = "/existing" }).Id, mocks);

        Assert.Equal(("/existing", "x"), (mocks.Registered("a").Id, mocks.Registered("a").Inputs["text"]));
        Assert.Equal(("/existing", true), (read.Value, read.IsKnown));
    }

    [Fact]
    public async Task A_resource_read_by_its_urn_has_the_state_of_the_first()
    {
        Thing? again = null;

        await Deployment.TestAsync(new RecordingMocks(), new TestOptions { IsPreview = false }, async () =>
        {
            var urn = (await Running.ReadAsync(Thing.WithText("a", "x").Urn)).Value;
            again = new Thing("b", new ThingArgs(), new CustomResourceOptions { Urn = urn });
        });

        Assert.Equal(("x", "a-id"), ((await Running.ReadAsync(again!.Text)).Value, (await Running.ReadAsync(again.Id)).Value));
    }

    [Fact]
    public async Task A_constructor_of_the_sdk_makes_a_new_one_whatever_id_the_options_have()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            _ = new ResourceGroup("a", new ResourceGroupArgs { Location = "westeurope" }, new CustomResourceOptions { Id = "/existing" });
        });

        Assert.Equal("", mocks.Registered("a").Id);
    }
}
