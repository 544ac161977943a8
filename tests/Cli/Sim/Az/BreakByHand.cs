using XtCmkInfra.Core;
using XtCmkInfra.Tests.Cli.Verify;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Sim.Az;

/// <summary>How an administrator makes one break of <see cref="Break"/> by commands of the Azure CLI.</summary>
internal sealed class BreakByHand
{
    public const string Account = "storage account update --name stfabrikam --resource-group rg-saas";
    public const string Key = "--vault-name kv-fabrikam --name cmk";
    public const string Credential = "ad app federated-credential";
    public const string Yearly =
        """{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P1Y" }, "action": { "type": "Rotate" } } ] }""";

    private readonly AzShell _shell;

    public BreakByHand(VerifiedWorld at)
    {
        At = at;
        _shell = AzShell.InCustomer(at.World.Azure);

        // The person who is signed in looks after the keys, and the customer's stack says so.
        Role("Key Vault Crypto Officer", SimulatedOperator.Person.Value, World.VaultId);
        at.Customer = at.Customer with { Officers = [SimulatedOperator.Person.Value] };
        Application = at.World.Application.Value;
    }

    public VerifiedWorld At { get; }

    public string Application { get; }

    public static string Url => $"https://login.microsoftonline.com/{World.Vendor}/v2.0";

    /// <summary>In the vendor's tenant.</summary>
    public string Vendor(string line) => In(World.VendorSubscription, line);

    /// <summary>In the customer's tenant.</summary>
    public string Customer(string line) => In(World.CustomerSubscription, line);

    public void Role(string role, string principal, string scope) =>
        Customer($"role assignment create --role '{role}' --assignee {principal} --scope {scope}");

    public void DropRole(string principal, string scope) => Customer($"role assignment delete --assignee {principal} --scope {scope}");

    public string Federate(string name, string issuer, string subject, string? application = null) => Vendor(
        $"{Credential} create --id {application ?? Application} --parameters '{{ \"name\": \"{name}\", \"issuer\": \"{issuer}\", "
        + $"\"subject\": \"{subject}\", \"audiences\": [ \"api://AzureADTokenExchange\" ] }}'");

    public void Refederate(string change) =>
        Vendor($"{Credential} update --id {Application} --federated-credential-id id-cmk --parameters '{{ {change} }}'");

    public string Identity(string name, string query) =>
        Vendor($"identity show --name {name} --resource-group rg-saas --query {query} --output tsv");

    /// <summary>Another application that the account's identity may speak as, installed in the customer's tenant.</summary>
    public (string Application, string Principal) OtherApplication()
    {
        var other = Vendor("ad app create --display-name other --sign-in-audience AzureADMultipleOrgs --query appId --output tsv");
        Federate("id-cmk", Url, Identity("id-cmk", "principalId"), other);
        return (other, Customer($"ad sp create --id {other} --query id --output tsv"));
    }

    /// <summary>Another key, as the customer's program makes one.</summary>
    public void OtherKey(string vault, string name)
    {
        Customer($"keyvault key create --vault-name {vault} --name {name}");
        Customer($"keyvault key rotation-policy update --vault-name {vault} --name {name} --value '{Yearly}'");
        var id = Customer($"keyvault show --name {vault} --query id --output tsv");
        Role("Key Vault Crypto Service Encryption User", Application, $"{id}/keys/{name}");
    }

    /// <summary>Somebody else in the customer's tenant.</summary>
    public string Ada() => Customer(
        "ad user create --display-name ada --user-principal-name ada@fabrikam.example --password not-kept --query id --output tsv");

    /// <returns>The new version.</returns>
    public string Rotate() => Customer($"keyvault key rotate {Key} --query key.kid --output tsv").Split('/')[^1];

    public void Enable(bool enabled, string? version = null) =>
        Customer(
            $"keyvault key set-attributes {Key} --enabled "
                + $"{(enabled ? "true" : "false")}{(version is null ? "" : $" --version {version}")}");

    /// <returns>The new version.</returns>
    public string NewVersion(string options) => Customer($"keyvault key create {Key} {options} --query key.kid --output tsv")
        .Split('/')[^1];

    public void Vault(string options) => Customer($"keyvault update --name kv-fabrikam {options}");

    public void Policies(string permissions)
    {
        Vault("--enable-rbac-authorization false");
        Customer($"keyvault set-policy --name kv-fabrikam --spn {Application} --key-permissions {permissions}");
        At.Customer = At.Customer with { IsRbac = false };
    }

    public void Advance(TimeSpan span) => At.World.Azure.Advance(span);

    public string In(TimeSpan later) => (At.World.Azure.Clock.GetUtcNow() + later).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>A newer version is there for longer than a day, in which the account could not reach the vault.</summary>
    /// <returns>The old version, which it still uses.</returns>
    public string StayBehind()
    {
        var old = At.World.VersionInUse!;
        Rotate();
        Vault("--bypass None --default-action Deny");
        Advance(TimeSpan.FromHours(25));
        Vault("--bypass AzureServices --default-action Allow");
        return old;
    }

    public void Expect(Func<XtCmkInfra.Trust.AccountExpectation, XtCmkInfra.Trust.AccountExpectation> change) =>
        At.Vendor = At.Vendor with { Accounts = [change(VerifiedWorld.Expectation(At.World))] };

    private string In(SubscriptionId subscription, string line)
    {
        _shell.In(subscription.Value);
        return _shell.Ok(line);
    }
}
