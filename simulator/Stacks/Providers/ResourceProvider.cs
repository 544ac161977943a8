using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Stacks.Providers;

/// <summary>As whom a stack's providers act: signed in to one tenant, working in one subscription.</summary>
/// <param name="tenant">Of <c>azure-native:tenantId</c>.</param>
/// <param name="subscription">Of <c>azure-native:subscriptionId</c>.</param>
internal sealed class SignedIn(SimulatedAzure azure, Parsed<TenantId> tenant, Parsed<SubscriptionId> subscription)
{
    public SimulatedAzure Azure => azure;

    /// <exception cref="NotSupportedException">The stack's settings name none.</exception>
    public TenantId Tenant => Required("tenantId", tenant);

    /// <exception cref="NotSupportedException">The stack's settings name none, or no tenant.</exception>
    public SubscriptionId Subscription
    {
        get
        {
            _ = Tenant;
            return Required("subscriptionId", subscription);
        }
    }

    private static T Required<T>(string name, Parsed<T> parsed)
        where T : class => parsed.Ok
        ? parsed.Value
        : throw new NotSupportedException(
            $"azure-native:{name} does not say where to work ({parsed.Mistake}); "
                + "the real provider would take what 'az' happens to have selected.");
}

/// <summary>What a resource is after an operation.</summary>
/// <param name="Id">The id by which the provider finds it again.</param>
/// <param name="Outputs">Named as in the SDK.</param>
internal sealed record Provided(string Id, JsonObject Outputs);

/// <summary>One resource type of a Pulumi provider, as it turns inputs into calls to Azure.</summary>
internal abstract class ResourceProvider
{
    /// <summary>The type token, for example <c>azure-native:storage:StorageAccount</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The inputs that cannot change in place: a change makes a new resource.</summary>
    public abstract IReadOnlyList<string> ReplacedBy { get; }

    /// <param name="name">The resource's name in the program; names that the program leaves to the provider are made from it.</param>
    /// <exception cref="AzureException">Azure refused.</exception>
    public abstract Provided Create(SignedIn account, string name, JsonObject inputs);

    /// <exception cref="AzureException">Azure refused.</exception>
    public abstract Provided Update(SignedIn account, string id, JsonObject inputs);

    /// <returns>What is live, or null where it is gone.</returns>
    public abstract Provided? Read(SignedIn account, string id);

    /// <exception cref="AzureException">Azure refused.</exception>
    public abstract void Delete(SignedIn account, string id);

    /// <summary>Reads what must be there, or null where Azure says that it is gone.</summary>
    protected static T? OrGone<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (AzureException gone) when (gone.Status == 404)
        {
            return null;
        }
    }
}
