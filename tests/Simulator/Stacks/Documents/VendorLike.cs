using Pulumi;
using Pulumi.AzureAD;
using Pulumi.AzureNative.ManagedIdentity;
using Pulumi.AzureNative.Resources;
using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Simulator.Stacks.Documents;

/// <summary>
/// The vendor's resources as the program declared them whose previews the real engine printed: by the same names and without components.
/// What a document is about is changed with <c>with</c>.
/// </summary>
internal sealed record VendorLike
{
    public IReadOnlyList<string> Accounts { get; init; } = ["alpha", "beta", "gamma"];

    public IReadOnlyList<string> Identities { get; init; } = ["shared"];

    public bool Protect { get; init; } = true;

    public bool RetainOnDelete { get; init; } = true;

    /// <summary>Of alpha, as all that follows.</summary>
    public string? Team { get; init; }

    public string? SecretNote { get; init; }

    public string? Location { get; init; }

    public string Identity { get; init; } = "shared";

    public bool Encrypted { get; init; } = true;

    public string KeySource { get; init; } = "Microsoft.Keyvault";

    public string? KeyVersion { get; init; }

    public StackProgram Program => () => Task.FromResult<IDictionary<string, object?>>(Declare());

    private Dictionary<string, object?> Declare()
    {
        var group = new ResourceGroup("vendor", new ResourceGroupArgs { ResourceGroupName = "rg-vendor", Location = "westeurope" });
        var application = new Application(
            "app", new ApplicationArgs { DisplayName = "Contoso storage", SignInAudience = "AzureADMultipleOrgs" });
        var identities = Identities.ToDictionary(name => name, name => DeclareIdentity(name, group, application));
        foreach (var name in Accounts)
        {
            var like = name == "alpha" ? this : new VendorLike { Protect = Protect, RetainOnDelete = RetainOnDelete };
            DeclareAccount(name, like, group, application, identities);
        }

        var handoff = new Dictionary<string, object?> { ["applicationId"] = application.ClientId };
        return new Dictionary<string, object?> { ["handoff"] = handoff };
    }

    private static UserAssignedIdentity DeclareIdentity(string name, ResourceGroup group, Application application)
    {
        var identity = new UserAssignedIdentity(
            name, new UserAssignedIdentityArgs { ResourceName = $"id-{name}", ResourceGroupName = group.Name, Location = group.Location });
        _ = new ApplicationFederatedIdentityCredential(
            name,
            new ApplicationFederatedIdentityCredentialArgs
            {
                ApplicationId = application.Id,
                DisplayName = $"xtcmk-{name}",
                Issuer = $"https://login.microsoftonline.com/{DocumentWorld.VendorTenant}/v2.0",
                Subject = identity.PrincipalId,
                Audiences = { "api://AzureADTokenExchange" },
            });
        return identity;
    }

    private static void DeclareAccount(
        string name, VendorLike wanted, ResourceGroup group, Application application, Dictionary<string, UserAssignedIdentity> identities)
    {
        var identity = identities[wanted.Identity];
        var args = new StorageAccountArgs
        {
            AccountName = $"st{name}",
            ResourceGroupName = group.Name,
            Location = wanted.Location is { } other ? other : group.Location,
            Kind = "StorageV2",
            Sku = new SkuArgs { Name = "Standard_LRS" },
            Identity = new IdentityArgs { Type = IdentityType.UserAssigned, UserAssignedIdentities = { identity.Id } },
            MinimumTlsVersion = "TLS1_2",
            EnableHttpsTrafficOnly = true,
            AllowBlobPublicAccess = false,
            AllowSharedKeyAccess = false,
        };
        if (name != "gamma" && wanted.Encrypted)
            args.Encryption = wanted.Encryption(identity, application);
        if (wanted.Team is { } team)
            args.Tags = new InputMap<string> { { "team", team } };
        if (wanted.SecretNote is { } note)
            args.Tags = new InputMap<string> { { "note", Output.CreateSecret(note) } };
        _ = new StorageAccount(name, args, new CustomResourceOptions { Protect = wanted.Protect, RetainOnDelete = wanted.RetainOnDelete });
    }

    private EncryptionArgs Encryption(UserAssignedIdentity identity, Application application)
    {
        var encryption = new EncryptionArgs
        {
            KeySource = KeySource,
            Services = new EncryptionServicesArgs { Blob = Covered(), File = Covered() },
        };
        if (KeySource == "Microsoft.Storage")
            return encryption;
        var key = new KeyVaultPropertiesArgs { KeyVaultUri = "https://kv-contoso.vault.azure.net", KeyName = "cmk" };
        if (KeyVersion is { } version)
            key.KeyVersion = version;
        encryption.KeyVaultProperties = key;
        encryption.EncryptionIdentity = new EncryptionIdentityArgs
        {
            EncryptionUserAssignedIdentity = identity.Id,
            EncryptionFederatedIdentityClientId = application.ClientId,
        };
        return encryption;
    }

    private static EncryptionServiceArgs Covered() => new() { Enabled = true, KeyType = KeyType.Account };
}
