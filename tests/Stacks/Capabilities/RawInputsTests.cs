using System.Collections.Concurrent;
using System.Collections.Immutable;
using Moq;
using Pulumi;
using Pulumi.Testing;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Tests.Stacks.Capabilities;

public sealed class WhenTheProgramsDeclareTheirResources
{
    private readonly ConcurrentDictionary<string, MockResourceArgs> _seen = new();
    private readonly Mock<IMocks> _mocks = new();

    public WhenTheProgramsDeclareTheirResources() => AnswerResources(args => ($"/live/{args.Name}", args.Inputs
        .SetItem("objectId", TestSettings.Officer)
        .SetItem("keyUri", TestSettings.Key)
        .SetItem("clientId", TestSettings.ApplicationId)));

    [Fact]
    public async Task The_grant_is_for_a_service_principal_on_the_key_alone()
    {
        await RunCustomerAsync(TestSettings.Customer());

        var grant = _seen["grant-contoso-data"].Inputs;
        Assert.Equal("ServicePrincipal", grant["principalType"]);
        Assert.Equal(TestSettings.Officer, grant["principalId"]);
        Assert.Equal("/live/contoso-data", grant["scope"]);
        Assert.EndsWith(
            Roles.KeyVaultCryptoServiceEncryptionUser.DefinitionName, (string)grant["roleDefinitionId"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_encryption_names_the_customers_key_the_identity_and_the_application()
    {
        await RunVendorAsync();

        var encryption = Map(_seen["fabrikam"].Inputs["encryption"]);
        Assert.Equal("Microsoft.Keyvault", encryption["keySource"]);
        Assert.Equal("https://kv-fabrikam-cmk.vault.azure.net", Map(encryption["keyVaultProperties"])["keyVaultUri"]);
        Assert.Equal("contoso-data", Map(encryption["keyVaultProperties"])["keyName"]);
        Assert.Equal("", Map(encryption["keyVaultProperties"])["keyVersion"]);
        Assert.Equal("/live/id-contoso-storage", Map(encryption["encryptionIdentity"])["encryptionUserAssignedIdentity"]);
        Assert.Equal(TestSettings.ApplicationId, Map(encryption["encryptionIdentity"])["encryptionFederatedIdentityClientId"]);
    }

    [Fact]
    public async Task A_preview_completes_while_ids_are_unknown()
    {
        AnswerResources(_ => (null, ImmutableDictionary<string, object>.Empty));

        await RunCustomerAsync(TestSettings.Customer(), preview: true);
        await RunVendorAsync(preview: true);

        Assert.DoesNotContain("scope", _seen["grant-contoso-data"].Inputs.Keys);
        Assert.DoesNotContain("encryption", _seen["fabrikam"].Inputs.Keys);
        Assert.Equal("stcontosofabrikam", _seen["fabrikam"].Inputs["accountName"]);
    }

    private static ImmutableDictionary<string, object> Map(object value) => Assert.IsType<ImmutableDictionary<string, object>>(value);

    private void AnswerResources(Func<MockResourceArgs, (string? Id, object State)> answer) => _mocks
        .Setup(mocks => mocks.NewResourceAsync(It.IsAny<MockResourceArgs>()))
        .Returns((MockResourceArgs args) =>
        {
            if (!args.Type!.StartsWith("xtcmk:", StringComparison.Ordinal))
                _seen[args.Name!] = args;
            var (id, state) = answer(args);
            return Task.FromResult<(string?, object)>((id, state));
        });

    private async Task RunCustomerAsync(SettingSource settings, bool preview = false) => await Deployment.TestAsync(
        _mocks.Object,
        new TestOptions { IsPreview = preview },
        () => CustomerStack.CustomerStack.DeclareAsync(CustomerSettings.Read(settings), new SimulatedClock()));

    private async Task RunVendorAsync(bool preview = false) => await Deployment.TestAsync(
        _mocks.Object,
        new TestOptions { IsPreview = preview },
        () => VendorStack.VendorStack.DeclareAsync(VendorSettings.Read(
            TestSettings.Vendor(("customers", TestSettings.Entry($$""","key":{"uri":"{{TestSettings.Key}}"}"""))),
            () => Deployment.Instance.RootDirectory)));
}
