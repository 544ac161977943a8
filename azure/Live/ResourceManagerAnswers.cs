using System.Globalization;
using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>A role assignment as Azure Resource Manager lists it.</summary>
/// <param name="Id">The assignment's own id.</param>
internal sealed record RoleAssignmentAnswer(string Id, Grant Grant)
{
    public bool IsOfGroup => Grant.PrincipalType.Text?.EndsWith("Group", StringComparison.OrdinalIgnoreCase) == true;

    public string RoleId => Grant.Role.Text!;

    /// <summary>What these assignments permit, and what the vendor is granted by way of groups besides.</summary>
    /// <param name="assignments">All that reach the key.</param>
    /// <param name="its">Those that are the vendor's anywhere in the vault or above it, also by way of groups.</param>
    public static IReadOnlyList<Grant> Grants(
        IReadOnlyList<RoleAssignmentAnswer> assignments, IReadOnlyList<RoleAssignmentAnswer> its, ObjectId vendor, Func<string, RoleDefinition> roleOf)
    {
        var ids = its.Select(assignment => assignment.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Grant GrantOf(RoleAssignmentAnswer assignment) => assignment.Grant with { Definition = roleOf(assignment.RoleId) };
        return
        [
            .. assignments.Select(GrantOf),
            .. assignments.Where(assignment => assignment.IsOfGroup && ids.Contains(assignment.Id)).Select(assignment => GrantOf(assignment) with
            {
                PrincipalId = Value.Of(vendor.Value),
                PrincipalType = Value.Of($"Group {assignment.Grant.PrincipalId} with"),
            }),
            .. its.Where(assignment => assignments.All(known => !string.Equals(known.Id, assignment.Id, StringComparison.OrdinalIgnoreCase)))
                .Select(assignment => GrantOf(assignment) with { PrincipalId = Value.Of(vendor.Value), IsElsewhere = true }),
        ];
    }
}

/// <summary>
/// Reads Azure Resource Manager's answers, strictly: what must be there and is not makes an answer unreadable.
/// Source: Azure's REST reference of storage accounts, vaults and role assignments, in the versions of <see cref="ApiVersions"/>.
/// </summary>
internal static class ResourceManagerAnswers
{
    public static StorageAccount Account(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        Require(properties, "encryption.keySource");
        var account = StorageAccount.Read(properties);
        return account with
        {
            UncoveredServices = Values.Of([.. ((string[])["blob", "file"])
                .Where(service => properties.ValueOf($"encryption.services.{service}.enabled").Is("false") || properties.ValueOf($"encryption.services.{service}.keyType").Is("Service"))
                .Select(Value.Of)]),
            IdentityPrincipal = PrincipalOf(answer, account.IdentityId.Text),
            Id = Value.Of(IdOf(answer)),
            VersionExpires = properties.ValueOf("encryption.keyVaultProperties.currentVersionedKeyExpirationTimestamp").Text is { } text ? Moment(text) : null,
        };
    }

    /// <summary>Ids have slashes and full stops, so this cannot be found by a path.</summary>
    private static Value PrincipalOf(JsonElement answer, string? identity) =>
        identity is { Length: > 0 } && Find(answer, "identity") is { } block && Find(block, "userAssignedIdentities") is { ValueKind: JsonValueKind.Object } attached
            ? attached.EnumerateObject().Where(one => one.Name.Equals(identity, StringComparison.OrdinalIgnoreCase))
                .Select(one => new JsonProperties(one.Value).ValueOf("principalId")).FirstOrDefault(Value.Absent)
            : Value.Absent;

    /// <summary>That nothing expires is answered as 1970.</summary>
    private static DateTimeOffset? Moment(string text) =>
        !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? throw new UnexpectedAnswerException("Azure", "with a 'currentVersionedKeyExpirationTimestamp' that is no time")
            : moment <= DateTimeOffset.UnixEpoch ? null : moment;

    public static Identity Identity(JsonElement answer)
    {
        var identity = Trust.Identity.Read(new JsonProperties(answer));
        return identity.PrincipalId.Text is { } id && ObjectId.Parse(id).Ok
            ? identity
            : throw new UnexpectedAnswerException("Azure", "with a 'principalId' that is none");
    }

    public static FederatedCredential FederatedCredential(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        Require(properties, "issuer");
        return Trust.FederatedCredential.Read(properties) with
        {
            Subject = properties.ValueOf("subject", "claimsMatchingExpression.value"),
            IsOnIdentity = true,
        };
    }

    public static Vault Vault(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        Require(properties, "tenantId");
        RequireLists(answer, "accessPolicies", "keys", "secrets", "certificates", "storage");
        foreach (var policy in properties.ObjectsOf("accessPolicies"))
        {
            Require(policy, "objectId");
            if (policy.WholeOf("permissions").IsAbsent)
                throw new UnexpectedAnswerException("Azure", "without 'permissions'");
        }

        return Trust.Vault.Read(properties);
    }

    /// <summary>A role that its holder may activate. Source: role eligibility schedule instances, 2020-10-01.</summary>
    public static RoleAssignmentAnswer Eligibility(JsonElement answer)
    {
        RequireType(answer, "roleEligibilityScheduleInstances");
        var assignment = RoleAssignment(answer);
        return assignment with { Grant = assignment.Grant with { IsEligible = true } };
    }

    /// <param name="vendor">The principal that is asked about.</param>
    public static DenyAssignment DenyAssignment(JsonElement answer, string key, ObjectId vendor)
    {
        const string everyone = "00000000-0000-0000-0000-000000000000";
        var properties = new JsonProperties(answer);
        RequireLists(answer, "principals", "excludePrincipals", "permissions", "actions", "notActions", "dataActions", "notDataActions");
        Require(properties, "scope");
        var principals = properties.ObjectsOf("principals").ToList();
        var excluded = properties.ObjectsOf("excludePrincipals").ToList();
        if (principals.Count == 0)
            throw new UnexpectedAnswerException("Azure", "without 'principals'");
        static bool AreGroups(Properties principal) => principal.ValueOf("type").Text?.Contains("Group", StringComparison.OrdinalIgnoreCase) == true;
        var isNamed = principals.Exists(principal => principal.ValueOf("id").Is(vendor.Value) || principal.ValueOf("id").Is(everyone));
        var isElsewhere = properties.ValueOf("doNotApplyToChildScopes").Is("true") && !properties.ValueOf("scope").Is(key);
        var applies = isElsewhere || excluded.Exists(principal => principal.ValueOf("id").Is(vendor.Value)) ? Comparison.Different
            : isNamed ? excluded.Exists(AreGroups) ? Comparison.Undetermined : Comparison.Same
            : principals.Exists(AreGroups) ? Comparison.Undetermined
            : Comparison.Different;
        return new DenyAssignment(
            properties.ValueOf("denyAssignmentName").Text ?? IdOf(answer), Trust.RoleDefinition.Read(properties).Rights, applies);
    }

    public static RoleAssignmentAnswer RoleAssignment(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        foreach (var required in (string[])["principalId", "roleDefinitionId", "scope"])
            Require(properties, required);
        return new RoleAssignmentAnswer(IdOf(answer), Grant.ReadRoleAssignment(properties, isForInstalled: false));
    }

    public static NamedPart<EncryptionScope> EncryptionScope(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        Require(properties, "source");
        return new NamedPart<EncryptionScope>(NameOf(answer), Trust.EncryptionScope.Read(properties), !properties.ValueOf("state").Is("Disabled"));
    }

    /// <summary>A container says nothing of encryption that it must, so its id alone tells that it is one.</summary>
    public static NamedPart<Container> Container(JsonElement answer)
    {
        RequireType(answer, "containers");
        return new NamedPart<Container>(NameOf(answer), Trust.Container.Read(new JsonProperties(answer)));
    }

    public static (string Source, string Destination) Replication(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        Require(properties, "sourceAccount");
        Require(properties, "destinationAccount");
        return (properties.ValueOf("sourceAccount").Text!, properties.ValueOf("destinationAccount").Text!);
    }

    private static string NameOf(JsonElement answer) => IdOf(answer).Split('/')[^1];

    /// <param name="asked">The id of the definition, whatever its scope.</param>
    public static RoleDefinition RoleDefinition(JsonElement answer, string asked)
    {
        if (!string.Equals(IdOf(answer).Split('/')[^1], asked.Split('/')[^1], StringComparison.OrdinalIgnoreCase))
            throw new UnexpectedAnswerException("Azure", $"about another role than {asked}, which was asked for");
        var properties = new JsonProperties(answer);
        Require(properties, "roleName");
        RequireLists(answer, "permissions", "actions", "notActions", "dataActions", "notDataActions");
        // An empty list permits nothing; a missing one says nothing.
        return Find(answer, "properties") is { } inner && Find(inner, "permissions") is { ValueKind: JsonValueKind.Array }
            ? Trust.RoleDefinition.Read(properties)
            : throw new UnexpectedAnswerException("Azure", "without the list 'permissions'");
    }

    public static string IdOf(JsonElement answer) =>
        new JsonProperties(answer).ValueOf("id").Text ?? throw new UnexpectedAnswerException("Azure", "without 'id'");

    /// <summary>What was asked for must be what answers.</summary>
    public static void RequireId(JsonElement answer, string asked)
    {
        if (!string.Equals(IdOf(answer), asked, StringComparison.OrdinalIgnoreCase))
            throw new UnexpectedAnswerException("Azure", $"about something else than {asked}, which was asked for");
    }

    /// <summary>Where its members alone do not tell what an entry of a list is, its id does.</summary>
    private static void RequireType(JsonElement answer, string type)
    {
        if (IdOf(answer).Split('/') is not [.., var found, _] || !found.Equals(type, StringComparison.OrdinalIgnoreCase))
            throw new UnexpectedAnswerException("Azure", $"with something else than {type}");
    }

    /// <summary>An object with names would be read as a list of them, and an empty one as an empty list: one that permits nothing.</summary>
    private static void RequireLists(JsonElement element, params string[] names)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                RequireLists(item, names);
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (names.Contains(member.Name, StringComparer.OrdinalIgnoreCase) && member.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
                throw new UnexpectedAnswerException("Azure", $"with '{member.Name}' that is not a list");
            RequireLists(member.Value, names);
        }
    }

    private static void Require(Properties properties, string path)
    {
        if (properties.ValueOf(path).Text is null)
            throw new UnexpectedAnswerException("Azure", $"without '{path.Split('.')[^1]}'");
    }

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;
}
