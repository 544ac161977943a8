using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az keyvault key create|show|set-attributes|rotate|delete</c>, as the signed-in account.</summary>
internal static class Keys
{
    /// <summary>Which key: by the name of its vault or managed HSM and its own, or by its URI.</summary>
    public static readonly AzOption[] Which = ["--name -n", "--vault-name", "--hsm-name", "--id"];

    private static readonly AzOption Version = "--version -v";

    private static readonly AzOption[] Attributes =
    [
        "--expires", "--not-before",
        AzOption.Of("--ops", AzValues.Some, null!, "encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey", "import", "export"),
        AzOption.Of("--tags", AzValues.Any),
    ];

    public static readonly AzCommand[] All =
    [
        new("keyvault key create", "Create a key, or a new version of one.", Create,
            [.. Which, .. Attributes, AzOption.Of("--kty", AzValues.One, null!, "EC", "EC-HSM", "RSA", "RSA-HSM", "oct", "oct-HSM"),
                "--size",
                AzOption.Of("--protection -p", AzValues.One, null!, "software", "hsm"), AzOption.Of("--disabled", AzValues.Flag)],
                    Changes: true),
        new("keyvault key show", "Show a key, or a version of it.", call => Do(call, KeyOf(call), call.Session.Azure.KeyVault.GetKey),
            [.. Which, Version],
            Changes: true),
        new("keyvault key set-attributes", "Change the attributes of a version, or of the newest.", SetAttributes,
            [.. Which, Version, .. Attributes, AzOption.Of("--enabled", AzValues.Flag)], Changes: true),
        new("keyvault key rotate", "Create a new version like the newest.",
            call => Do(call, KeyOf(call).WithoutVersion, call.Session.Azure.KeyVault.RotateKey), Which, Changes: true),
        new("keyvault key delete", "Soft-delete a key with all its versions.",
            call => DeletedKeys.Shape(call.Session.Azure.KeyVault.DeleteKey(call.Session.Caller(KeyOf(call)), KeyOf(call).WithoutVersion)),
            Which, Changes: true),
    ];

    /// <summary>The key that the options name.</summary>
    /// <exception cref="AzException">They name none, or more than one.</exception>
    public static KeyUri KeyOf(AzCall call)
    {
        if (call.Text("--id") is { } id)
        {
            var parsed = KeyUri.Parse(id.Replace("/deletedkeys/", "/keys/", StringComparison.OrdinalIgnoreCase));
            return parsed.Ok ? parsed.Value : throw new AzException($"argument --id: {parsed.Mistake}", AzException.Usage);
        }

        var name = call.Required("--name");
        var uri =
            KeyUri.Parse($"{HomeOf(call).VaultUri}/keys/{name}{(call.Text("--version") is { Length: > 0 } version ? $"/{version}" : "")}");
        return uri.Ok ? uri.Value : throw new AzException($"argument --name: {uri.Mistake}", AzException.Usage);
    }

    /// <summary>The vault or managed HSM that is named, as the URI of a key in it that need not be there.</summary>
    public static KeyUri HomeOf(AzCall call)
    {
        if (call.Has("--vault-name") == call.Has("--hsm-name"))
            throw new AzException("Please specify --vault-name or --hsm-name, or --id.", AzException.Usage);
        var cloud = call.Session.Cloud;
        var host = call.Text("--vault-name") is { } vault
            ? $"{vault}.{cloud.VaultSuffix}"
            : $"{call.Required("--hsm-name")}.{cloud.ManagedHsmSuffix}";
        var any = KeyUri.Parse($"https://{host}/keys/any");
        return any.Ok ? any.Value : throw new AzException(any.Mistake, AzException.Usage);
    }

    /// <summary>A version of a key as the Azure CLI prints it, with its public half.</summary>
    public static JsonObject Shape(SimulatedAzure azure, KeyBundle bundle)
    {
        var pair = azure.KeyVault.GetPublicKey(Caller.Operator, bundle.Id);
        return new JsonObject
        {
            ["attributes"] = AttributesOf(bundle),
            ["key"] = AzShapes.WithNulls(
                new JsonObject
                {
                    ["e"] = Convert.ToBase64String(pair.Exponent!),
                    ["keyOps"] = AzShapes.Texts(bundle.KeyOps),
                    ["kid"] = bundle.Id.ToString(),
                    ["kty"] = bundle.Kty,
                    ["n"] = Convert.ToBase64String(pair.Modulus!),
                },
                "crv",
                "d",
                "dp",
                "dq",
                "k",
                "p",
                "q",
                "qi",
                "t",
                "x",
                "y"),
            ["managed"] = null,
            ["releasePolicy"] = null,
            ["tags"] = Tags(bundle),
        };
    }

    public static JsonObject AttributesOf(KeyBundle bundle) => new()
    {
        ["created"] = AzShapes.Time(bundle.Created),
        ["enabled"] = bundle.Enabled,
        ["expires"] = bundle.Expires is { } expires ? AzShapes.Time(expires) : null,
        ["exportable"] = false,
        ["hsmPlatform"] = bundle.Id.IsManagedHsm ? null : bundle.Kty.EndsWith("-HSM", StringComparison.Ordinal) ? "2" : "0",
        ["notBefore"] = bundle.NotBefore is { } from ? AzShapes.Time(from) : null,
        ["recoverableDays"] = bundle.RecoverableDays,
        ["recoveryLevel"] = bundle.RecoveryLevel,
        ["updated"] = AzShapes.Time(bundle.Updated),
    };

    public static JsonObject? Tags(KeyBundle bundle) => bundle.Tags is { Count: > 0 } tags
        ? new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)JsonValue.Create(tag.Value))))
        : null;

    private static JsonObject Do(AzCall call, KeyUri key, Func<Caller, KeyUri, KeyBundle> what) =>
        Shape(call.Session.Azure, what(call.Session.Caller(key), key));

    private static JsonObject Create(AzCall call)
    {
        var key = KeyOf(call);
        var isHsm = key.IsManagedHsm || call.Text("--protection") == "hsm";
        var kty = call.Text("--kty") ?? (isHsm ? "RSA-HSM" : "RSA");
        var parameters = new KeyParameters(
            isHsm && kty == "RSA" ? "RSA-HSM" : kty,
            call.Number("--size"),
            call.List("--ops"),
            call.Flag("--disabled") != true,
            call.Time("--not-before"),
            call.Time("--expires"));
        return Shape(call.Session.Azure,
            call.Session.Azure.KeyVault.CreateKey(call.Session.Caller(key), key.WithoutVersion, parameters, TagsOf(call)));
    }

    private static JsonObject SetAttributes(AzCall call)
    {
        var key = KeyOf(call);
        var changes = new KeyChanges(
            call.Flag("--enabled"), call.Time("--not-before"), call.Time("--expires"), call.List("--ops"), TagsOf(call));
        return Shape(call.Session.Azure, call.Session.Azure.KeyVault.Change(call.Session.Caller(key), key, changes));
    }

    private static Dictionary<string, string>? TagsOf(AzCall call) =>
        call.Tags()?.ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
}
