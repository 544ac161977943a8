using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// The certificate of one run of the server. It is for the loopback interface alone, its private key never leaves the process, and no
/// list of trusted certificates has it: a client must be given it.
/// </summary>
internal static class ServerCertificate
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(7);

    public static X509Certificate2 Create(DateTimeOffset now)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Simulated Azure", pair, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        OidCollection uses = [new Oid("1.3.6.1.5.5.7.3.1", "Server Authentication")];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(uses, critical: false));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Validity);
        // Windows does not serve TLS with a private key that was not read from a PKCS #12 file.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
