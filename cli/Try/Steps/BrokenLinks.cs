using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Try.Steps;

/// <summary>One link is broken and mended again: by the customer on purpose, and by the vendor by mistake.</summary>
internal static class BrokenLinks
{
    public static readonly StoryStep GrantRemoved = new(
        "grant-removed", "The customer revokes the grant, and restores it", GrantRemovedAsync, settings => settings.WhyNoKeyInUse);

    public static readonly StoryStep WrongSubject = new(
        "wrong-subject",
        "Somebody gives the federated credential the wrong subject",
        WrongSubjectAsync,
        settings => settings.WhyNoKeyInUse);

    private static async Task<StepOutcome> GrantRemovedAsync(StoryWorld world)
    {
        world.EditCustomer("access", "revoked");
        var removed = await world.UpCustomerAsync();
        world.Keys.FollowGrantCommand();
        var (refusal, left, meanwhile) = (world.Data.Refusal(), world.Keys.Grants().Count, await world.JudgeAsync());
        world.EditCustomer("access", "granted");
        await world.UpCustomerAsync();
        world.Keys.FollowGrantCommand();
        var isOnlyGrant = removed.All(step => step.Operation == "delete") && (removed.Count > 0 || world.Settings.IsHsm);
        return new StepOutcome(
            isOnlyGrant && left == 0 && refusal is { Status: 403 } && meanwhile!.IsBrokenBy(["account-unreadable"])
                && world.Data.IsReadable(),
            $"access: revoked deletes {Kind(world.Settings, removed.Count)}; reading returns {Refusals.InWords(refusal)}; with the grant "
            + "back it works.")
        {
            Meanwhile = meanwhile,
        };
    }

    private static string Kind(StorySettings settings, int count) => settings switch
    {
        { IsHsm: true } => "the local role, by the command that the stack prints",
        { Customer.KeyHome.Rbac: true } => $"{count} role assignment{(count == 1 ? "" : "s")}",
        _ => $"{count} access polic{(count == 1 ? "y" : "ies")}",
    };

    private static async Task<StepOutcome> WrongSubjectAsync(StoryWorld world)
    {
        var graph = world.Azure.Graph(world.Settings.Vendor.TenantId);
        var application = world.Expectation["federatedIdentityClientId"]!.ToString();
        var path = $"/applications(appId='{application}')/federatedIdentityCredentials";
        var identity = ((JsonObject)world.Vendor.Outputs["identities"]!)
            .Select(entry => entry.Value!)
            .Single(entry => entry["id"]!.ToString() == world.Expectation["identityId"]!.ToString());
        var credential = graph.List(path).Single(entry => entry["subject"]!.ToString() == identity["principalId"]!.ToString());
        graph.Patch($"{path}/{credential["id"]}", new JsonObject { ["subject"] = identity["clientId"]!.DeepClone() });
        var (refusal, meanwhile) = (world.Data.Refusal(), await world.JudgeAsync());
        var isShared = application == world.Vendor.Outputs["handoff"]!["applicationId"]!.ToString();
        var mended = await (isShared ? world.UpIdentitiesAsync(refresh: true) : world.UpVendorAsync(refresh: true));
        return new StepOutcome(
            refusal is { Status: 403, Cause.Code: var code } && code.StartsWith("AADSTS", StringComparison.Ordinal) && mended.Count == 1
                && meanwhile!.IsBrokenBy(["account-unreadable", "federation-subject"]) && world.Data.IsReadable(),
            $"Entra accepts the client id as subject; reading returns {Refusals.InWords(refusal)}; 'pulumi up --refresh' "
            + "mends it.")
        {
            Meanwhile = meanwhile,
        };
    }
}
