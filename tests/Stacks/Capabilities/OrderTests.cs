using XtCmkInfra.Cli;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenTheVendorsResourcesAreMadeInParallel
{
    private const string Credential = "ApplicationFederatedIdentityCredential";

    [Fact]
    public async Task A_federated_credential_waits_for_the_one_before()
    {
        var steps = await PreviewAsync("");

        Assert.Empty(Awaited(steps, Credential, "id-a", Credential));
        Assert.Equal(["id-a"], Awaited(steps, Credential, "id-b", Credential));
        Assert.Equal(["id-b"], Awaited(steps, Credential, "id-c", Credential));
    }

    [Fact]
    public async Task An_account_waits_for_the_credential_of_its_identity()
    {
        var steps = await PreviewAsync(""","identity":"id-b" """);

        Assert.Equal(["id-b"], Awaited(steps, "StorageAccount", "fabrikam", Credential));
    }

    [Fact]
    public async Task Credentials_of_two_applications_do_not_wait_for_each_other()
    {
        var steps = await PreviewAsync(""","identity":"id-c","application":{"displayName":"Contoso for Fabrikam"}""");

        Assert.Empty(Awaited(steps, Credential, "fabrikam-id-c", Credential));
    }

    private static async Task<IReadOnlyList<ResourceStep>> PreviewAsync(string more)
    {
        var world = new TwoTenants();
        world.EditVendor("identities", """["id-a","id-b","id-c"]""");
        world.EditVendor("defaultIdentity", "id-a");
        world.EditVendor("customers", TestSettings.Entry($$""","key":{"uri":"{{TestSettings.Key}}"}{{more}}"""));
        var files = world.VendorsFiles;
        return (await new Engine(world.Azure, inDetail: true).PreviewInDetailAsync(files, Projects.VendorProgram(files.Settings))).Steps;
    }

    /// <summary>The names of the resources of a type that a resource depends on.</summary>
    private static IEnumerable<string> Awaited(IReadOnlyList<ResourceStep> steps, string type, string name, string ofType) => steps
        .Single(step => step.Key.Type.EndsWith(":" + type, StringComparison.Ordinal) && step.Key.Name == name)
        .New!.Details!.Dependencies
        .Where(urn => urn.Contains($":{ofType}::", StringComparison.Ordinal))
        .Select(urn => urn[(urn.LastIndexOf(':') + 1)..]);
}
