using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>The keys that the customers have sent so far, by the name of the customer.</summary>
internal sealed class HandoffKeys
{
    private readonly Dictionary<string, HandoffKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Reads the handoff records of all customers, in stacks or in the settings, and checks each against its customer.</summary>
    /// <exception cref="RunException">A handoff record cannot be trusted; the message has a line for each mistake.</exception>
    public static async Task<HandoffKeys> ReadAsync(VendorSettings settings)
    {
        var keys = new HandoffKeys();
        var mistakes = new List<Mistake>();
        var stacks = new Dictionary<string, ReferencedStack>(StringComparer.Ordinal);
        foreach (var customer in settings.Customers)
        {
            if (customer.Encryption is not EncryptionSettings.CustomerManaged encryption)
                continue;
            var key = encryption.Source switch
            {
                KeySource.Inline inline => inline.Handoff,
                KeySource.Stack stack => await ReadAsync(stack.Name, customer, settings, stacks, mistakes),
                _ => throw new InvalidOperationException("Unknown source of a key."),
            };
            if (key is not null)
                keys._keys[customer.Name] = key with { Key = Pin(key.Key, encryption.Pinned, customer, mistakes) };
        }

        RunRefusal.ThrowIfAny(mistakes);
        return keys;
    }

    /// <returns>The key, with a version where the customer's entry pins one; null while the customer's key is awaited.</returns>
    public HandoffKey? Of(CustomerEntry customer) => _keys.GetValueOrDefault(customer.Name);

    private static async Task<HandoffKey?> ReadAsync(
        string stackName,
        CustomerEntry customer,
        VendorSettings settings,
        Dictionary<string, ReferencedStack> stacks,
        List<Mistake> mistakes)
    {
        if (!stacks.TryGetValue(stackName, out var stack))
            stacks[stackName] = stack = new ReferencedStack(stackName);
        if (await stack.ObjectAsync(CustomerHandoff.OutputName, mistakes) is not { } reader
            || CustomerHandoff.Read(reader) is not { } handoff)
            return null;
        KeySource.Check(reader, handoff, settings.Cloud, customer.TenantId);
        return new HandoffKey(handoff.KeyUri, handoff.ApplicationId);
    }

    private static KeyUri Pin(KeyUri key, KeyUri? pinned, CustomerEntry customer, List<Mistake> mistakes)
    {
        if (pinned is null)
            return key;
        if (!pinned.IsSameKeyAs(key))
        {
            mistakes.Add(new Mistake(
                $"{VendorSettings.Project}:customers ({customer.Name}) key.uri",
                $"'{pinned}' is not a version of the key in the handoff record, {key}"));
        }

        return pinned;
    }
}
