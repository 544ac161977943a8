using Pulumi;
using Pulumi.AzureAD;
using Pulumi.Utilities;
using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>
/// The multitenant application as which Azure Storage asks the customers' vaults. It never has a password or a certificate: only
/// managed identities with a federated credential can act as it.
/// </summary>
/// <param name="id">The application's resource id in Microsoft Graph (<c>/applications/{object id}</c>); null if made elsewhere.</param>
/// <param name="clientId">The application (client) id, the same in every tenant.</param>
internal sealed class ServiceApplication(Output<string>? id, Output<string> clientId, Output<string> displayName)
{
    private const string MultiTenant = SignInAudience.MultipleOrgs;

    private readonly Dictionary<string, ApplicationFederatedIdentityCredential> _credentials = new(StringComparer.Ordinal);
    private ApplicationFederatedIdentityCredential? _latest;

    public Output<string> ClientId { get; } = clientId;

    public static ServiceApplication Declare(string name, ApplicationSettings settings, bool retain = false) => settings switch
    {
        ApplicationSettings.NewApplication create => Create(name, create.DisplayName, retain),
        ApplicationSettings.ExistingApplication existing => LookUp(existing.ClientId),
        _ => throw new InvalidOperationException("Unknown application."),
    };

    /// <summary>
    /// Whether its client id is this one. An application that this very run registers has none that anybody could know; so a preview,
    /// which does not know it either, answers what the run will.
    /// </summary>
    public async Task<bool> HasAsync(ApplicationId id) =>
        await OutputUtilities.GetIsKnownAsync(ClientId) && ApplicationId.Parse(await OutputUtilities.GetValueAsync(ClientId)).Value == id;

    /// <summary>The handoff record to customers that use this application.</summary>
    public IDictionary<string, object?> Handoff(VendorSettings settings) => new Dictionary<string, object?>
    {
        ["schema"] = VendorHandoff.Schema,
        ["cloud"] = settings.Cloud.Name,
        ["tenantId"] = settings.TenantId.Value,
        ["applicationId"] = ClientId,
        ["applicationName"] = displayName,
    };

    /// <summary>
    /// Lets an identity act as the application. Entra answers concurrent writes of an application's credentials with 409
    /// (pulumi-azure-native#4343), so each waits for the one before.
    /// </summary>
    public void Trust(string name, ServiceIdentity identity, VendorSettings settings, bool retain = false)
    {
        var options = new CustomResourceOptions { Parent = identity, RetainOnDelete = retain };
        if (_latest is not null)
            options.DependsOn.Add(_latest);
        _latest = new ApplicationFederatedIdentityCredential(
            name,
            new ApplicationFederatedIdentityCredentialArgs
            {
                ApplicationId = id!,
                DisplayName = identity.Name,
                Description = $"Lets storage accounts with the identity {identity.Name} use customers' keys.",
                Issuer = settings.Cloud.Issuer(settings.TenantId),
                Subject = identity.PrincipalId,
                Audiences = { settings.Cloud.TokenExchangeAudience },
            },
            options);
        _credentials.Add(identity.Name, _latest);
    }

    /// <summary>The federated credential by which an identity acts as the application; null if another stack made it.</summary>
    public ApplicationFederatedIdentityCredential? CredentialOf(ServiceIdentity identity) => _credentials.GetValueOrDefault(identity.Name);

    private static ServiceApplication Create(string name, string displayName, bool retain)
    {
        var application = new Application(
            name,
            new ApplicationArgs { DisplayName = displayName, SignInAudience = MultiTenant },
            new CustomResourceOptions { RetainOnDelete = retain });
        return new ServiceApplication(application.Id, application.ClientId, application.DisplayName);
    }

    private static ServiceApplication LookUp(ApplicationId clientId)
    {
        var found = GetApplication.Invoke(new GetApplicationInvokeArgs { ClientId = clientId.Value });
        var multiTenant = found.Apply(application => SignInAudience.IsMultitenant(application.SignInAudience)
            ? application
            : throw new RunException(
                $"The application {application.DisplayName} ({clientId}) is for one tenant only ({application.SignInAudience}), so no "
                + $"customer can install it. Let its owner set its sign-in audience to {MultiTenant}, or use another application."));
        return new ServiceApplication(
            multiTenant.Apply(application => application.Id),
            multiTenant.Apply(application => application.ClientId),
            multiTenant.Apply(application => application.DisplayName));
    }
}
