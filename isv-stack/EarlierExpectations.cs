using System.Collections.Immutable;

namespace XtCmkInfra.VendorStack;

/// <summary>
/// What this stack expected of its accounts when it last ran: its own outputs, which it asks for only where an account must stay as it is.
/// </summary>
internal sealed class EarlierExpectations
{
    public const string OutputName = "accounts";

    private ImmutableDictionary<string, object>? _accounts;

    /// <returns>The expectation of the customer's account; null where there was none.</returns>
    public async Task<ImmutableDictionary<string, object>?> OfAsync(string customer)
    {
        _accounts ??= await ReferencedStack.OfThis().MembersAsync(OutputName);
        return _accounts.GetValueOrDefault(customer) is ImmutableDictionary<string, object> expectation
            && expectation.ContainsKey("accountId")
            ? expectation
            : null;
    }
}
