using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record IdentityCredentialBody(IdentityCredentialProperties Properties);

internal sealed record IdentityCredentialProperties(string Issuer, string Subject, IReadOnlyList<string> Audiences);

/// <summary>
/// The federated credentials of a managed identity itself: who else may speak as it. Nothing here speaks as one through them; they are
/// kept to be seen.
/// </summary>
internal sealed class IdentityCredentials(SimulatedAzure azure) : ResourceType(azure, TypeName, "2023-01-31", "2024-11-30")
{
    public const string TypeName = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials";

    private const int Most = 20;

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var request = Requests.Read(body, RequestJson.Default.IdentityCredentialBody).Properties;
        var identity = Identity(id.Parent) ?? throw ParentNotFound(id);
        if (request.Audiences is not [{ Length: > 0 }] || request.Issuer.Length == 0 || request.Subject.Length == 0)
            throw new AzureException(400, "BadRequest", "A federated credential needs an issuer, a subject and exactly one audience.");
        var others = identity.Credentials.Where(other => !ResourceId.Same(other.Name, id.Name)).ToList();
        if (others.Exists(other => other.Issuer == request.Issuer && other.Subject == request.Subject))
            throw new AzureException(409, "Conflict", "The identity has a federated credential of this issuer and subject already.");
        if (others.Count >= Most)
            throw new AzureException(400, "BadRequest", $"An identity has at most {Most} federated credentials.");
        var credential = new FederatedCredential("", id.Name, request.Issuer, request.Subject, request.Audiences);
        State.Identities[identity.Id] = identity with { Credentials = [.. others, credential] };
        return Answer(identity, credential);
    }

    public override JsonObject? Get(ResourceId id) =>
        Identity(id.Parent) is { } identity && identity.Credentials.FirstOrDefault(one => ResourceId.Same(one.Name, id.Name)) is { } found
            ? Answer(identity, found)
            : null;

    public override bool Delete(ResourceId id)
    {
        if (Identity(id.Parent) is not { } identity || Get(id) is null)
            return false;
        State.Identities[identity.Id] = identity with
        {
            Credentials = [.. identity.Credentials.Where(one => !ResourceId.Same(one.Name, id.Name))],
        };
        return true;
    }

    public override IEnumerable<Listed> List(ResourceId scope)
    {
        var identity = Identity(scope) ?? throw ResourceManager.NotFound(scope);
        return identity.Credentials.Select(
            one => new Listed($"{identity.Id}/federatedIdentityCredentials/{one.Name}", () => Answer(identity, one)));
    }

    public override void DeleteIn(string groupId)
    {
    }

    private UserAssignedIdentity? Identity(ResourceId id) => State.Identities.GetValueOrDefault(id.Render(UserAssignedIdentities.TypeName));

    private static AzureException ParentNotFound(ResourceId id) =>
        new(404, "ParentResourceNotFound", $"There is no managed identity '{id.Parent}' for the federated credential '{id.Name}'.");

    private static JsonObject Answer(UserAssignedIdentity identity, FederatedCredential credential) => new()
    {
        ["id"] = $"{identity.Id}/federatedIdentityCredentials/{credential.Name}",
        ["name"] = credential.Name,
        ["type"] = TypeName,
        ["properties"] = new JsonObject
        {
            ["issuer"] = credential.Issuer,
            ["subject"] = credential.Subject,
            ["audiences"] = Json.Array(credential.Audiences),
        },
    };
}
