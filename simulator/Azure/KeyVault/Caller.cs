using System.Net;

namespace XtCmkInfra.Simulator.Azure;

/// <summary>Who calls the data plane of a vault or managed HSM, and from where.</summary>
public abstract record Caller
{
    private Caller()
    {
    }

    /// <summary>
    /// The customer's own administrator, who has every right on the keys and whom the firewall lets in. Stories need someone who
    /// makes, rotates and disables keys, and that person's rights are not what they are about.
    /// </summary>
    public static readonly Caller Operator = new Administrator();

    /// <summary>Somebody with a token, from an address on the internet; without an address no rule of the firewall can match.</summary>
    public static Caller With(AccessToken token, IPAddress? address = null) => new Bearer(token, IsTrustedService: false, address);

    /// <summary>An Azure service that the firewall can be configured to trust, with the token that it got for its resource.</summary>
    internal static Caller TrustedService(AccessToken token) => new Bearer(token, IsTrustedService: true, null);

    internal sealed record Administrator : Caller;

    internal sealed record Bearer(AccessToken Token, bool IsTrustedService, IPAddress? Address) : Caller;
}
