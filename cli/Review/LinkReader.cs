using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>Reads a link of the chain from the properties of azure-native's and azuread's resources.</summary>
internal static class LinkReader
{
    /// <param name="dependsOnPrincipal">Whether the program makes the principal from a service principal of its own.</param>
    /// <exception cref="UnknownShapeException">A property is not what it must be.</exception>
    public static Link? Read(LinkKind kind, string type, Inputs inputs, bool dependsOnPrincipal) => kind switch
    {
        LinkKind.StorageAccount => Account(inputs),
        LinkKind.Vault => Vault(inputs),
        LinkKind.Key => inputs.Whole("properties").IsAbsent ? AnsweredKey(inputs) : Key(inputs),
        LinkKind.Grant when type.EndsWith(":AccessPolicy", StringComparison.Ordinal) => Policy(inputs, "policy.", dependsOnPrincipal),
        LinkKind.Grant => Role(inputs, dependsOnPrincipal),
        LinkKind.ServicePrincipal => new ServicePrincipalLink(inputs.Value("clientId", formerly: "applicationId"), inputs.Value("objectId"), inputs.Value("accountEnabled")),
        LinkKind.Application => Application(inputs),
        LinkKind.FederatedCredential => new FederatedCredentialLink(
            ApplicationId(inputs), inputs.Value("issuer"), inputs.Value("subject"), inputs.List("audiences")),
        LinkKind.Identity => new IdentityLink(inputs.Value("principalId"), inputs.Value("clientId")),
        LinkKind.Credential => new CredentialLink(
            ApplicationId(inputs) is { IsAbsent: false } application ? application : inputs.Value("servicePrincipalId")),
        _ => null,
    };

    private static AccountLink Account(Inputs inputs)
    {
        const string key = "encryption.keyVaultProperties.";
        const string identity = "encryption.encryptionIdentity.";
        return new AccountLink(
            inputs.Whole("encryption"),
            inputs.Value("encryption.keySource"),
            VaultUri(inputs.Value(key + "keyVaultUri")),
            inputs.Value(key + "keyName"),
            inputs.Value(key + "keyVersion"),
            inputs.Value(identity + "encryptionUserAssignedIdentity"),
            inputs.Value(identity + "encryptionFederatedIdentityClientId"),
            Attached(inputs),
            inputs.Value("encryption.services.queue.keyType"),
            inputs.Value("encryption.services.table.keyType"),
            inputs.Value("encryption.requireInfrastructureEncryption"));
    }

    /// <summary>An identity type without user-assigned ones voids the list of them.</summary>
    private static Values Attached(Inputs inputs) =>
        inputs.Value("identity.type").Text is { } type && !type.Contains("UserAssigned", StringComparison.OrdinalIgnoreCase)
            ? Values.Absent
            : inputs.List("identity.userAssignedIdentities");

    private static VaultLink Vault(Inputs inputs) => new(
        inputs.Value("properties.enablePurgeProtection"),
        inputs.Value("properties.enableSoftDelete"),
        inputs.Value("properties.softDeleteRetentionInDays"),
        inputs.Value("properties.enableRbacAuthorization"),
        TrustedServices(inputs),
        inputs.Value("properties.tenantId"),
        inputs.Whole("properties.accessPolicies"),
        [.. inputs.Objects("properties.accessPolicies").Select(policy => Policy(policy, "", dependsOnPrincipal: false))]);

    /// <summary>
    /// Whether the firewall lets trusted services in. Bypass is AzureServices unless something else is said, and matters only
    /// where the firewall denies; a network security perimeter does not know it. Source: Azure's REST reference of vaults.
    /// </summary>
    private static Value TrustedServices(Inputs inputs)
    {
        var bypass = inputs.Value("properties.networkAcls.bypass");
        var action = inputs.Value("properties.networkAcls.defaultAction");
        var access = inputs.Value("properties.publicNetworkAccess");
        if (access.Is("SecuredByPerimeter"))
            return Value.Of(false);
        if (bypass.Or("AzureServices").Is("AzureServices"))
            return Value.Of(true);
        if (bypass.Is("None"))
            return action.Or("Allow").Is("Allow") && access.Or("Enabled").Is("Enabled") ? Value.Of(true) : Value.Of(false);
        return bypass;
    }

    private static KeyLink Key(Inputs inputs)
    {
        var rotation = inputs.Objects("properties.rotationPolicy.lifetimeActions")
            .FirstOrDefault(action => action.Value("action.type").Is("rotate"));
        var whole = inputs.Whole("properties.rotationPolicy.lifetimeActions");
        var hidden = whole.Knowledge is Knowledge.Unknown or Knowledge.Secret ? whole : Value.Absent;
        return new KeyLink(
            inputs.Value("properties.kty"),
            inputs.Value("properties.keySize"),
            inputs.List("properties.keyOps"),
            inputs.Value("properties.attributes.enabled"),
            inputs.Value("properties.attributes.expires"),
            inputs.Value("properties.attributes.notBefore"),
            inputs.Value("properties.rotationPolicy.attributes.expiryTime"),
            rotation?.Value("trigger.timeAfterCreate") ?? hidden,
            rotation?.Value("trigger.timeBeforeExpiry") ?? hidden,
            inputs.Value("properties.attributes.exportable"));
    }

    /// <summary>
    /// A key in Azure's answer, in which azure-native lifts the properties to the top. Of what moves with every rotation nothing is
    /// read.
    /// </summary>
    private static KeyLink AnsweredKey(Inputs answer) => new(
        answer.Value("kty"), answer.Value("keySize"), answer.List("keyOps"), answer.Value("attributes.enabled"),
        Value.Absent, Value.Absent, Value.Absent, Value.Absent, Value.Absent, Value.Absent);

    private static GrantLink Role(Inputs inputs, bool dependsOnPrincipal) => new(
        inputs.Value("principalId"),
        PrincipalType(inputs.Value("principalType"), dependsOnPrincipal),
        inputs.Value("roleDefinitionId"),
        inputs.Value("scope"),
        Values.Absent,
        dependsOnPrincipal);

    private static GrantLink Policy(Inputs inputs, string prefix, bool dependsOnPrincipal) => new(
        inputs.Value(prefix + "objectId"),
        PrincipalType(Value.Absent, dependsOnPrincipal),
        Value.Absent,
        inputs.Value("vaultName"),
        inputs.List(prefix + "permissions.keys"),
        dependsOnPrincipal);

    private static Value PrincipalType(Value said, bool dependsOnPrincipal) => dependsOnPrincipal ? said.Or("ServicePrincipal") : said;

    private static ApplicationLink Application(Inputs inputs)
    {
        var password = inputs.Whole("password");
        return new ApplicationLink(inputs.Value("signInAudience"), password.IsAbsent ? inputs.Whole("passwords") : password);
    }

    /// <summary>azuread 4 and 5 also took the bare object id, under another name.</summary>
    private static Value ApplicationId(Inputs inputs)
    {
        var id = inputs.Value("applicationId", formerly: "applicationObjectId");
        return id.Text is { Length: > 0 } text && text[0] != '/' ? id with { Text = $"/applications/{text}" } : id;
    }

    /// <summary>The same vault with and without a slash at its end, and with the port that HTTPS has anyway.</summary>
    private static Value VaultUri(Value uri)
    {
        const string port = ":443";
        var text = uri.Text?.TrimEnd('/');
        return text is null ? uri : uri with { Text = text.EndsWith(port, StringComparison.Ordinal) ? text[..^port.Length] : text };
    }
}
