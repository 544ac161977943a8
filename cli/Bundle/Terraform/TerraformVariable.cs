using System.Globalization;

namespace XtCmkInfra.Cli.Bundle.Terraform;

/// <summary>A variable: what variables.tf declares, and the value that terraform.tfvars gives it.</summary>
/// <param name="Type">In HCL, as <paramref name="Value"/> is.</param>
internal sealed record TerraformVariable(string Name, string Type, string Description, string Value)
{
    /// <summary>Those that the settings need.</summary>
    public static IEnumerable<TerraformVariable> All(CustomerSide side)
    {
        var settings = side.Settings;
        yield return Text("application_id", "The client id of the vendor's application.", side.Vendor.ApplicationId.Value);
        yield return Text("tenant_id", "Your tenant.", settings.TenantId.Value);
        yield return Text("entra_environment", "The cloud, as azuread calls it.", settings.Cloud.AzureAdEnvironment);
        if (side.HsmKey is { } hsmKey)
        {
            yield return Text("key_uri", "The URI of the key in the managed HSM.", hsmKey.ToString());
            yield break;
        }

        yield return Text("environment", "The same cloud, as azurerm calls it.", settings.Cloud.Name);
        yield return Text("subscription_id", "Your subscription.", settings.SubscriptionId.Value);
        var access = settings.Granted ? "granted" : "revoked";
        yield return Text("access", "granted lets the vendor's application use the key; revoked removes exactly that grant.", access);
        yield return Text("resource_group", "The resource group of the vault.", settings.ResourceGroup);
        yield return Text("vault_name", "The name of the vault.", side.VaultName!);
        if (side.NewVault is { } vault)
        {
            yield return Text("location", "The region of the vault.", settings.Location);
            yield return Text("sku_name", "standard or premium.", vault.Premium ? "premium" : "standard");
            yield return Number("retention_days", "The number of days in which a deleted vault or key can be recovered.",
                vault.RetentionDays);
            var isPublic = vault.Firewall.PublicNetworkAccess ? "true" : "false";
            yield return new("public_network_access_enabled", "bool", "false leaves private endpoints only.", isPublic);
            var action = vault.Firewall.Open ? "Allow" : "Deny";
            yield return Text("default_action", "Allow or Deny, for addresses that ip_rules does not name.", action);
            var rules = HclText.List(vault.Firewall.IpRules);
            yield return new("ip_rules", "list(string)", "The addresses from which people and tools reach the vault.", rules);
        }

        yield return Text("key_name", "The name of the key.", settings.Key.Name);
        yield return Text("key_type", "RSA or RSA-HSM.", side.KeyType);
        yield return Number("key_size", "In bits.", settings.Key.Size);
        if (settings.Key.Expires is { } expires)
            yield return Number("key_expires", "When the first version expires, in seconds since 1970.", expires.ToUnixTimeSeconds());
        if (settings.Key.Rotation is { } rotation)
        {
            yield return Text("rotate_after", "The age of a version at which Key Vault creates the next one.", rotation.RotateAfter.Text);
            if (rotation.ExpireAfter is { } expire)
                yield return Text("expire_after", "The age at which versions expire.", expire.Text);
            if (rotation.NotifyBefore is { } notify)
                yield return Text("notify_before", "The time before the expiry at which Event Grid is notified.", notify.Text);
        }

        yield return new(
            "crypto_officers", "map(string)", "The crypto officers: User or Group, by object id.",
            HclText.Map(settings.CryptoOfficers.Select(officer => KeyValuePair.Create(officer.ObjectId.Value, officer.PrincipalType))));
        yield return new("tags", "map(string)", "Tags for the created resources.", HclText.Map(settings.Tags));
    }

    /// <summary>Its block in variables.tf.</summary>
    public string Declaration =>
        $"variable \"{Name}\" {{\n  description = {HclText.Of(Description)}\n  type        = {Type}\n{Validation}}}\n";

    private string Validation => Name != "access" ? "" : """

          validation {
            condition     = contains(["granted", "revoked"], var.access)
            error_message = "access must be granted or revoked."
          }

        """;

    private static TerraformVariable Text(string name, string description, string value) =>
        new(name, "string", description, HclText.Of(value));

    private static TerraformVariable Number(string name, string description, long value) =>
        new(name, "number", description, value.ToString(CultureInfo.InvariantCulture));
}
