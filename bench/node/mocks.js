"use strict";

// Answers of Azure, as small as a test would make them: an id, the inputs, and those outputs that the two programs use.

const { randomUUID } = require("node:crypto");

const subscription = "/subscriptions/00000000-0000-4000-8000-000000000000";

const answers = {
    "azuread:index/application:Application": () => ({ id: `/applications/${randomUUID()}`, clientId: randomUUID() }),
    "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential": () => ({ id: randomUUID() }),
    "azuread:index/servicePrincipal:ServicePrincipal": () => ({ id: `/servicePrincipals/${randomUUID()}`, objectId: randomUUID() }),
    "azure-native:authorization:RoleAssignment": (inputs) => ({ id: `${inputs.scope}/roleAssignments/${randomUUID()}` }),
    "azure-native:keyvault:Key": (inputs) => ({
        id: arm(inputs, `Microsoft.KeyVault/vaults/${inputs.vaultName}/keys/${inputs.keyName}`),
        keyUri: `https://${inputs.vaultName}.vault.azure.net/keys/${inputs.keyName}`,
    }),
    "azure-native:keyvault:Vault": (inputs) => ({ id: arm(inputs, `Microsoft.KeyVault/vaults/${inputs.vaultName}`), name: inputs.vaultName }),
    "azure-native:managedidentity:UserAssignedIdentity": (inputs) => ({
        id: arm(inputs, `Microsoft.ManagedIdentity/userAssignedIdentities/${inputs.resourceName}`),
        principalId: randomUUID(),
        clientId: randomUUID(),
    }),
    "azure-native:resources:ResourceGroup": (inputs) => ({
        id: `${subscription}/resourceGroups/${inputs.resourceGroupName}`,
        name: inputs.resourceGroupName,
    }),
    "azure-native:storage:StorageAccount": (inputs) => ({
        id: arm(inputs, `Microsoft.Storage/storageAccounts/${inputs.accountName}`),
        name: inputs.accountName,
    }),
};

function arm(inputs, path) {
    return `${subscription}/resourceGroups/${inputs.resourceGroupName}/providers/${path}`;
}

class Mocks {
    resources = 0;

    newResource({ type, inputs }) {
        if (type === "pulumi:pulumi:Stack") {
            return { id: undefined, state: {} };
        }

        this.resources++;
        const { id, ...outputs } = answers[type](inputs);
        return { id, state: { ...inputs, ...outputs } };
    }

    call({ token }) {
        throw new Error(`Neither program calls ${token}.`);
    }
}

module.exports = { Mocks };
