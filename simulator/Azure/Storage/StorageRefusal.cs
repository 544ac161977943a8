namespace XtCmkInfra.Simulator.Azure;

/// <summary>
/// How Azure Storage reports that the chain of trust is broken.
/// Source: Microsoft, "Azure Blob Storage error codes" and "Common REST API error codes".
/// </summary>
internal static class StorageRefusal
{
    public static AzureException Of(ChainLinkKind link, int status, AzureException cause)
    {
        return link switch
        {
            ChainLinkKind.Vault => Because("KeyVaultVaultNotFound", "the key vault cannot be found"),
            ChainLinkKind.RecoveryPolicy => cause,
            ChainLinkKind.Identity or ChainLinkKind.FederatedCredential or ChainLinkKind.ServicePrincipal =>
                Because("KeyVaultAccessTokenCannotBeAcquired", "no token for the key vault can be had with the account's identity"),
            ChainLinkKind.Firewall or ChainLinkKind.Access =>
                Because("KeyVaultAuthenticationFailure", "the key vault does not let the account in"),
            _ => Because("KeyVaultEncryptionKeyNotFound", "the key cannot be used"),
        };

        AzureException Because(string code, string what) =>
            new(status, code, $"Azure Storage cannot use the customer's key, for {what}. {cause.Message}", cause);
    }
}
