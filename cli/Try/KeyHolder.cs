using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>What the customer's administrator does with the key, at the vault or the managed HSM itself.</summary>
internal sealed class KeyHolder(StoryWorld world)
{
    private const string Hsm = "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/";

    private IReadOnlyList<KeyUri> _revoked = [];

    /// <summary>The key that the customer's stack sends, without a version.</summary>
    /// <exception cref="DeploymentException">It has sent none.</exception>
    public KeyUri Key => world.Customer.Outputs["handoff"]?["keyUri"]?.GetValue<string>() is { } key
        ? KeyUri.Parse(key).Value!
        : throw new DeploymentException("The customer's stack has no handoff record with a key.", null);

    /// <summary>The service principal of the vendor's application.</summary>
    public string ServicePrincipal => world.Customer.Outputs["handoff"]!["servicePrincipalObjectId"]!.GetValue<string>();

    private KeyVaultService Vault => world.Azure.KeyVault;

    /// <summary>The newest version, enabled or not.</summary>
    public KeyBundle Newest => Vault.GetKey(Caller.Operator, Key);

    public void Rotate() => Vault.RotateKey(Caller.Operator, Key);

    public void SetEnabled(KeyUri version, bool enabled) => Vault.SetEnabled(Caller.Operator, version, enabled);

    /// <summary>Takes the data offline, until <see cref="Restore"/>.</summary>
    public void Revoke() => _revoked = DisableAll(Key);

    public void Restore() => Enable(_revoked);

    /// <summary>Disables every version of a key, the newest first, as <c>xtcmk key disable --revoke</c> does.</summary>
    /// <returns>Those that were enabled before.</returns>
    public IReadOnlyList<KeyUri> DisableAll(KeyUri key)
    {
        var newestFirst = Vault.ListVersions(Caller.Operator, key).Reverse();
        List<KeyUri> enabled = [.. newestFirst.Where(version => version.Enabled).Select(version => version.Id)];
        foreach (var version in enabled)
            SetEnabled(version, enabled: false);
        return enabled;
    }

    public void Enable(IEnumerable<KeyUri> versions)
    {
        foreach (var version in versions)
            SetEnabled(version, enabled: true);
    }

    /// <summary>The most that Azure Storage takes to find a new version, and a little more.</summary>
    public void PassADay() => world.Azure.Clock.Advance(TimeSpan.FromHours(25));

    /// <summary>Makes another key in the managed HSM, which no program does.</summary>
    public KeyUri CreateBeside(string name)
    {
        var key = KeyUri.Parse($"{Key.VaultUri}/keys/{name}").Value!;
        Vault.CreateKey(Caller.Operator, key, new KeyParameters("RSA-HSM", Newest.KeySize));
        return key;
    }

    /// <summary>Runs the command that the customer's stack prints for a managed HSM, whose roles no program reaches.</summary>
    public void FollowGrantCommand()
    {
        if (world.Customer.Outputs["managedHsmGrant"]?.GetValue<string>() is not { } command)
            return;
        var (hsm, scope, roles) = (Key.VaultName, $"/keys/{Key.KeyName}", world.Azure.HsmRoleAssignments);
        var held = roles.List(hsm, scope).FirstOrDefault(role => role["properties"]!["principalId"]!.ToString() == ServicePrincipal);
        if (command.Contains(" assignment delete ", StringComparison.Ordinal) && held is not null)
            roles.Delete(hsm, held["name"]!.ToString());
        else if (command.Contains(" assignment create ", StringComparison.Ordinal) && held is null)
            roles.Put(hsm, scope, Guid.NewGuid().ToString(), new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["roleDefinitionId"] = Hsm + Roles.ManagedHsmCryptoServiceEncryptionUser.DefinitionName,
                    ["principalId"] = ServicePrincipal,
                },
            });
    }

    /// <summary>The grants of the vendor's service principal, each by its name and by how far it reaches.</summary>
    public IReadOnlyList<(string Name, bool IsOnKeyAlone)> Grants()
    {
        if (world.Settings.IsHsm)
        {
            return
            [
                .. world.Azure.HsmRoleAssignments.List(Key.VaultName, $"/keys/{Key.KeyName}")
                    .Where(role => role["properties"]!["principalId"]!.ToString() == ServicePrincipal)
                    .Select(_ => (Roles.ManagedHsmCryptoServiceEncryptionUser.Name, true)),
            ];
        }

        var vault = world.Customer.Outputs["vaultId"]!.GetValue<string>();
        return world.Settings.Customer.KeyHome.Rbac ? RoleAssignments(vault) : AccessPolicies(vault);
    }

    private List<(string Name, bool IsOnKeyAlone)> RoleAssignments(string vault) =>
    [
        .. world.Azure.ResourceManager.List(vault, "Microsoft.Authorization/roleAssignments", ApiVersions.Authorization)
            .Select(assignment => assignment["properties"]!)
            .Where(assignment => assignment["principalId"]!.ToString() == ServicePrincipal)
            .Select(assignment => (
                Roles.Of(assignment["roleDefinitionId"]!.ToString())?.Name ?? "a role of its own",
                assignment["scope"]!.ToString().Contains("/keys/", StringComparison.OrdinalIgnoreCase))),
    ];

    private List<(string Name, bool IsOnKeyAlone)> AccessPolicies(string vault) =>
    [
        .. ((JsonArray)world.Azure.ResourceManager.Get(vault, KeyVaultManagement.ApiVersion)["properties"]!["accessPolicies"]!)
            .Where(policy => policy!["objectId"]!.ToString() == ServicePrincipal)
            .Select(policy => ((JsonArray)policy!["permissions"]!["keys"]!).Select(permission => permission!.ToString()))
            .Select(permissions => (string.Join(", ", permissions), false)),
    ];
}
