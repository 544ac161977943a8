using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>What commands answer, and how they are refused, as the Azure CLI does.</summary>
public sealed class WhenACommandIsCarriedOut
{
    private readonly World _world = World.Complete();

    [Fact]
    public void Nothing_can_be_done_before_signing_in() =>
        new AzShell(_world.Azure).Refused("group list", 1, "Please run 'az login' to setup account.");

    [Fact]
    public void The_subscription_decides_the_current_tenant()
    {
        var shell = AzShell.InVendor(_world.Azure);

        Assert.Equal(World.Vendor.Value, shell.Text("account show", "tenantId"));
        shell.In(World.CustomerSubscription.Value);
        Assert.Equal($"{World.Customer}\tAzureCloud", shell.Text("account show", "[[tenantId, environmentName]]"));
    }

    [Fact]
    public void A_storage_account_has_its_properties_beside_its_id()
    {
        var account = AzShell.InVendor(_world.Azure).Json("storage account show --name stfabrikam");

        Assert.Equal("Microsoft.Keyvault", (string?)account["encryption"]!["keySource"]);
        Assert.Equal("cmk", (string?)account["encryption"]!["keyVaultProperties"]!["keyName"]);
        Assert.Equal(_world.Application.Value,
            (string?)account["encryption"]!["encryptionIdentity"]!["encryptionFederatedIdentityClientId"]);
        Assert.Equal("rg-saas", (string?)account["resourceGroup"]);
        Assert.True((bool)account["enableHttpsTrafficOnly"]!);
    }

    [Fact]
    public void A_vault_keeps_its_properties_together()
    {
        var vault = AzShell.InCustomer(_world.Azure).Json("keyvault show -n kv-fabrikam -g rg-keys");

        Assert.Equal("https://kv-fabrikam.vault.azure.net/", (string?)vault["properties"]!["vaultUri"]);
        Assert.Equal("rg-keys", (string?)vault["resourceGroup"]);
        Assert.Null(vault["properties"]!["networkAcls"]);
    }

    [Theory]
    [InlineData("group show -n nowhere", 3, "(ResourceGroupNotFound)")]
    [InlineData("group delete -n nowhere --yes", 1, "(ResourceGroupNotFound)")]
    [InlineData("group create -n one", 2, "the following arguments are required: --location/-l")]
    [InlineData("group create -n one -l westeurope --managed-by me", 2, "unrecognized arguments: --managed-by me")]
    [InlineData("vm create", 2, "'vm' is misspelled or not recognized by the system.")]
    [InlineData("deployment group create -n one -l westeurope", 2, "'deployment' is misspelled or not recognized by the system.")]
    [InlineData("storage account encryption-scope list --account-name stfabrikam", 2, "'encryption-scope' is misspelled or not recognized")]
    [InlineData("group list --output table", 2, "argument --output/-o: 'table' is not a valid value")]
    [InlineData("cloud set", 2, "the following arguments are required: --name/-n")]
    [InlineData("cloud set --name azurecloud", 1, "The cloud 'azurecloud' is not registered.")]
    [InlineData("group list --query [", 2, "argument --query: invalid jmespath_type value: '['")]
    [InlineData("storage account delete --name stfabrikam", 1, "Use --yes.")]
    [InlineData("ad app show --id 00000000-0000-4000-8000-000000000000", 3,
        "Resource '00000000-0000-4000-8000-000000000000' does not exist")]
    [InlineData("role assignment create --role Nobody --assignee 1 --scope /subscriptions/aaaaaaaa-0000-4000-8000-000000000001", 1,
        "Cannot find user or service principal")]
    public void What_cannot_be_done_is_refused_in_the_words_of_the_CLI(string line, int exitCode, string message) =>
        AzShell.InVendor(_world.Azure).Refused(line, exitCode, message);

    [Fact]
    public void Keys_need_a_role_even_for_who_made_the_vault()
    {
        var shell = AzShell.InCustomer(_world.Azure);

        shell.Refused("keyvault key list --vault-name kv-fabrikam", 1, "\"code\": \"ForbiddenByRbac\"");
        shell.Ok($"role assignment create --role 'Key Vault Reader' --assignee {SimulatedOperator.Person} --scope {World.VaultId}");
        Assert.Equal("cmk", shell.Text("keyvault key list --vault-name kv-fabrikam", "[].name"));
        shell.Refused("keyvault key rotate --vault-name kv-fabrikam --name cmk", 1, "\"code\": \"ForbiddenByRbac\"");
    }

    [Fact]
    public void A_vault_with_access_policies_lets_its_maker_in()
    {
        var shell = AzShell.InCustomer(_world.Azure);
        shell.Ok("keyvault create -n kv-policies -g rg-keys --enable-rbac-authorization false");

        Assert.Equal("2048", Bits(shell.Text("keyvault key create --vault-name kv-policies -n one", "key.n")));
        shell.Refused("keyvault create -n kv-policies -g rg-keys", 1, "The specified vault: kv-policies already exists");
    }

    [Fact]
    public void A_firewall_lets_in_the_addresses_that_are_added()
    {
        var shell = AzShell.InCustomer(_world.Azure);
        shell.Ok($"role assignment create --role 'Key Vault Reader' --assignee {SimulatedOperator.Person} --scope {World.VaultId}");
        shell.Ok("keyvault update -n kv-fabrikam --default-action Deny");

        shell.Refused("keyvault key list --vault-name kv-fabrikam", 1, "ForbiddenByFirewall");
        shell.Ok("keyvault network-rule add -n kv-fabrikam --ip-address 203.0.113.0/24");
        Assert.Equal("cmk", shell.Text("keyvault key list --vault-name kv-fabrikam", "[].name"));
        shell.Ok("keyvault network-rule remove -n kv-fabrikam --ip-address 203.0.113.0/24");
        shell.Refused("keyvault key list --vault-name kv-fabrikam", 1, "ForbiddenByFirewall");
    }

    [Fact]
    public void Purge_protection_keeps_vaults_and_keys()
    {
        var shell = Officer();
        shell.Ok("keyvault key delete --vault-name kv-fabrikam --name cmk");
        shell.Refused("keyvault key purge --vault-name kv-fabrikam --name cmk", 1, "protected from being purged");
        shell.Ok("keyvault key recover --vault-name kv-fabrikam --name cmk");
        shell.Ok("keyvault delete -n kv-fabrikam");

        Assert.Equal("kv-fabrikam", shell.Text("keyvault list-deleted", "[].name"));
        shell.Refused("keyvault purge -n kv-fabrikam", 1, "(MethodNotAllowed)");
        shell.Ok("keyvault recover -n kv-fabrikam");
        Assert.Equal("", shell.Text("keyvault list-deleted", "[].name"));
    }

    [Fact]
    public void A_deleted_key_is_gone_for_good_when_its_retention_ends()
    {
        var shell = Officer();
        shell.Ok("keyvault key delete --vault-name kv-fabrikam --name cmk");

        var happened = _world.Azure.Advance(TimeSpan.FromDays(90));

        Assert.Contains(happened, one => (one.What, one.Subject) == ("purged", "kv-fabrikam/cmk"));
        shell.Refused("keyvault key show-deleted --vault-name kv-fabrikam --name cmk", 3, "(KeyNotFound)");
    }

    [Fact]
    public void A_group_gives_its_members_its_roles()
    {
        var shell = AzShell.InCustomer(_world.Azure);
        var group = shell.Text("ad group create --display-name Keepers --mail-nickname keepers", "id");
        shell.Ok($"role assignment create --role 'Key Vault Reader' --assignee {group} --scope {World.VaultId}");

        shell.Refused("keyvault key list --vault-name kv-fabrikam", 1, "ForbiddenByRbac");
        shell.Ok($"ad group member add --group Keepers --member-id {SimulatedOperator.Person}");
        Assert.Equal("true", shell.Text($"ad group member check -g Keepers --member-id {SimulatedOperator.Person}", "value"));
        shell.Ok("keyvault key list --vault-name kv-fabrikam");
        shell.Ok($"ad group member remove -g Keepers --member-id {SimulatedOperator.Person}");
        shell.Refused("keyvault key list --vault-name kv-fabrikam", 1, "ForbiddenByRbac");
    }

    [Fact]
    public void A_custom_role_gives_what_it_lists()
    {
        var shell = AzShell.InCustomer(_world.Azure);
        shell.Ok(
            "role definition create --role-definition '{ \"Name\": \"Key lister\", \"DataActions\": [ "
                + "\"Microsoft.KeyVault/vaults/keys/read\" ], "
            + $"\"AssignableScopes\": [ \"/subscriptions/{World.CustomerSubscription}\" ] }}'");
        shell.Ok($"role assignment create --role 'Key lister' --assignee {SimulatedOperator.Person} --scope {World.VaultId}");

        Assert.Equal("cmk", shell.Text("keyvault key list --vault-name kv-fabrikam", "[].name"));
        shell.Refused("role definition delete --name 'Key lister'", 1, "(RoleDefinitionHasAssignments)");
        shell.Ok($"role assignment delete --role 'Key lister' --scope {World.VaultId}");
        shell.Ok("role definition delete --name 'Key lister'");
    }

    [Fact]
    public void A_managed_hsm_is_used_once_it_is_activated()
    {
        using var files = new TempFiles("one", "two", "three");
        var shell = AzShell.InCustomer(_world.Azure);
        shell.Ok($"keyvault create --hsm-name hsm-fabrikam -g rg-keys --administrators {SimulatedOperator.Person}");
        const string assign = "keyvault role assignment create --hsm-name hsm-fabrikam --scope /keys";

        shell.Refused($"{assign} --role 'Managed HSM Crypto User' --assignee {SimulatedOperator.Person}", 1, "HsmNotActivated");
        shell.Ok($"keyvault security-domain download --hsm-name hsm-fabrikam --security-domain-file '{files["domain"]}' --sd-quorum 2 "
            + $"--sd-wrapping-keys '{files["one"]}' '{files["two"]}' '{files["three"]}'");
        shell.Refused("keyvault key create --hsm-name hsm-fabrikam --name cmk", 1, "ForbiddenByRbac");
        shell.Ok($"{assign} --role 'Managed HSM Crypto User' --assignee {SimulatedOperator.Person}");
        Assert.Equal("RSA-HSM", shell.Text("keyvault key create --hsm-name hsm-fabrikam --name cmk", "key.kty"));
    }

    [Fact]
    public void A_blob_needs_a_role_and_the_whole_chain()
    {
        var shell = AzShell.InVendor(_world.Azure);
        const string blob = "--account-name stfabrikam --container-name data --name hello --auth-mode login";

        shell.Refused("storage container create --account-name stfabrikam --name data --auth-mode login", 1,
            "ErrorCode:AuthorizationPermissionMismatch");
        shell.Ok(
            $"role assignment create --role 'Storage Blob Data Contributor' --assignee {SimulatedOperator.Person} --scope "
                + $"{World.AccountId}");
        shell.Ok("storage container create --account-name stfabrikam --name data --auth-mode login");
        shell.Ok($"storage blob upload {blob} --data written");
        Assert.Equal("written", shell.Ok($"storage blob download {blob}"));
        _world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, false);
        shell.Refused($"storage blob download {blob}", 1, "ErrorCode:KeyVaultEncryptionKeyNotFound");
        shell.Refused($"storage blob download {blob.Replace("login", "key", StringComparison.Ordinal)}", 1, "does not model account keys");
    }

    [Fact]
    public void Sorted_JSON_and_rows_of_columns_come_back()
    {
        var shell = AzShell.InCustomer(_world.Azure);

        Assert.Equal("{\n  \"location\": \"northeurope\",\n  \"name\": \"rg-keys\"\n}",
            shell.Ok("group show -n rg-keys --query '{name: name, location: location}'"));
        Assert.Equal("rg-keys\tNone", shell.Text("group show -n rg-keys", "[[name, managedBy]]"));
        Assert.Equal("", shell.Ok("group show -n rg-keys --output none"));
        Assert.Equal("", shell.Text("group show -n rg-keys", "nothing"));
        Assert.Equal("true", shell.Text("group exists -n rg-keys", "@"));
    }

    [Fact]
    public void Keys_are_made_through_Azure_Resource_Manager_too()
    {
        var shell = AzShell.InCustomer(_world.Azure);
        var url = $"https://management.azure.com{World.VaultId}/keys";

        shell.Ok($"rest --method put --url {url}/arm?api-version=2026-02-01 --body '{{ \"properties\": {{ \"kty\": \"RSA\" }} }}'");

        Assert.Equal("arm\ncmk", shell.Text($"rest --url {url}?api-version=2026-02-01", "value[].name"));
    }

    private AzShell Officer()
    {
        var shell = AzShell.InCustomer(_world.Azure);
        shell.Ok($"role assignment create --role 'Key Vault Administrator' --assignee {SimulatedOperator.Person} --scope {World.VaultId}");
        return shell;
    }

    private static string Bits(string modulus) => $"{8 * Convert.FromBase64String(modulus).Length}";

    private sealed class TempFiles : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtcmk az ");

        public TempFiles(params string[] names)
        {
            foreach (var name in names)
                File.WriteAllText(this[name], name);
        }

        public string this[string name] => Path.Combine(_folder.FullName, name);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
