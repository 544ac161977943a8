using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az identity</c>.</summary>
internal static class Identities
{
    private const string TypeName = "Microsoft.ManagedIdentity/userAssignedIdentities";
    private const string Credentials = TypeName + "/federatedIdentityCredentials";

    private static readonly AzOption Group = "--resource-group -g!";
    private static readonly AzOption Name = "--name -n!";
    private static readonly AzOption Identity = "--identity-name!";
    private static readonly AzOption[] Claims = ["--issuer!", "--subject!", AzOption.Of("--audiences --audience", AzValues.Some)];

    public static readonly AzCommand[] All =
    [
        new("identity create", "Create a user-assigned identity.", Create,
            [Group, Name, "--location -l", AzOption.Of("--tags", AzValues.Any)], Changes: true),
        new("identity show", "Show a user-assigned identity.",
            call => Shape(call.Session.Get(IdOf(call, "--name"), ApiVersions.Identities)),
            [Group, Name]),
        new("identity list", "List the user-assigned identities of the subscription, or of a group.", List, ["--resource-group -g"]),
        new("identity delete", "Delete a user-assigned identity.", Delete, [Group, Name], Changes: true),
        new("identity federated-credential create", "Add a federated credential to an identity.", PutCredential,
            [Group, Identity, Name, .. Claims], Changes: true),
        new("identity federated-credential update", "Change a federated credential of an identity.", PutCredential,
            [Group, Identity, Name, .. Claims], Changes: true),
        new("identity federated-credential show", "Show a federated credential of an identity.",
            call => AzShapes.Flat(call.Session.Get(CredentialOf(call), ApiVersions.Identities)), [Group, Identity, Name]),
        new("identity federated-credential list", "List the federated credentials of an identity.",
            call =>
                AzShapes.List(call.Session.List(IdOf(call, "--identity-name"), Credentials, ApiVersions.Identities).Select(AzShapes.Flat)),
            [Group, Identity]),
        new("identity federated-credential delete", "Delete a federated credential of an identity.", DeleteCredential,
            [Group, Identity, Name, AzOption.Of("--yes -y", AzValues.Switch)], Changes: true),
    ];

    private static string IdOf(AzCall call, string option) =>
        $"{call.Session.GroupPath(call.Required("--resource-group"))}/providers/{TypeName}/{call.Required(option)}";

    private static string CredentialOf(AzCall call) =>
        $"{IdOf(call, "--identity-name")}/federatedIdentityCredentials/{call.Required("--name")}";

    private static JsonObject Create(AzCall call) => Shape(call.Session.Put(
        IdOf(call, "--name"),
        ApiVersions.Identities,
        new JsonObject { ["location"] = call.Session.Location(call), ["tags"] = call.Tags() ?? [] }));

    private static JsonArray List(AzCall call)
    {
        var scope = call.Text("--resource-group") is { } group ? call.Session.GroupPath(group) : call.Session.SubscriptionPath;
        return AzShapes.List(call.Session.List(scope, TypeName, ApiVersions.Identities).Select(Shape));
    }

    private static JsonNode? Delete(AzCall call)
    {
        call.Session.Delete(IdOf(call, "--name"), ApiVersions.Identities);
        return null;
    }

    private static JsonObject PutCredential(AzCall call) =>
        AzShapes.Flat(call.Session.Put(CredentialOf(call), ApiVersions.Identities, new JsonObject
    {
        ["properties"] = new JsonObject
        {
            ["issuer"] = call.Required("--issuer"),
            ["subject"] = call.Required("--subject"),
            ["audiences"] = AzShapes.Texts(call.List("--audiences") ?? [call.Session.Cloud.TokenExchangeAudience]),
        },
    }));

    private static JsonNode? DeleteCredential(AzCall call)
    {
        Confirm.Require(call);
        call.Session.Delete(CredentialOf(call), ApiVersions.Identities);
        return null;
    }

    private static JsonObject Shape(JsonObject identity)
    {
        var flat = AzShapes.Flat(identity);
        flat.TryAdd("isolationScope", "None");
        return AzShapes.WithNulls(flat, "tags");
    }
}
