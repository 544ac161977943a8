using System.Globalization;

namespace XtCmkInfra.Cli.Bundle.Bicep;

/// <summary>main.bicepparam: the values, for the parameters that <see cref="BicepTemplate"/> declares on the same settings.</summary>
internal static class BicepParameters
{
    /// <summary>Where the file takes the one value from that is not known before the vendor's application is installed.</summary>
    public const string PrincipalVariable = "SERVICE_PRINCIPAL_OBJECT_ID";

    public static string Write(CustomerSide side) => string.Join('\n',
    [
        "using 'main.bicep'",
        "",
        $"// {Pages.Vendor(side)}",
        .. Values(side).Select(value => $"param {value.Name} = {value.Literal}"),
        "",
    ]);

    private static IEnumerable<(string Name, string Literal)> Values(CustomerSide side)
    {
        var settings = side.Settings;
        yield return ("applicationId", BicepText.Of(side.Vendor.ApplicationId.Value));
        yield return ("servicePrincipalObjectId", $"readEnvironmentVariable('{PrincipalVariable}')");
        yield return ("customerTenantId", BicepText.Of(settings.TenantId.Value));
        if (side.HsmKey is { } hsmKey)
        {
            yield return ("keyUri", BicepText.Of(hsmKey.ToString()));
            yield break;
        }

        yield return ("vaultName", BicepText.Of(side.VaultName!));
        if (side.NewVault is { } vault)
        {
            yield return ("location", BicepText.Of(settings.Location));
            yield return ("skuName", vault.Premium ? "'premium'" : "'standard'");
            yield return ("retentionDays", Number(vault.RetentionDays));
            yield return ("publicNetworkAccess", vault.Firewall.PublicNetworkAccess ? "'Enabled'" : "'Disabled'");
            yield return ("defaultAction", vault.Firewall.Open ? "'Allow'" : "'Deny'");
            yield return ("ipRules", BicepText.List(vault.Firewall.IpRules.Select(BicepText.Of)));
        }

        yield return ("keyName", BicepText.Of(settings.Key.Name));
        yield return ("keyType", BicepText.Of(side.KeyType));
        yield return ("keySize", Number(settings.Key.Size));
        if (settings.Key.Expires is { } expires)
            yield return ("keyExpires", Number(expires.ToUnixTimeSeconds()));
        foreach (var (action, trigger, period) in side.LifetimeActions)
            yield return (action == "rotate" ? "rotateAfter" : "notifyBefore", BicepText.Of(period.Text));
        if (settings.Key.Rotation?.ExpireAfter is { } expireAfter)
            yield return ("expireAfter", BicepText.Of(expireAfter.Text));
        yield return ("cryptoOfficers", BicepText.List(settings.CryptoOfficers.Select(officer =>
            $"{{ objectId: {BicepText.Of(officer.ObjectId.Value)}, principalType: {BicepText.Of(officer.PrincipalType)} }}")));
        yield return ("tags", BicepText.Map(settings.Tags));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
