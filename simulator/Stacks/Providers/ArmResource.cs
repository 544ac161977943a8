using System.Text.Json.Nodes;

namespace XtCmkInfra.Simulator.Stacks.Providers;

/// <summary>A resource type of the azure-native provider, which PUTs what the inputs say and GETs what there is.</summary>
/// <param name="idOf">The resource's id, from the inputs and the resource's name in the program.</param>
/// <param name="filledByOthers">
/// A list under <c>properties</c> that resources of another type fill: where the inputs have none, the provider keeps what is live.
/// </param>
internal sealed class ArmResource(
    string type,
    string apiVersion,
    ArmShape shape,
    string[] replacedBy,
    Func<SignedIn, string, JsonObject, string> idOf,
    string? filledByOthers = null)
    : ResourceProvider
{
    public override string Type { get; } = type;

    public string ApiVersion { get; } = apiVersion;

    public override IReadOnlyList<string> ReplacedBy { get; } = replacedBy;

    public JsonObject Body(JsonObject inputs) => shape.Body(inputs);

    public JsonObject Outputs(JsonObject answer) => shape.Outputs(answer);

    /// <summary>The provider looks first: what somebody else has made it does not take over by a write.</summary>
    public override Provided Create(SignedIn account, string name, JsonObject inputs)
    {
        var id = idOf(account, name, inputs);
        return account.Azure.ResourceManager.Exists(id, ApiVersion)
            ? throw new DeploymentException($"{Type} '{name}': cannot create already existing resource '{id}'.", null)
            : Update(account, id, inputs);
    }

    public override Provided Update(SignedIn account, string id, JsonObject inputs)
    {
        var body = shape.Body(inputs);
        if (filledByOthers is not null && body["properties"] is JsonObject properties && properties[filledByOthers] is null)
        {
            var live = OrGone(() => account.Azure.ResourceManager.Get(id, ApiVersion));
            properties[filledByOthers] = live?["properties"]?[filledByOthers]?.DeepClone() ?? new JsonArray();
        }

        return Provide(account.Azure.ResourceManager.Put(id, ApiVersion, body));
    }

    public override Provided? Read(SignedIn account, string id) =>
        OrGone(() => Provide(account.Azure.ResourceManager.Get(id, ApiVersion)));

    public override void Delete(SignedIn account, string id) => account.Azure.ResourceManager.Delete(id, ApiVersion);

    private Provided Provide(JsonObject answer) => new(answer["id"]!.GetValue<string>(), Outputs(answer));
}
