using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Bundle.AzureCli;

/// <summary>What both scripts begin with: the values, what is checked before anything is done, and the vendor's grant.</summary>
internal static class ScriptHead
{
    public static string Write(CustomerSide side, string about) =>
        string.Join("\n\n", Start(about), Values(side), Checks, Principal, Grant(side));

    private static string Start(string about) => $"""
        #!/usr/bin/env bash
        {about}
        # shellcheck disable=SC2016 # values stand as they are
        set -euo pipefail
        """;

    private static string Values(CustomerSide side) => string.Join('\n',
    [
        $"# {Pages.Vendor(side)}",
        $"application={BashText.Of(side.Vendor.ApplicationId.Value)}",
        "",
        $"cloud={BashText.Of(side.Settings.Cloud.AzureCliName)}",
        $"tenant={BashText.Of(side.Settings.TenantId.Value)}",
        $"subscription={BashText.Of(side.Settings.SubscriptionId.Value)}",
        .. side.HsmKey is { } key
            ? (string[])
            [
                $"hsm={BashText.Of(key.VaultName)}",
                $"key_uri={BashText.Of(key.ToString())}",
                $"key_scope={BashText.Of(side.KeyScope)}",
            ]
            :
            [
                $"group={BashText.Of(side.Settings.ResourceGroup)}",
                $"vault={BashText.Of(side.VaultName!)}",
                .. side.IsRbac ? Key(side) : [],
            ],
    ]);

    /// <summary>Where the key is.</summary>
    public static string[] Key(CustomerSide side) =>
    [
        $"key={BashText.Of(side.Settings.Key.Name)}",
        "vault_id=\"/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault\"",
        "key_id=\"$vault_id/keys/$key\"",
    ];

    private const string Checks = $$"""
        say() { printf '%s\n' "$*" >&2; }
        fail() { say "$0: $*"; exit 1; }
        has() { grep -qixF -- "$2" <<<"$1"; } # whether a list has a line, whatever its letter case

        oldest='{{KeyVaultManagement.OldestAzureCli}}' # older ones manage vaults by versions that Azure retires
        version=$(az version --query '"azure-cli"' --output tsv)
        [[ $(printf '%s\n' "$oldest" "$version" | sort -V | head -n 1) == "$oldest" ]] ||
            fail "Azure CLI $version is too old; $oldest or newer is needed. Run: az upgrade"
        [[ $(az cloud show --query name --output tsv) == "$cloud" ]] ||
            fail "Azure CLI is set to another cloud. Run: az cloud set --name $cloud, and sign in"
        [[ $(az account show --query tenantId --output tsv) == "$tenant" ]] ||
            fail "another tenant is signed in. Run: az login --tenant $tenant"
        [[ $(az account show --query id --output tsv) == "$subscription" ]] ||
            fail "another subscription is selected. Run: az account set --subscription $subscription"
        """;

    private const string Principal = """
        # The object id of the vendor's application in this tenant; nothing where it is not known here.
        find_principal() { az ad sp list --filter "appId eq '$application'" --query '[].id' --output tsv; }
        """;

    private static string Grant(CustomerSide side) => side.HsmKey is not null ? OfHsm : side.IsRbac ? ByRole : ByPolicy;

    private static string ByRole => $$"""
        # {{CustomerSide.GrantRole}}, on the key alone
        grant_role={{BashText.Of(CustomerSide.GrantRole.DefinitionName)}}

        # give PRINCIPAL TYPE ROLE SCOPE
        give() {
            local held
            held=$(az role assignment list --scope "$4" --role "$3" --query '[].principalId' --output tsv)
            if has "$held" "$1"; then return; fi
            say "Granting the role $3 on $4 to $1"
            az role assignment create --assignee-object-id "$1" --assignee-principal-type "$2" --role "$3" --scope "$4" --output none
        }

        grant() { give "$1" ServicePrincipal "$grant_role" "$key_id"; }

        revoke() {
            local assignments principal id
            assignments=$(az role assignment list --scope "$key_id" --role "$grant_role" --query '[].[principalId,id]' --output tsv)
            while IFS=$'\t' read -r principal id; do
                if [[ $principal == "$1" ]]; then
                    say "Removing the role $grant_role on $key_id from $1"
                    az role assignment delete --ids "$id" --output none </dev/null
                fi
            done <<<"$assignments"
        }
        """;

    private static string ByPolicy => $$"""
        # An access policy reaches every key of the vault: keep no other key in it.
        grant() {
            az keyvault set-policy --name "$vault" --resource-group "$group" --object-id "$1" \
                --key-permissions {{string.Join(' ', KeyPermissionNames.Needed)}} --output none
        }

        revoke() {
            local policies
            policies=$(az keyvault show --name "$vault" --resource-group "$group" \
                --query 'properties.accessPolicies[].objectId' --output tsv)
            if ! has "$policies" "$1"; then return; fi
            say "Removing the access policy on $vault from $1"
            az keyvault delete-policy --name "$vault" --resource-group "$group" --object-id "$1" --output none
        }
        """;

    private static string OfHsm => $$"""
        # A managed HSM has roles of its own; this one is on the key alone.
        grant_role={{BashText.Of(Roles.ManagedHsmCryptoServiceEncryptionUser.Name)}}

        held() {
            az keyvault role assignment list --hsm-name "$hsm" --scope "$key_scope" --role "$grant_role" --assignee-object-id "$1" \
                --query '[].id' --output tsv
        }

        grant() {
            if [[ -n $(held "$1") ]]; then return; fi
            say "Granting the role $grant_role on $key_uri to $1"
            az keyvault role assignment create --hsm-name "$hsm" --scope "$key_scope" --role "$grant_role" \
                --assignee-object-id "$1" --assignee-principal-type ServicePrincipal --output none
        }

        revoke() {
            if [[ -z $(held "$1") ]]; then return; fi
            say "Removing the role $grant_role on $key_uri from $1"
            az keyvault role assignment delete --hsm-name "$hsm" --scope "$key_scope" --role "$grant_role" \
                --assignee-object-id "$1" --output none
        }
        """;
}
