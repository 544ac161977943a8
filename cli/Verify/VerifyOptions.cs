using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>What a run looks at.</summary>
/// <param name="Tenant">Only this tenant; null for all that the stacks name.</param>
/// <param name="Subscription">Only this subscription; null for all that the stacks name.</param>
/// <param name="WarnDays">So many days before its end an expiry is told.</param>
/// <param name="Probe">Whether each account's blob service is asked too.</param>
/// <param name="FailOn">The lowest severity of a finding that fails; null for none.</param>
internal sealed record VerifyOptions(TenantId? Tenant, SubscriptionId? Subscription, int WarnDays, bool Probe, Severity? FailOn)
{
    public bool Sees(TenantId tenant) => Tenant is null || Tenant == tenant;

    public bool Sees(SubscriptionId subscription) => Subscription is null || Subscription == subscription;
}
