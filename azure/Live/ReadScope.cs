namespace XtCmkInfra.Azure;

/// <summary>What a run reads.</summary>
/// <param name="Tenant">Only this tenant; null for all that the stacks name.</param>
/// <param name="Subscription">Only this subscription; null for all that the stacks name.</param>
/// <param name="Probe">Whether each account's blob service is asked too.</param>
internal sealed record ReadScope(TenantId? Tenant, SubscriptionId? Subscription, bool Probe)
{
    public bool Includes(TenantId tenant) => Tenant is null || Tenant == tenant;

    public bool Includes(SubscriptionId subscription) => Subscription is null || Subscription == subscription;
}
