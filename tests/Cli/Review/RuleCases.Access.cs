using System.Text.Json.Nodes;
using static XtCmkInfra.Tests.Cli.Review.Chain;

namespace XtCmkInfra.Tests.Cli.Review;

internal static partial class RuleCases
{
    private static Dictionary<string, RuleCase> Grants() => new()
    {
        ["the role becomes another, narrower one"] = new(
            Step.Update(Grant, inputs => inputs["roleDefinitionId"] = Definition("4633458b-17de-408a-b874-0445c86b69e6")),
            Step.Update(Grant, inputs => inputs["roleDefinitionId"] = inputs["roleDefinitionId"]!.ToString().ToUpperInvariant()),
            "grant-gone"),
        ["the right moves to somebody else"] = new(
            Step.Update(Grant, inputs => inputs["principalId"] = IdentityPrincipal),
            Step.Update(Grant, inputs => inputs["principalId"] = PrincipalId.ToUpperInvariant()), "grant-gone", "grant-new"),
        ["the right moves to another key"] = new(
            Step.Update(Grant, inputs => inputs["scope"] = KeyScope + "-2"),
            Step.Update(Grant, inputs => inputs["scope"] = KeyScope.ToLowerInvariant()), "grant-gone"),
        ["a broader role"] = new(
            Step.Update(Grant, inputs => inputs["roleDefinitionId"] = Definition(OfficerRole)),
            Step.Create(Grant), "grant-broader"),
        ["a broader role beside the one there is"] = new(
            Step.Create(Grant.With(inputs => inputs["roleDefinitionId"] = Definition("00482a5a-887f-4fb3-b363-3b7fe8e74483"))),
            Step.Create(Officer), "grant-broader"),
        ["a broader role without its type, for the service principal of the program"] = new(
            Step.Create(Officer.With(inputs => inputs.AsObject().Remove("principalType")) with { Dependencies = [Principal.Urn] }),
            Step.Create(Officer with { Dependencies = [Vault.Urn] }), "grant-broader"),
        ["the whole vault"] = new(
            Step.Replace(Grant, inputs => inputs["scope"] = VaultScope, "scope"),
            Step.Create(Grant), "grant-wider", "grant-replaced"),
        ["a role that nobody knows"] = new(
            Step.Create(Grant.With(inputs => inputs["roleDefinitionId"] = Definition("99999999-9999-4999-8999-999999999999"))),
            Step.Create(Grant), "grant-unclear"),
        ["a role that nobody knows instead of the one that is needed"] = new(
            Step.Update(Grant, inputs => inputs["roleDefinitionId"] = Definition("99999999-9999-4999-8999-999999999999")),
            Step.Update(Grant, inputs => inputs["roleDefinitionId"] = "/providers/Microsoft.Authorization/roleDefinitions/" + UserRole),
            "grant-other-role"),
        ["a role that is not known until apply"] = new(
            Step.Update(Grant, inputs => inputs["roleDefinitionId"] = Resource.Unknown), Step.Same(Grant), "not-known"),
        ["a broad role becomes another broad one"] = new(
            Step.Update(Broad, inputs => inputs["roleDefinitionId"] = Definition("00482a5a-887f-4fb3-b363-3b7fe8e74483")),
            Step.Update(Broad, inputs => inputs["roleDefinitionId"] = Definition(UserRole)), "grant-broader"),
        ["another role for an officer"] = new(
            Step.Update(Officer, inputs => inputs["roleDefinitionId"] = Definition("00482a5a-887f-4fb3-b363-3b7fe8e74483")),
            Step.Update(Officer, inputs => inputs["roleDefinitionId"] = inputs["roleDefinitionId"]!.ToString().ToUpperInvariant()),
            "grant-new"),
        ["a new right on every key of the vault"] = new(
            Step.Create(Grant.With(inputs => inputs["scope"] = VaultScope)),
            Step.Create(Grant.With(inputs => inputs["scope"] = Resource.Unknown)), "grant-wider"),
        ["the vendor's application owns the resource group"] = new(
            Step.Create(OwnerOfGroup with { Dependencies = [Principal.Urn] }),
            Step.Create(OwnerOfGroup with { Dependencies = [ResourceGroup.Urn] }), "grant-broader"),
        ["a right is new"] = new(
            Step.Create(Grant),
            Step.Create(Grant.With(inputs => inputs["roleDefinitionId"] = Definition("b86a8fe4-44ce-4948-aee5-eccb2c155cd7"))),
            "grant-new"),
        ["an officer goes"] = new(Step.Delete(Officer), Step.Same(Officer), "grant-person-removed"),
        ["the right goes"] = new(Step.Delete(Grant), Step.Delete(Officer), "grant-deleted"),
        ["the right is created again"] = new(
            Step.Replace(Grant, inputs => inputs["principalId"] = Resource.Unknown, "principalId"),
            Step.Replace(Officer, inputs => inputs["principalId"] = IdentityPrincipal, "principalId"), "grant-replaced"),
        ["the right stays in Azure without the program"] =
            new(Step.Delete(Grant with { RetainOnDelete = true }), Step.Delete(Grant), "grant-left"),
        ["the right is gone from Azure"] = new(Step.Gone(Grant), Step.Refresh(Grant), "grant-gone"),
        ["an access policy of its own no longer permits to unwrap"] = new(
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["permissions"]!["keys"]!.AsArray().RemoveAt(2)),
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["permissions"]!["secrets"] = Texts("get")), "grant-gone"),
        ["an access policy of its own no longer permits to wrap"] = new(
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["permissions"]!["keys"]!.AsArray().RemoveAt(1)),
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["permissions"]!["keys"]!.AsArray().Add((JsonNode)"list")),
            "grant-incomplete"),
        ["an access policy lets the vendor's application read secrets too"] = new(
            Step.Update(OfVendor, inputs => inputs["policy"]!["permissions"]!["secrets"] = Texts("get")),
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["permissions"]!["secrets"] = Texts("get")), "grant-wider"),
        ["the vendor's application may read the vault besides"] = new(
            Step.Create(Reader with { Dependencies = [Principal.Urn] }), Step.Create(Reader), "grant-wider"),
        ["an access policy of its own permits more"] = new(
            Step.Update(AccessPolicy, inputs => inputs["policy"]!["permissions"]!["keys"]!.AsArray().Add("delete")),
            Step.Create(AccessPolicy), "grant-broader"),
    };

    private static Dictionary<string, RuleCase> Entra() => new()
    {
        ["another issuer"] = new(
            Step.Update(Federation,
                inputs => inputs["issuer"] = "https://login.microsoftonline.com/33333333-3333-4333-8333-333333333333/v2.0"),
            Step.Update(Federation, inputs => inputs["description"] = "of all customers"), "federation-issuer"),
        ["a new credential with a stray slash in its issuer"] = new(
            new Preview(Step.Same(Identity), Step.Create(Federation.With(inputs => inputs["issuer"] = inputs["issuer"] + "/"))),
            new Preview(Step.Create(Federation)), "federation-issuer"),
        ["another subject"] = new(
            Step.Update(Federation, inputs => inputs["subject"] = "99999999-9999-4999-8999-999999999999"),
            Step.Update(Federation, inputs => inputs["displayName"] = "other"), "federation-subject"),
        ["a new credential for the client id of the identity"] = new(
            new Preview(Step.Same(Identity), Step.Create(Federation.With(inputs => inputs["subject"] = IdentityClient))),
            new Preview(Step.Same(Identity), Step.Create(Federation)), "federation-subject"),
        ["another audience"] = new(
            Step.Update(Federation, inputs => inputs["audiences"] = Texts("api://AzureADTokenExchangeUSGov")),
            Step.Update(Federation, inputs => inputs["description"] = "api://AzureADTokenExchangeUSGov"), "federation-audience"),
        ["a new credential for another cloud's audience"] = new(
            new Preview(Step.Same(Identity),
                Step.Create(Federation.With(inputs => inputs["audiences"] = Texts("api://AzureADTokenExchangeChina")))),
            new Preview(Step.Create(Federation.With(inputs => inputs["audiences"] = Texts(Resource.Unknown)))), "federation-audience"),
        ["another application's credential"] = new(
            Step.Update(Federation, inputs => inputs["applicationId"] = "/applications/99999999-9999-4999-8999-999999999999"),
            Step.Update(Federation, inputs => inputs["applicationId"] = inputs["applicationId"]!.ToString().ToUpperInvariant()),
            "federation-other-application"),
        ["one tenant only"] = new(
            Step.Update(Application, inputs => inputs["signInAudience"] = "AzureADMyOrg"),
            Step.Update(Application, inputs => inputs["signInAudience"] = "AzureADandPersonalMicrosoftAccount"),
            "application-single-tenant"),
        ["one tenant only, by default"] = new(
            Step.Update(Application, inputs => inputs.AsObject().Remove("signInAudience")),
            Step.Update(Application.With(inputs => inputs["signInAudience"] = "AzureADMyOrg"), inputs => inputs["displayName"] = "x"),
            "application-single-tenant"),
        ["a password in the registration"] = new(
            Step.Update(Application, inputs => inputs["password"] = new JsonObject { ["displayName"] = "p" }),
            Step.Create(Application.With(inputs => { inputs["signInAudience"] = "AzureADMyOrg";
                inputs["password"] = new JsonObject { ["displayName"] = "p" }; })), "application-password"),
        ["a password"] = new(
            new Preview(Step.Same(Application), Step.Create(Password)),
            new Preview(Step.Same(Application.With(inputs => inputs["signInAudience"] = "AzureADMyOrg")), Step.Create(Password)),
            "application-password"),
        ["a certificate, where the application is not listed"] = new(
            Step.Create(Password with { Type = "azuread:index/applicationCertificate:ApplicationCertificate" }), Step.Delete(Password),
            "application-password"),
        ["the service principal is disabled"] = new(
            Step.Update(Principal, inputs => inputs["accountEnabled"] = false),
            Step.Update(Principal, inputs => inputs["accountEnabled"] = true), "principal-disabled"),
        ["another application's service principal"] = new(
            Step.Update(Principal, inputs => inputs["clientId"] = IdentityClient),
            Step.Update(Principal, inputs => inputs["notes"] = IdentityClient), "principal-other-application"),
        ["an identity was created again under its name"] = new(
            Step.Drift(Identity, inputs => { }) with { New =
                Identity with { Outputs = new JsonObject { ["principalId"] = PrincipalId, ["clientId"] = IdentityClient } } },
            Step.Refresh(Identity), "identity-other"),
        ["a resource of a provider that cannot be read"] = new(
            Step.Update(Classic, inputs => inputs["customerManagedKey"] = new JsonObject()),
            Step.Update(Classic, inputs => inputs["tags"] = new JsonObject { ["a"] = "b" }), "not-understood"),
        ["a resource of a provider that cannot be read loses protect"] = new(
            Step.Same(Classic with { Protect = true }, Classic), Step.Same(Classic, Classic with { Protect = true }), "not-understood"),
        ["a resource of a provider that cannot be read loses retainOnDelete"] = new(
            Step.Same(Classic with { RetainOnDelete = true }, Classic), Step.Same(Classic with { RetainOnDelete = true }),
            "not-understood"),
        ["a resource of a provider that cannot be read is new"] = new(Step.Create(Classic), Step.Same(Classic), "not-understood-new"),
        ["an identity of a provider that cannot be read goes"] = new(
            Step.Delete(Classic with { Type = "azure:authorization/userAssignedIdentity:UserAssignedIdentity" }), Step.Create(Classic),
            "not-understood"),
    };

    private static Resource OfVendor => AccessPolicy with { Dependencies = [Principal.Urn] };

    private static Resource Reader => Grant.With(inputs =>
    {
        inputs["roleDefinitionId"] = Definition("21090545-7ca7-4776-b22c-e363652d74d2");
        inputs["scope"] = VaultScope;
    });

    private static Resource Broad => Grant.With(inputs => inputs["roleDefinitionId"] = Definition("12338af0-0e69-4776-bea7-57ae8d297424"));

    private static Resource OwnerOfGroup => Grant.With(inputs =>
    {
        inputs["roleDefinitionId"] = Definition("8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
        inputs["scope"] = Group;
    });

    private static Resource Classic => Of("azure:storage/account:Account", "classic", "{}");

    private static string VaultScope => KeyScope[..KeyScope.LastIndexOf("/keys", StringComparison.Ordinal)];
}
