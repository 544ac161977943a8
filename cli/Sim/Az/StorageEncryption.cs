using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>The encryption options of <c>az storage account create|update</c>, as they come into a request.</summary>
internal static class StorageEncryption
{
    private const string KeyVault = "Microsoft.Keyvault";

    /// <summary>The encryption that an account has, as it is sent back: without what only Azure says.</summary>
    public static JsonObject AsRequest(JsonObject answer)
    {
        var request = new JsonObject
        {
            ["keySource"] = answer["keySource"]!.DeepClone(),
            ["identity"] = answer["identity"]?.DeepClone(),
        };
        if (answer["keyvaultproperties"] is JsonObject key)
        {
            request["keyvaultproperties"] = new JsonObject
            {
                ["keyvaulturi"] = key["keyvaulturi"]?.DeepClone(),
                ["keyname"] = key["keyname"]?.DeepClone(),
                ["keyversion"] = key["keyversion"]?.DeepClone(),
            };
        }

        return request;
    }

    /// <summary>The key, and as whom the account asks for it.</summary>
    /// <exception cref="AzException">A key is named without saying that it is used.</exception>
    public static void Apply(AzCall call, JsonObject encryption)
    {
        var (name, vault, version) =
            (call.Text("--encryption-key-name"), call.Text("--encryption-key-vault"), call.Text("--encryption-key-version"));
        if ((string?)encryption["keySource"] == KeyVault)
        {
            var key = encryption["keyvaultproperties"] as JsonObject ?? [];
            encryption["keyvaultproperties"] = key;
            Set(key, "keyname", name);
            Set(key, "keyvaulturi", vault);
            Set(key, "keyversion", version);
        }
        else if (name is not null || vault is not null || !string.IsNullOrEmpty(version))
        {
            throw new AzException($"Specify `--encryption-key-source={KeyVault}` to configure key vault properties.");
        }
        else
        {
            encryption.Remove("keyvaultproperties");
            encryption.Remove("identity");
        }

        if (!call.Has("--key-vault-user-identity-id") && !call.Has("--key-vault-federated-client-id"))
            return;
        var identity = encryption["identity"] as JsonObject ?? [];
        encryption["identity"] = identity;
        if (call.Text("--key-vault-user-identity-id") is { Length: > 0 } user)
            identity["userAssignedIdentity"] = user;
        if (call.Text("--key-vault-federated-client-id") is { Length: > 0 } client)
            identity["federatedIdentityClientId"] = client;
    }

    /// <summary>Which services are encrypted; all always are, but queues and tables may have the account's key or the service's.</summary>
    public static void ApplyServices(AzCall call, JsonObject encryption)
    {
        var services = new JsonObject();
        foreach (var service in call.List("--encryption-services") ?? [])
            services[service] = new JsonObject { ["enabled"] = true };
        foreach (var service in (string[])["queue", "table"])
        {
            if (call.Text($"--encryption-key-type-for-{service}") is { } type)
                services[service] = new JsonObject { ["enabled"] = true, ["keyType"] = type };
        }

        if (services.Count > 0)
            encryption["services"] = services;
    }

    private static void Set(JsonObject key, string name, string? value)
    {
        if (value is not null)
            key[name] = value;
    }
}
