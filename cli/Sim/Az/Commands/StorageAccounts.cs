using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az storage account</c>.</summary>
internal static class StorageAccounts
{
    private const string TypeName = "Microsoft.Storage/storageAccounts";

    private static readonly AzOption Group = "--resource-group -g";
    private static readonly AzOption Name = "--name -n!";

    private static readonly AzOption[] Settings =
    [
        "--sku", AzOption.Of("--access-tier", AzValues.One, null!, "Hot", "Cool", "Cold", "Premium"),
        AzOption.Of("--https-only", AzValues.Flag),
        AzOption.Of("--allow-blob-public-access", AzValues.Flag), AzOption.Of("--allow-cross-tenant-replication -r", AzValues.Flag),
        AzOption.Of("--allow-shared-key-access -k", AzValues.Flag),
        AzOption.Of("--min-tls-version", AzValues.One, null!, "TLS1_0", "TLS1_1", "TLS1_2", "TLS1_3"),
        AzOption.Of("--public-network-access", AzValues.One, null!, "Enabled", "Disabled", "SecuredByPerimeter"),
        AzOption.Of("--default-action", AzValues.One, null!, "Allow", "Deny"), AzOption.Of("--bypass", AzValues.Some),
        AzOption.Of("--tags", AzValues.Any),
        AzOption.Of("--identity-type", AzValues.One, null!, "None", "SystemAssigned", "SystemAssigned,UserAssigned", "UserAssigned"),
        "--user-identity-id",
        AzOption.Of("--encryption-key-source", AzValues.One, null!, "Microsoft.Storage", "Microsoft.Keyvault"), "--encryption-key-vault",
        "--encryption-key-name", "--encryption-key-version",
        AzOption.Of("--encryption-services", AzValues.Some, null!, "blob", "file", "queue", "table"),
        "--key-vault-user-identity-id -u", "--key-vault-federated-client-id -f",
    ];

    public static readonly AzCommand[] All =
    [
        new("storage account create", "Create a storage account.", Create,
            ["--resource-group -g!", Name, "--location -l", AzOption.Of("--kind", AzValues.One, "StorageV2"), .. Settings,
                AzOption.Of("--encryption-key-type-for-queue -q", AzValues.One, null!, "Account", "Service"),
                AzOption.Of("--encryption-key-type-for-table -t", AzValues.One, null!, "Account", "Service"),
                AzOption.Of("--require-infrastructure-encryption -i", AzValues.Flag)], Changes: true),
        new("storage account show", "Show a storage account.", call => StorageShape.Of(Require(call)), [Name, Group]),
        new("storage account list", "List the storage accounts of the subscription, or of a group.", List, [Group]),
        new("storage account update", "Change a storage account.", Update,
            [Name, Group, .. Settings, AzOption.Of("--yes -y", AzValues.Switch)], Changes: true),
        new("storage account delete", "Delete a storage account with its data.", Delete,
            [Name, Group, AzOption.Of("--yes -y", AzValues.Switch)], Changes: true),
    ];

    private static JsonObject Create(AzCall call)
    {
        var session = call.Session;
        var id = $"{session.GroupPath(call.Required("--resource-group"))}/providers/{TypeName}/{call.Required("--name")}";
        var encryption = new JsonObject { ["keySource"] = call.Text("--encryption-key-source") ?? "Microsoft.Storage" };
        StorageEncryption.ApplyServices(call, encryption);
        StorageEncryption.Apply(call, encryption);
        if (call.Flag("--require-infrastructure-encryption") == true)
            encryption["requireInfrastructureEncryption"] = true;
        var body = new JsonObject
        {
            ["kind"] = call.Required("--kind"),
            ["sku"] = new JsonObject { ["name"] = call.Text("--sku") ?? "Standard_RAGRS" },
            ["location"] = session.Location(call),
            ["tags"] = call.Tags(),
            ["properties"] = new JsonObject { ["encryption"] = encryption },
        };
        Apply(call, body, attached: []);
        return StorageShape.Of(session.Put(id, ApiVersions.Storage, body));
    }

    /// <summary>
    /// Azure merges what a PATCH says with what is there: the command sends the whole encryption, and only what it changes of the rest.
    /// </summary>
    private static JsonObject Update(AzCall call)
    {
        var account = Require(call);
        var properties = account["properties"]!.AsObject();
        var encryption = StorageEncryption.AsRequest(properties["encryption"]!.AsObject());
        if (call.Text("--encryption-key-source") is { } source)
            encryption["keySource"] = source;
        StorageEncryption.ApplyServices(call, encryption);
        StorageEncryption.Apply(call, encryption);
        var body = new JsonObject
        {
            ["kind"] = account["kind"]!.DeepClone(),
            ["sku"] = new JsonObject { ["name"] = call.Text("--sku") ?? (string?)account["sku"]!["name"] },
            ["location"] = account["location"]!.DeepClone(),
            ["tags"] = call.Tags() ?? account["tags"]?.DeepClone(),
            ["properties"] = new JsonObject { ["encryption"] = encryption },
        };
        var attached = (account["identity"]?["userAssignedIdentities"] as JsonObject ?? []).Select(identity => identity.Key);
        Apply(call, body, [.. attached]);
        return StorageShape.Of(call.Session.Put((string)account["id"]!, ApiVersions.Storage, body));
    }

    private static JsonArray List(AzCall call)
    {
        var scope = call.Text("--resource-group") is { } group ? call.Session.GroupPath(group) : call.Session.SubscriptionPath;
        return AzShapes.List(call.Session.List(scope, TypeName, ApiVersions.Storage).Select(StorageShape.Of));
    }

    private static JsonNode? Delete(AzCall call)
    {
        Confirm.Require(call);
        call.Session.Delete((string)Require(call)["id"]!, ApiVersions.Storage);
        return null;
    }

    private static JsonObject Require(AzCall call)
    {
        var name = call.Required("--name");
        var scope = call.Text("--resource-group") is { } group ? call.Session.GroupPath(group) : call.Session.SubscriptionPath;
        return call.Session.List(scope, TypeName, ApiVersions.Storage).FirstOrDefault(account => Applications.Is(account, "name", name))
            ?? throw new AzureException(404, "ResourceNotFound", $"The Resource '{TypeName}/{name}' was not found.");
    }

    private static void Apply(AzCall call, JsonObject body, IReadOnlyList<string> attached)
    {
        var properties = body["properties"]!.AsObject();
        foreach (var (option, property) in ((string, string)[])
            [
                ("--https-only", "supportsHttpsTrafficOnly"), ("--allow-blob-public-access", "allowBlobPublicAccess"),
                ("--allow-cross-tenant-replication", "allowCrossTenantReplication"), ("--allow-shared-key-access", "allowSharedKeyAccess"),
            ])
        {
            if (call.Flag(option) is { } value)
                properties[property] = value;
        }

        foreach (var (option, property) in ((string, string)[])
            [("--access-tier", "accessTier"), ("--min-tls-version", "minimumTlsVersion"),
                ("--public-network-access", "publicNetworkAccess")])
        {
            if (call.Text(option) is { } value)
                properties[property] = value;
        }

        if (call.Has("--bypass") && !call.Has("--default-action"))
            throw new AzException("incorrect usage: --default-action ACTION [--bypass SERVICE ...]");
        if (call.Text("--default-action") is { } action)
        {
            properties["networkAcls"] = new JsonObject
            {
                ["defaultAction"] = action,
                ["bypass"] = call.List("--bypass") is { } bypass ? string.Join(", ", bypass) : "AzureServices",
            };
        }

        if (Identity(call, attached) is { } identity)
            body["identity"] = identity;
    }

    private static JsonObject? Identity(AzCall call, IReadOnlyList<string> attached)
    {
        if (call.Text("--identity-type") is not { } type)
            return null;
        var identity = new JsonObject { ["type"] = type };
        if (!type.Contains("UserAssigned", StringComparison.Ordinal) || call.Text("--user-identity-id") is not { } wanted)
            return identity;
        var ids = new JsonObject { [wanted] = new JsonObject() };
        foreach (var other in attached.Where(other => !string.Equals(other, wanted, StringComparison.OrdinalIgnoreCase)))
            ids[other] = null;
        identity["userAssignedIdentities"] = ids;
        return identity;
    }
}
