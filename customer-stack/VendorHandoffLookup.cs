using System.Collections.Immutable;
using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>The vendor's handoff record, from its stack or from the settings.</summary>
internal sealed class VendorHandoffLookup
{
    private readonly CustomerSettings _settings;
    private readonly List<Mistake> _mistakes = [];

    private VendorHandoffLookup(CustomerSettings settings) => _settings = settings;

    /// <summary>Reads the record, and checks it.</summary>
    /// <returns>Null while the vendor's stack has none.</returns>
    /// <exception cref="RunException">It cannot be trusted; the message has a line for each mistake.</exception>
    public static async Task<VendorHandoff?> ReadAsync(CustomerSettings settings)
    {
        var lookup = new VendorHandoffLookup(settings);
        var handoff = settings.Vendor is Vendor.Inline inline ? inline.Handoff : await lookup.ReadAsync((Vendor.Stack)settings.Vendor);
        if (handoff is not null && settings.FormerApplications.Contains(handoff.ApplicationId))
            lookup.Refuse("formerApplications", $"names {handoff.ApplicationId}, which is the application of the handoff record itself");
        RunRefusal.ThrowIfAny(lookup._mistakes);
        return handoff;
    }

    /// <summary>
    /// One vendor's stack may have several handoff records: one for all, and others for customers with an application of their own. This
    /// customer's is found by its tenant, through the accounts that the stack expects, or by the name that the settings give.
    /// </summary>
    private async Task<VendorHandoff?> ReadAsync(Vendor.Stack vendor)
    {
        var stack = new ReferencedStack(vendor.Name);
        var shared = new Found(VendorHandoff.OutputName, await stack.ValueAsync(VendorHandoff.OutputName));
        var own = await stack.MembersAsync(VendorHandoff.CustomersOutputName);
        var accounts = (await stack.MembersAsync("accounts"))
            .Where(account => TextOf(account.Value, "customerTenantId") == _settings.TenantId.Value)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (vendor.Customer is { } wanted)
        {
            if (!accounts.TryGetValue(wanted, out var account))
            {
                Refuse(
                    "vendor.customer",
                    $"'{wanted}' is no customer of the tenant {_settings.TenantId} in {vendor.Name} (it has {Names(accounts.Keys)} there)");
                return null;
            }

            accounts = accounts.Clear().Add(wanted, account);
        }

        var records = accounts.Keys
            .Select(name => own.TryGetValue(name, out var its) ? new Found($"{VendorHandoff.CustomersOutputName}.{name}", its) : shared)
            .DefaultIfEmpty(shared)
            .DistinctBy(record => TextOf(record.Value, "applicationId"))
            .ToList();
        if (records is not [var (path, value)])
        {
            Refuse(
                "vendor.customer",
                $"is missing: {vendor.Name} has several customers of the tenant {_settings.TenantId}, with different applications; "
                + $"name one of {Names(accounts.Keys)}");
            return null;
        }

        if (value is null && _settings.FormerApplications.Count > 0)
        {
            Refuse(
                "formerApplications",
                $"names applications that keep their access, but {vendor.Name} has no handoff record yet; remove it until there is one");
        }

        return value is null ? null : Read(stack.Reader(path, value, _mistakes), vendor.Name, accounts);
    }

    private VendorHandoff? Read(ObjectReader reader, string stack, ImmutableSortedDictionary<string, object> accounts)
    {
        if (VendorHandoff.Read(reader) is not { } handoff)
            return null;
        Vendor.Check(reader, handoff, _settings.Cloud, _settings.TenantId);
        if (_settings.CryptoOfficers.Any(officer => officer.ObjectId.Value == handoff.ApplicationId.Value))
            reader.Refuse(
                "applicationId", $"is {handoff.ApplicationId}, which {CustomerSettings.Project}:cryptoOfficers names as a person");
        CheckLeftBehind(stack, handoff, accounts);
        return handoff;
    }

    /// <summary>
    /// An account that still acts as another application loses its key with that one's grant. The vendor moves it once this customer has
    /// let the new application in, so both must be let in meanwhile.
    /// </summary>
    private void CheckLeftBehind(string stack, VendorHandoff handoff, ImmutableSortedDictionary<string, object> accounts)
    {
        if (!_settings.Granted)
            return;
        foreach (var (name, account) in accounts)
        {
            if (TextOf(account, "keyUri") is not null
                && ApplicationId.Parse(TextOf(account, "federatedIdentityClientId") ?? "") is { Ok: true, Value: { } used }
                && used != handoff.ApplicationId
                && !_settings.FormerApplications.Contains(used))
            {
                Refuse(
                    "formerApplications",
                    $"lacks {used}, as which the account of {name} in {stack} still acts: without its grant the data is offline; name it "
                    + "until the vendor has moved the account");
            }
        }
    }

    private void Refuse(string setting, string sentence) => _mistakes.Add(new Mistake($"{CustomerSettings.Project}:{setting}", sentence));

    private static string? TextOf(object? map, string name) =>
        (map as ImmutableDictionary<string, object>)?.GetValueOrDefault(name) as string;

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } some ? some : "none";

    /// <summary>A handoff record as the vendor's stack has it.</summary>
    /// <param name="Path">Where it is in the stack's outputs.</param>
    private sealed record Found(string Path, object? Value);
}
