using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Try.Steps;

/// <summary>The three phases, and what a vendor or a customer does that begins elsewhere.</summary>
internal static class Handshake
{
    public static readonly StoryStep Identity = new(
        "isv-identity", "The vendor makes an application and an identity that may act as it", IdentityAsync, _ => null, BuildsChain: true);

    public static readonly StoryStep Access = new(
        "customer-access", "The customer installs the application and lets it use one key", AccessAsync, _ => null, BuildsChain: true);

    public static readonly StoryStep Account = new(
        "isv-account",
        "The vendor makes the storage account, with the key in the customer's handoff record",
        world =>
        {
            world.GiveHandoff();
            return AccountAsync(world, isImport: world.Settings.Entry.Account.ImportId is not null);
        },
        _ => null,
        BuildsChain: true);

    public static readonly StoryStep TakeOver = new(
        "take-over",
        "The vendor removes account.importId, and the account gets its settings",
        world =>
        {
            world.Entry["account"]!.AsObject().Remove("importId");
            return AccountAsync(world, isImport: false);
        },
        settings => settings.Entry.Account.ImportId is null ? "no account is imported (account.importId)" : null,
        BuildsChain: true);

    private static async Task<StepOutcome> IdentityAsync(StoryWorld world)
    {
        var settings = world.Settings;
        if (settings.IdentityFiles is not null)
            await world.UpIdentitiesAsync();
        await world.UpVendorAsync();
        var handoff = world.Vendor.Outputs["handoff"]!;
        var graph = world.Azure.Graph(settings.Vendor.TenantId);
        var path = $"/applications(appId='{handoff["applicationId"]}')";
        var application = graph.Get(path);
        var credentials = graph.List($"{path}/federatedIdentityCredentials");
        var identities = (JsonObject)world.Vendor.Outputs["identities"]!;
        var trusted = identities.Count(identity => credentials.Any(
            credential => credential["subject"]!.ToString() == identity.Value!["principalId"]!.ToString()));
        var multitenant = SignInAudience.IsMultitenant(application["signInAudience"]!.GetValue<string>());
        var passwords = (application["passwordCredentials"] as JsonArray)?.Count ?? 0;
        var state = world.Expectation["state"]!.ToString();
        var expected = !settings.IsMicrosoftManaged ? "awaiting-key"
            : settings.Entry.Account.ImportId is null ? "microsoft-managed"
            : "being-taken-over";
        var elsewhere = settings.IdentityFiles is { } files ? $"The stack {files.Stack} makes them, and this one reads them. " : "";
        return new StepOutcome(
            multitenant && passwords == 0 && identities.Count > 0 && trusted == identities.Count && state == expected,
            $"{elsewhere}{handoff["applicationName"]} is {(multitenant ? "multitenant" : "for one tenant")} with {passwords} passwords; "
            + $"{trusted} of {VendorSettings.MostIdentities} identities may act as it; {settings.Entry.Name} is {state}.");
    }

    private static async Task<StepOutcome> AccessAsync(StoryWorld world)
    {
        var customer = world.Settings.Customer;
        if (customer.AdoptServicePrincipal)
            Consent(world);
        await world.UpCustomerAsync();
        world.Keys.FollowGrantCommand();
        var grants = world.Keys.Grants();
        var isSafe = world.Settings.IsHsm || IsPurgeProtected(world, world.Customer.Outputs["vaultId"]!.ToString());
        var expected = !customer.Granted ? 0 : customer.KeyHome.Rbac ? 1 + customer.FormerKeys.Count : 1;
        var isNarrow = grants.All(grant => grant.IsOnKeyAlone == (world.Settings.IsHsm || customer.KeyHome.Rbac));
        var former = customer.FormerApplications.Count switch
        {
            0 => "",
            1 => "; 1 former application keeps its access",
            var count => $"; {count} former applications keep their access",
        };
        return new StepOutcome(
            grants.Count == expected && isNarrow && isSafe,
            (customer.AdoptServicePrincipal ? "An administrator has consented, so the service principal is there. " : "")
            + $"{InWords(world.Settings, grants)}{former}"
            + $"{(world.Settings.IsHsm ? "" : $"; purge protection is {(isSafe ? "on" : "off")}")}.");
    }

    private static bool IsPurgeProtected(StoryWorld world, string vault)
    {
        var properties = world.Azure.ResourceManager.Get(vault, KeyVaultManagement.ApiVersion)["properties"]!;
        return properties["enablePurgeProtection"]?.GetValue<bool>() == true;
    }

    /// <summary>The customer's administrator consents to the application, and did so to those before it.</summary>
    private static void Consent(StoryWorld world)
    {
        var graph = world.Azure.Graph(world.Settings.Customer.TenantId, asAdministrator: true);
        var former = world.Settings.Customer.FormerApplications.Select(application => application.Value);
        foreach (var application in former.Append(world.VendorHandoff["applicationId"]!.ToString()))
            graph.Post("/servicePrincipals", new JsonObject { ["appId"] = application });
    }

    private static string InWords(StorySettings settings, IReadOnlyList<(string Name, bool IsOnKeyAlone)> grants) => grants switch
    {
        [] => "The service principal has no grant",
        [var role] when settings.IsHsm =>
            $"The service principal has the local role {role.Name} on the key alone, by the command that the stack prints",
        [var policy] when !settings.Customer.KeyHome.Rbac =>
            $"The service principal has an access policy ({policy.Name}), which reaches every key of the vault",
        [var role] => $"The service principal has 1 role ({role.Name}) {(role.IsOnKeyAlone ? "on the key alone" : "on more than the key")}",
        _ => $"The service principal has {grants.Count} roles ({string.Join(", ", grants.Select(grant => grant.Name).Distinct())}) "
            + $"{(grants.All(grant => grant.IsOnKeyAlone) ? "on one key each" : "on more than keys")}",
    };

    /// <param name="isImport">Whether the run takes an existing account over as it is.</param>
    private static async Task<StepOutcome> AccountAsync(StoryWorld world, bool isImport)
    {
        var settings = world.Settings;
        var usesKey = settings.WhyNoKeyInUse is null;
        if (settings.PastedKey is { Key: var pasted } && !pasted.IsSameKeyAs(world.Keys.Key))
        {
            return new StepOutcome(
                false, $"The vendor's settings hold {pasted.WithoutVersion}, but the customer hands over {world.Keys.Key}.");
        }

        var isRefused = !isImport && settings is { Customer.Granted: false, IsMicrosoftManaged: false, Key: not null };
        try
        {
            await world.UpVendorAsync();
        }
        catch (DeploymentException refused) when (isRefused && refused.Azure is { Status: 400 or 403 } azure)
        {
            return new StepOutcome(true, $"Access is revoked from the start, so Azure refuses the key: {Refusals.InWords(azure)}.")
            {
                Leaves = WithoutKey(world),
            };
        }

        var state = world.Expectation["state"]!.ToString();
        if (state == "awaiting-key")
        {
            return new StepOutcome(
                settings.Key is null, $"{settings.Entry.Name} is awaiting its key: its entry names none, so there is no account.");
        }

        var properties = world.Azure.ResourceManager.Get(world.Data.Id, ApiVersions.Storage)["properties"]!;
        var source = properties["encryption"]!["keySource"]!.GetValue<string>();
        var inUse = world.Data.KeyInUse;
        var isAsAsked = isImport || !usesKey ? inUse is null && source == "Microsoft.Storage"
            : inUse is not null && source == "Microsoft.Keyvault" && inUse.IsSameKeyAs(world.Keys.Key)
                && (settings.Key!.Pinned is null || settings.Key.Pinned == inUse);
        return new StepOutcome(
            isAsAsked && !isRefused && (state == "being-taken-over") == isImport,
            $"{world.Data.Account} of {settings.Entry.Name} {(isImport ? "is imported as it is: it has" : "has")} the key source {source}"
            + $"{(inUse is null ? "" : $"; {InUse(world, inUse)}")}.")
        {
            Leaves = isImport ? WithoutKey(world) : [],
        };
    }

    /// <summary>An account that is taken over has Microsoft's key until it gets the customer's.</summary>
    private static string[] WithoutKey(StoryWorld world) =>
        world.Expectation.ContainsKey("accountId") && world.Settings is { Key: not null, IsMicrosoftManaged: false }
            ? ["account-microsoft-keys"]
            : [];

    private static string InUse(StoryWorld world, KeyUri version) =>
        $"version {KeyVersions.Short(version)} of {version.KeyName} is in use{(world.Settings.Key!.Pinned is null ? "" : ", and pinned")}, "
        + $"through {world.Expectation["identityId"]!.ToString().Split('/')[^1]} and {world.VendorHandoff["applicationName"]}";
}
