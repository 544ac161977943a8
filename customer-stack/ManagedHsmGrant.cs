using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra.CustomerStack;

/// <summary>
/// A managed HSM keeps its own role assignments on its data plane, which neither ARM nor Pulumi's Azure provider reaches; so the
/// stack reports the exact command.
/// </summary>
internal static class ManagedHsmGrant
{
    public static Output<string> Command(KeyUri key, Output<string> servicePrincipalObjectId, bool granted) =>
        servicePrincipalObjectId.Apply(objectId =>
            $"az keyvault role assignment {(granted ? "create" : "delete")} --hsm-name {key.VaultName} "
            + $"--role \"{Roles.ManagedHsmCryptoServiceEncryptionUser}\" --assignee-object-id {objectId} "
            + (granted ? "--assignee-principal-type ServicePrincipal " : "")
            + $"--scope /keys/{key.KeyName}");
}
