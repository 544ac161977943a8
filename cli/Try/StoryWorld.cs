using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;
using XtCmkInfra.VendorStack;

namespace XtCmkInfra.Cli.Try;

/// <summary>Two simulated tenants with a stack each, and what people do there: run the programs, turn keys, look at the portal.</summary>
internal sealed class StoryWorld
{
    private readonly ProjectFiles _isv;
    private readonly ProjectFiles _customer;
    private readonly Engine _engine;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<Diagnostic> _said = [];

    public StoryWorld(ProjectFiles isv, ProjectFiles customer)
    {
        Projects.Check(isv, customer);
        _isv = isv;
        _customer = customer;
        _engine = new Engine(Azure);
        IsvTenant = Tenants.Add(Azure, isv, "vendor");
        CustomerTenant = Tenants.Add(Azure, customer, "customer");
        Isv = _engine.Stack(isv.Name, isv.Stack);
        Customer = _engine.Stack(customer.Name, customer.Stack);
    }

    public SimulatedAzure Azure { get; } = new();

    public TenantId IsvTenant { get; }

    public TenantId CustomerTenant { get; }

    public SimulatedStack Isv { get; }

    public SimulatedStack Customer { get; }

    /// <summary>What the programs logged since this was asked last, without what they had logged before.</summary>
    public IReadOnlyList<Diagnostic> TakeDiagnostics()
    {
        var taken = _diagnostics.Where(_said.Add).ToList();
        _diagnostics.Clear();
        return taken;
    }

    public Task<IReadOnlyList<ResourceStep>> UpIsvAsync(bool refresh = false, params (string Key, string? Value)[] edits) =>
        UpAsync(_isv, Projects.IsvProgram, refresh, edits);

    public Task<IReadOnlyList<ResourceStep>> UpCustomerAsync(params (string Key, string? Value)[] edits) =>
        UpAsync(_customer, settings => Projects.CustomerProgram(settings, Azure.Clock), refresh: false, edits);

    /// <summary>A structured setting of a project, to be edited.</summary>
    public static JsonNode Setting(ProjectFiles project, string key)
    {
        var (scope, name) = (key.Split(':')[0], key.Split(':')[1]);
        return JsonNode.Parse(project.Settings[scope, name] ?? "{}")!;
    }

    /// <summary>The vendor's customers, those with files of their own among them, as one list.</summary>
    public JsonArray CustomersOfIsv()
    {
        var settings = SettingsReader.Of(_isv.Name, _isv.Settings, []);
        var files = CustomersFolder.Read(settings, () => _isv.Directory!, []).Entries.Select(entry => entry.DeepClone());
        return [.. ((JsonArray)Setting(_isv, "xtcmk-isv:customers")).Select(entry => entry?.DeepClone()), .. files];
    }

    public JsonNode CustomerSetting(string key) => Setting(_customer, key);

    private async Task<IReadOnlyList<ResourceStep>> UpAsync(
        ProjectFiles project, Func<SettingSource, StackProgram> program, bool refresh, (string Key, string? Value)[] edits)
    {
        var edited = project.With(edits);
        try
        {
            return await _engine.UpAsync(edited, program(edited.Settings), refresh);
        }
        finally
        {
            _diagnostics.AddRange(_engine.Stack(edited.Name, edited.Stack).Diagnostics);
        }
    }
}
