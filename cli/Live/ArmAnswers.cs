using System.Globalization;
using System.Text.Json;
using XtCmkInfra.Core;
using XtCmkInfra.Core.Trust;

namespace XtCmkInfra.Cli.Live;

/// <summary>
/// Reads Azure Resource Manager's answers, strictly: what must be there and is not makes an answer unreadable.
/// Source: Azure's REST reference of storage accounts (2024-01-01), vaults (2026-02-01) and role assignments (2022-04-01).
/// </summary>
internal static class ArmAnswers
{
    /// <summary>What Azure Storage does with a key.</summary>
    private static readonly string[] Needed = ["read", "wrap/action", "unwrap/action"];

    /// <summary>What else can be done with keys.</summary>
    private static readonly string[] More =
    [
        "encrypt/action", "decrypt/action", "sign/action", "verify/action", "create/action", "import/action", "update/action", "delete",
        "rotate/action", "backup/action", "restore/action", "recover/action", "purge/action", "release/action",
    ];

    /// <summary>With which somebody can give rights on keys to anybody.</summary>
    private static readonly string[] Rights =
        ["Microsoft.Authorization/roleAssignments/write", "Microsoft.KeyVault/vaults/write", "Microsoft.KeyVault/vaults/accessPolicies/write"];

    public static LiveAccount Account(JsonElement answer)
    {
        var properties = Object(answer, "properties");
        var encryption = Object(properties, "encryption");
        var key = Find(encryption, "keyvaultproperties");
        var identity = Find(encryption, "identity");
        var services = Find(encryption, "services");
        var inUse = Text(key, "currentVersionedKeyIdentifier").Text;
        var attached = Find(Find(answer, "identity"), "userAssignedIdentities");
        return new LiveAccount(
            Required(answer, "id"),
            new AccountLink(
                Value.Of("object"),
                Value.Of(Required(encryption, "keySource")),
                Text(key, "keyvaulturi") is { Text: { } uri } ? Value.Of(VaultUri(uri)) : Value.Absent,
                Text(key, "keyname"),
                Text(key, "keyversion"),
                Text(identity, "userAssignedIdentity"),
                Text(identity, "federatedIdentityClientId"),
                attached is { ValueKind: JsonValueKind.Object } map ? Values.Of([.. map.EnumerateObject().Select(entry => Value.Of(entry.Name))]) : Values.Absent,
                Text(Find(services, "queue"), "keyType"),
                Text(Find(services, "table"), "keyType"),
                Text(encryption, "requireInfrastructureEncryption")),
            inUse is not null && KeyUri.Parse(inUse) is { Ok: true, Value: var version } ? version : null);
    }

    public static LiveIdentity Identity(JsonElement answer) =>
        ObjectId.Parse(Required(Object(answer, "properties"), "principalId")) is { Ok: true, Value: var principal }
            ? new LiveIdentity(Required(answer, "id"), principal)
            : throw new UnexpectedAnswerException("Azure", "with a 'principalId' that is none");

    public static VaultLink Vault(JsonElement properties)
    {
        var acls = Find(properties, "networkAcls");
        var bypass = Text(acls, "bypass").Or("AzureServices");
        var isOpen = Text(acls, "defaultAction").Or("Allow").Is("Allow") && Text(properties, "publicNetworkAccess").Or("Enabled").Is("Enabled");
        // A perimeter's own rules decide instead of the vault's, and are not among the vault's properties.
        var isInPerimeter = Text(properties, "publicNetworkAccess").Is("SecuredByPerimeter");
        return new VaultLink(
            Text(properties, "enablePurgeProtection"),
            Text(properties, "enableSoftDelete"),
            Text(properties, "softDeleteRetentionInDays"),
            Text(properties, "enableRbacAuthorization"),
            isInPerimeter ? Value.Unknown : Value.Of(bypass.Is("AzureServices") || isOpen),
            Value.Of(Required(properties, "tenantId")),
            Value.Absent,
            Find(properties, "accessPolicies") is { ValueKind: JsonValueKind.Array } policies ? [.. policies.EnumerateArray().Select(policy => Policy(policy, Required(properties, "tenantId")))] : []);
    }

    public static ArmAssignment RoleAssignment(JsonElement answer)
    {
        var properties = Object(answer, "properties");
        return new ArmAssignment(
            Required(answer, "id"),
            Required(properties, "principalId"),
            Text(properties, "principalType").Or("principal").ToString(),
            Required(properties, "roleDefinitionId"),
            Required(properties, "scope"));
    }

    public static RoleReach RoleDefinition(JsonElement answer)
    {
        var properties = Object(answer, "properties");
        var permissions = List(properties, "permissions");
        return new RoleReach(
            Required(properties, "roleName"),
            MayWithKeys("unwrap/action") || MayWithKeys("decrypt/action"),
            Needed.All(MayWithKeys),
            !More.Any(MayWithKeys) && !Rights.Any(action => May("actions", "notActions", action)));

        bool MayWithKeys(string action) => May("dataActions", "notDataActions", "Microsoft.KeyVault/vaults/keys/" + action);

        // What one entry excludes, another may still permit.
        bool May(string allowed, string excluded, string action) => permissions.Any(permission =>
            Texts(permission, allowed).Any(pattern => Matches(pattern, action)) && !Texts(permission, excluded).Any(pattern => Matches(pattern, action)));
    }

    public static string Required(JsonElement element, string name) =>
        Text(element, name).Text ?? throw new UnexpectedAnswerException("Azure", $"without '{name}'");

    public static JsonElement Object(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Object } found ? found : throw new UnexpectedAnswerException("Azure", $"without '{name}'");

    private static List<JsonElement> List(JsonElement element, string name) => Find(element, name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray()]
        : throw new UnexpectedAnswerException("Azure", $"without the list '{name}'");

    /// <summary>Azure keeps the address as it was given, be it with a slash or the port that it has anyway.</summary>
    private static string VaultUri(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https", IsDefaultPort: true, PathAndQuery: "/" } ? $"https://{uri.Host}" : text.TrimEnd('/');

    /// <summary>
    /// A policy of another tenant lets nobody in, and one with an application lets its principal in only by way of that: neither is the
    /// principal's own.
    /// </summary>
    private static GrantLink Policy(JsonElement policy, string tenant) => new(
        Value.Of(Required(policy, "objectId")
            + (Text(policy, "applicationId") is { IsAbsent: false } application ? $" by way of {application}" : "")
            + (Text(policy, "tenantId").Or(tenant).Is(tenant) ? "" : $" of tenant {Text(policy, "tenantId")}")),
        Value.Absent,
        Value.Absent,
        Value.Absent,
        Values.Of([.. Texts(Object(policy, "permissions"), "keys").Select(permission => Value.Of(permission))]));

    private static bool Matches(string pattern, string action) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, action);

    private static IEnumerable<string> Texts(JsonElement element, string name) => Find(element, name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
        : [];

    private static JsonElement? Find(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static Value Text(JsonElement? element, string name) => Find(element, name) switch
    {
        null => Value.Absent,
        { ValueKind: JsonValueKind.String } text => Value.Of(text.GetString()!),
        { ValueKind: JsonValueKind.True } => Value.Of(true),
        { ValueKind: JsonValueKind.False } => Value.Of(false),
        { ValueKind: JsonValueKind.Number } number => Value.Of(number.GetDecimal().ToString(CultureInfo.InvariantCulture)),
        _ => throw new UnexpectedAnswerException("Azure", $"with '{name}', which is not a single value"),
    };
}
