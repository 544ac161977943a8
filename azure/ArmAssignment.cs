using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>A role assignment as Azure Resource Manager lists it.</summary>
/// <param name="PrincipalType">User, Group, ServicePrincipal, ForeignGroup or Device.</param>
internal sealed record ArmAssignment(string Id, string PrincipalId, string PrincipalType, string RoleId, string Scope)
{
    public bool IsOfGroup => PrincipalType.EndsWith("Group", StringComparison.OrdinalIgnoreCase);

    /// <summary>What these assignments let their holders do, and what the vendor may by way of groups besides.</summary>
    /// <param name="assignments">All that reach the key.</param>
    /// <param name="its">Those that are the vendor's, also by way of groups.</param>
    public static IReadOnlyList<LiveGrant> Grants(
        IReadOnlyList<ArmAssignment> assignments, IReadOnlyList<ArmAssignment> its, ObjectId vendor, Func<string, RoleReach> roleOf)
    {
        var ids = its.Select(assignment => assignment.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var byGroup = assignments.Where(assignment => assignment.IsOfGroup && ids.Contains(assignment.Id));
        return
        [
            .. assignments.Select(assignment => roleOf(assignment.RoleId).Grant(assignment.PrincipalId, assignment.PrincipalType, assignment.Scope)),
            .. byGroup.Select(assignment => roleOf(assignment.RoleId).Grant(vendor.Value, $"Group {assignment.PrincipalId} with", assignment.Scope)),
        ];
    }
}

/// <summary>What a role lets its holder do with keys.</summary>
/// <param name="Suffices">Whether that is enough for Azure Storage: get, wrap and unwrap.</param>
/// <param name="IsNarrow">Whether it is no more than that.</param>
internal sealed record RoleReach(string Name, bool Unwraps, bool Suffices, bool IsNarrow)
{
    public LiveGrant Grant(string principalId, string principalType, string scope) => new(principalId, principalType, Name, scope, Unwraps, Suffices, IsNarrow);
}
