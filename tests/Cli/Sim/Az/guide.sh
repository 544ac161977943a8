#!/usr/bin/env bash
# The steps of Microsoft's guide to cross-tenant customer-managed keys for a new storage account, as commands of the Azure CLI.
# Needs: VENDOR_TENANT, VENDOR_SUBSCRIPTION, CUSTOMER_TENANT, CUSTOMER_SUBSCRIPTION, and OUT, a folder for what the two stacks would print.
set -euo pipefail

# Phase 1: the vendor makes a multitenant application that an identity speaks as.
az login --tenant "$VENDOR_TENANT" --output none
az account set --subscription "$VENDOR_SUBSCRIPTION"
az group create --name rg-contoso --location westeurope --output none
application=$(az ad app create --display-name "Contoso CMK" --sign-in-audience AzureADMultipleOrgs --query appId --output tsv)
identity=$(az identity create --name id-contoso --resource-group rg-contoso --query id --output tsv)
subject=$(az identity show --name id-contoso --resource-group rg-contoso --query principalId --output tsv)
cat > "$OUT/credential.json" << JSON
{
  "name": "id-contoso",
  "issuer": "https://login.microsoftonline.com/$VENDOR_TENANT/v2.0",
  "subject": "$subject",
  "audiences": ["api://AzureADTokenExchange"]
}
JSON
az ad app federated-credential create --id "$application" --parameters "@$OUT/credential.json" --output none

# Phase 2: the customer installs the application, and lets it use one key.
az login --tenant "$CUSTOMER_TENANT" --output none
az account set --subscription "$CUSTOMER_SUBSCRIPTION"
principal=$(az ad sp create --id "$application" --query id --output tsv)
az group create --name rg-fabrikam --location westeurope --output none
vault=$(az keyvault create --name kv-fabrikam --resource-group rg-fabrikam --enable-rbac-authorization true \
    --enable-purge-protection true --query id --output tsv)
officer=$(az ad signed-in-user show --query id --output tsv)
az role assignment create --role "Key Vault Crypto Officer" --assignee-object-id "$officer" --assignee-principal-type User \
    --scope "$vault" --output none
az keyvault key create --vault-name kv-fabrikam --name cmk --kty RSA --size 2048 --output none
az keyvault key rotation-policy update --vault-name kv-fabrikam --name cmk --output none \
    --value '{ "lifetimeActions": [ { "trigger": { "timeAfterCreate": "P90D" }, "action": { "type": "Rotate" } } ] }'
# The guide gives the role on the vault; on the key alone is narrower.
az role assignment create --role "Key Vault Crypto Service Encryption User" --assignee-object-id "$principal" \
    --assignee-principal-type ServicePrincipal --scope "$vault/keys/cmk" --output none
vaultUri=$(az keyvault show --name kv-fabrikam --query properties.vaultUri --output tsv)

# Phase 3: the vendor makes the account, with the customer's key.
az account set --subscription "$VENDOR_SUBSCRIPTION"
account=$(az storage account create --name stfabrikam --resource-group rg-contoso --sku Standard_LRS --kind StorageV2 \
    --https-only true --min-tls-version TLS1_2 --allow-blob-public-access false --allow-shared-key-access false \
    --identity-type UserAssigned --user-identity-id "$identity" \
    --encryption-key-source Microsoft.Keyvault --encryption-key-vault "$vaultUri" --encryption-key-name cmk \
    --key-vault-user-identity-id "$identity" --key-vault-federated-client-id "$application" --query id --output tsv)

# Data goes through the whole chain.
me=$(az ad signed-in-user show --query id --output tsv)
az role assignment create --role "Storage Blob Data Contributor" --assignee "$me" --scope "$account" --output none
az storage container create --account-name stfabrikam --name data --auth-mode login --output none
echo "written by the guide" > "$OUT/written.txt"
az storage blob upload --account-name stfabrikam --container-name data --name hello --file "$OUT/written.txt" --auth-mode login --output none
az storage blob download --account-name stfabrikam --container-name data --name hello --file "$OUT/read.txt" --auth-mode login --output none
cmp "$OUT/written.txt" "$OUT/read.txt"

# What the outputs of the two stacks would say.
cat > "$OUT/vendor.json" << JSON
{
  "handoff": {
    "schema": "xtcmk/isv/1",
    "cloud": "public",
    "tenantId": "$VENDOR_TENANT",
    "applicationId": "$application",
    "applicationName": "Contoso CMK"
  },
  "identities": { "id-contoso": { "id": "$identity", "principalId": "$subject" } },
  "accounts": {
    "fabrikam": {
      "state": "customer-managed",
      "accountName": "stfabrikam",
      "accountId": "$account",
      "customerTenantId": "$CUSTOMER_TENANT",
      "keyUri": "${vaultUri}keys/cmk",
      "keyVersion": "automatic",
      "identityId": "$identity",
      "identityPrincipalId": "$subject",
      "federatedIdentityClientId": "$application",
      "services": "blob,file"
    }
  }
}
JSON
cat > "$OUT/customer.json" << JSON
{
  "handoff": {
    "schema": "xtcmk/customer/2",
    "tenantId": "$CUSTOMER_TENANT",
    "keyUri": "${vaultUri}keys/cmk",
    "servicePrincipalObjectId": "$principal",
    "applicationId": "$application"
  },
  "vendorApplicationId": "$application",
  "access": "granted",
  "accessModel": "rbac",
  "vaultId": "$vault",
  "keyId": "$vault/keys/cmk",
  "cryptoOfficers": ["$officer"]
}
JSON
