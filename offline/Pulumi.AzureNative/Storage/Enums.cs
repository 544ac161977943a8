namespace Pulumi.AzureNative.Storage;

[EnumType]
public readonly record struct AccessTier
{
    private readonly string _value;

    private AccessTier(string value) => _value = value;

    public static AccessTier Cold { get; } = new("Cold");
    public static AccessTier Cool { get; } = new("Cool");
    public static AccessTier Hot { get; } = new("Hot");
    public static AccessTier Premium { get; } = new("Premium");

    public static explicit operator string(AccessTier value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct Action
{
    private readonly string _value;

    private Action(string value) => _value = value;

    public static Action Allow { get; } = new("Allow");

    public static explicit operator string(Action value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct AllowedCopyScope
{
    private readonly string _value;

    private AllowedCopyScope(string value) => _value = value;

    public static AllowedCopyScope AAD { get; } = new("AAD");
    public static AllowedCopyScope PrivateLink { get; } = new("PrivateLink");

    public static explicit operator string(AllowedCopyScope value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct Bypass
{
    private readonly string _value;

    private Bypass(string value) => _value = value;

    public static Bypass AzureServices { get; } = new("AzureServices");
    public static Bypass Logging { get; } = new("Logging");
    public static Bypass Metrics { get; } = new("Metrics");
    public static Bypass None { get; } = new("None");

    public static explicit operator string(Bypass value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct DefaultAction
{
    private readonly string _value;

    private DefaultAction(string value) => _value = value;

    public static DefaultAction Allow { get; } = new("Allow");
    public static DefaultAction Deny { get; } = new("Deny");

    public static explicit operator string(DefaultAction value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct DnsEndpointType
{
    private readonly string _value;

    private DnsEndpointType(string value) => _value = value;

    public static DnsEndpointType AzureDnsZone { get; } = new("AzureDnsZone");
    public static DnsEndpointType Standard { get; } = new("Standard");

    public static explicit operator string(DnsEndpointType value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct IdentityType
{
    private readonly string _value;

    private IdentityType(string value) => _value = value;

    public static IdentityType None { get; } = new("None");
    public static IdentityType SystemAssigned { get; } = new("SystemAssigned");
    public static IdentityType SystemAssigned_UserAssigned { get; } = new("SystemAssigned,UserAssigned");
    public static IdentityType UserAssigned { get; } = new("UserAssigned");

    public static explicit operator string(IdentityType value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct KeySource
{
    private readonly string _value;

    private KeySource(string value) => _value = value;

    public static KeySource Microsoft_Keyvault { get; } = new("Microsoft.Keyvault");
    public static KeySource Microsoft_Storage { get; } = new("Microsoft.Storage");

    public static explicit operator string(KeySource value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct KeyType
{
    private readonly string _value;

    private KeyType(string value) => _value = value;

    public static KeyType Account { get; } = new("Account");
    public static KeyType Service { get; } = new("Service");

    public static explicit operator string(KeyType value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct Kind
{
    private readonly string _value;

    private Kind(string value) => _value = value;

    public static Kind BlobStorage { get; } = new("BlobStorage");
    public static Kind BlockBlobStorage { get; } = new("BlockBlobStorage");
    public static Kind FileStorage { get; } = new("FileStorage");
    public static Kind Storage { get; } = new("Storage");
    public static Kind StorageV2 { get; } = new("StorageV2");

    public static explicit operator string(Kind value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct LargeFileSharesState
{
    private readonly string _value;

    private LargeFileSharesState(string value) => _value = value;

    public static LargeFileSharesState Disabled { get; } = new("Disabled");
    public static LargeFileSharesState Enabled { get; } = new("Enabled");

    public static explicit operator string(LargeFileSharesState value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct MinimumTlsVersion
{
    private readonly string _value;

    private MinimumTlsVersion(string value) => _value = value;

    public static MinimumTlsVersion TLS1_0 { get; } = new("TLS1_0");
    public static MinimumTlsVersion TLS1_1 { get; } = new("TLS1_1");
    public static MinimumTlsVersion TLS1_2 { get; } = new("TLS1_2");
    public static MinimumTlsVersion TLS1_3 { get; } = new("TLS1_3");

    public static explicit operator string(MinimumTlsVersion value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct PublicNetworkAccess
{
    private readonly string _value;

    private PublicNetworkAccess(string value) => _value = value;

    public static PublicNetworkAccess Disabled { get; } = new("Disabled");
    public static PublicNetworkAccess Enabled { get; } = new("Enabled");
    public static PublicNetworkAccess SecuredByPerimeter { get; } = new("SecuredByPerimeter");

    public static explicit operator string(PublicNetworkAccess value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct SkuName
{
    private readonly string _value;

    private SkuName(string value) => _value = value;

    public static SkuName PremiumV2_LRS { get; } = new("PremiumV2_LRS");
    public static SkuName PremiumV2_ZRS { get; } = new("PremiumV2_ZRS");
    public static SkuName Premium_LRS { get; } = new("Premium_LRS");
    public static SkuName Premium_ZRS { get; } = new("Premium_ZRS");
    public static SkuName StandardV2_GRS { get; } = new("StandardV2_GRS");
    public static SkuName StandardV2_GZRS { get; } = new("StandardV2_GZRS");
    public static SkuName StandardV2_LRS { get; } = new("StandardV2_LRS");
    public static SkuName StandardV2_ZRS { get; } = new("StandardV2_ZRS");
    public static SkuName Standard_GRS { get; } = new("Standard_GRS");
    public static SkuName Standard_GZRS { get; } = new("Standard_GZRS");
    public static SkuName Standard_LRS { get; } = new("Standard_LRS");
    public static SkuName Standard_RAGRS { get; } = new("Standard_RAGRS");
    public static SkuName Standard_RAGZRS { get; } = new("Standard_RAGZRS");
    public static SkuName Standard_ZRS { get; } = new("Standard_ZRS");

    public static explicit operator string(SkuName value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct State
{
    private readonly string _value;

    private State(string value) => _value = value;

    public static State Deprovisioning { get; } = new("Deprovisioning");
    public static State Failed { get; } = new("Failed");
    public static State NetworkSourceDeleted { get; } = new("NetworkSourceDeleted");
    public static State Provisioning { get; } = new("Provisioning");
    public static State Succeeded { get; } = new("Succeeded");

    public static explicit operator string(State value) => value._value;

    public override string ToString() => _value;
}
