using System.Security.Cryptography;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Try;

/// <summary>Two simulated tenants with their stacks, and what people do there: edit settings, and run the programs on them.</summary>
internal sealed class StoryWorld : IDisposable
{
    private readonly Engine _engine;
    private readonly List<JsonObject> _entries;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<Diagnostic> _said = [];
    private readonly StoryChain _chain;
    private ProjectFiles _customerFiles;
    private bool _hasHandoff;

    /// <param name="keyPairs">As in <see cref="SimulatedAzure"/>.</param>
    /// <exception cref="BadInputException">The settings name a subscription that cannot be.</exception>
    public StoryWorld(StorySettings settings, Func<int, RSA>? keyPairs = null)
    {
        Settings = settings;
        Azure = new SimulatedAzure(keyPairs: keyPairs);
        _engine = new Engine(Azure);
        _chain = new StoryChain(Azure, settings.Vendor.Cloud);
        _customerFiles = settings.CustomerFiles;
        _entries = [.. settings.Entries.Select(entry => (JsonObject)entry.DeepClone())];
        Entry = _entries.Single(entry => StorySettings.NameOf(entry) == settings.Entry.Name);
        Tenants.Add(Azure, settings.VendorFiles, "vendor");
        Tenants.Add(Azure, settings.CustomerFiles, "customer");
        Vendor = StackOf(settings.VendorFiles);
        Customer = StackOf(settings.CustomerFiles);
        Identities = settings.IdentityFiles is { } files ? StackOf(files) : Vendor;
        (Data, Keys) = (new StoryData(this), new KeyHolder(this));
    }

    public StorySettings Settings { get; }

    public SimulatedAzure Azure { get; }

    public SimulatedStack Vendor { get; }

    /// <summary>The vendor's stack that makes the application and the identities.</summary>
    public SimulatedStack Identities { get; }

    public SimulatedStack Customer { get; }

    public StoryData Data { get; }

    public KeyHolder Keys { get; }

    /// <summary>The vendor's entry of the customer, for steps to edit.</summary>
    public JsonObject Entry { get; }

    /// <summary>What the vendor's stack expects of its accounts, by customer.</summary>
    public JsonObject Accounts => Vendor.Outputs["accounts"] as JsonObject ?? [];

    /// <summary>What it expects of the customer's; empty where nothing.</summary>
    public JsonObject Expectation => Accounts[Settings.Entry.Name] as JsonObject ?? [];

    /// <summary>The handoff record that is for the customer.</summary>
    public JsonNode VendorHandoff => Vendor.Outputs["customerHandoffs"]?[Settings.Entry.Name] ?? Vendor.Outputs["handoff"]!;

    /// <summary>How many resources both sides' stacks have.</summary>
    public int ResourceCount =>
        new[] { Vendor, Identities, Customer }.Distinct().Sum(stack => stack.Resources.Values.Count(state => state.Custom));

    /// <summary>What the programs logged since this was asked last, without what they had logged before.</summary>
    public IReadOnlyList<Diagnostic> TakeDiagnostics()
    {
        var taken = _diagnostics.Where(_said.Add).ToList();
        _diagnostics.Clear();
        return taken;
    }

    /// <summary>From now on the customer's key is in the vendor's settings, where they hold it themselves.</summary>
    public void GiveHandoff() => _hasHandoff = true;

    /// <summary>The vendor takes the customer's entry out.</summary>
    public void RemoveEntry() => _entries.Remove(Entry);

    /// <summary>Does to the vendor's stack what <c>pulumi state unprotect</c> does.</summary>
    /// <param name="id">The ARM resource id.</param>
    public void Unprotect(string id)
    {
        foreach (var state in Vendor.Resources.Values.Where(state => state.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).ToList())
            Vendor.Resources[state.Key] = state with { Protect = false };
    }

    /// <param name="value">The text or JSON of the setting; null to take it out.</param>
    public void EditCustomer(string name, string? value) => _customerFiles = _customerFiles.With(($"{_customerFiles.Name}:{name}", value));

    /// <summary>A structured setting of the customer's, to be edited.</summary>
    public JsonNode CustomerSetting(string name) =>
        JsonNode.Parse(_customerFiles.Settings[_customerFiles.Name, name] is { Length: > 0 } text ? text : "{}")!;

    /// <summary>Runs the vendor's program.</summary>
    /// <returns>What it changed.</returns>
    public Task<List<ResourceStep>> UpVendorAsync(bool refresh = false) => UpAsync(VendorFiles(), Projects.VendorProgram, refresh);

    /// <summary>Runs the vendor's program on the stack that makes the application and the identities.</summary>
    public Task<List<ResourceStep>> UpIdentitiesAsync(bool refresh = false) =>
        Settings.IdentityFiles is { } files ? UpAsync(files, Projects.VendorProgram, refresh) : UpVendorAsync(refresh);

    public Task<List<ResourceStep>> UpCustomerAsync() => UpAsync(_customerFiles, CustomerProgram, refresh: false);

    /// <summary>Runs the vendor's program as in earlier days, before it had customers.</summary>
    public async Task RunVendorEarlierAsync()
    {
        if (Settings.IdentityFiles is not null)
            await UpIdentitiesAsync();
        await UpAsync(WithCustomers([]), Projects.VendorProgram, refresh: false);
    }

    /// <summary>Runs the customer's program as in earlier days: with each of these as its key, while it awaited its vendor.</summary>
    public async Task RunEarlierAsync(IReadOnlyList<string> keys)
    {
        var (project, vendor) = (_customerFiles.Name, new JsonObject { ["stack"] = Vendor.FullName });
        foreach (var (index, name) in keys.Index())
        {
            var key = CustomerSetting("key");
            key["name"] = name;
            JsonArray former = [.. keys.Take(index).Select(other => (JsonNode)other)];
            var files = _customerFiles.With(
                ($"{project}:vendor", vendor.ToJsonString()),
                ($"{project}:formerApplications", null),
                ($"{project}:key", key.ToJsonString()),
                ($"{project}:formerKeys", former.ToJsonString()));
            await UpAsync(files, CustomerProgram, refresh: false);
        }
    }

    /// <summary>What the rules say of the chain as it is now; null where nothing is expected yet.</summary>
    public Task<ChainVerdict?> JudgeAsync() =>
        _chain.JudgeAsync(new[] { Vendor, Identities }.Distinct(), Customer, Data.IsWritten && Accounts.Count > 0);

    public void Dispose() => _chain.Dispose();

    /// <summary>
    /// The vendor's settings as they are now. What the customer sends is not in them before it does; and of the other customers, whose
    /// tenants are not simulated, none sends anything.
    /// </summary>
    private ProjectFiles VendorFiles()
    {
        var entries = _entries.Select(entry => HasKey(entry) ? entry : WithoutKey(entry)).ToList();
        var areAsWritten = entries.Count == Settings.Entries.Count
            && entries.Zip(Settings.Entries).All(pair => JsonNode.DeepEquals(pair.First, pair.Second));
        return areAsWritten ? Settings.VendorFiles : WithCustomers(entries);
    }

    private ProjectFiles WithCustomers(IEnumerable<JsonObject> entries) => Settings.VendorFiles.With(
        ("xtcmk-isv:customers", new JsonArray([.. entries.Select(entry => entry.DeepClone())]).ToJsonString()),
        ($"xtcmk-isv:{CustomersFolder.Setting}", null));

    private bool HasKey(JsonObject entry) => entry["encryption"]?.ToString() == "microsoft-managed"
        || (entry == Entry && (_hasHandoff || Settings.PastedKey is null));

    /// <summary>An account is not taken over while its key is awaited.</summary>
    private static JsonObject WithoutKey(JsonObject entry)
    {
        var awaiting = (JsonObject)entry.DeepClone();
        awaiting.Remove("key");
        ((JsonObject)awaiting["account"]!).Remove("importId");
        return awaiting;
    }

    private StackProgram CustomerProgram(SettingSource settings) => Projects.CustomerProgram(settings, Azure.Clock);

    private SimulatedStack StackOf(ProjectFiles files) => _engine.Stack(files.Name, files.Stack);

    private async Task<List<ResourceStep>> UpAsync(ProjectFiles project, Func<SettingSource, StackProgram> program, bool refresh)
    {
        try
        {
            var steps = await _engine.UpAsync(project, program(project.Settings), refresh);
            return [.. steps.Where(step => step.Operation != "same")];
        }
        finally
        {
            _diagnostics.AddRange(StackOf(project).Diagnostics);
        }
    }
}
