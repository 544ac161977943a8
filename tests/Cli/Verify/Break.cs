using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify;

/// <summary>What an administrator does to one link of a chain that holds, and what undoes it.</summary>
/// <param name="Codes">The rules that verify names then, and no others, in order.</param>
/// <param name="Mend">Null where nothing brings the link back.</param>
internal sealed record Break(string Way, string[] Codes, Action<VerifiedWorld> Do, Action<VerifiedWorld>? Mend)
{
    public static IReadOnlyDictionary<string, Break> All { get; } =
        BreaksOfTheVendor.All.Concat(BreaksOfAccounts.All)
            .Concat(BreaksOfTheCustomer.All)
            .Concat(BreaksOfTheKey.All)
            .ToDictionary(one => one.Way);

    public static TheoryData<string> Ways => [.. All.Keys];

    public static void PatchApplication(VerifiedWorld at, string body) => at.Graph(World.Vendor)
        .Patch(at.World.ApplicationPath, World.Body(body));

    public static void PatchCredential(VerifiedWorld at, JsonObject body) =>
        at.Graph(World.Vendor).Patch($"{at.World.ApplicationPath}/federatedIdentityCredentials/id-cmk", body);

    public static void PatchPrincipal(VerifiedWorld at, string body) => at.Graph(World.Customer)
        .Patch(at.World.ServicePrincipalPath, World.Body(body));

    public static void PutAccount(VerifiedWorld at, JsonObject body) => at.Arm.Put(World.AccountId, World.Accounts, body);

    public static void DropRole(VerifiedWorld at, string assignment) => at.Arm.Delete(assignment, World.Assignments);

    /// <summary>A role assignment of its own at a scope.</summary>
    public static string AssignmentAt(string scope, int number = 10) =>
        $"{scope}/providers/Microsoft.Authorization/roleAssignments/0f0f0f0f-0000-4000-8000-{number:d12}";

    public static void SetEnabled(VerifiedWorld at, bool enabled, string? version = null) =>
        at.World.Azure.KeyVault.SetEnabled(Caller.Operator,
            KeyUri.Parse(version is null ? $"{World.Key}" : $"{World.Key}/{version}").Value!, enabled);

    public static string Rotate(VerifiedWorld at) => at.World.Azure.KeyVault.RotateKey(Caller.Operator, World.Key).Version;

    public static void NewVersion(VerifiedWorld at, KeyParameters parameters) =>
        at.World.Azure.KeyVault.CreateKey(Caller.Operator, World.Key, parameters);
}
