using Pulumi;
using Pulumi.AzureAD;
using Authorization = Pulumi.AzureNative.Authorization;
using KeyVault = Pulumi.AzureNative.KeyVault;
using ManagedIdentity = Pulumi.AzureNative.ManagedIdentity;
using Resources = Pulumi.AzureNative.Resources;
using Storage = Pulumi.AzureNative.Storage;

namespace XtCmkInfra.Tests.Offline;

/// <summary>Two imported namespaces that share a name are refused by the compiler (CS0104), so every name counts.</summary>
public sealed class WhenNamesAreShared
{
    /// <summary>A type of each namespace in use, and how many public types the published packages have there.</summary>
    public static TheoryData<Type, int> Namespaces { get; } = new()
    {
        { typeof(Resource), 81 },
        { typeof(Pulumi.Testing.TestOptions), 6 },
        { typeof(Pulumi.Utilities.OutputUtilities), 1 },
        { typeof(Application), 238 },
        { typeof(Pulumi.AzureAD.Inputs.ApplicationPasswordArgs), 154 },
        { typeof(Pulumi.AzureAD.Outputs.ApplicationPassword), 104 },
        { typeof(Authorization.RoleAssignment), 245 },
        { typeof(Authorization.Outputs.SystemDataResponse), 56 },
        { typeof(KeyVault.Vault), 57 },
        { typeof(KeyVault.Inputs.VaultPropertiesArgs), 26 },
        { typeof(KeyVault.Outputs.VaultPropertiesResponse), 34 },
        { typeof(ManagedIdentity.UserAssignedIdentity), 12 },
        { typeof(ManagedIdentity.Outputs.SystemDataResponse), 1 },
        { typeof(Resources.ResourceGroup), 122 },
        { typeof(Resources.Outputs.ResourceGroupPropertiesResponse), 63 },
        { typeof(Storage.StorageAccount), 187 },
        { typeof(Storage.Inputs.SkuArgs), 71 },
        { typeof(Storage.Outputs.EncryptionResponse), 91 },
    };

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void Each_namespace_has_all_its_names(Type known, int count) => Assert.Equal(count, NamesBeside(known).Count);

    [Fact]
    public void A_name_in_two_namespaces_is_in_both_here_too() => Assert.Equal(
        ["Deployment", "Resource", "ResourceArgs"],
        NamesBeside(typeof(Resource)).Intersect(NamesBeside(typeof(Resources.ResourceGroup))).Order());

    /// <summary>Without the number of type parameters, which the compiler distinguishes.</summary>
    private static HashSet<string> NamesBeside(Type known) =>
        [.. known.Assembly.GetExportedTypes()
            .Where(type => type.Namespace == known.Namespace && !type.IsNested)
            .Select(type => type.Name.Split('`')[0])];
}
