using System.Collections.Immutable;

namespace XtCmkInfra.VendorStack;

/// <summary>
/// What this stack promised of its accounts when it last ran: its own outputs, which it asks for only where an account must stay as it is.
/// </summary>
internal sealed class EarlierPromises
{
    public const string OutputName = "accounts";

    private ImmutableDictionary<string, object>? _accounts;

    /// <returns>The promise of the customer's account; null where there was none.</returns>
    public async Task<ImmutableDictionary<string, object>?> OfAsync(string customer)
    {
        _accounts ??= await ReferencedStack.OfThis().MembersAsync(OutputName);
        return _accounts.GetValueOrDefault(customer) is ImmutableDictionary<string, object> promise && promise.ContainsKey("accountId")
            ? promise
            : null;
    }
}
