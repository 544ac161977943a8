using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Ids that Azure would draw at random, and that settings name already: of a handoff record, or of a pinned version.</summary>
public sealed partial class SimulatedAzure
{
    /// <summary>Lets the next application of that name in a tenant have this client id.</summary>
    public void ExpectApplication(TenantId tenant, string displayName, ApplicationId id)
    {
        lock (Gate)
            Ids.Expect(Applications.Kind, Applications.NameOf(tenant, displayName), id.Value);
    }

    /// <summary>Lets the service principal of an application have this object id, once it is installed in the tenant.</summary>
    public void ExpectServicePrincipal(TenantId tenant, ApplicationId application, ObjectId id)
    {
        lock (Gate)
            Ids.Expect(Principals.Kind, Principals.NameOf(tenant, application), id.Value);
    }

    /// <summary>Lets the next version of a key be the one that the URI names.</summary>
    /// <exception cref="ArgumentException">The URI names no version.</exception>
    public void ExpectKeyVersion(KeyUri key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (Gate)
        {
            var version = key.Version ?? throw new ArgumentException($"{key} names no version.", nameof(key));
            Ids.Expect(KeyLifecycle.KindOfVersion, $"{key.Host}/{key.KeyName}", version);
        }
    }
}
