using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

internal static class VendorHandoffLookup
{
    /// <summary>Reads the vendor's handoff record, from its stack or from the settings, and checks it.</summary>
    /// <returns>Null while the vendor's stack has none.</returns>
    /// <exception cref="RunException">It cannot be trusted; the message has a line for each mistake.</exception>
    public static async Task<VendorHandoff?> ReadAsync(CustomerSettings settings)
    {
        var mistakes = new List<Mistake>();
        var handoff = settings.Vendor is Vendor.Inline inline ? inline.Handoff : await ReadAsync((Vendor.Stack)settings.Vendor, settings, mistakes);
        if (handoff is not null && settings.FormerApplications.Contains(handoff.ApplicationId))
        {
            mistakes.Add(new Mistake(
                $"{CustomerSettings.Project}:formerApplications", $"names {handoff.ApplicationId}, which is the application of the handoff record itself"));
        }

        return mistakes.Count == 0 ? handoff : throw new RunException(new SettingsException(mistakes).Message);
    }

    /// <summary>
    /// One vendor's stack may have several handoff records: one for all, and others for customers with an application of their own. This
    /// customer's is found by its tenant, by way of the accounts that the stack promises, or by the name that the settings give.
    /// </summary>
    private static async Task<VendorHandoff?> ReadAsync(Vendor.Stack vendor, CustomerSettings settings, List<Mistake> mistakes)
    {
        var stack = new StackReference(vendor.Name);
        var shared = await OutputAsync(stack, VendorHandoff.OutputName);
        var own = Map(await OutputAsync(stack, VendorHandoff.CustomersOutputName));
        var accounts = Map(await OutputAsync(stack, "accounts"))
            .Where(account => TextOf(account.Value, "customerTenantId") == settings.TenantId.Value)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (vendor.Customer is { } wanted)
        {
            if (!accounts.ContainsKey(wanted))
            {
                mistakes.Add(new Mistake(
                    $"{CustomerSettings.Project}:vendor.customer",
                    $"'{wanted}' is no customer of the tenant {settings.TenantId} in {vendor.Name} (it has {Names(accounts.Keys)} there)"));
                return null;
            }

            accounts = accounts.Where(account => account.Key == wanted).ToImmutableSortedDictionary(StringComparer.Ordinal);
        }

        var ofAll = new Found(VendorHandoff.OutputName, shared);
        var records = accounts.Keys
            .Select(name => own.TryGetValue(name, out var its) ? new Found($"{VendorHandoff.CustomersOutputName}.{name}", its) : ofAll)
            .DefaultIfEmpty(ofAll)
            .DistinctBy(record => TextOf(record.Value, "applicationId"))
            .ToList();
        if (records is not [var (output, value)])
        {
            mistakes.Add(new Mistake(
                $"{CustomerSettings.Project}:vendor.customer",
                $"is missing: {vendor.Name} has several customers of the tenant {settings.TenantId}, with different applications; name one of "
                + Names(accounts.Keys)));
            return null;
        }

        if (value is null)
        {
            if (settings.FormerApplications.Count > 0)
            {
                mistakes.Add(new Mistake(
                    $"{CustomerSettings.Project}:formerApplications",
                    $"names applications that keep their access, but {vendor.Name} has no handoff record yet; remove it until there is one"));
            }

            return null;
        }

        var reader = SettingsReader.Of($"{vendor.Name} output {output}", JsonSerializer.SerializeToElement(value), mistakes);
        var handoff = VendorHandoff.Read(reader);
        if (handoff is null)
            return null;
        Vendor.Check(reader, handoff, settings.Cloud, settings.TenantId);
        if (settings.CryptoOfficers.Any(officer => officer.ObjectId.Value == handoff.ApplicationId.Value))
            reader.Refuse("applicationId", $"is {handoff.ApplicationId}, which {CustomerSettings.Project}:cryptoOfficers names as a person");
        CheckLeftBehind(vendor.Name, settings, handoff, accounts, mistakes);
        return handoff;
    }

    /// <summary>
    /// An account that still acts as another application loses its key with that one's grant. The vendor moves it once this customer has
    /// let the new application in, so both must be let in meanwhile.
    /// </summary>
    private static void CheckLeftBehind(
        string stack, CustomerSettings settings, VendorHandoff handoff, ImmutableSortedDictionary<string, object> accounts, List<Mistake> mistakes)
    {
        if (!settings.Granted)
            return;
        foreach (var (name, account) in accounts)
        {
            if (TextOf(account, "keyUri") is not null
                && ApplicationId.Parse(TextOf(account, "federatedIdentityClientId") ?? "") is { Ok: true, Value: { } used }
                && used != handoff.ApplicationId
                && !settings.FormerApplications.Contains(used))
            {
                mistakes.Add(new Mistake(
                    $"{CustomerSettings.Project}:formerApplications",
                    $"lacks {used}, as which the account of {name} in {stack} still acts: without its grant the data is offline; name it until the "
                    + "vendor has moved the account"));
            }
        }
    }

    private static async Task<object?> OutputAsync(StackReference stack, string name)
    {
        var output = await stack.GetOutputDetailsAsync(name);
        return output.Value ?? output.SecretValue;
    }

    private static ImmutableDictionary<string, object> Map(object? value) =>
        value as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;

    private static string? TextOf(object? map, string name) => Map(map).GetValueOrDefault(name) as string;

    /// <summary>A handoff record as the vendor's stack has it.</summary>
    /// <param name="Path">Where it is in the stack's outputs.</param>
    private sealed record Found(string Path, object? Value);

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } some ? some : "none";
}
