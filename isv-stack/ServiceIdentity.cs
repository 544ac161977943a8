using Pulumi;
using Pulumi.AzureNative.ManagedIdentity;
using Pulumi.AzureNative.Resources;
using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>
/// A user-assigned identity, which storage accounts use, and the federated credential that lets it act as an application. One
/// serves any number of customers.
/// </summary>
internal sealed class ServiceIdentity : ComponentResource
{
    private const string TypeToken = "xtcmk:isv:ServiceIdentity";

    public ServiceIdentity(string name, VendorSettings settings, ResourceGroup group, ServiceApplication application)
        : base(TypeToken, name)
    {
        var identity = new UserAssignedIdentity(
            name,
            new UserAssignedIdentityArgs
            {
                ResourceName = name,
                ResourceGroupName = group.Name,
                Location = settings.Location,
                Tags = VendorStack.Tags(settings),
            },
            new CustomResourceOptions { Parent = this });
        Name = name;
        ResourceId = identity.Id;
        PrincipalId = identity.PrincipalId;
        ClientId = identity.ClientId;
        application.Trust(name, this, settings);
        RegisterOutputs();
    }

    /// <summary>An identity that another stack has made; that stack keeps its federated credential on the shared application.</summary>
    public ServiceIdentity(string name, string resourceId, ObjectId principalId, ApplicationId clientId)
        : base(TypeToken, name)
    {
        Name = name;
        ResourceId = Output.Create(resourceId);
        PrincipalId = Output.Create(principalId.Value);
        ClientId = Output.Create(clientId.Value);
        RegisterOutputs();
    }

    public string Name { get; }

    /// <summary>The identity's ARM resource id.</summary>
    public Output<string> ResourceId { get; }

    /// <summary>The identity's object id in the vendor's tenant: the subject of its federated credential.</summary>
    public Output<string> PrincipalId { get; }

    /// <summary>The identity's own client id. The chain of trust does not use it.</summary>
    public Output<string> ClientId { get; }
}
