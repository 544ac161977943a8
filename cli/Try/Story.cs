using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Try;

/// <summary>What a step of the story showed.</summary>
/// <param name="Ok">Whether the simulated Azure did what a whole chain of trust, or a broken one, must do.</param>
/// <param name="Detail">One sentence of what was seen.</param>
internal sealed record StepOutcome(bool Ok, string Detail);

/// <summary>A step of the story, told by what happens in the simulated tenants.</summary>
/// <param name="BuildsChain">Whether the later steps have nothing to look at when this one fails.</param>
internal sealed record StoryStep(string Id, string Title, Func<Task<StepOutcome>> RunAsync, bool BuildsChain = false);

/// <summary>The story of one customer's key, from the vendor's first run to an intruder's attempt.</summary>
internal sealed class Story
{
    private const string Blob = "contract.txt";
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("Nobody but the vendor's service reads this, and only while the customer agrees.");

    private readonly StoryWorld _world;
    private JsonObject _promise = [];
    private string _customerName = "";
    private byte[] _wrappedForCustomer = [];

    public Story(ProjectFiles isv, ProjectFiles customer)
    {
        _world = new StoryWorld(isv, customer);
        Steps =
        [
            new("isv-identity", "The vendor makes an application and an identity that may act as it", IsvIdentityAsync, BuildsChain: true),
            new("customer-access", "The customer installs the application and lets it use one key", CustomerAccessAsync, BuildsChain: true),
            new("isv-account", "The vendor makes the storage account with the customer's key", IsvAccountAsync, BuildsChain: true),
            new("write-read", "Data is written and read", WriteReadAsync),
            new("rotate", "The customer rotates the key", RotateAsync),
            new("early-disable", "The old version is disabled before a day has passed", EarlyDisableAsync),
            new("revoke", "The customer disables the key", RevokeAsync),
            new("restore", "The customer enables the key again", RestoreAsync),
            new("grant-removed", "The customer takes the grant away, and gives it back", GrantRemovedAsync),
            new("wrong-subject", "Somebody gives the federated credential the wrong subject", WrongSubjectAsync),
            new("change-key", "The customer changes to another key", ChangeKeyAsync),
            new("microsoft-managed", "The account goes back to Microsoft's key, in words", MicrosoftManagedAsync),
            new("intruder", "Somebody else's application tries to unwrap", IntruderAsync),
        ];
    }

    public IReadOnlyList<StoryStep> Steps { get; }

    public int ResourceCount => new[] { _world.Isv, _world.Customer }.Sum(stack => stack.Resources.Values.Count(state => state.Custom));

    private SimulatedAzure Azure => _world.Azure;

    private string Account => _promise["accountName"]?.GetValue<string>()
        ?? throw new DeploymentException("There is no storage account with the customer's key to look at.", null);

    private KeyUri CustomersKey => _world.Customer.Outputs["handoff"]?["keyUri"]?.GetValue<string>() is { } key
        ? KeyUri.Parse(key).Value!
        : throw new DeploymentException("The customer's stack has handed over no key.", null);

    private KeyUri KeyInUse => Azure.Storage.Inspect(Account).KeyInUse!;

    /// <summary>What the programs logged since this was asked last.</summary>
    public IReadOnlyList<Diagnostic> TakeDiagnostics() => _world.TakeDiagnostics();

    /// <summary>The chain of trust as it is now; null while no customer's key is in use.</summary>
    public string? Picture() => _promise.ContainsKey("accountId") && Azure.Storage.Inspect(Account) is { Key: not null } report
        ? ChainPicture.Draw(_world, _promise, report)
        : null;

    private async Task<StepOutcome> IsvIdentityAsync()
    {
        await _world.UpIsvAsync();
        var handoff = _world.Isv.Outputs["handoff"]!;
        var graph = Azure.Graph(_world.IsvTenant);
        var path = $"/applications(appId='{handoff["applicationId"]}')";
        var application = graph.Get(path);
        var credentials = graph.List($"{path}/federatedIdentityCredentials");
        var identities = (JsonObject)_world.Isv.Outputs["identities"]!;
        var trusted = identities.All(identity => credentials.Any(
            credential => credential["subject"]!.GetValue<string>() == identity.Value!["principalId"]!.GetValue<string>()));
        var waiting = Accounts().Count(account => account.Value!["state"]!.GetValue<string>() == "awaiting-key");
        var multitenant = SignInAudience.IsMultitenant(application["signInAudience"]!.GetValue<string>());
        var passwords = (application["passwordCredentials"] as JsonArray)?.Count ?? 0;
        return new StepOutcome(
            multitenant && passwords == 0 && identities.Count > 0 && trusted && waiting > 0,
            $"{handoff["applicationName"]} is {(multitenant ? "multitenant" : "for one tenant")} with {passwords} passwords; "
            + $"{identities.Count} of 20 identities may act as it; {waiting} of {Accounts().Count} customers awaiting a key.");
    }

    private async Task<StepOutcome> CustomerAccessAsync()
    {
        await _world.UpCustomerAsync();
        var outputs = _world.Customer.Outputs;
        var principal = outputs["handoff"]!["servicePrincipalObjectId"]!.GetValue<string>();
        var vaultId = outputs["vaultId"]!.GetValue<string>();
        var vault = Azure.ResourceManager.Get(vaultId, "2024-11-01")["properties"]!;
        var grants = Azure.ResourceManager.List(vaultId, "Microsoft.Authorization/roleAssignments", "2022-04-01")
            .Select(assignment => assignment["properties"]!)
            .Where(assignment => assignment["principalId"]!.GetValue<string>() == principal)
            .ToList();
        var onKeyAlone = grants.Count > 0 && grants.All(grant => grant["scope"]!.GetValue<string>().Contains("/keys/", StringComparison.OrdinalIgnoreCase));
        var purgeProtected = vault["enablePurgeProtection"]?.GetValue<bool>() == true;
        var role = grants.Count > 0 ? Roles.Of(grants[0]["roleDefinitionId"]!.GetValue<string>())?.Name : null;
        return new StepOutcome(
            grants.Count == 1 && onKeyAlone && role == Roles.KeyVaultCryptoServiceEncryptionUser.Name && purgeProtected,
            $"The service principal has {grants.Count} role ({role ?? "none"}) {(onKeyAlone ? "on the key alone" : "on more than the key")}; "
            + $"purge protection is {(purgeProtected ? "on" : "off")}.");
    }

    private async Task<StepOutcome> IsvAccountAsync()
    {
        await _world.UpIsvAsync();
        FindCustomer();
        var encryption = Azure.ResourceManager.Get(_promise["accountId"]!.GetValue<string>(), "2024-01-01")["properties"]!["encryption"]!;
        var source = encryption["keySource"]!.GetValue<string>();
        return new StepOutcome(
            source == "Microsoft.Keyvault" && KeyInUse.IsSameKeyAs(CustomersKey),
            $"{Account} of {_customerName} has the key source {source}; version {Short(KeyInUse)} of {KeyInUse.KeyName} is in use.");
    }

    private Task<StepOutcome> WriteReadAsync() => Sync(() =>
    {
        Azure.Storage.WriteBlob(Account, Blob, Content);
        var stored = Azure.Storage.StoredBlob(Account, Blob);
        var readable = Readable();
        var hidden = stored.AsSpan().IndexOf(Content) < 0;
        var size = Azure.KeyVault.GetKey(Caller.Operator, KeyInUse).KeySize;
        return new StepOutcome(
            readable && hidden,
            $"{Content.Length} bytes came back {(readable ? "whole" : "changed")} by way of RSA-OAEP with {size} bits and AES-GCM; "
            + $"what is stored {(hidden ? "does not show" : "shows")} them.");
    });

    private Task<StepOutcome> RotateAsync() => Sync(() =>
    {
        var before = KeyInUse;
        var stored = Azure.Storage.StoredBlob(Account, Blob);
        Azure.KeyVault.RotateKey(Caller.Operator, CustomersKey);
        var atOnce = KeyInUse;
        PassADay();
        var followed = atOnce == before && KeyInUse != before;
        var same = stored.AsSpan().SequenceEqual(Azure.Storage.StoredBlob(Account, Blob));
        return new StepOutcome(
            followed && same && Readable(),
            $"Version {Short(before)} stayed in use at once; a day later it was {Short(KeyInUse)}; the blob is readable and its "
            + $"ciphertext {(same ? "the same" : "another")}.");
    });

    private Task<StepOutcome> EarlyDisableAsync() => Sync(() =>
    {
        var inUse = KeyInUse;
        Azure.KeyVault.RotateKey(Caller.Operator, CustomersKey);
        Azure.KeyVault.SetEnabled(Caller.Operator, inUse, enabled: false);
        var refusal = Refusal();
        Azure.KeyVault.SetEnabled(Caller.Operator, inUse, enabled: true);
        var mended = Readable();
        PassADay();
        return new StepOutcome(
            refusal is { Status: 403 } && mended && KeyInUse != inUse && Readable(),
            $"Reading answered {Words(refusal)}; after enabling the version {(mended ? "it worked" : "it did not work")}; "
            + $"a day later version {Short(KeyInUse)} is in use.");
    });

    private Task<StepOutcome> RevokeAsync() => Sync(() =>
    {
        Azure.KeyVault.SetEnabled(Caller.Operator, KeyInUse, enabled: false);
        var refusal = Refusal();
        return new StepOutcome(refusal is { Status: 403, Code: "KeyVaultEncryptionKeyNotFound" }, $"Reading answered {Words(refusal)}.");
    });

    private Task<StepOutcome> RestoreAsync() => Sync(() =>
    {
        Azure.KeyVault.SetEnabled(Caller.Operator, KeyInUse, enabled: true);
        return new StepOutcome(Readable(), "The data is readable again, and nothing is lost.");
    });

    private async Task<StepOutcome> GrantRemovedAsync()
    {
        var removed = Changes(await _world.UpCustomerAsync(("xtcmk-customer:access", "revoked")));
        var refusal = Refusal();
        await _world.UpCustomerAsync();
        return new StepOutcome(
            removed.Count == 1 && refusal is { Status: 403 } && Readable(),
            $"access: revoked deleted {removed.Count} resource; reading answered {Words(refusal)}; with the grant back it works.");
    }

    private async Task<StepOutcome> WrongSubjectAsync()
    {
        var graph = Azure.Graph(_world.IsvTenant);
        var path = $"/applications(appId='{_promise["federatedIdentityClientId"]}')/federatedIdentityCredentials";
        var identity = ((JsonObject)_world.Isv.Outputs["identities"]!)
            .Select(entry => entry.Value!)
            .Single(entry => entry["id"]!.GetValue<string>() == _promise["identityId"]!.GetValue<string>());
        var credential = graph.List(path).Single(entry => entry["subject"]!.ToString() == identity["principalId"]!.ToString());
        graph.Patch($"{path}/{credential["id"]}", new JsonObject { ["subject"] = identity["clientId"]!.DeepClone() });
        var refusal = Refusal();
        var mended = Changes(await _world.UpIsvAsync(refresh: true));
        return new StepOutcome(
            refusal is { Status: 403, Cause.Code: var code } && code.StartsWith("AADSTS", StringComparison.Ordinal) && mended.Count == 1 && Readable(),
            $"Entra took the client id as subject without a word; reading answered {Words(refusal)}; 'pulumi up --refresh' mended it.");
    }

    private async Task<StepOutcome> ChangeKeyAsync()
    {
        var old = CustomersKey;
        var stored = Azure.Storage.StoredBlob(Account, Blob);
        var key = _world.CustomerSetting("xtcmk-customer:key");
        key["name"] = $"{old.KeyName}-2";
        await _world.UpCustomerAsync(("xtcmk-customer:key", key.ToJsonString()), ("xtcmk-customer:formerKeys", $"[\"{old.KeyName}\"]"));
        await _world.UpIsvAsync();
        var changed = KeyInUse.IsSameKeyAs(CustomersKey) && !CustomersKey.IsSameKeyAs(old);
        foreach (var version in Azure.KeyVault.ListVersions(Caller.Operator, old))
            Azure.KeyVault.SetEnabled(Caller.Operator, version.Id, enabled: false);
        var same = stored.AsSpan().SequenceEqual(Azure.Storage.StoredBlob(Account, Blob));
        _wrappedForCustomer = Azure.Storage.StoredDataKey(Account) ?? [];
        return new StepOutcome(
            changed && same && Readable(),
            $"{KeyInUse.KeyName} is in use instead of {old.KeyName}; with the old key disabled the data stays readable, its ciphertext "
            + $"{(same ? "the same" : "another")}.");
    }

    private async Task<StepOutcome> MicrosoftManagedAsync()
    {
        var customersKey = KeyInUse;
        var customers = _world.CustomersOfIsv();
        customers.Single(entry => entry!["name"]!.ToString() == _customerName)!["encryption"] = "microsoft-managed";
        await _world.UpIsvAsync(edits: [("xtcmk-isv:customers", customers.ToJsonString()), ("xtcmk-isv:customersFolder", null)]);
        Azure.KeyVault.SetEnabled(Caller.Operator, customersKey, enabled: false);
        var readable = Readable();
        Azure.KeyVault.SetEnabled(Caller.Operator, customersKey, enabled: true);
        return new StepOutcome(
            readable && Azure.Storage.Inspect(Account).Key is null,
            $"With the customer's key disabled the data is {(readable ? "still readable: Microsoft's key protects it now" : "not readable")}.");
    }

    private Task<StepOutcome> IntruderAsync() => Sync(() =>
    {
        var intruder = Intruder.Arrive(Azure, _world.CustomerTenant);
        var uninstalled = intruder.TryToken();
        intruder.InstallByMistake();
        var unwrap = intruder.TryUnwrap(CustomersKey, _wrappedForCustomer);
        var account = intruder.TryStorageAccount(CustomersKey);
        return new StepOutcome(
            uninstalled is not null && unwrap is { Status: 403 } && account is not null && _wrappedForCustomer.Length > 0,
            $"Its token request answered {Words(uninstalled)}; even installed by mistake, unwrapping answered {Words(unwrap)}, and a storage "
            + $"account of its own with the customer's key {Words(account)}.");
    });

    /// <summary>The first customer whose key is the one that the customer's stack has handed over.</summary>
    private void FindCustomer()
    {
        var key = CustomersKey.ToString();
        var (name, account) = Accounts().FirstOrDefault(entry => entry.Value!["keyUri"]?.ToString() == key);
        if (account is null)
            throw new ProjectFileException("No entry of xtcmk-isv:customers takes the key of the customer's stack, so there is no story to tell.");
        (_customerName, _promise) = (name, (JsonObject)account);
    }

    private JsonObject Accounts() => _world.Isv.Outputs["accounts"] as JsonObject ?? [];

    private bool Readable() => Refusal() is null && Azure.Storage.ReadBlob(Account, Blob).AsSpan().SequenceEqual(Content);

    private AzureException? Refusal()
    {
        try
        {
            Azure.Storage.ReadBlob(Account, Blob);
            return null;
        }
        catch (AzureException refusal)
        {
            return refusal;
        }
    }

    private void PassADay() => Azure.Clock.Advance(TimeSpan.FromHours(25));

    private static List<ResourceStep> Changes(IReadOnlyList<ResourceStep> steps) => [.. steps.Where(step => step.Operation != "same")];

    private static string Words(AzureException? refusal) => refusal switch
    {
        null => "as if nothing were wrong",
        { Cause: { } cause } => $"{refusal.Status} {refusal.SpecificCode} ({cause.SpecificCode})",
        _ => $"{refusal.Status} {refusal.SpecificCode}",
    };

    private static Task<StepOutcome> Sync(Func<StepOutcome> step) => Task.FromResult(step());

    private static string Short(KeyUri key) => key.Version![..8];
}
