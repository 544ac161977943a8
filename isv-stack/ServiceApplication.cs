using Pulumi;
using Pulumi.AzureAD;
using XtCmkInfra.Core;

namespace XtCmkInfra.IsvStack;

/// <summary>
/// The multitenant application as which Azure Storage asks the customers' vaults. It never has a password or a certificate: only
/// managed identities with a federated credential can act as it.
/// </summary>
/// <param name="Id">The application's resource id in Microsoft Graph (<c>/applications/{object id}</c>); null if made elsewhere.</param>
/// <param name="ClientId">The application (client) id, the same in every tenant.</param>
internal sealed record ServiceApplication(Output<string>? Id, Output<string> ClientId, Output<string> DisplayName)
{
    private const string MultiTenant = SignInAudience.MultipleOrgs;

    public static ServiceApplication Declare(string name, ApplicationSettings settings, bool retain = false) => settings switch
    {
        ApplicationSettings.NewApplication create => Create(name, create.DisplayName, retain),
        ApplicationSettings.ExistingApplication existing => LookUp(existing.ClientId),
        _ => throw new InvalidOperationException("Unknown application."),
    };

    /// <summary>The hand-over to customers that use this application.</summary>
    public IDictionary<string, object?> Handoff(IsvSettings settings) => new Dictionary<string, object?>
    {
        ["schema"] = IsvHandoff.Schema,
        ["cloud"] = settings.Cloud.Name,
        ["tenantId"] = settings.TenantId.Value,
        ["applicationId"] = ClientId,
        ["applicationName"] = DisplayName,
    };

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
                $"The application {application.DisplayName} ({clientId}) is for one tenant only ({application.SignInAudience}), so no customer "
                + $"can install it. Let its owner set its sign-in audience to {MultiTenant}, or use another application."));
        return new ServiceApplication(
            multiTenant.Apply(application => application.Id),
            multiTenant.Apply(application => application.ClientId),
            multiTenant.Apply(application => application.DisplayName));
    }
}
