using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Tests.Simulator.Azure;
using static XtCmkInfra.Tests.Cli.Verify.Break;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>Breaks of the application, its federated credentials and the identities.</summary>
internal static class BreaksOfTheVendor
{
    private static readonly string Identity = World.IdentityId;

    public static IEnumerable<Break> All =>
    [
        new("the application is single-tenant", ["application-single-tenant"],
            at => PatchApplication(at, """{ "signInAudience": "AzureADMyOrg" }"""),
            at => PatchApplication(at, """{ "signInAudience": "AzureADMultipleOrgs" }""")),
        new("a password is added to the application", ["application-password"],
            at => at.Graph(World.Vendor).Post($"{at.World.ApplicationPath}/addPassword",
                World.Body("""{ "passwordCredential": { "displayName": "quick fix" } }""")),
            at => at.Graph(World.Vendor).Post($"{at.World.ApplicationPath}/removePassword", new JsonObject
            {
                ["keyId"] = at.Graph(World.Vendor).Get(at.World.ApplicationPath)["passwordCredentials"]![0]!.Text("keyId"),
            })),
        new("a certificate is added to the application", ["application-password"],
            at =>
                PatchApplication(at,
                    """{ "keyCredentials": [ { "type": "AsymmetricX509Cert", "usage": "Verify", "key": "TUlJ","""
                        + """ "displayName": "CN=quick-fix" } ] }"""),
            at => PatchApplication(at, """{ "keyCredentials": [] }""")),
        new("the application is deleted", ["application-gone"], at => at.Graph(World.Vendor).Delete(at.World.ApplicationPath), null),
        new("the federated credential is deleted", ["federation-gone"],
            at => at.Graph(World.Vendor).Delete($"{at.World.ApplicationPath}/federatedIdentityCredentials/id-cmk"),
            at => at.World.WithFederatedCredential()),
        new("the issuer is another tenant's", ["federation-issuer"],
            at => PatchCredential(at, new JsonObject { ["issuer"] = $"https://login.microsoftonline.com/{World.Customer}/v2.0" }),
            at => PatchCredential(at, new JsonObject { ["issuer"] = $"https://login.microsoftonline.com/{World.Vendor}/v2.0" })),
        new("the issuer ends with a slash", ["federation-issuer"],
            at => PatchCredential(at, new JsonObject { ["issuer"] = $"https://login.microsoftonline.com/{World.Vendor}/v2.0/" }),
            at => PatchCredential(at, new JsonObject { ["issuer"] = $"https://login.microsoftonline.com/{World.Vendor}/v2.0" })),
        new("the subject is the identity's client id", ["federation-subject"],
            at => PatchCredential(at, new JsonObject { ["subject"] = at.Arm.Get(Identity, World.Identities).Text("properties.clientId") }),
            at => PatchCredential(at, new JsonObject { ["subject"] = at.World.IdentityPrincipal.Value })),
        new("the audience is another cloud's", ["federation-audience"],
            at => PatchCredential(at, new JsonObject { ["audiences"] = new JsonArray("api://AzureADTokenExchangeChina") }),
            at => PatchCredential(at, new JsonObject { ["audiences"] = new JsonArray("api://AzureADTokenExchange") })),
        new("a pipeline of another party can act as the application", ["federation-stranger"],
            at => at.World.WithFederatedCredential("https://token.actions.githubusercontent.com", "repo:contoso/tools:ref:refs/heads/main",
                name: "pipeline"),
            at => at.Graph(World.Vendor).Delete($"{at.World.ApplicationPath}/federatedIdentityCredentials/pipeline")),
        new("the budget of federated credentials is used up", ["federation-budget"],
            at =>
            {
                for (var number = 1; number < 20; number++)
                    at.World.WithFederatedCredential(subject: Other(number).Value, name: $"other-{number}");
                ExpectOthers(at, 19);
            },
            at =>
            {
                at.Graph(World.Vendor).Delete($"{at.World.ApplicationPath}/federatedIdentityCredentials/other-19");
                ExpectOthers(at, 18);
            }),
        .. new[]
        {
            ("another identity of the tenant", $"https://login.microsoftonline.com/{World.Vendor}/v2.0", Other(1).Value),
            ("a repository", "https://token.actions.githubusercontent.com", "repo:contoso/tools:ref:refs/heads/main"),
            ("another party's issuer with the identity's subject", "https://issuer.example", ""),
        }.Select(stranger => new Break($"a federated credential is for {stranger.Item1}", ["federation-stranger"],
            at => at.World.WithFederatedCredential(stranger.Item2,
                stranger.Item3.Length == 0 ? at.World.IdentityPrincipal.Value : stranger.Item3, name: "other"),
            at => at.Graph(World.Vendor).Delete($"{at.World.ApplicationPath}/federatedIdentityCredentials/other"))),
        new("the identity is deleted", ["identity-gone"], at => at.Arm.Delete(Identity, World.Identities), null),
        new("the identity is deleted and created again", ["federation-subject", "identity-other"],
            at =>
            {
                at.Arm.Delete(Identity, World.Identities);
                at.World.Put(Identity, World.Identities, """{ "location": "westeurope" }""");
            },
            at =>
            {
                PatchCredential(at, new JsonObject { ["subject"] = at.World.IdentityPrincipal.Value });
                at.Vendor = at.Vendor with
                {
                    Identities = new Dictionary<string, ObjectId> { ["id-cmk"] = at.World.IdentityPrincipal },
                    Accounts = [VerifiedWorld.Expectation(at.World)],
                };
            }),
    ];

    private static ObjectId Other(int number) => ObjectId.Parse($"33333333-3333-4333-8333-{number:d12}").Value!;

    private static void ExpectOthers(VerifiedWorld at, int count) => at.Vendor = at.Vendor with
    {
        Identities = Enumerable.Range(1, count)
            .Select(number => ($"other-{number}", Other(number)))
            .Append(("id-cmk", at.World.IdentityPrincipal))
            .ToDictionary(),
    };
}
