using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;

namespace XtCmkInfra.Cli.Bundle.AzureCli;

/// <summary>deploy.sh: creates what does not exist, keeps what exists, and prints the handoff record.</summary>
internal static class DeployScript
{
    private const string About = $"""
        # The customer's side of a cross-tenant customer-managed key. Run it in Azure Cloud Shell (bash), or wherever Azure CLI
        # {KeyVaultManagement.OldestAzureCli} or newer is signed in. You can run it again at any time: what exists stays as it is.
        # It prints the handoff record for the vendor, and everything else to standard error.
        """;

    public static string Write(CustomerSide side) => string.Join("\n\n", Parts(side)) + "\n";

    private static IEnumerable<string> Parts(CustomerSide side)
    {
        yield return ScriptHead.Write(side, About);
        yield return $"consent={BashText.Of(side.ConsentUrl)}\n" + (side.Settings.AdoptServicePrincipal ? Adopt : Install);
        if (side.HsmKey is null)
        {
            if (side.NewVault is { } vault)
                yield return Group(side) + "\n\n" + NewVault(side, vault);
            yield return CheckVault(side);
            if (!side.IsRbac)
                yield return string.Join('\n', ScriptHead.Key(side));
            yield return Key(side);
            if (side.Settings.CryptoOfficers.Count > 0)
                yield return Officers(side);
        }

        yield return side.Settings.Granted
            ? "grant \"$principal\""
            : "# The settings say 'access: revoked'.\nrevoke \"$principal\"";
        yield return Handoff;
    }

    private const string Install = """
        principal=$(find_principal)
        if [[ -z $principal ]]; then
            say "Installing the vendor's application $application"
            principal=$(az ad sp create --id "$application" --query id --output tsv) ||
                fail "it could not be installed. Let an administrator consent to it at $consent, and run this again"
        fi
        """;

    private const string Adopt = """
        principal=$(find_principal)
        [[ -n $principal ]] || fail "the vendor's application is not installed. Let an administrator consent to it at $consent"
        """;

    private static string Group(CustomerSide side) => $$"""
        if [[ $(az group exists --name "$group") != true ]]; then
            say "Creating the resource group $group"
            az group create --name "$group" --location {{side.Settings.Location}}{{Tags(side)}} --output none
        fi
        """;

    private static string NewVault(CustomerSide side, KeyHomeSettings.NewVault vault) => $$"""
        vaults=$(az keyvault list --resource-group "$group" --resource-type vault --query '[].name' --output tsv)
        if ! has "$vaults" "$vault"; then
            say "Creating the vault $vault"
            az keyvault create --name "$vault" --resource-group "$group" --location {{side.Settings.Location}} \
                --sku {{(vault.Premium ? "premium" : "standard")}} --enable-rbac-authorization {{Flag(vault.IsRbac)}} \
                --enable-purge-protection true --retention-days {{vault.RetentionDays}} --no-self-perms true \
                --public-network-access {{(vault.Firewall.PublicNetworkAccess ? "Enabled" : "Disabled")}} --bypass AzureServices \
                --default-action {{(vault.Firewall.Open ? "Allow" : "Deny")}}{{Addresses(vault)}}{{Tags(side)}} --output none
        fi
        """;

    private static string CheckVault(CustomerSide side) => $$"""
        # require PROPERTY FORM ADVICE
        require() {
            local found
            found=$(az keyvault show --name "$vault" --resource-group "$group" --query "properties.$1" --output tsv)
            [[ $found =~ $2 ]] || fail "the vault $vault cannot keep the key: its $1 is '$found'. $3"
        }

        require tenantId "^${tenant}\$" "It trusts another tenant."
        require enableSoftDelete '^([Tt]rue|None|)$' "Turn it on; it cannot be undone."
        require enablePurgeProtection '^[Tt]rue$' \
            "Run: az keyvault update --name $vault --enable-purge-protection true (it cannot be undone)"
        require enableRbacAuthorization {{(side.IsRbac
            ? "'^[Tt]rue$' \"It uses access policies: ask for these files with vault.accessModel: access-policies\""
            : "'^([Ff]alse|None|)$' \"It uses Azure RBAC: ask for these files with vault.accessModel: rbac\"")}}
        firewall=$(az keyvault show --name "$vault" --resource-group "$group" \
            --query 'properties.[publicNetworkAccess,networkAcls.defaultAction]' --output tsv)
        if has "$firewall" Disabled || has "$firewall" Deny; then
            require networkAcls.bypass '^AzureServices$' "Permit trusted services: az keyvault update --name $vault --bypass AzureServices"
        fi
        """;

    private static string Key(CustomerSide side) => $$"""
        # Azure Resource Manager creates a key despite the vault's firewall, and never changes one.
        api_version={{KeyVaultManagement.ApiVersion}}
        key_url="$key_id?api-version=$api_version"
        keys=$(az rest --method get --url "$vault_id/keys?api-version=$api_version" --query 'value[].name' --output tsv)
        if ! has "$keys" "$key"; then{{Expiry(side)}}
            say "Creating the key $key"
            az rest --method put --url "$key_url" --output none \
                --body {{BashText.Of(Body(side).ToJsonString())}}
        fi
        shape=$(az rest --method get --url "$key_url" --query 'properties.[kty,keySize]' --output tsv)
        has "$shape" {{side.KeyType}} || say "Note: the key $key is not of type {{side.KeyType}}, and Azure does not change it."
        has "$shape" {{side.Settings.Key.Size}} ||
            say "Note: the key $key does not have {{side.Settings.Key.Size}} bits, and Azure does not change it."
        key_uri=$(az rest --method get --url "$key_url" --query properties.keyUri --output tsv)
        """;

    private static string Expiry(CustomerSide side)
    {
        if (side.Settings.Key.Expires is not { } expires)
            return "";
        var day = expires.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var seconds = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"\n    (( $(date +%s) < {seconds} )) || fail \"a key that expires on {day} would have expired already\"";
    }

    /// <summary>The key as Azure Resource Manager takes it.</summary>
    private static JsonObject Body(CustomerSide side)
    {
        var key = side.Settings.Key;
        var properties = new JsonObject
        {
            ["kty"] = side.KeyType,
            ["keySize"] = key.Size,
            ["keyOps"] = new JsonArray([.. KeyPermissionNames.NeededOperations.Select(name => (JsonNode)name)]),
        };
        if (key.Expires is { } expires)
            properties["attributes"] = new JsonObject { ["enabled"] = true, ["exp"] = expires.ToUnixTimeSeconds() };
        if (key.Rotation is { } rotation)
        {
            properties["rotationPolicy"] = new JsonObject
            {
                ["lifetimeActions"] = new JsonArray([.. side.LifetimeActions.Select(one => (JsonNode)new JsonObject
                {
                    ["action"] = new JsonObject { ["type"] = one.Action },
                    ["trigger"] = new JsonObject { [one.Trigger] = one.Period.Text },
                })]),
            };
            if (rotation.ExpireAfter is { } expireAfter)
                properties["rotationPolicy"]!["attributes"] = new JsonObject { ["expiryTime"] = expireAfter.Text };
        }

        return new JsonObject
        {
            ["properties"] = properties,
            ["tags"] = JsonSerializer.SerializeToNode(side.Settings.Tags.ToDictionary()),
        };
    }

    private static string Officers(CustomerSide side) => string.Join('\n',
    [
        "# The crypto officers.",
        .. side.IsRbac ? [$"officer_role='{Roles.KeyVaultCryptoOfficer.DefinitionName}' # {Roles.KeyVaultCryptoOfficer}"] : (string[])[],
        .. side.Settings.CryptoOfficers.Select(officer => side.IsRbac
            ? $"give {BashText.Of(officer.ObjectId.Value)} {officer.PrincipalType} \"$officer_role\" \"$vault_id\""
            : $"az keyvault set-policy --name \"$vault\" --resource-group \"$group\" --object-id {BashText.Of(officer.ObjectId.Value)} \\\n"
                + $"    --key-permissions {string.Join(' ', KeyPermissionNames.OfCryptoOfficer)} --output none"),
    ]);

    private const string Handoff = $$"""
        say "Send this handoff record to the vendor; it contains no secret:"
        cat <<RECORD
        {
          "schema": "{{CustomerHandoff.Schema}}",
          "tenantId": "$tenant",
          "keyUri": "$key_uri",
          "servicePrincipalObjectId": "$principal",
          "applicationId": "$application"
        }
        RECORD
        """;

    private static string Addresses(KeyHomeSettings.NewVault vault) =>
        vault.Firewall.IpRules.Count == 0 ? "" : $" \\\n        --network-acls-ips {string.Join(' ', vault.Firewall.IpRules)}";

    private static string Tags(CustomerSide side) => side.Settings.Tags.Count == 0
        ? ""
        : $" \\\n        --tags {string.Join(' ', side.Settings.Tags.Select(tag => BashText.Of($"{tag.Key}={tag.Value}")))}";

    private static string Flag(bool value) => value ? "true" : "false";
}
