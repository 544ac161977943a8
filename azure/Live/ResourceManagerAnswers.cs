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
    /// <param name="its">Those that are the vendor's, also by way of groups.</param>
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
        ];
    }
}

/// <summary>
/// Reads Azure Resource Manager's answers, strictly: what must be there and is not makes an answer unreadable.
/// Source: Azure's REST reference of storage accounts (2024-01-01), vaults (2026-02-01) and role assignments (2022-04-01).
/// </summary>
internal static class ResourceManagerAnswers
{
    public static StorageAccount Account(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        Require(properties, "encryption.keySource");
        return StorageAccount.Read(properties);
    }

    public static Identity Identity(JsonElement answer)
    {
        var identity = Trust.Identity.Read(new JsonProperties(answer));
        return identity.PrincipalId.Text is { } id && ObjectId.Parse(id).Ok
            ? identity
            : throw new UnexpectedAnswerException("Azure", "with a 'principalId' that is none");
    }

    /// <param name="answer">The vault, or its properties alone.</param>
    public static Vault Vault(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        Require(properties, "tenantId");
        foreach (var policy in properties.ObjectsOf("accessPolicies"))
        {
            Require(policy, "objectId");
            if (policy.WholeOf("permissions").IsAbsent)
                throw new UnexpectedAnswerException("Azure", "without 'permissions'");
        }

        return Trust.Vault.Read(properties);
    }

    public static RoleAssignmentAnswer RoleAssignment(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        foreach (var required in (string[])["principalId", "roleDefinitionId", "scope"])
            Require(properties, required);
        return new RoleAssignmentAnswer(IdOf(answer), Grant.ReadRoleAssignment(properties, isForInstalled: false));
    }

    public static RoleDefinition RoleDefinition(JsonElement answer)
    {
        var properties = new JsonProperties(answer);
        Require(properties, "roleName");
        // An empty list permits nothing; a missing one says nothing.
        return Find(answer, "properties") is { } inner && Find(inner, "permissions") is { ValueKind: JsonValueKind.Array }
            ? Trust.RoleDefinition.Read(properties)
            : throw new UnexpectedAnswerException("Azure", "without the list 'permissions'");
    }

    public static string IdOf(JsonElement answer) =>
        new JsonProperties(answer).ValueOf("id").Text ?? throw new UnexpectedAnswerException("Azure", "without 'id'");

    private static void Require(Properties properties, string path)
    {
        if (properties.ValueOf(path).Text is null)
            throw new UnexpectedAnswerException("Azure", $"without '{path.Split('.')[^1]}'");
    }

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;
}
