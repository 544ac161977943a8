using System.Text.Json.Nodes;
using Pulumi;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;

namespace XtCmkInfra.Cli.Bundle;

/// <summary>
/// The customer's settings in a file of the form of <c>Pulumi.{stack}.yaml</c>, with the keys of customer-stack. What follows from the
/// vendor's record, or from another setting, may be left out.
/// </summary>
internal static class CustomerSettingsFile
{
    private const string Vendors = $"{CustomerSettings.Project}:vendor";
    private const string Tenant = "azure-native:tenantId";
    private const string SameTenant = "azuread:tenantId";

    /// <exception cref="BadInputException">The file cannot be read, or settings are wrong; all mistakes are reported.</exception>
    public static CustomerSide Read(string path, VendorHandoff vendor)
    {
        var given = Load(path);
        var config = Complete(given, vendor);
        try
        {
            var settings = CustomerSettings.Read(SettingSource.Of(config.Select(setting => (setting.Key, Text(setting.Value)))));
            return ((Vendor.Inline)settings.Vendor).Handoff is var named && named == vendor
                ? new CustomerSide(settings, vendor, config)
                : throw new BadInputException(
                    $"{path}: {Vendors}.handoff is another record than that of --handoff (application {named.ApplicationId} instead of "
                    + $"{vendor.ApplicationId}, or another tenant or name): leave it out.");
        }
        catch (RunException wrong)
        {
            // What follows from another setting is as wrong as that, and not the customer's to mend.
            var mistakes = Mistake.Of(wrong).Where(mistake => mistake.Path != SameTenant || given.ContainsKey(SameTenant));
            throw new BadInputException([.. mistakes.Select(mistake => $"{path}: {mistake}").DefaultIfEmpty($"{path}: {wrong.Message}")]);
        }
    }

    /// <summary>The vendor's record as the setting <c>vendor</c> has it.</summary>
    public static JsonObject Inline(VendorHandoff vendor) => new()
    {
        ["handoff"] = new JsonObject
        {
            ["schema"] = VendorHandoff.Schema,
            ["cloud"] = vendor.Cloud.Name,
            ["tenantId"] = vendor.TenantId.Value,
            ["applicationId"] = vendor.ApplicationId.Value,
            ["applicationName"] = vendor.ApplicationName,
        },
    };

    /// <summary>The settings by their full names, with what was left out.</summary>
    private static JsonObject Complete(JsonObject given, VendorHandoff vendor)
    {
        var all = new JsonObject();
        foreach (var (name, value) in given)
            all[name.Contains(':', StringComparison.Ordinal) ? name : $"{CustomerSettings.Project}:{name}"] = value?.DeepClone();
        all.TryAdd($"{CustomerSettings.Project}:cloud", vendor.Cloud.Name);
        all.TryAdd("azure-native:environment", vendor.Cloud.Name);
        all.TryAdd("azuread:environment", vendor.Cloud.AzureAdEnvironment);
        if (all[Tenant] is { } tenant)
            all.TryAdd(SameTenant, tenant.DeepClone());
        if (all[Vendors] is not JsonObject pasted || !pasted.ContainsKey("handoff"))
            all[Vendors] = Inline(vendor);
        return all;
    }

    private static JsonObject Load(string path)
    {
        try
        {
            return YamlText.Read(File.ReadAllText(path)) is JsonObject file && file["config"] is JsonObject config
                ? config
                : throw new BadInputException($"{path}: has no settings: they stand under 'config:', as in Pulumi.<stack>.yaml.");
        }
        catch (YamlTextException wrong)
        {
            throw new BadInputException($"{path}{wrong.Message}");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read ({wrong.Message})");
        }
    }

    /// <summary>As the engine hands it over.</summary>
    private static string? Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue scalar => scalar.ToString(),
        _ => value.ToJsonString(),
    };
}
