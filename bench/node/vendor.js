"use strict";

// What isv-stack declares, with the same inputs and options.

const { ResourceGroup } = require("@pulumi/azure-native/resources");
const { UserAssignedIdentity } = require("@pulumi/azure-native/managedidentity");
const { StorageAccount } = require("@pulumi/azure-native/storage");
const { Application, ApplicationFederatedIdentityCredential } = require("@pulumi/azuread");

const tenantId = "1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11";
const location = "westeurope";
const identityName = "id-contoso-storage";
const kept = { protect: true, retainOnDelete: true };
const forGood = ["encryption.services.queue", "encryption.services.table", "encryption.requireInfrastructureEncryption"];

/** @param keys The customers' keys, in the order of the customers: { vaultUri, keyName }. */
function declareVendor(keys) {
    const group = new ResourceGroup("resource-group", { resourceGroupName: "rg-contoso-data", location, tags: {} }, kept);
    const application = new Application("application", { displayName: "Contoso Data", signInAudience: "AzureADMultipleOrgs" });
    const identity = new UserAssignedIdentity(identityName, {
        resourceName: identityName,
        resourceGroupName: group.name,
        location,
        tags: {},
    });
    new ApplicationFederatedIdentityCredential(identityName, {
        applicationId: application.id,
        displayName: identityName,
        description: `Lets storage accounts with the identity ${identityName} use customers' keys.`,
        issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        subject: identity.principalId,
        audiences: ["api://AzureADTokenExchange"],
    });
    keys.forEach((key) => declareAccount(key, group, identity, application));
}

function declareAccount(key, group, identity, application) {
    new StorageAccount(
        key.customer,
        {
            accountName: `st${key.customer.replaceAll("-", "")}`,
            resourceGroupName: group.name,
            location,
            kind: "StorageV2",
            sku: { name: "Standard_ZRS" },
            identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
            encryption: {
                keySource: "Microsoft.Keyvault",
                services: { blob: { enabled: true, keyType: "Account" }, file: { enabled: true, keyType: "Account" } },
                keyVaultProperties: { keyVaultUri: key.vaultUri, keyName: key.keyName, keyVersion: "" },
                encryptionIdentity: {
                    encryptionUserAssignedIdentity: identity.id,
                    encryptionFederatedIdentityClientId: application.clientId,
                },
            },
            minimumTlsVersion: "TLS1_2",
            enableHttpsTrafficOnly: true,
            allowBlobPublicAccess: false,
            allowCrossTenantReplication: false,
            allowSharedKeyAccess: false,
            publicNetworkAccess: "Disabled",
            networkRuleSet: { bypass: "AzureServices", defaultAction: "Deny", ipRules: [] },
            tags: {},
        },
        { ...kept, replaceOnChanges: forGood },
    );
}

module.exports = { declareVendor };
