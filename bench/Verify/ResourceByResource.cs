using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Bench.Verify;

/// <summary>
/// What a program does that asks for each account of a stack by its id, one after the other, with the same libraries as verify: the least
/// of its kind, since it looks at nothing but the accounts.
/// </summary>
internal static class ResourceByResource
{
    /// <returns>How many accounts have the customer's key.</returns>
    public static async Task<int> AskAsync(string endpoint, string certificateFile, string outputs)
    {
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(outputs));
        using var http = new HttpClient(SimulatedEndpoint.Read(new Uri(endpoint), certificateFile).CreateHandler());
        var transport = new HttpClientTransport(http);
        var credential = new ClientSecretCredential(
            document.RootElement.GetProperty("handoff").GetProperty("tenantId").GetString(),
            SimulatedOperator.ClientId.Value,
            "any",
            new ClientSecretCredentialOptions { Transport = transport });
        var options = new ArmClientOptions { Transport = transport };
        options.SetApiVersion("Microsoft.Storage/storageAccounts", ApiVersions.Storage);
        var client = new ArmClient(credential, null, options);
        var count = 0;
        foreach (var expectation in document.RootElement.GetProperty("accounts").EnumerateObject())
        {
            var id = new ResourceIdentifier(expectation.Value.GetProperty("accountId").GetString()!);
            var account = await client.GetGenericResource(id).GetAsync();
            using var properties = JsonDocument.Parse(account.Value.Data.Properties);
            if (properties.RootElement.GetProperty("encryption").GetProperty("keySource").ValueEquals("Microsoft.Keyvault"))
                count++;
        }

        return count;
    }
}
