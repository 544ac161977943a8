using Pulumi;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;
using Pulumi.AzureNative.Storage;
using Pulumi.Testing;
using AzureAD = Pulumi.AzureAD;
using Authorization = Pulumi.AzureNative.Authorization;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAzureAnswers
{
    [Fact]
    public async Task A_storage_account_gives_its_encryption_and_endpoints()
    {
        var state = new Dictionary<string, object>
        {
            ["encryption"] = new Dictionary<string, object>
            {
                ["keySource"] = "Microsoft.Keyvault",
                ["keyVaultProperties"] = new Dictionary<string, object>
                {
                    ["keyName"] = "k",
                    ["currentVersionedKeyIdentifier"] = "https://v/keys/k/1",
                },
            },
            ["primaryEndpoints"] = new Dictionary<string, object> { ["blob"] = "https://a.blob.core.windows.net/" },
            ["identity"] = new Dictionary<string, object>
            {
                ["type"] = "UserAssigned",
                ["userAssignedIdentities"] = new Dictionary<string, object>
                {
                    ["/id"] = new Dictionary<string, object> { ["clientId"] = "c", ["principalId"] = "p" },
                },
            },
        };
        StorageAccount? account = null;

        await Deployment.TestAsync(new RecordingMocks(_ => ("id", state)), new TestOptions { IsPreview = false }, () =>
        {
            account = StorageAccount.Get("a", "/subscriptions/s/a");
        });

        var encryption = (await Running.ReadAsync(account!.Encryption)).Value;
        Assert.Equal("Microsoft.Keyvault", encryption.KeySource);
        Assert.Equal("https://v/keys/k/1", encryption.KeyVaultProperties!.CurrentVersionedKeyIdentifier);
        Assert.Null(encryption.EncryptionIdentity);
        Assert.Equal("https://a.blob.core.windows.net/", (await Running.ReadAsync(account.PrimaryEndpoints)).Value.Blob);
        Assert.Equal("c", (await Running.ReadAsync(account.Identity)).Value!.UserAssignedIdentities!["/id"].ClientId);
    }

    [Fact]
    public async Task A_key_gives_its_uris_and_attributes()
    {
        var state = new Dictionary<string, object>
        {
            ["keyUri"] = "https://v/keys/k",
            ["keyOps"] = new List<string> { "wrapKey" },
            ["attributes"] = new Dictionary<string, object> { ["enabled"] = true, ["created"] = 1.0 },
        };

        Key? key = null;
        await Deployment.TestAsync(new RecordingMocks(_ => ("id", state)), new TestOptions { IsPreview = true }, () =>
        {
            key = new Key("a", new() { ResourceGroupName = "rg", VaultName = "v", Properties = new KeyPropertiesArgs() });
        });

        Assert.Equal("https://v/keys/k", (await Running.ReadAsync(key!.KeyUri)).Value);
        Assert.Equal("wrapKey", Assert.Single((await Running.ReadAsync(key.KeyOps)).Value));
        Assert.True((await Running.ReadAsync(key.Attributes)).Value!.Enabled);
        Assert.False((await Running.ReadAsync(key.KeyUriWithVersion)).IsKnown);
    }

    [Fact]
    public async Task Calls_carry_their_tokens_and_arguments()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, new TestOptions(), () =>
        {
            _ = GetVault.Invoke(new() { ResourceGroupName = "rg", VaultName = Output.Create("v") });
            _ = GetKey.Invoke(new() { ResourceGroupName = "rg", VaultName = "v", KeyName = "k" });
            _ = GetStorageAccount.Invoke(new() { ResourceGroupName = "rg", AccountName = "a" });
            _ = Authorization.GetClientConfig.Invoke();
            _ = AzureAD.GetApplication.Invoke(new() { ClientId = "c" });
            _ = AzureAD.GetServicePrincipal.Invoke(new() { ClientId = "c" });
            _ = AzureAD.GetClientConfig.Invoke();
        });

        Assert.Equal(
            [
                "azure-native:authorization:getClientConfig", "azure-native:keyvault:getKey", "azure-native:keyvault:getVault",
                "azure-native:storage:getStorageAccount", "azuread:index/getApplication:getApplication",
                "azuread:index/getClientConfig:getClientConfig", "azuread:index/getServicePrincipal:getServicePrincipal",
            ],
            mocks.Calls.Select(call => call.Token).Order(StringComparer.Ordinal));
        var getVault = Assert.Single(mocks.Calls, call => call.Token == "azure-native:keyvault:getVault");
        Assert.Equal(("rg", "v"), (getVault.Args["resourceGroupName"], getVault.Args["vaultName"]));
    }

    [Fact]
    public async Task A_call_gives_its_result()
    {
        var answer = new Dictionary<string, object>
        {
            ["id"] = "/v",
            ["properties"] = new Dictionary<string, object> { ["vaultUri"] = "https://v/", ["tenantId"] = "t" },
        };

        var read = await Running.OutputAsync(
            preview: true,
            () => GetVault.Invoke(new() { ResourceGroupName = "rg", VaultName = "v" }),
            new RecordingMocks(answerCall: _ => answer));

        Assert.Equal(("/v", "https://v/"), (read.Value.Id, read.Value.Properties.VaultUri));
    }

    [Fact]
    public async Task A_call_can_be_awaited()
    {
        var mocks = new RecordingMocks(answerCall: _ => new Dictionary<string, object> { ["tenantId"] = "t" });
        Authorization.GetClientConfigResult? result = null;

        await Deployment.TestAsync(mocks, new TestOptions(), async () => { result = await Authorization.GetClientConfig.InvokeAsync(); });

        Assert.Equal("t", result!.TenantId);
    }

    [Fact]
    public async Task A_call_with_an_unknown_argument_is_not_made_and_its_result_is_unknown()
    {
        var mocks = new RecordingMocks();

        var read = await Running.OutputAsync(
            preview: true, () => GetVault.Invoke(new() { ResourceGroupName = "rg", VaultName = Running.Unknown }), mocks);

        Assert.False(read.IsKnown);
        Assert.Empty(mocks.Calls);
    }

    [Fact]
    public async Task A_call_with_a_secret_in_its_answer_gives_a_secret()
    {
        var answer = new Dictionary<string, object> { ["tenantId"] = Output.CreateSecret("t") };

        var read = await Running.OutputAsync(
            preview: true, () => Authorization.GetClientConfig.Invoke(), new RecordingMocks(answerCall: _ => answer));

        Assert.Equal(("t", true), (read.Value.TenantId, read.IsSecret));
    }

    [Fact]
    public async Task A_call_depends_on_what_its_arguments_come_from()
    {
        Thing? thing = null;

        var read = await Running.OutputAsync(
            preview: false, () => GetVault.Invoke(new() { ResourceGroupName = "rg", VaultName = (thing = Thing.WithText("a", "x")).Text }));

        Assert.Same(thing, Assert.Single(read.Dependencies));
    }
}
