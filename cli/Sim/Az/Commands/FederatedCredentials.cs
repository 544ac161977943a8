using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az ad app federated-credential</c>.</summary>
internal static class FederatedCredentials
{
    private static readonly AzOption Credential = "--federated-credential-id!";
    private static readonly AzOption Parameters = "--parameters!";

    public static readonly AzCommand[] All =
    [
        new("ad app federated-credential create", "Add a federated credential to an application.",
            call => Alone(call, call.Session.Graph.Post(PathOf(call), call.JsonObject("--parameters"))),
            [Applications.Id, Parameters], Changes: true),
        new("ad app federated-credential show", "Show a federated credential, by id or name.",
            call => Alone(call, call.Session.Graph.Get(OneOf(call))), [Applications.Id, Credential]),
        new("ad app federated-credential list", "List the federated credentials of an application.",
            call => AzShapes.List(call.Session.Graph.List(PathOf(call))), [Applications.Id]),
        new("ad app federated-credential update", "Change a federated credential.", Update, [Applications.Id, Credential, Parameters],
            Changes: true),
        new("ad app federated-credential delete", "Delete a federated credential.", Delete, [Applications.Id, Credential], Changes: true),
    ];

    private static string PathOf(AzCall call) =>
        $"{Applications.PathOf(Applications.Find(call.Session, call.Required("--id")))}/federatedIdentityCredentials";

    private static string OneOf(AzCall call) => $"{PathOf(call)}/{call.Required("--federated-credential-id")}";

    private static JsonObject Alone(AzCall call, JsonObject credential)
    {
        var application = Applications.Find(call.Session, call.Required("--id"))["id"];
        return DirectoryShape.Alone(call.Session, credential, $"applications('{application}')/federatedIdentityCredentials");
    }

    private static JsonNode? Update(AzCall call)
    {
        call.Session.Graph.Patch(OneOf(call), call.JsonObject("--parameters"));
        return null;
    }

    private static JsonNode? Delete(AzCall call)
    {
        call.Session.Graph.Delete(OneOf(call));
        return null;
    }
}
