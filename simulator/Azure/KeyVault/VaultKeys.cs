using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

internal sealed record KeyBody(KeyProperties Properties, IReadOnlyDictionary<string, string>? Tags = null);

internal sealed record KeyProperties(
    string Kty,
    int? KeySize = null,
    IReadOnlyList<string>? KeyOps = null,
    KeyAttributes? Attributes = null,
    RotationPolicyBody? RotationPolicy = null);

/// <param name="Exp">Seconds since 1970; so is <paramref name="Nbf"/>.</param>
internal sealed record KeyAttributes(bool? Enabled = null, long? Exp = null, long? Nbf = null, bool? Exportable = null);

/// <summary>
/// Keys through Azure Resource Manager, which can create a key that does not exist and do nothing else: for one that exists a PUT
/// answers with it as it is. The vault's firewall does not apply here.
/// </summary>
internal sealed class VaultKeys(SimulatedAzure azure)
    : ResourceType(azure, TypeName, "2023-07-01", "2024-11-01", KeyVaultManagement.ApiVersion)
{
    public const string TypeName = "Microsoft.KeyVault/vaults/keys";

    public override JsonObject Put(ResourceId id, JsonObject body, string apiVersion)
    {
        var request = Requests.Read(body, RequestJson.Default.KeyBody);
        var vault = Vault(id.Parent) ?? throw ParentNotFound(id);
        if (AzureNames.Key(id.Name) is { Ok: false, Mistake: var mistake })
            throw new AzureException(400, "BadRequest", $"{mistake}.");
        if (!vault.Keys.TryGetValue(id.Name, out var key))
        {
            if (request.Properties.Attributes?.Exportable == true)
                throw AzureException.NotModelled("exportable keys");
            var tags = Requests.Within(TagLimits.OfKeys, request.Tags);
            var policy = request.Properties.RotationPolicy?.Checked();
            key = Azure.KeyLifecycle.Create(vault, id.Name, Parameters(request.Properties), tags, policy);
        }

        return Answer(vault, key);
    }

    public override JsonObject? Get(ResourceId id) =>
        Vault(id.Parent) is { } vault && vault.Keys.TryGetValue(id.Name, out var key) ? Answer(vault, key) : null;

    public override bool Delete(ResourceId id) =>
        throw new AzureException(405, "MethodNotAllowed", "Azure Resource Manager does not delete keys; the vault itself does.");

    public override IEnumerable<Listed> List(ResourceId scope)
    {
        if (!scope.Is(Vaults.TypeName))
            throw new AzureException(400, "InvalidRequestUri", $"Keys are listed by vault; '{scope}' is none.");
        var vault = Vault(scope) ?? throw ResourceManager.NotFound(scope);
        return vault.Keys.Values.Select(key => new Listed($"{vault.Id}/keys/{key.Name}", () => Answer(vault, key)));
    }

    public override void DeleteIn(string groupId)
    {
    }

    private Vault? Vault(ResourceId id) =>
        Azure.KeyStores.NamedVault(id.Name) is { Deleted: null } vault && ResourceId.Same(vault.Id, id.Render(Vaults.TypeName))
            ? vault
            : null;

    private static AzureException ParentNotFound(ResourceId id) =>
        new(404, "ParentResourceNotFound", $"There is no vault '{id.Parent}' for the key '{id.Name}'.");

    private static KeyParameters Parameters(KeyProperties request) => new(
        request.Kty,
        request.KeySize,
        request.KeyOps,
        request.Attributes?.Enabled ?? true,
        request.Attributes?.Nbf is { } from ? DateTimeOffset.FromUnixTimeSeconds(from) : null,
        request.Attributes?.Exp is { } until ? DateTimeOffset.FromUnixTimeSeconds(until) : null);

    private JsonObject Answer(Vault vault, VaultKey key)
    {
        var latest = key.Latest;
        var uri = $"https://{Azure.KeyStores.HostOf(vault)}/keys/{key.Name}";
        return new JsonObject
        {
            ["id"] = $"{vault.Id}/keys/{key.Name}",
            ["name"] = key.Name,
            ["type"] = TypeName,
            ["location"] = vault.Location,
            ["tags"] = Requests.Tags(key.Tags),
            ["properties"] = new JsonObject
            {
                ["attributes"] = KeyBundle.Of(vault, KeyUri.Parse(uri).Value!, latest).Attributes(),
                ["kty"] = latest.Kty,
                ["keyOps"] = Json.Array(latest.KeyOps),
                ["keySize"] = latest.KeySize,
                ["keyUri"] = uri,
                ["keyUriWithVersion"] = $"{uri}/{latest.Version}",
                ["rotationPolicy"] = key.RotationPolicy is { } policy
                    ? Requests.Answer(RotationPolicyBody.Of(policy, inSmallLetters: true), RequestJson.Default.RotationPolicyBody)
                    : null,
            },
        };
    }
}
