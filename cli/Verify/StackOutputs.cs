using System.Text;
using System.Text.Json;
using XtCmkInfra.Cli.Handoff;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>Reads what <c>pulumi stack output --json</c> printed for either stack.</summary>
internal static class StackOutputs
{
    /// <exception cref="BadInputException">The file cannot be read or understood; all mistakes are reported.</exception>
    public static VendorOutputs ReadVendor(VerifyInput input) => Parse(input.Name, input.Outputs, Vendor);

    /// <summary>Those of a customer's stack, or the customer's handoff record alone, in whatever it was sent.</summary>
    /// <param name="officers">Who looks after the key, where the record alone is given.</param>
    /// <exception cref="BadInputException">The file cannot be read or understood; all mistakes are reported.</exception>
    public static CustomerExpectation ReadCustomer(VerifyInput input, IReadOnlyList<ObjectId>? officers = null) =>
        Record(input, officers ?? []) ?? Parse(input.Name, input.Outputs, Customer);

    /// <summary>What the handoff record expects by itself; null where there is none, or more than that.</summary>
    private static CustomerExpectation? Record(VerifyInput input, IReadOnlyList<ObjectId> officers)
    {
        var text = Encoding.UTF8.GetString(input.Content.Span);
        if (HandoffText.IsCut(text) || HandoffText.IsOfStack(text) || !HandoffText.IsIn(text))
            return null;
        var record = HandoffText.Read(input.Name, text);
        return record.ApplicationId is { } application
            ? new CustomerExpectation(record, application, null, null, IsGranted: true, [.. officers.Select(officer => officer.Value)])
            : throw new BadInputException(
                $"{input.Name}: the record does not name the application (version 1): give the outputs of the customer's stack.");
    }

    /// <param name="outputs">Those of a stack in memory.</param>
    /// <exception cref="BadInputException">They are not understood; all mistakes are reported.</exception>
    public static VendorOutputs OfVendor(string name, JsonElement outputs) => Parse(name, outputs, Vendor);

    /// <exception cref="BadInputException">They are not understood; all mistakes are reported.</exception>
    public static CustomerExpectation OfCustomer(string name, JsonElement outputs) => Parse(name, outputs, Customer);

    private static T Parse<T>(string name, JsonElement outputs, Func<ObjectReader, List<Mistake>, T?> read)
        where T : class
    {
        try
        {
            var mistakes = new List<Mistake>();
            var expectation = read(ObjectReader.Of("outputs", outputs, mistakes), mistakes);
            if (mistakes.Count > 0 && IsMasked(outputs))
            {
                mistakes.Add(new Mistake(
                    "outputs",
                    "have values that Pulumi keeps secret, printed as [secret]: "
                        + "give what 'pulumi stack output --json --show-secrets' prints"));
            }

            return expectation is not null && mistakes.Count == 0
                ? expectation
                : throw new BadInputException([.. mistakes.Select(mistake => $"{name}: {mistake}")]);
        }
        catch (InvalidOperationException)
        {
            throw new BadInputException($"{name}: a text in it is not Unicode. Give what 'pulumi stack output --json' prints.");
        }
    }

    private static VendorOutputs? Vendor(ObjectReader outputs, List<Mistake> mistakes)
    {
        // Every stack of the vendor's has both, be it empty: without them nothing would be checked.
        foreach (var needed in (string[])["accounts", "identities"])
        {
            if (!outputs.Has(needed))
                outputs.Refuse(needed, "is missing: these are not the outputs of the vendor's stack");
        }

        var vendor = outputs.Section(VendorHandoff.OutputName) is { } handoff ? VendorHandoff.Read(handoff) : null;
        var identities = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        if (outputs.Section("identities") is { } named)
        {
            foreach (var name in named.Names)
            {
                if (Entry(named, name)?.Required("principalId", ObjectId.Parse, "the identity's principal id") is { } principal)
                    identities[name] = principal;
            }
        }

        var accounts = new List<AccountExpectation>();
        var awaiting = new List<string>();
        if (outputs.Section("accounts") is { } byCustomer)
        {
            foreach (var customer in byCustomer.Names)
                Account(customer, Entry(byCustomer, customer), accounts, awaiting);
        }

        return mistakes.Count > 0 ? null : new VendorOutputs(vendor, identities, accounts, awaiting);
    }

    private static ObjectReader? Entry(ObjectReader of, string name)
    {
        if (!of.Has(name))
            of.Refuse(name, "must be an object with named fields");
        return of.Section(name);
    }

    private static void Account(string customer, ObjectReader? reader, List<AccountExpectation> accounts, List<string> awaiting)
    {
        var state = reader?.Required<string>("state", text => text, "the account's state");
        if (reader is null || state is null)
            return;
        if (state is "awaiting-key")
        {
            awaiting.Add($"{customer} has no account with its key yet, so there is nothing to verify.");
            return;
        }

        if (state is "awaiting-grant")
        {
            var awaited = reader.Required(
                "awaitedApplicationId", ApplicationId.Parse, "the client id of the application that the customer is to let in");
            if (!reader.Has("accountId"))
            {
                awaiting.Add(
                    $"{customer} is awaiting its grant for the application {awaited}: it has no account yet, "
                        + "so there is nothing to verify.");
                return;
            }

            awaiting.Add($"{customer} is awaiting its grant for the application {awaited}: its account stays with what it has.");
            state = reader.Has("keyUri") ? "customer-managed" : "microsoft-managed";
        }

        if (state is not ("customer-managed" or "microsoft-managed" or "being-taken-over"))
            reader.Refuse("state", $"'{state}' is not known to this version");
        var name = reader.Required("accountName", AzureNames.StorageAccount, "the account's name");
        var id = reader.Required<string>("accountId", ResourceId, "the account's ARM resource id");
        var tenant = reader.Required("customerTenantId", TenantId.Parse, "the customer's tenant id");
        var hasKey = state == "customer-managed" || (state == "being-taken-over" && reader.Has("keyUri"));
        var key = hasKey ? reader.Required("keyUri", KeyUri.Parse, "the key's URI") : null;
        var version = hasKey ? reader.Required<string>("keyVersion", Version, "a version of the key, or 'automatic'") : null;
        var identity = reader.Required<string>("identityId", ResourceId, "the identity's ARM resource id");
        var principal = reader.Required("identityPrincipalId", ObjectId.Parse, "the identity's principal id");
        var application = reader.Required("federatedIdentityClientId", ApplicationId.Parse, "the application's client id");
        var services = reader.Required<string>("services", Services, "the services that the key covers");
        if (name is not null && id is not null && !id.EndsWith($"/storageAccounts/{name}", StringComparison.OrdinalIgnoreCase))
            reader.Refuse("accountId", $"'{id}' is not the resource id of '{name}'");
        if (name is null || id is null || tenant is null || identity is null || principal is null || application is null
            || services is null)
            return;
        var pinned = version is null or "automatic" ? null : version;
        accounts.Add(new AccountExpectation(customer, name, id, tenant, key, pinned, identity, principal, application, services.Split(','))
        {
            IsBeingTakenOver = state == "being-taken-over",
        });
    }

    private static CustomerExpectation? Customer(ObjectReader outputs, List<Mistake> mistakes)
    {
        var section = outputs.Section(CustomerHandoff.OutputName);
        if (section is null)
        {
            var isAwaiting = outputs.Optional<string>("access", text => text) == AwaitedVendor.Access;
            outputs.Refuse(
                CustomerHandoff.OutputName,
                isAwaiting
                    ? "is missing, since this stack awaits the vendor's handoff record: run the vendor's stack, and then this one again"
                    : "is missing: these are not the outputs of a customer's stack");
            return null;
        }

        var handoff = CustomerHandoff.Read(section);
        var application = outputs.Required("vendorApplicationId", ApplicationId.Parse, "the client id of the vendor's application");
        var vault = outputs.Optional<string>("vaultId", ResourceId);
        var key = outputs.Optional<string>("keyId", ResourceId);
        var model = outputs.Optional<string>("accessModel", AccessModel);
        if (!outputs.Has("access"))
            outputs.Refuse("access", "is missing: give 'granted' or 'revoked'");
        var isGranted = outputs.Choice("access", ("granted", true), ("revoked", false));
        var officers = outputs.Texts("cryptoOfficers", ObjectId.Parse);
        var former = Former(outputs.Section("formerApplications"));
        if (handoff?.ApplicationId is { } granted && application is not null && granted != application)
            outputs.Refuse("vendorApplicationId", $"is {application}, but the handoff record names {granted}");
        if (handoff is { KeyUri.IsManagedHsm: false } && (vault is null || key is null))
            outputs.Refuse("vaultId", "and keyId are needed for a key in a vault");
        if (handoff is { KeyUri: { IsManagedHsm: false } uri } && vault is not null && key is not null)
            CheckIds(outputs, uri, vault, key);
        if (mistakes.Count > 0 || handoff is null || application is null)
            return null;
        bool? isRbac = model is null ? null : model == "rbac";
        return new CustomerExpectation(
            handoff, application, vault, key, isGranted, [.. officers.Select(officer => officer.Value)], isRbac, former);
    }

    private static Dictionary<ApplicationId, ObjectId> Former(ObjectReader? applications)
    {
        var former = new Dictionary<ApplicationId, ObjectId>();
        foreach (var name in applications?.Names ?? [])
        {
            if (ApplicationId.Parse(name) is not { Ok: true, Value: { } application })
                applications!.Refuse(name, "is not the client id of an application");
            else if (applications!.Required(name, ObjectId.Parse, "the object id of its service principal") is { } principal)
                former[application] = principal;
        }

        return former;
    }

    /// <summary>What is read by the resource ids must be what was sent.</summary>
    private static void CheckIds(ObjectReader outputs, KeyUri uri, string vault, string key)
    {
        if (!vault.EndsWith($"/providers/Microsoft.KeyVault/vaults/{uri.VaultName}", StringComparison.OrdinalIgnoreCase))
            outputs.Refuse("vaultId", $"'{vault}' is not the vault of the key in the handoff record, {uri}");
        if (!string.Equals(key, $"{vault}/keys/{uri.KeyName}", StringComparison.OrdinalIgnoreCase))
            outputs.Refuse("keyId", $"'{key}' is not the key in the handoff record, {uri}");
    }

    private static bool IsMasked(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.ValueEquals("[secret]"),
        JsonValueKind.Object => element.EnumerateObject().Any(property => IsMasked(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(IsMasked),
        _ => false,
    };

    private static Parsed<string> Version(string text) => text == "automatic" || (text.Length == 32 && text.All(char.IsAsciiHexDigit))
        ? text
        : new Mistake($"'{text}' is neither a version of a key, which has 32 hexadecimal digits, nor 'automatic'");

    private static Parsed<string> Services(string text)
    {
        var words = text.Split(',');
        return words.Contains("blob") && words.Contains("file")
            && words.All(word => word is "blob" or "file" or "queue" or "table") && words.Distinct().Count() == words.Length
            ? text
            : new Mistake($"'{text}' must be blob,file, and may have queue and table besides");
    }

    private static Parsed<string> AccessModel(string text) =>
        text is "rbac" or "access-policies" ? text : new Mistake($"'{text}' must be one of rbac, access-policies");

    private static Parsed<string> ResourceId(string text) =>
        SubscriptionId.OfResource(text) is { Ok: false, Mistake: { } mistake } ? new Mistake(mistake) : text;
}
