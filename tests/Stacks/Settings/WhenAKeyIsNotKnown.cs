using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;
using static XtCmkInfra.Tests.Stacks.Settings.Reading;

namespace XtCmkInfra.Tests.Stacks.Settings;

public sealed class WhenAKeyIsNotKnown
{
    [Theory]
    [InlineData("acess", "revoked", "xtcmk-customer:acess: is not a setting; did you mean access?")]
    [InlineData("Access", "revoked", "xtcmk-customer:Access: is not a setting; did you mean access?")]
    [InlineData("colour", "blue", "xtcmk-customer:colour: is not a setting; those known here are access, cloud, ")]
    [InlineData(
        "vault",
        """{"name":"kv-fabrikam-cmk","acessModel":"rbac"}""",
        "xtcmk-customer:vault.acessModel: is not a setting; did you mean accessModel?")]
    [InlineData(
        "key",
        """{"name":"k","rotation":{"rotateAfter":"P90D","expireafter":"P1Y"}}""",
        "key.rotation.expireafter: is not a setting; did you mean expireAfter?")]
    [InlineData("xtcmk-custmer:access", "revoked", "xtcmk-custmer: is not read by this program; did you mean xtcmk-customer?")]
    [InlineData("xtcmk-isv:location", "westeurope", "xtcmk-isv: is not read by this program; did you mean xtcmk-customer?")]
    [InlineData("azuredad:tenantId", TestSettings.CustomerTenant, "azuredad: is not read by this program; did you mean azuread?")]
    public void The_customers_program_refuses_it_with_what_was_meant(string name, string value, string sentence) =>
        Assert.Contains(sentence, Assert.Single(CustomersMistakes((name, value))));

    [Theory]
    [InlineData("customer", "[]", "xtcmk-isv:customer: is not a setting; did you mean customers?")]
    [InlineData(
        "application",
        """{"displayname":"Contoso","clientId":"b7a9c3d1-0e2f-4a5b-8c6d-7e8f90a1b2c3"}""",
        "application.displayname: is not a setting; did you mean displayName?")]
    public void The_vendors_program_refuses_it_with_what_was_meant(string name, string value, string sentence) =>
        Assert.Contains(sentence, Assert.Single(VendorsMistakes((name, value))));

    [Fact]
    public void Settings_of_others_are_not_checked() =>
        Assert.True(
            ReadCustomer(("aws:region", "eu-west-1"), ("pulumi:disable-default-providers", "[]"), ("azure-native:partnerId", "x")).Granted);

    [Fact]
    public void A_setting_that_is_refused_wherever_it_stands_is_not_proposed() => Assert.EndsWith(
        "those known here are accessModel, existing, firewall, name, retentionDays, sku.", Assert.Single(
            CustomersMistakes(("vault", """{"name":"kv-fabrikam-cmk","purgeProtections":true}"""))), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("customer-stack")]
    public void Every_setting_that_a_project_declares_is_known_to_its_program(string folder)
    {
        var project = ProjectFiles.Read(Path.Combine(Repository.Root, folder), "dev");
        var declared = YamlText.Read(File.ReadAllText(Path.Combine(Repository.Root, folder, "Pulumi.yaml")))!["config"]!.AsObject();

        // The setting that nobody knows makes the program list those that it knows.
        var changed = project.With((project.Name + ":zzzzzzzzzzzzzzzzzzzz", "x"));
        var mistakes = Assert.Throws<Pulumi.RunException>(() => Read(changed)).Message;

        Assert.EndsWith(
            $"those known here are {string.Join(", ", declared.Select(setting => setting.Key).Order(StringComparer.Ordinal))}.",
            mistakes,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_engine_gives_the_program_all_settings()
    {
        var source = SettingSource.Parse(
            """{"xtcmk-customer:acess":"revoked","azuread:tenantId":"t","xtcmk-customer:config:cloud":"public"}""");

        Assert.Equal(["acess", "cloud"], source.Names("xtcmk-customer"));
        Assert.Equal(["azuread", "xtcmk-customer"], source.Scopes);
        Assert.Equal("revoked", source["xtcmk-customer", "acess"]);
        Assert.Null(source["xtcmk-customer", "access"]);
    }

    private static object Read(ProjectFiles project) => project.Name == VendorStack.VendorSettings.Project
        ? VendorStack.VendorSettings.Read(project.Settings, () => project.Directory!)
        : CustomerStack.CustomerSettings.Read(project.Settings);
}
