using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// The local role assignments of a managed HSM on its data plane, at the scopes /, /keys and /keys/{name}. Only its administrator may
/// see or change them.
/// </summary>
internal sealed class ManagedHsmRoles(SimulatedAzure azure)
{
    private const string Assignments = "/providers/" + RoleAssignments.TypeName;

    /// <returns>Null for a call that is not about role assignments.</returns>
    public Func<Reply>? Answer(Request request, string hsm, Caller caller)
    {
        var at = request.Path.IndexOf(Assignments, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var scope = request.Path[..at].Trim('/') is { Length: > 0 } below ? "/" + below : "/";
        var name = request.Path[(at + Assignments.Length)..].Trim('/');
        Func<Reply>? call = (request.Method, name) switch
        {
            ("GET", "") => () => Reply.Ok(new JsonObject { ["value"] = Json.Array(azure.HsmRoleAssignments.List(hsm, scope)) }),
            ("GET", _) => () => Reply.Ok(Find(hsm, scope, name)),
            ("PUT", { Length: > 0 }) => () => Reply.Json(201, azure.HsmRoleAssignments.Put(hsm, scope, name, request.Json("BadParameter"))),
            ("DELETE", { Length: > 0 }) => () => Delete(hsm, scope, name),
            _ => null,
        };
        return call is null ? null : () => caller == Caller.Operator
            ? call()
            : throw new AzureException(
                403, "Forbidden", $"Only the administrator of the managed HSM '{hsm}' may see and change its role assignments.");
    }

    private Reply Delete(string hsm, string scope, string name)
    {
        lock (azure.Gate)
        {
            var deleted = Find(hsm, scope, name);
            azure.HsmRoleAssignments.Delete(hsm, name);
            return Reply.Ok(deleted);
        }
    }

    private JsonObject Find(string hsm, string scope, string name) =>
        azure.HsmRoleAssignments.List(hsm, scope).FirstOrDefault(one => ResourceId.Same(one["name"]!.GetValue<string>(), name))
            ?? throw new AzureException(404, "RoleAssignmentNotFound", $"There is no role assignment '{name}' at '{scope}' of '{hsm}'.");
}
