"use strict";

// What customer-stack declares, with the same inputs and options.

const { ResourceGroup } = require("@pulumi/azure-native/resources");
const { Key, Vault } = require("@pulumi/azure-native/keyvault");
const { RoleAssignment } = require("@pulumi/azure-native/authorization");
const { ServicePrincipal } = require("@pulumi/azuread");

const location = "westeurope";
const keyName = "contoso-data";
const officer = "5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f";
const kept = { protect: true, retainOnDelete: true };

/** @param member { tenantId, subscriptionId, vaultName } */
function declareCustomer(member, applicationId) {
    const principal = new ServicePrincipal("service-principal", { clientId: applicationId, useExisting: false });
    const group = new ResourceGroup("resource-group", { resourceGroupName: "rg-fabrikam-keys", location, tags: {} }, kept);
    const vault = new Vault(
        "vault",
        {
            vaultName: member.vaultName,
            resourceGroupName: group.name,
            location,
            tags: {},
            properties: {
                tenantId: member.tenantId,
                sku: { family: "A", name: "standard" },
                enableRbacAuthorization: true,
                enableSoftDelete: true,
                softDeleteRetentionInDays: 90,
                enablePurgeProtection: true,
                publicNetworkAccess: "Enabled",
                networkAcls: { bypass: "AzureServices", defaultAction: "Deny", ipRules: [] },
            },
        },
        kept,
    );
    const key = new Key(
        keyName,
        {
            keyName,
            vaultName: vault.name,
            resourceGroupName: group.name,
            properties: {
                kty: "RSA",
                keySize: 3072,
                keyOps: ["wrapKey", "unwrapKey"],
                rotationPolicy: {
                    attributes: { expiryTime: "P1Y" },
                    lifetimeActions: [
                        { action: { type: "rotate" }, trigger: { timeAfterCreate: "P90D" } },
                        { action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } },
                    ],
                },
            },
        },
        { ...kept, ignoreChanges: ["properties"] },
    );
    new RoleAssignment(`crypto-officer-${officer}`, {
        principalId: officer,
        principalType: "User",
        roleDefinitionId: role(member, "14b46e9e-c2b7-41b4-b07b-48a6ebf60603"),
        scope: vault.id,
    });
    new RoleAssignment(`grant-${keyName}`, {
        principalId: principal.objectId,
        principalType: "ServicePrincipal",
        roleDefinitionId: role(member, "e147488a-f6f5-4113-8e2d-b22465e65bf6"),
        scope: key.id,
    });
}

function role(member, definition) {
    return `/subscriptions/${member.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${definition}`;
}

module.exports = { declareCustomer, keyName };
