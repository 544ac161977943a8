using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Try.Steps;

/// <summary>The account changes its key: to another of the customer's, to Microsoft's, and to the customer's again.</summary>
internal static class OtherKeys
{
    public static readonly StoryStep ChangeKey = new(
        "change-key", "The customer changes to another key", ChangeKeyAsync, settings => settings.WhyNoKeyInUse);

    public static readonly StoryStep MicrosoftManaged = new(
        "microsoft-managed",
        "The account has Microsoft's key, as the settings ask",
        MicrosoftManagedAsync,
        settings => settings.IsMicrosoftManaged ? null : settings.WhyNoKeyInUse);

    public static readonly StoryStep GrantGiven = new(
        "grant-given",
        "The customer sets access: granted, and the vendor runs again",
        GrantGivenAsync,
        settings => settings.Customer.Granted ? "access is granted from the start" : null);

    public static readonly StoryStep CustomerManaged = new(
        "customer-managed",
        "The vendor takes encryption: microsoft-managed out",
        CustomerManagedAsync,
        settings => settings switch
        {
            { Key: null } => $"the entry of {settings.Entry.Name} names no key",
            { IsMicrosoftManaged: false, Customer.Granted: false } => "the account has the customer's key since access was granted",
            _ => null,
        });

    private static async Task<StepOutcome> ChangeKeyAsync(StoryWorld world)
    {
        var (old, stored) = (world.Keys.Key, world.Data.Stored());
        var name = $"{old.KeyName}-2";
        if (world.Settings.IsHsm)
        {
            world.EditCustomer("managedHsm", new JsonObject { ["keyUri"] = world.Keys.CreateBeside(name).ToString() }.ToJsonString());
        }
        else
        {
            var key = world.CustomerSetting("key");
            key["name"] = name;
            JsonArray former = [.. world.Settings.Customer.FormerKeys.Append(old.KeyName).Select(one => (JsonNode)one)];
            world.EditCustomer("key", key.ToJsonString());
            world.EditCustomer("formerKeys", former.ToJsonString());
        }

        await world.UpCustomerAsync();
        world.Keys.FollowGrantCommand();
        Paste(world);
        await world.UpVendorAsync();
        var (key2, inUse) = (world.Keys.Key, world.Data.KeyInUse!);
        world.Keys.DisableAll(old);
        var same = stored.AsSpan().SequenceEqual(world.Data.Stored());
        return new StepOutcome(
            inUse.IsSameKeyAs(key2) && !key2.IsSameKeyAs(old) && same && world.Data.IsReadable(),
            $"{inUse.KeyName} is in use instead of {old.KeyName}; with the old key disabled the data stays readable, its ciphertext "
            + $"{(same ? "the same" : "another")}.");
    }

    /// <summary>Where the vendor's own settings hold the key, the new one takes its place.</summary>
    private static void Paste(StoryWorld world)
    {
        var key = world.Entry["key"]!.AsObject();
        if (key.ContainsKey("handoff"))
            key["handoff"] = world.Customer.Outputs["handoff"]!.DeepClone();
        if (key.ContainsKey("uri"))
            key["uri"] = (world.Settings.Key!.Pinned is null ? world.Keys.Key : world.Keys.Newest.Id).ToString();
    }

    private static async Task<StepOutcome> MicrosoftManagedAsync(StoryWorld world)
    {
        world.Entry["encryption"] = "microsoft-managed";
        await world.UpVendorAsync();
        var disabled = world.Keys.DisableAll(world.Keys.Key);
        var readable = world.Data.IsReadable();
        world.Keys.Enable(disabled);
        return new StepOutcome(
            readable && world.Data.KeyInUse is null,
            "With the customer's key disabled the data is "
            + $"{(readable ? "still readable: the customer cannot take it away" : "not readable")}.");
    }

    private static async Task<StepOutcome> GrantGivenAsync(StoryWorld world)
    {
        world.EditCustomer("access", "granted");
        await world.UpCustomerAsync();
        world.Keys.FollowGrantCommand();
        var grants = world.Keys.Grants().Count;
        await world.UpVendorAsync();
        if (world.Settings.Key is null || world.Settings.IsMicrosoftManaged)
        {
            return new StepOutcome(
                grants > 0, $"The service principal has its grant; {world.Settings.Entry.Name} stays {world.Expectation["state"]}.");
        }

        world.Data.Write();
        return new StepOutcome(
            grants > 0 && world.Data.IsReadable() && world.Data.KeyInUse?.IsSameKeyAs(world.Keys.Key) == true,
            $"The service principal has its grant; {world.Data.Account} has the customer's key, and data is written and read.");
    }

    private static async Task<StepOutcome> CustomerManagedAsync(StoryWorld world)
    {
        world.Entry.Remove("encryption");
        await world.UpVendorAsync();
        var inUse = world.Data.KeyInUse;
        var disabled = world.Keys.DisableAll(world.Keys.Key);
        var refusal = world.Data.Refusal();
        world.Keys.Enable(disabled);
        return new StepOutcome(
            inUse?.IsSameKeyAs(world.Keys.Key) == true && refusal is { Status: 403 } && world.Data.IsReadable(),
            $"{inUse?.KeyName ?? "No key"} is in use; with it disabled reading returns {Refusals.InWords(refusal)}, and with it enabled it "
            + "works.");
    }
}
