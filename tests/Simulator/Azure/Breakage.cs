using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Tests.Simulator.Azure;

/// <summary>Ways to break one link of a chain of trust, and what Azure Storage then says, and why.</summary>
public static class Breakage
{
    private static readonly Dictionary<string, Action<World>> Ways = new(StringComparer.Ordinal)
    {
        ["the vault is deleted"] = world => world.Azure.ResourceManager.Delete(World.VaultId, World.Vaults),
        ["the identity is deleted"] = world => world.Azure.ResourceManager.Delete(World.IdentityId, World.Identities),
        ["the federated credential is deleted"] = world => world.Azure.Graph(World.Vendor).Delete(Credential(world)),
        ["the issuer is wrong"] = world => Change(world, """{ "issuer": "https://login.microsoftonline.com/x/v2.0" }"""),
        ["the audience is wrong"] = world => Change(world, """{ "audiences": ["api://AzureADTokenExchangeChina"] }"""),
        ["the subject is wrong"] = world => Change(world, """{ "subject": "33333333-3333-4333-8333-333333333333" }"""),
        ["the application is deleted"] = world => world.Azure.Graph(World.Vendor).Delete(world.ApplicationPath),
        ["the application is single-tenant"] = world =>
            world.Azure.Graph(World.Vendor).Patch(world.ApplicationPath, World.Body("""{ "signInAudience": "AzureADMyOrg" }""")),
        ["the service principal is deleted"] = world => world.Azure.Graph(World.Customer).Delete(world.ServicePrincipalPath),
        ["the service principal is disabled"] = world =>
            world.Azure.Graph(World.Customer).Patch(world.ServicePrincipalPath, World.Body("""{ "accountEnabled": false }""")),
        ["the firewall trusts nobody"] = world =>
            world.WithVault("""{ "networkAcls": { "bypass": "None", "defaultAction": "Deny" } }"""),
        ["the role is taken away"] = world => world.Azure.ResourceManager.Delete(World.AssignmentId, World.Assignments),
        ["the vault changes to access policies"] = world =>
            world.WithVault("""{ "enableRbacAuthorization": false, "accessPolicies": [] }"""),
        ["the key is disabled"] = world => world.Azure.KeyVault.SetEnabled(Caller.Operator, World.Key, false),
        ["the key is deleted"] = world => world.Azure.KeyVault.DeleteKey(Caller.Operator, World.Key),
    };

    public static TheoryData<string, ChainLinkKind, string, string> All => new()
    {
        { "the vault is deleted", ChainLinkKind.Vault, "KeyVaultVaultNotFound", "VaultNotFound" },
        { "the identity is deleted", ChainLinkKind.Identity, "KeyVaultAccessTokenCannotBeAcquired", "ResourceNotFound" },
        { "the federated credential is deleted", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS70025" },
        { "the issuer is wrong", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS700211" },
        { "the audience is wrong", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS7002121" },
        { "the subject is wrong", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS700213" },
        { "the application is deleted", ChainLinkKind.FederatedCredential, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS700016" },
        { "the application is single-tenant", ChainLinkKind.ServicePrincipal, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS700016" },
        { "the service principal is deleted", ChainLinkKind.ServicePrincipal, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS7000229" },
        { "the service principal is disabled", ChainLinkKind.ServicePrincipal, "KeyVaultAccessTokenCannotBeAcquired", "AADSTS7000112" },
        { "the firewall trusts nobody", ChainLinkKind.Firewall, "KeyVaultAuthenticationFailure", "ForbiddenByFirewall" },
        { "the role is taken away", ChainLinkKind.Access, "KeyVaultAuthenticationFailure", "ForbiddenByRbac" },
        { "the vault changes to access policies", ChainLinkKind.Access, "KeyVaultAuthenticationFailure", "ForbiddenByPolicy" },
        { "the key is disabled", ChainLinkKind.Key, "KeyVaultEncryptionKeyNotFound", "KeyDisabled" },
        { "the key is deleted", ChainLinkKind.Key, "KeyVaultEncryptionKeyNotFound", "KeyNotFound" },
    };

    internal static void Break(this World world, string way) => Ways[way](world);

    private static string Credential(World world) => $"{world.ApplicationPath}/federatedIdentityCredentials/id-cmk";

    private static void Change(World world, string credential) =>
        world.Azure.Graph(World.Vendor).Patch(Credential(world), World.Body(credential));
}
