using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>A token of a tenant for a resource, in the open: only the simulated token service can make one.</summary>
public sealed record AccessToken
{
    internal AccessToken(TenantId tenant, ObjectId principal, ApplicationId? application, string audience, DateTimeOffset expires)
    {
        Tenant = tenant;
        Principal = principal;
        Application = application;
        Audience = audience;
        Expires = expires;
    }

    public TenantId Tenant { get; }

    /// <summary>The object id of whoever it speaks for, in <see cref="Tenant"/>.</summary>
    public ObjectId Principal { get; }

    /// <summary>Null for a user.</summary>
    public ApplicationId? Application { get; }

    /// <summary>The resource that it is for, for example https://vault.azure.net.</summary>
    public string Audience { get; }

    public DateTimeOffset Expires { get; }
}

/// <summary>A managed identity's token that is meant to be exchanged for an application's.</summary>
public sealed record ManagedIdentityAssertion
{
    internal ManagedIdentityAssertion(TenantId tenant, string issuer, ObjectId subject, string audience)
    {
        Tenant = tenant;
        Issuer = issuer;
        Subject = subject;
        Audience = audience;
    }

    public TenantId Tenant { get; }

    public string Issuer { get; }

    public ObjectId Subject { get; }

    public string Audience { get; }
}
