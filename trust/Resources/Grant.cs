namespace XtCmkInfra.Trust;

/// <summary>Somebody's right to use keys: a role assignment, or an entry of a vault's access policies.</summary>
/// <param name="PrincipalType">User, Group, ServicePrincipal and the like; absent where it is not said.</param>
/// <param name="Role">The role definition's id; absent for an access policy.</param>
/// <param name="Permissions">What an access policy permits with keys.</param>
/// <param name="IsForInstalled">Whether an application holds it that the program itself installs in the tenant: the vendor's.</param>
public sealed record Grant(
    Value PrincipalId, Value PrincipalType, Value Role, Value Scope, Values Permissions, bool IsForInstalled = false) : Resource
{
    /// <summary>The definition of a role that is not built in, where it was read.</summary>
    public RoleDefinition? Definition { get; init; }

    /// <summary>On what the assignment depends besides, in Azure's words; absent where it depends on nothing.</summary>
    public Value Condition { get; init; } = Value.Absent;

    /// <summary>Whether the holder does not have it, but may activate it.</summary>
    public bool IsEligible { get; init; }

    /// <summary>Whether it is on something else in the vault than the key.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>The tenant from which an access policy lets its principal in; absent where it is not said.</summary>
    public Value Tenant { get; init; } = Value.Absent;

    /// <summary>What an access policy permits with secrets, certificates and storage accounts.</summary>
    public Values OtherPermissions { get; init; } = Values.Absent;

    /// <summary>
    /// Whether a person or a group of persons holds it; otherwise a service may. A group that may do what Azure Storage needs, and nothing
    /// else, is a group of services, and one with a role that is not known may be.
    /// </summary>
    public bool IsForPeople => PrincipalType.Is("User")
        || ((PrincipalType.Is("Group") || PrincipalType.Is("ForeignGroup"))
            && Rights != KeyRights.Needed && !Rights.HasFlag(KeyRights.Unclear));

    /// <summary>What it permits with keys, wherever its scope is.</summary>
    public KeyRights Rights => Role.IsAbsent
        ? Permissions.Items.Aggregate(KeyRights.None,
            (rights, permission) => rights | KeyPermissionNames.OfPermission(permission.Text ?? ""))
        : Definition?.Rights ?? (Role.Text is { } id ? Roles.Of(id)?.Rights : null) ?? KeyRights.Unclear;

    /// <summary>How far it reaches; an access policy reaches every key of its vault. Null where that cannot be determined.</summary>
    public GrantScope? Reach => Role.IsAbsent ? GrantScope.Vault : Scope.Text?.Trim('/').Split('/') switch
    {
        null => null,
        // The local roles of a managed HSM.
        [""] or ["keys"] => GrantScope.Vault,
        ["keys", _] => GrantScope.Key,
        [.., "keys", _] => GrantScope.Key,
        [.., "keys", _, "versions", _] => GrantScope.Version,
        [.., "vaults" or "managedHSMs", _] => GrantScope.Vault,
        _ => GrantScope.Wider,
    };

    /// <summary>Whether its scope is in a vault, or may be, and not a group, a subscription or something else.</summary>
    public bool IsOnKeys =>
        Scope.Knowledge == Knowledge.Secret || Scope.Text?.Contains("/Microsoft.KeyVault/", StringComparison.OrdinalIgnoreCase) == true;

    public string RoleText => Role.IsAbsent
        ? $"keys: {Permissions}"
        : Definition?.Name ?? (Role.Text is { } id ? Roles.Of(id)?.Name : null) ?? $"role {Role}";

    public static Grant ReadRoleAssignment(Properties properties, bool isForInstalled) => new(
        properties.ValueOf("principalId"),
        TypeOf(properties.ValueOf("principalType"), isForInstalled),
        properties.ValueOf("roleDefinitionId"),
        WithoutSlash(properties.ValueOf("scope")),
        Values.Absent,
        isForInstalled)
    {
        Condition = properties.ValueOf("condition"),
    };

    /// <param name="prefix">Where the entry is: nothing, or <c>policy.</c> in a resource of its own.</param>
    public static Grant ReadPolicy(Properties properties, string prefix, bool isForInstalled) => new(
        WithApplication(properties.ValueOf(prefix + "objectId"), properties.ValueOf(prefix + "applicationId")),
        TypeOf(Value.Absent, isForInstalled),
        Value.Absent,
        properties.ValueOf("vaultName"),
        properties.ListOf(prefix + "permissions.keys"),
        isForInstalled)
    {
        Tenant = properties.ValueOf(prefix + "tenantId"),
        OtherPermissions = Values.Of([.. ((string[])["secrets", "certificates", "storage"])
            .SelectMany(kind => properties.ListOf($"{prefix}permissions.{kind}").Items.Select(item => Value.Of($"{kind}: {item}")))]),
    };

    /// <summary>A policy of another tenant lets nobody in: it is not the principal's own.</summary>
    /// <param name="tenant">The vault's.</param>
    internal Grant In(Value tenant) => Tenant.Text is { } text && tenant.Text is { } own && !Tenant.Is(own)
        ? this with { PrincipalId = Noted(PrincipalId, $" of tenant {text}") }
        : this;

    /// <summary>A policy with an application lets its principal in only through that: it is not the principal's own.</summary>
    private static Value WithApplication(Value principal, Value application) =>
        application.Text is { Length: > 0 } id ? Noted(principal, $" by way of {id}") : principal;

    private static Value Noted(Value principal, string note) =>
        principal.Text is { } text ? principal with { Text = text + note } : principal;

    private static Value WithoutSlash(Value scope) => scope.Text is { Length: > 1 } text ? scope with { Text = text.TrimEnd('/') } : scope;

    private static Value TypeOf(Value given, bool isForInstalled) => isForInstalled ? given.Or("ServicePrincipal") : given;
}

/// <summary>What somebody is refused, whatever grants there are.</summary>
/// <param name="Rights">What of it concerns keys.</param>
/// <param name="AppliesTo">The vendor's service principal among others; not known where groups are named.</param>
public sealed record DenyAssignment(string Name, KeyRights Rights, Comparison AppliesTo) : Resource;

/// <summary>What a role permits with keys.</summary>
/// <param name="Name">As Azure shows it.</param>
public sealed record RoleDefinition(string Name, KeyRights Rights) : Resource
{
    /// <summary>The actions that it permits and that give power over keys, or over who reaches them; to read a key gives none.</summary>
    public IReadOnlyList<string> Powers { get; init; } = [];

    public static RoleDefinition Read(Properties properties)
    {
        var permissions = properties.ObjectsOf("permissions").Select(permission => (
            Actions: Texts(permission, "actions"),
            NotActions: Texts(permission, "notActions"),
            DataActions: Texts(permission, "dataActions"),
            NotDataActions: Texts(permission, "notDataActions"))).ToList();

        // What one entry excludes, another may still permit.
        bool Permits(string action) =>
            permissions.Exists(entry => Matches(entry.Actions, action) && !Matches(entry.NotActions, action));
        var onKeys = KeyPermissionNames.DataActions
            .Where(action => permissions.Exists(entry => Matches(entry.DataActions, KeyPermissionNames.DataActionPrefix + action.Key)
                && !Matches(entry.NotDataActions, KeyPermissionNames.DataActionPrefix + action.Key)))
            .ToList();
        var rights = onKeys.Aggregate(KeyRights.None, (all, action) => all | action.Value);
        var managing = KeyPermissionNames.ManagingActions.Where(Permits).ToList();
        var isHidden = IsHidden(properties.WholeOf("permissions"))
            || properties.ObjectsOf("permissions").Any(permission => Lists.Any(list => permission.ListOf(list) is var actions
                && (IsHidden(actions.Whole) || actions.Items.Any(IsHidden))));
        return new RoleDefinition(
            properties.ValueOf("roleName").Text ?? "",
            rights | (managing.Count > 0 ? KeyRights.Manage : KeyRights.None) | (isHidden ? KeyRights.Unclear : KeyRights.None))
        {
            Powers =
            [
                .. onKeys.Where(action => action.Value != KeyRights.Read)
                    .Select(action => KeyPermissionNames.DataActionPrefix + action.Key),
                .. managing,
            ],
        };
    }

    private static readonly string[] Lists = ["actions", "notActions", "dataActions", "notDataActions"];

    private static bool IsHidden(Value value) => value.Knowledge is Knowledge.Unknown or Knowledge.Secret;

    private static List<string> Texts(Properties permission, string name) =>
        [.. permission.ListOf(name).Items.Select(item => item.Text).OfType<string>()];

    private static bool Matches(List<string> patterns, string action) =>
        patterns.Exists(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, action));
}
