namespace Pulumi.AzureNative.KeyVault;

[EnumType]
public readonly record struct CertificatePermissions
{
    private readonly string _value;

    private CertificatePermissions(string value) => _value = value;

    public static CertificatePermissions All { get; } = new("all");
    public static CertificatePermissions Backup { get; } = new("backup");
    public static CertificatePermissions Create { get; } = new("create");
    public static CertificatePermissions Delete { get; } = new("delete");
    public static CertificatePermissions Deleteissuers { get; } = new("deleteissuers");
    public static CertificatePermissions Get { get; } = new("get");
    public static CertificatePermissions Getissuers { get; } = new("getissuers");
    public static CertificatePermissions Import { get; } = new("import");
    public static CertificatePermissions List { get; } = new("list");
    public static CertificatePermissions Listissuers { get; } = new("listissuers");
    public static CertificatePermissions Managecontacts { get; } = new("managecontacts");
    public static CertificatePermissions Manageissuers { get; } = new("manageissuers");
    public static CertificatePermissions Purge { get; } = new("purge");
    public static CertificatePermissions Recover { get; } = new("recover");
    public static CertificatePermissions Restore { get; } = new("restore");
    public static CertificatePermissions Setissuers { get; } = new("setissuers");
    public static CertificatePermissions Update { get; } = new("update");

    public static explicit operator string(CertificatePermissions value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct CreateMode
{
    private readonly string _value;

    private CreateMode(string value) => _value = value;

    public static CreateMode Default { get; } = new("default");
    public static CreateMode Recover { get; } = new("recover");

    public static explicit operator string(CreateMode value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct JsonWebKeyCurveName
{
    private readonly string _value;

    private JsonWebKeyCurveName(string value) => _value = value;

    public static JsonWebKeyCurveName P_256 { get; } = new("P-256");
    public static JsonWebKeyCurveName P_256K { get; } = new("P-256K");
    public static JsonWebKeyCurveName P_384 { get; } = new("P-384");
    public static JsonWebKeyCurveName P_521 { get; } = new("P-521");

    public static explicit operator string(JsonWebKeyCurveName value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct JsonWebKeyOperation
{
    private readonly string _value;

    private JsonWebKeyOperation(string value) => _value = value;

    public static JsonWebKeyOperation Decrypt { get; } = new("decrypt");
    public static JsonWebKeyOperation Encrypt { get; } = new("encrypt");
    public static JsonWebKeyOperation Import { get; } = new("import");
    public static JsonWebKeyOperation Release { get; } = new("release");
    public static JsonWebKeyOperation Sign { get; } = new("sign");
    public static JsonWebKeyOperation UnwrapKey { get; } = new("unwrapKey");
    public static JsonWebKeyOperation Verify { get; } = new("verify");
    public static JsonWebKeyOperation WrapKey { get; } = new("wrapKey");

    public static explicit operator string(JsonWebKeyOperation value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct JsonWebKeyType
{
    private readonly string _value;

    private JsonWebKeyType(string value) => _value = value;

    public static JsonWebKeyType EC { get; } = new("EC");
    public static JsonWebKeyType EC_HSM { get; } = new("EC-HSM");
    public static JsonWebKeyType RSA { get; } = new("RSA");
    public static JsonWebKeyType RSA_HSM { get; } = new("RSA-HSM");

    public static explicit operator string(JsonWebKeyType value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct KeyPermissions
{
    private readonly string _value;

    private KeyPermissions(string value) => _value = value;

    public static KeyPermissions All { get; } = new("all");
    public static KeyPermissions Backup { get; } = new("backup");
    public static KeyPermissions Create { get; } = new("create");
    public static KeyPermissions Decrypt { get; } = new("decrypt");
    public static KeyPermissions Delete { get; } = new("delete");
    public static KeyPermissions Encrypt { get; } = new("encrypt");
    public static KeyPermissions Get { get; } = new("get");
    public static KeyPermissions Getrotationpolicy { get; } = new("getrotationpolicy");
    public static KeyPermissions Import { get; } = new("import");
    public static KeyPermissions List { get; } = new("list");
    public static KeyPermissions Purge { get; } = new("purge");
    public static KeyPermissions Recover { get; } = new("recover");
    public static KeyPermissions Release { get; } = new("release");
    public static KeyPermissions Restore { get; } = new("restore");
    public static KeyPermissions Rotate { get; } = new("rotate");
    public static KeyPermissions Setrotationpolicy { get; } = new("setrotationpolicy");
    public static KeyPermissions Sign { get; } = new("sign");
    public static KeyPermissions UnwrapKey { get; } = new("unwrapKey");
    public static KeyPermissions Update { get; } = new("update");
    public static KeyPermissions Verify { get; } = new("verify");
    public static KeyPermissions WrapKey { get; } = new("wrapKey");

    public static explicit operator string(KeyPermissions value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct KeyRotationPolicyActionType
{
    private readonly string _value;

    private KeyRotationPolicyActionType(string value) => _value = value;

    public static KeyRotationPolicyActionType Notify { get; } = new("notify");
    public static KeyRotationPolicyActionType Rotate { get; } = new("rotate");

    public static explicit operator string(KeyRotationPolicyActionType value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct NetworkRuleAction
{
    private readonly string _value;

    private NetworkRuleAction(string value) => _value = value;

    public static NetworkRuleAction Allow { get; } = new("Allow");
    public static NetworkRuleAction Deny { get; } = new("Deny");

    public static explicit operator string(NetworkRuleAction value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct NetworkRuleBypassOptions
{
    private readonly string _value;

    private NetworkRuleBypassOptions(string value) => _value = value;

    public static NetworkRuleBypassOptions AzureServices { get; } = new("AzureServices");
    public static NetworkRuleBypassOptions None { get; } = new("None");

    public static explicit operator string(NetworkRuleBypassOptions value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct SecretPermissions
{
    private readonly string _value;

    private SecretPermissions(string value) => _value = value;

    public static SecretPermissions All { get; } = new("all");
    public static SecretPermissions Backup { get; } = new("backup");
    public static SecretPermissions Delete { get; } = new("delete");
    public static SecretPermissions Get { get; } = new("get");
    public static SecretPermissions List { get; } = new("list");
    public static SecretPermissions Purge { get; } = new("purge");
    public static SecretPermissions Recover { get; } = new("recover");
    public static SecretPermissions Restore { get; } = new("restore");
    public static SecretPermissions Set { get; } = new("set");

    public static explicit operator string(SecretPermissions value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct SkuFamily
{
    private readonly string _value;

    private SkuFamily(string value) => _value = value;

    public static SkuFamily A { get; } = new("A");

    public static explicit operator string(SkuFamily value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct SkuName
{
    private readonly string _value;

    private SkuName(string value) => _value = value;

    public static SkuName Premium { get; } = new("premium");
    public static SkuName Standard { get; } = new("standard");

    public static explicit operator string(SkuName value) => value._value;

    public override string ToString() => _value;
}

[EnumType]
public readonly record struct StoragePermissions
{
    private readonly string _value;

    private StoragePermissions(string value) => _value = value;

    public static StoragePermissions All { get; } = new("all");
    public static StoragePermissions Backup { get; } = new("backup");
    public static StoragePermissions Delete { get; } = new("delete");
    public static StoragePermissions Deletesas { get; } = new("deletesas");
    public static StoragePermissions Get { get; } = new("get");
    public static StoragePermissions Getsas { get; } = new("getsas");
    public static StoragePermissions List { get; } = new("list");
    public static StoragePermissions Listsas { get; } = new("listsas");
    public static StoragePermissions Purge { get; } = new("purge");
    public static StoragePermissions Recover { get; } = new("recover");
    public static StoragePermissions Regeneratekey { get; } = new("regeneratekey");
    public static StoragePermissions Restore { get; } = new("restore");
    public static StoragePermissions Set { get; } = new("set");
    public static StoragePermissions Setsas { get; } = new("setsas");
    public static StoragePermissions Update { get; } = new("update");

    public static explicit operator string(StoragePermissions value) => value._value;

    public override string ToString() => _value;
}
