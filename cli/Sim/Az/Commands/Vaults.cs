using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az keyvault create|show|list|update|delete</c>, of vaults and managed HSMs.</summary>
internal static class Vaults
{
    public const string TypeName = "Microsoft.KeyVault/vaults";
    public const string HsmType = "Microsoft.KeyVault/managedHSMs";

    public static readonly AzOption Group = "--resource-group -g";
    public static readonly AzOption Name = "--name -n";
    public static readonly AzOption Hsm = "--hsm-name";
    public static readonly AzOption NoWait = AzOption.Of("--no-wait", AzValues.Switch);

    private static readonly AzOption[] Settings =
    [
        AzOption.Of("--enable-purge-protection", AzValues.Flag), AzOption.Of("--enable-rbac-authorization", AzValues.Flag),
        AzOption.Of("--enabled-for-deployment", AzValues.Flag), AzOption.Of("--enabled-for-disk-encryption", AzValues.Flag),
        AzOption.Of("--enabled-for-template-deployment", AzValues.Flag),
        AzOption.Of("--bypass", AzValues.One, null!, "AzureServices", "None"),
        AzOption.Of("--default-action", AzValues.One, null!, "Allow", "Deny"),
        AzOption.Of("--public-network-access", AzValues.One, null!, "Enabled", "Disabled"), "--retention-days",
        AzOption.Of("--tags", AzValues.Any),
    ];

    public static readonly AzCommand[] All =
    [
        new("keyvault create", "Create a vault, or a managed HSM.", Create,
            [.. Settings, "--resource-group -g!", Name, Hsm, "--location -l", "--sku", AzOption.Of("--no-self-perms", AzValues.Flag),
                AzOption.Of("--network-acls-ips", AzValues.Any), AzOption.Of("--administrators", AzValues.Some), NoWait], Changes: true),
        new("keyvault show", "Show a vault, or a managed HSM.", call => Shape(Require(call)), [Name, Hsm, Group]),
        new("keyvault list", "List vaults and managed HSMs.", List,
            [Group, AzOption.Of("--resource-type", AzValues.One, null!, "vault", "hsm")]),
        new("keyvault update", "Change a vault.", Update, [Name, Group, .. Settings, NoWait], Changes: true),
        new("keyvault update-hsm", "Change a managed HSM.", UpdateHsm,
            ["--hsm-name!", Group, AzOption.Of("--enable-purge-protection -e", AzValues.Flag), AzOption.Of("--tags", AzValues.Any), NoWait],
            Changes: true),
        new("keyvault delete", "Soft-delete a vault, or a managed HSM.", Delete, [Name, Hsm, Group, NoWait], Changes: true),
    ];

    /// <summary>The vault or managed HSM that is named, in whatever group of the subscription.</summary>
    /// <exception cref="AzureException">There is none.</exception>
    public static JsonObject Require(AzCall call)
    {
        var isHsm = call.Has("--hsm-name");
        var name = isHsm ? call.Required("--hsm-name") : call.Required("--name");
        var found = call.Session.List(call.Session.SubscriptionPath, isHsm ? HsmType : TypeName, ApiVersions.KeyVault)
            .FirstOrDefault(vault => Applications.Is(vault, "name", name));
        return found is null || (call.Text("--resource-group") is { } group && !IsIn(found, group))
            ? throw new AzureException(
                404, "ResourceNotFound",
                $"The Vault or HSM '{name}' not found within subscription{(call.Has("--resource-group") ? " and resource group" : "")}.")
            : found;
    }

    /// <summary>Puts a vault again, with what has changed.</summary>
    public static JsonNode Put(AzCall call, JsonObject vault)
    {
        var properties = (JsonObject)vault["properties"]!;
        foreach (var readOnly in (string[])["vaultUri", "hsmUri", "provisioningState", "statusMessage"])
            properties.Remove(readOnly);
        var body = new JsonObject
        {
            ["location"] = vault["location"]!.DeepClone(),
            ["properties"] = properties.DeepClone(),
            ["tags"] = vault["tags"]?.DeepClone(),
        };
        return Shape(call.Session.Put((string)vault["id"]!, ApiVersions.KeyVault, body));
    }

    public static JsonObject Shape(JsonObject vault)
    {
        if (vault["type"]?.ToString() == TypeName)
        {
            var properties = AzShapes.WithNulls(
                vault["properties"]!.AsObject(),
                "createMode",
                "enablePurgeProtection",
                "enableRbacAuthorization",
                "hsmPoolResourceId",
                "networkAcls",
                "privateEndpointConnections");
            if (properties["networkAcls"] is JsonObject acls)
            {
                acls.TryAdd("ipRules", new JsonArray());
                acls.TryAdd("virtualNetworkRules", new JsonArray());
            }

            if (properties["accessPolicies"] is not JsonArray)
                properties["accessPolicies"] = new JsonArray();
            foreach (var policy in properties["accessPolicies"]!.AsArray())
            {
                AzShapes.WithNulls(policy!.AsObject(), "applicationId");
                AzShapes.WithNulls(policy["permissions"]!.AsObject(), "certificates", "keys", "secrets", "storage");
            }
        }

        vault.TryAdd("tags", new JsonObject());
        return AzShapes.WithNulls(vault, "systemData");
    }

    private static JsonObject Create(AzCall call)
    {
        if (call.Has("--name") == call.Has("--hsm-name"))
            throw new AzException("Please specify just one of --name/-n and --hsm-name.");
        var session = call.Session;
        var group = session.GroupPath(call.Required("--resource-group"));
        if (call.Text("--hsm-name") is { } hsm)
            return CreateHsm(call, $"{group}/providers/{HsmType}/{hsm}");
        var name = call.Required("--name");
        var id = $"{group}/providers/{TypeName}/{name}";
        if (session.Find(id, ApiVersions.KeyVault) is not null)
            throw new AzException($"The specified vault: {name} already exists");
        var isRbac = call.Flag("--enable-rbac-authorization") ?? true;
        var properties = new JsonObject
        {
            ["tenantId"] = session.Tenant.Value,
            ["sku"] = new JsonObject { ["family"] = "A", ["name"] = call.Text("--sku") ?? "standard" },
            ["accessPolicies"] = isRbac || call.Flag("--no-self-perms") == true ? [] : new JsonArray(VaultPolicies.OfCreator(session)),
            ["enableRbacAuthorization"] = isRbac,
            ["softDeleteRetentionInDays"] = call.Number("--retention-days") ?? 90,
            ["networkAcls"] = Acls(call),
        };
        Apply(call, properties);
        return Shape(session.Put(id, ApiVersions.KeyVault, new JsonObject
        {
            ["location"] = session.Location(call),
            ["properties"] = properties,
            ["tags"] = call.Tags(),
        }));
    }

    private static JsonObject CreateHsm(AzCall call, string id)
    {
        if (call.List("--administrators") is not { } administrators)
            throw new AzException("Please specify --administrators");
        if (call.Has("--bypass") || call.Has("--default-action"))
            throw AzException.NotModelled("the firewall of a managed HSM");
        return Shape(call.Session.Put(id, ApiVersions.KeyVault, new JsonObject
        {
            ["location"] = call.Session.Location(call),
            ["sku"] = new JsonObject { ["family"] = "B", ["name"] = call.Text("--sku") ?? "Standard_B1" },
            ["tags"] = call.Tags(),
            ["properties"] = new JsonObject
            {
                ["tenantId"] = call.Session.Tenant.Value,
                ["initialAdminObjectIds"] = AzShapes.Texts(administrators),
                ["softDeleteRetentionInDays"] = call.Number("--retention-days") ?? 90,
                ["enablePurgeProtection"] = call.Flag("--enable-purge-protection"),
            },
        }));
    }

    private static JsonObject? Acls(AzCall call)
    {
        if (!call.Has("--bypass") && !call.Has("--default-action") && !call.Has("--network-acls-ips"))
            return null;
        return new JsonObject
        {
            ["bypass"] = call.Text("--bypass") ?? "AzureServices",
            ["defaultAction"] = call.Text("--default-action") ?? "Allow",
            ["ipRules"] = AzShapes.List((call.List("--network-acls-ips") ?? []).Select(address => new JsonObject { ["value"] = address })),
            ["virtualNetworkRules"] = new JsonArray(),
        };
    }

    private static JsonArray List(AzCall call)
    {
        var scope = call.Text("--resource-group") is { } group ? call.Session.GroupPath(group) : call.Session.SubscriptionPath;
        var types = call.Text("--resource-type") switch { "vault" => [TypeName], "hsm" => [HsmType], _ => new[] { TypeName, HsmType } };
        var found = types.SelectMany(type => call.Session.List(scope, type, ApiVersions.KeyVault)).Select(Shape).ToList();

        // Without a group the Azure CLI asks Azure Resource Manager for resources, which says of them what they have in common.
        foreach (var vault in call.Has("--resource-group") ? [] : found)
            vault.Remove("properties");
        return AzShapes.List(found);
    }

    private static JsonNode Update(AzCall call)
    {
        var vault = Require(call);
        var properties = vault["properties"]!.AsObject();
        Apply(call, properties);
        if (call.Number("--retention-days") is { } days)
            properties["softDeleteRetentionInDays"] = days;
        if (Acls(call) is { } wanted)
        {
            var acls = properties["networkAcls"] as JsonObject ?? wanted;
            acls["bypass"] = call.Text("--bypass") ?? (string?)acls["bypass"];
            acls["defaultAction"] = call.Text("--default-action") ?? (string?)acls["defaultAction"];
            properties["networkAcls"] = acls.DeepClone();
        }

        if (call.Tags() is { } tags)
            vault["tags"] = tags;
        return Put(call, vault);
    }

    private static JsonNode UpdateHsm(AzCall call)
    {
        var hsm = Require(call);
        if (call.Flag("--enable-purge-protection") is { } protection)
            hsm["properties"]!["enablePurgeProtection"] = protection;
        if (call.Tags() is { } tags)
            hsm["tags"] = tags;
        hsm["properties"]!.AsObject().Remove("publicNetworkAccess");
        return Put(call, hsm);
    }

    private static void Apply(AzCall call, JsonObject properties)
    {
        foreach (var (option, property) in ((string, string)[])
            [
                ("--enable-purge-protection", "enablePurgeProtection"), ("--enable-rbac-authorization", "enableRbacAuthorization"),
                ("--enabled-for-deployment", "enabledForDeployment"), ("--enabled-for-disk-encryption", "enabledForDiskEncryption"),
                ("--enabled-for-template-deployment", "enabledForTemplateDeployment"),
            ])
        {
            if (call.Flag(option) is { } value)
                properties[property] = value;
        }

        if (call.Text("--public-network-access") is { } access)
            properties["publicNetworkAccess"] = access;
        if (properties["enableRbacAuthorization"]?.GetValue<bool>() != true)
            properties.TryAdd("accessPolicies", new JsonArray());
    }

    private static JsonNode? Delete(AzCall call)
    {
        call.Session.Delete((string)Require(call)["id"]!, ApiVersions.KeyVault);
        return null;
    }

    private static bool IsIn(JsonObject vault, string group) =>
        string.Equals(((string)vault["id"]!).Split('/')[4], group, StringComparison.OrdinalIgnoreCase);
}
