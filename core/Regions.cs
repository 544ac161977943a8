namespace XtCmkInfra.Core;

/// <summary>
/// The regions of each cloud, by their short names. Source: Microsoft, "List of Azure regions", and <c>az account list-locations</c> of
/// each cloud.
/// </summary>
public static class Regions
{
    private static readonly Dictionary<Cloud, string[]> ByCloud = new()
    {
        [Cloud.Public] =
        [
            "australiacentral", "australiacentral2", "australiaeast", "australiasoutheast", "austriaeast", "belgiumcentral",
            "brazilsouth", "brazilsoutheast", "canadacentral", "canadaeast", "centralindia", "centralus", "centraluseuap",
            "chilecentral", "denmarkeast", "eastasia", "eastus", "eastus2", "eastus2euap", "eastus3", "finlandcentral", "francecentral",
            "francesouth", "germanynorth", "germanywestcentral", "greececentral", "indiasouthcentral", "indonesiacentral",
            "israelcentral", "israelnorthwest", "italynorth", "japaneast", "japanwest", "jioindiacentral", "jioindiawest",
            "koreacentral", "koreasouth", "malaysiasouth", "malaysiawest", "mexicocentral", "newzealandnorth", "northcentralus",
            "northeastus5", "northeurope", "norwayeast", "norwaywest", "polandcentral", "qatarcentral", "saudiarabiaeast",
            "southafricanorth", "southafricawest", "southcentralus", "southcentralus2", "southeastasia", "southeastasia3",
            "southeastus", "southeastus3", "southeastus5", "southindia", "southwestus", "spaincentral", "swedencentral", "swedensouth",
            "switzerlandnorth", "switzerlandwest", "taiwannorth", "taiwannorthwest", "uaecentral", "uaenorth", "uksouth", "ukwest",
            "westcentralus", "westeurope", "westindia", "westus", "westus2", "westus3",
        ],
        [Cloud.USGovernment] = ["usdodcentral", "usdodeast", "usgovarizona", "usgoviowa", "usgovtexas", "usgovvirginia"],
        [Cloud.China] = ["chinaeast", "chinaeast2", "chinaeast3", "chinanorth", "chinanorth2", "chinanorth3"],
    };

    /// <summary>Reads a region of a cloud, by its short name or as people write it (West Europe).</summary>
    /// <param name="cloud">Null where it is not known which; then a region of any will do.</param>
    /// <returns>The short name.</returns>
    public static Parser<string> Of(Cloud? cloud) => text =>
    {
        var name = ShortName(text);
        if (cloud is null && IsKnown(name))
            return name;
        cloud ??= Cloud.Public;
        if (ByCloud[cloud].Contains(name))
            return name;
        if (Cloud.All.FirstOrDefault(other => ByCloud[other].Contains(name)) is { } home)
            return new Mistake($"'{text}' is a location of the cloud '{home}', not of '{cloud}'");
        var meant = NearestName.Of(name, ByCloud[cloud]) is { } nearest
            ? $"did you mean {nearest}?"
            : "use the short name of a region, such as westeurope";
        return new Mistake($"'{text}' is not a location of the cloud '{cloud}' that this version knows; {meant}");
    };

    /// <summary>A region of any cloud.</summary>
    public static bool IsKnown(string location) => ByCloud.Values.Any(regions => regions.Contains(ShortName(location)));

    /// <summary>As Azure Resource Manager does: without spaces, in lower case.</summary>
    public static string ShortName(string location) => location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
