using System.Collections.Immutable;
using Pulumi;

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
        _accounts ??= await ReadAsync();
        return _accounts.GetValueOrDefault(customer) is ImmutableDictionary<string, object> promise && promise.ContainsKey("accountId") ? promise : null;
    }

    private static async Task<ImmutableDictionary<string, object>> ReadAsync()
    {
        var here = Deployment.Instance;
        var stack = new StackReference($"{here.OrganizationName}/{here.ProjectName}/{here.StackName}");
        var output = await stack.GetOutputDetailsAsync(OutputName);
        return (output.Value ?? output.SecretValue) as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;
    }
}
