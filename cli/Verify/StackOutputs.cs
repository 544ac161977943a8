using System.Text.Json;
using XtCmkInfra.Core;
using XtCmkInfra.Core.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What the vendor's stacks promise.</summary>
/// <param name="Identities">By name: the principal id.</param>
/// <param name="AwaitingKey">The customers that have no account yet.</param>
internal sealed record VendorPromise(
    IsvHandoff Handoff, IReadOnlyDictionary<string, ObjectId> Identities, IReadOnlyList<AccountPromise> Accounts, IReadOnlyList<string> AwaitingKey)
{
    /// <summary>
    /// Joins the stacks of each vendor. A stack that takes its identities from another has no hand-over of its own, and goes with the
    /// one that has; so a fleet is read as one, and each of its subscriptions once.
    /// </summary>
    /// <exception cref="BadInputException">A stack's identities are in one whose outputs were not given, or may be in several.</exception>
    public static IReadOnlyList<VendorPromise> Join(IReadOnlyList<VendorOutputs> stacks)
    {
        if (stacks.Count == 0)
            return [];
        var handoffs = stacks.Select(stack => stack.Handoff).OfType<IsvHandoff>().Distinct().ToList();
        if (handoffs.Count != 1 && stacks.Any(stack => stack.Handoff is null))
        {
            throw new BadInputException(handoffs.Count == 0
                ? "the vendor's stack takes its identities from another stack: give that one's outputs too, with a second --isv."
                : "several vendors' stacks were given, and one that takes its identities from another stack: verify each vendor by itself.");
        }

        return [.. stacks.GroupBy(stack => stack.Handoff ?? handoffs[0]).Select(vendor => new VendorPromise(
            vendor.Key,
            vendor.SelectMany(stack => stack.Identities).DistinctBy(identity => identity.Value).GroupBy(identity => identity.Key)
                .SelectMany(same => same.Select((identity, index) => (Name: index == 0 ? same.Key : $"{same.Key} ({index + 1})", identity.Value)))
                .ToDictionary(identity => identity.Name, identity => identity.Value),
            [.. vendor.SelectMany(stack => stack.Accounts).DistinctBy(account => account.AccountId, StringComparer.OrdinalIgnoreCase)],
            [.. vendor.SelectMany(stack => stack.AwaitingKey).Distinct()]))];
    }
}

/// <summary>The outputs of one of the vendor's stacks.</summary>
/// <param name="Handoff">Null in a stack that takes its identities from another.</param>
internal sealed record VendorOutputs(
    IsvHandoff? Handoff, IReadOnlyDictionary<string, ObjectId> Identities, IReadOnlyList<AccountPromise> Accounts, IReadOnlyList<string> AwaitingKey);

/// <summary>Reads what <c>pulumi stack output --json</c> printed for either stack.</summary>
internal static class StackOutputs
{
    /// <exception cref="BadInputException">The file cannot be read or understood; all mistakes are told.</exception>
    public static VendorOutputs ReadVendor(string file) => Read(file, Vendor);

    /// <exception cref="BadInputException">The file cannot be read or understood; all mistakes are told.</exception>
    public static CustomerPromise ReadCustomer(string file) => Read(file, Customer);

    private static T Read<T>(string file, Func<SettingsReader, List<Mistake>, T?> read)
        where T : class
    {
        var name = file == "-" ? "standard input" : file;
        try
        {
            using var source = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var document = JsonDocument.Parse(source);
            var mistakes = new List<Mistake>();
            var promise = read(SettingsReader.Of("outputs", document.RootElement, mistakes), mistakes);
            return promise is not null && mistakes.Count == 0
                ? promise
                : throw new BadInputException(string.Join("\nxtcmk: ", mistakes.Select(mistake => $"{name}: {mistake}")));
        }
        catch (JsonException malformed)
        {
            throw new BadInputException(
                $"{name}: line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1} of it: this is not JSON. Give what 'pulumi stack output --json' prints.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{name}: cannot be read ({unreadable.Message})");
        }
    }

    private static VendorOutputs? Vendor(SettingsReader outputs, List<Mistake> mistakes)
    {
        if (!outputs.Has(IsvHandoff.OutputName) && !outputs.Has("accounts"))
        {
            outputs.Refuse("has neither handoff nor accounts: these are not the outputs of the vendor's stack");
            return null;
        }

        var vendor = outputs.Section(IsvHandoff.OutputName) is { } handoff ? IsvHandoff.Read(handoff) : null;
        var identities = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        if (outputs.Section("identities") is { } named)
        {
            foreach (var name in named.Names)
            {
                if (named.Section(name)?.Required("principalId", ObjectId.Parse, "the identity's principal id") is { } principal)
                    identities[name] = principal;
            }
        }

        var accounts = new List<AccountPromise>();
        var awaiting = new List<string>();
        if (outputs.Section("accounts") is { } byCustomer)
        {
            foreach (var customer in byCustomer.Names)
                Account(customer, byCustomer.Section(customer), accounts, awaiting);
        }

        return mistakes.Count > 0 ? null : new VendorOutputs(vendor, identities, accounts, awaiting);
    }

    private static void Account(string customer, SettingsReader? reader, List<AccountPromise> accounts, List<string> awaiting)
    {
        var state = reader?.Required<string>("state", text => text, "the account's state");
        if (reader is null || state is null)
            return;
        if (state is "awaiting-key" or "being-taken-over")
        {
            awaiting.Add(customer);
            return;
        }

        if (state is not ("customer-managed" or "microsoft-managed"))
            reader.Refuse("state", $"'{state}' is not known to this version");
        var name = reader.Required("accountName", AzureNames.StorageAccount, "the account's name");
        var id = reader.Required<string>("accountId", ResourceId, "the account's ARM resource id");
        var tenant = reader.Required("customerTenantId", TenantId.Parse, "the customer's tenant id");
        var key = state == "customer-managed" ? reader.Required("keyUri", KeyUri.Parse, "the key's URI") : null;
        var version = reader.Optional<string>("keyVersion", text => text);
        var identity = reader.Required<string>("identityId", ResourceId, "the identity's ARM resource id");
        var principal = reader.Required("identityPrincipalId", ObjectId.Parse, "the identity's principal id");
        var application = reader.Required("federatedIdentityClientId", ApplicationId.Parse, "the application's client id");
        var services = reader.Required<string>("services", text => text, "the services that the key covers");
        if (name is not null && id is not null && tenant is not null && identity is not null && principal is not null && application is not null && services is not null)
        {
            accounts.Add(new AccountPromise(
                customer, name, id, tenant, key, version is null or "automatic" ? null : version, identity, principal, application, services.Split(',')));
        }
    }

    private static CustomerPromise? Customer(SettingsReader outputs, List<Mistake> mistakes)
    {
        var section = outputs.Section(CustomerHandoff.OutputName);
        if (section is null)
        {
            outputs.Refuse(CustomerHandoff.OutputName, "is missing: these are not the outputs of a customer's stack");
            return null;
        }

        var handoff = CustomerHandoff.Read(section);
        var application = outputs.Required("vendorApplicationId", ApplicationId.Parse, "the client id of the vendor's application");
        var vault = outputs.Optional<string>("vaultId", ResourceId);
        var key = outputs.Optional<string>("keyId", ResourceId);
        var model = outputs.Optional<string>("accessModel", text => text is "rbac" or "access-policies" ? text : new Wrong($"'{text}' must be one of rbac, access-policies"));
        var isGranted = outputs.Choice("access", ("granted", true), ("revoked", false));
        var officers = outputs.Texts("cryptoOfficers", ObjectId.Parse);
        if (handoff is { KeyUri.IsManagedHsm: false } && (vault is null || key is null))
            outputs.Refuse("vaultId", "and keyId are needed for a key in a vault");
        return mistakes.Count > 0 || handoff is null || application is null
            ? null
            : new CustomerPromise(handoff, application, vault, key, isGranted, [.. officers.Select(officer => officer.Value)], model is null ? null : model == "rbac");
    }

    private static Parsed<string> ResourceId(string text) =>
        text.Split('/') is ["", var subscriptions, var id, _, _, ..] && subscriptions.Equals("subscriptions", StringComparison.OrdinalIgnoreCase) && SubscriptionId.Parse(id).Ok
            ? text
            : new Wrong($"'{text}' is not an ARM resource id, which begins with /subscriptions/");
}
