using System.Globalization;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>A role assignment as Azure Resource Manager lists it.</summary>
/// <param name="Id">The assignment's own id.</param>
internal sealed record RoleAssignmentAnswer(string Id, Grant Grant)
{
    public bool IsOfGroup => Grant.PrincipalType.Text?.EndsWith("Group", StringComparison.OrdinalIgnoreCase) == true;

    public string RoleId => Grant.Role.Text!;

    /// <summary>What these assignments permit, and what the vendor is granted through groups besides.</summary>
    /// <param name="assignments">All that reach the key.</param>
    /// <param name="its">Those that are the vendor's anywhere in the vault or above it, also through groups.</param>
    public static IReadOnlyList<Grant> Grants(
        IReadOnlyList<RoleAssignmentAnswer> assignments, IReadOnlyList<RoleAssignmentAnswer> its, ObjectId vendor, Func<string,
        RoleDefinition> roleOf)
    {
        var ids = its.Select(assignment => assignment.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Grant GrantOf(RoleAssignmentAnswer assignment) => assignment.Grant with { Definition = roleOf(assignment.RoleId) };
        return
        [
            .. assignments.Select(GrantOf),
            .. assignments.Where(assignment => assignment.IsOfGroup && ids.Contains(assignment.Id))
                .Select(assignment => GrantOf(assignment) with
            {
                PrincipalId = Value.Of(vendor.Value),
                PrincipalType = Value.Of($"Group {assignment.Grant.PrincipalId} with"),
            }),
            .. its.Where(assignment => assignments
                .All(known => !string.Equals(known.Id, assignment.Id, StringComparison.OrdinalIgnoreCase)))
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
    public static StorageAccount Account(JsonAnswer answer)
    {
        var properties = answer.Properties;
        answer.Require("encryption.keySource");
        var account = StorageAccount.Read(properties);
        return account with
        {
            IdentityPrincipal = PrincipalOf(answer, account.IdentityId.Text),
            Id = Value.Of(IdOf(answer)),
            VersionExpires = properties.ValueOf("encryption.keyVaultProperties.currentVersionedKeyExpirationTimestamp").Text is { } text
                ? Moment(answer, text)
                : null,
        };
    }

    /// <summary>Ids have slashes and full stops, so this cannot be found by a path.</summary>
    private static Value PrincipalOf(JsonAnswer answer, string? identity) =>
        answer.FindObject("identity")
            ?.FindObject("userAssignedIdentities")
            ?.FindObject(identity ?? "")?.Properties.ValueOf("principalId") ?? Value.Absent;

    /// <summary>That nothing expires is answered as 1970.</summary>
    private static DateTimeOffset? Moment(JsonAnswer answer, string text) =>
        !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? throw answer.Invalid("currentVersionedKeyExpirationTimestamp is not a time")
            : moment <= DateTimeOffset.UnixEpoch ? null : moment;

    public static Identity Identity(JsonAnswer answer)
    {
        var identity = Trust.Identity.Read(answer.Properties);
        return identity.PrincipalId.Text is { } id && ObjectId.Parse(id).Ok
            ? identity
            : throw answer.Invalid("principalId is not an object id");
    }

    public static FederatedCredential FederatedCredential(JsonAnswer answer)
    {
        var properties = answer.Properties;
        answer.Require("issuer");
        return Trust.FederatedCredential.Read(properties) with
        {
            Subject = properties.ValueOf("subject", "claimsMatchingExpression.value"),
            IsOnIdentity = true,
        };
    }

    public static Vault Vault(JsonAnswer answer)
    {
        var properties = answer.Properties;
        answer.Require("tenantId");
        answer.RequireLists("accessPolicies", "keys", "secrets", "certificates", "storage");
        foreach (var policy in properties.ObjectsOf("accessPolicies"))
        {
            if (policy.ValueOf("objectId").Text is null || policy.WholeOf("permissions").IsAbsent)
                throw answer.Invalid("an access policy has no objectId or no permissions");
        }

        return Trust.Vault.Read(properties);
    }

    public static SubscriptionId Subscription(JsonAnswer answer) =>
        SubscriptionId.Parse(answer.Require("subscriptionId")) is { Ok: true, Value: var id }
            ? id
            : throw answer.Invalid("subscriptionId is none");

    /// <summary>A role that its holder may activate. Source: role eligibility schedule instances, 2020-10-01.</summary>
    public static RoleAssignmentAnswer Eligibility(JsonAnswer answer)
    {
        RequireType(answer, "roleEligibilityScheduleInstances");
        var assignment = RoleAssignment(answer);
        return assignment with { Grant = assignment.Grant with { IsEligible = true } };
    }

    /// <param name="vendor">The principal that is asked about.</param>
    public static DenyAssignment DenyAssignment(JsonAnswer answer, string key, ObjectId vendor)
    {
        const string everyone = "00000000-0000-0000-0000-000000000000";
        var properties = answer.Properties;
        answer.RequireLists("principals", "excludePrincipals", "permissions", "actions", "notActions", "dataActions", "notDataActions");
        answer.Require("scope");
        var principals = properties.ObjectsOf("principals").ToList();
        var excluded = properties.ObjectsOf("excludePrincipals").ToList();
        if (principals.Count == 0)
            throw answer.Invalid("principals is missing");
        static bool AreGroups(Properties principal) =>
            principal.ValueOf("type").Text?.Contains("Group", StringComparison.OrdinalIgnoreCase) == true;
        var isNamed = principals.Exists(principal => principal.ValueOf("id").Is(vendor.Value) || principal.ValueOf("id").Is(everyone));
        var isElsewhere = properties.ValueOf("doNotApplyToChildScopes").Is("true") && !properties.ValueOf("scope").Is(key);
        var applies = isElsewhere || excluded.Exists(principal => principal.ValueOf("id").Is(vendor.Value)) ? Comparison.Different
            : isNamed ? excluded.Exists(AreGroups) ? Comparison.Undetermined : Comparison.Same
            : principals.Exists(AreGroups) ? Comparison.Undetermined
            : Comparison.Different;
        return new DenyAssignment(
            properties.ValueOf("denyAssignmentName").Text ?? IdOf(answer), Trust.RoleDefinition.Read(properties).Rights, applies);
    }

    public static RoleAssignmentAnswer RoleAssignment(JsonAnswer answer)
    {
        var properties = answer.Properties;
        foreach (var required in (string[])["principalId", "roleDefinitionId", "scope"])
            answer.Require(required);
        return new RoleAssignmentAnswer(IdOf(answer), Grant.ReadRoleAssignment(properties, isForInstalled: false));
    }

    public static NamedPart<EncryptionScope> EncryptionScope(JsonAnswer answer)
    {
        var properties = answer.Properties;
        answer.Require("source");
        return new NamedPart<EncryptionScope>(NameOf(answer), Trust.EncryptionScope.Read(properties),
            !properties.ValueOf("state").Is("Disabled"));
    }

    /// <summary>A container says nothing of encryption that it must, so its id alone shows that it is one.</summary>
    public static NamedPart<Container> Container(JsonAnswer answer)
    {
        RequireType(answer, "containers");
        return new NamedPart<Container>(NameOf(answer), Trust.Container.Read(answer.Properties));
    }

    public static (string Source, string Destination) Replication(JsonAnswer answer) =>
        (answer.Require("sourceAccount"), answer.Require("destinationAccount"));

    public static string NameOf(JsonAnswer answer) => IdOf(answer).Split('/')[^1];

    /// <param name="asked">The id of the definition, whatever its scope.</param>
    public static RoleDefinition RoleDefinition(JsonAnswer answer, string asked)
    {
        if (!string.Equals(IdOf(answer).Split('/')[^1], asked.Split('/')[^1], StringComparison.OrdinalIgnoreCase))
            throw answer.Invalid($"it is about another role than {asked}, which was asked for");
        answer.Require("roleName");
        answer.RequireLists("permissions", "actions", "notActions", "dataActions", "notDataActions");
        // An empty list permits nothing; a missing one says nothing.
        return answer.Properties.Has("permissions")
            ? Trust.RoleDefinition.Read(answer.Properties)
            : throw answer.Invalid("permissions is missing");
    }

    public static string IdOf(JsonAnswer answer) => answer.Require("id");

    /// <summary>Where its members alone do not show what an entry of a list is, its id does.</summary>
    private static void RequireType(JsonAnswer answer, string type)
    {
        if (IdOf(answer).Split('/') is not [.., var found, _] || !found.Equals(type, StringComparison.OrdinalIgnoreCase))
            throw answer.Invalid($"it is something else than {type}");
    }
}
