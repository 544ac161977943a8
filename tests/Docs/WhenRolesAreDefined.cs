using System.Text.Json.Nodes;
using XtCmkInfra.Tests.Cli;

namespace XtCmkInfra.Tests.Docs;

/// <summary>The custom roles of docs/roles: what Azure Resource Manager is asked for by each program, and nothing else.</summary>
public sealed class WhenRolesAreDefined : IDisposable
{
    private const string AccessPolicies = "access-policies";

    private readonly ProjectCopy _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("vendor", "1a6ed8f2-5c0b-4b0e-9d7a-6f2f3c1d0a11")]
    [InlineData("customer", "9c4b7e30-1f5d-4a86-b2c9-0e8d7f6a5b43")]
    public async Task The_definition_can_be_created(string side, string tenant)
    {
        await RunAsync("sim", "az", "--root", _project.Folder, "login", "--tenant", tenant);

        var made = JsonNode.Parse((await RunAsync("sim", "az", "--root", _project.Folder, "role", "definition", "create",
            "--role-definition", $"@{FileOf(side)}")).Out)!;

        Assert.Equal(Actions(side), made["permissions"]![0]!["actions"]!.AsArray().Select(action => (string)action!));
    }

    [Theory]
    [InlineData("vendor", "isv")]
    [InlineData("customer", "customer")]
    public async Task It_has_the_operations_of_the_programs_resources_and_no_other(string side, string project)
    {
        await _project.UpAsync();
        var types = await TypesAsync(project);
        if (side == "customer")
            types = types.Union(await TypesAsync(project, AccessPolicies));

        Assert.Equal(types.SelectMany(Operations).Order(StringComparer.Ordinal), Actions(side));
    }

    /// <summary>The types of azure-native that a stack has.</summary>
    private async Task<IEnumerable<string>> TypesAsync(string project, string? accessModel = null)
    {
        if (accessModel is not null)
            _project.Edit("customer-stack/Pulumi.dev.yaml", "accessModel: rbac", $"accessModel: {accessModel}");
        var preview = JsonNode.Parse(
            (await RunAsync("sim", "preview", "--json", "--show-sames", "--project", project, "--root", _project.Folder)).Out)!;
        return preview["steps"]!.AsArray()
            .Select(step => (string?)step!["newState"]?["type"] ?? (string)step["oldState"]!["type"]!)
            .Where(type => type.StartsWith("azure-native:", StringComparison.Ordinal))
            .Distinct();
    }

    /// <summary>
    /// What Azure Resource Manager checks for a resource of a type. What programs delete: a grant that is revoked, an identity that is
    /// removed. Accounts, vaults, keys and groups are retained. An access policy is a part of its vault's list.
    /// </summary>
    private static IEnumerable<string> Operations(string type) => type switch
    {
        "azure-native:resources:ResourceGroup" => Of("Microsoft.Resources/subscriptions/resourceGroups", "read", "write"),
        "azure-native:managedidentity:UserAssignedIdentity" =>
            Of("Microsoft.ManagedIdentity/userAssignedIdentities", "read", "write", "delete", "assign/action"),
        "azure-native:storage:StorageAccount" => Of("Microsoft.Storage/storageAccounts", "read", "write"),
        "azure-native:keyvault:Vault" => Of("Microsoft.KeyVault/vaults", "read", "write"),
        "azure-native:keyvault:Key" => Of("Microsoft.KeyVault/vaults/keys", "read", "write"),
        "azure-native:keyvault:AccessPolicy" => Of("Microsoft.KeyVault/vaults/accessPolicies", "write"),
        "azure-native:authorization:RoleAssignment" => Of("Microsoft.Authorization/roleAssignments", "read", "write", "delete"),
        _ => throw new ArgumentException($"Add the operations of {type} to this list and to docs/roles.", nameof(type)),
    };

    private static IEnumerable<string> Of(string type, params string[] operations) => operations.Select(operation => $"{type}/{operation}");

    private static string FileOf(string side) => Path.Combine(Repository.Root, "docs", "roles", $"{side}-deployer.json");

    private static IEnumerable<string> Actions(string side) =>
        JsonNode.Parse(File.ReadAllText(FileOf(side)))!["Actions"]!.AsArray().Select(action => (string)action!);

    private static async Task<Answer> RunAsync(params string[] arguments)
    {
        var answer = await Tool.RunAsync(arguments);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        return answer;
    }
}
