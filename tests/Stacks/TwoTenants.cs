using System.Security.Cryptography;
using System.Text.Json.Nodes;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Try;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Tests.Stacks;

/// <summary>The vendor's and the customer's tenant, with the two programs on settings that a test can edit.</summary>
internal sealed class TwoTenants
{
    public const string VendorsStack = "organization/xtcmk-isv/dev";
    public const string CustomersStack = "organization/xtcmk-customer/dev";

    /// <summary>One key pair a size: making them takes longer than all else.</summary>
    private static readonly Dictionary<int, RSA> KeyPairs = [];

    private readonly Dictionary<string, string?> _vendor = [];
    private readonly Dictionary<string, string?> _customer = [];

    public TwoTenants(Cloud? cloud = null)
    {
        Engine = new Engine(Azure);
        foreach (var (project, edits) in ((string, Dictionary<string, string?>)[])[("xtcmk-isv", _vendor), ("xtcmk-customer", _customer)])
        {
            edits[$"{project}:cloud"] = cloud?.Name;
            edits["azure-native:environment"] = cloud?.Name;
            edits["azuread:environment"] = cloud?.AzureAdEnvironment;
            if (cloud is not null)
                edits[$"{project}:location"] = TestSettings.LocationIn(cloud.Name);
        }

        Tenants.Add(Azure, Files("xtcmk-isv", TestSettings.Vendor(), _vendor), "vendor");
        Tenants.Add(Azure, Files("xtcmk-customer", TestSettings.Customer(), _customer), "customer");
        Azure.AddUser(TenantId.Parse(TestSettings.CustomerTenant).Value!, ObjectId.Parse(TestSettings.Officer).Value!, "officer");
        Vendor = Engine.Stack("xtcmk-isv", "dev");
        Customer = Engine.Stack("xtcmk-customer", "dev");
        EditVendor("customers", TestSettings.Entry($$""","key":{"stack":"{{CustomersStack}}"}"""));
        EditCustomer("vendor", $$"""{"stack":"{{VendorsStack}}"}""");
    }

    public SimulatedAzure Azure { get; } = new(keyPairs: KeyPair);

    public Engine Engine { get; }

    public SimulatedStack Vendor { get; }

    public SimulatedStack Customer { get; }

    public JsonNode Account => Vendor.Outputs["accounts"]!["fabrikam"]!;

    public JsonObject LiveAccount => Azure.ResourceManager.Get(Account["accountId"]!.ToString(), "2024-01-01");

    public void EditVendor(string name, string? value) => _vendor[$"xtcmk-isv:{name}"] = value;

    public void EditCustomer(string name, string? value) => _customer[$"xtcmk-customer:{name}"] = value;

    public ProjectFiles VendorsFiles => Files("xtcmk-isv", TestSettings.Vendor(), _vendor);

    public ProjectFiles CustomersFiles => Files("xtcmk-customer", TestSettings.Customer(), _customer);

    /// <summary>Brings any stack of either project up to date.</summary>
    public Task<IReadOnlyList<ResourceStep>> UpAsync(ProjectFiles files) => Engine.UpAsync(
        files, files.Name == "xtcmk-isv" ? Projects.VendorProgram(files.Settings) : Projects.CustomerProgram(files.Settings, Azure.Clock));

    public Task<IReadOnlyList<ResourceStep>> UpVendorAsync(bool refresh = false)
    {
        var files = Files("xtcmk-isv", TestSettings.Vendor(), _vendor);
        return Engine.UpAsync(files, Projects.VendorProgram(files.Settings), refresh);
    }

    public Task<IReadOnlyList<ResourceStep>> UpCustomerAsync(bool refresh = false)
    {
        var files = Files("xtcmk-customer", TestSettings.Customer(), _customer);
        return Engine.UpAsync(files, Projects.CustomerProgram(files.Settings, Azure.Clock), refresh);
    }

    public Task<IReadOnlyList<ResourceStep>> PreviewVendorAsync()
    {
        var files = Files("xtcmk-isv", TestSettings.Vendor(), _vendor);
        return Engine.PreviewAsync(files, Projects.VendorProgram(files.Settings));
    }

    public Task<IReadOnlyList<ResourceStep>> PreviewCustomerAsync()
    {
        var files = Files("xtcmk-customer", TestSettings.Customer(), _customer);
        return Engine.PreviewAsync(files, Projects.CustomerProgram(files.Settings, Azure.Clock));
    }

    /// <summary>All three phases of the handshake.</summary>
    public async Task<TwoTenants> ShakeHandsAsync()
    {
        await UpVendorAsync();
        await UpCustomerAsync();
        await UpVendorAsync();
        return this;
    }

    /// <summary>What reading a blob answers: null where it works.</summary>
    public AzureException? Refusal()
    {
        try
        {
            Azure.Storage.WriteBlob(Account["accountName"]!.ToString(), "probe", [1, 2, 3]);
            return null;
        }
        catch (AzureException refusal)
        {
            return refusal;
        }
    }

    /// <summary>As <c>pulumi state unprotect</c> does.</summary>
    public static void Unprotect(SimulatedStack stack)
    {
        foreach (var state in stack.Resources.Values.ToList())
            stack.Resources[state.Key] = state with { Protect = false };
    }

    public static Task<DeploymentException> RefusedAsync(Func<Task> run) => Assert.ThrowsAnyAsync<DeploymentException>(run);

    public static IEnumerable<string> Changes(IEnumerable<ResourceStep> steps) =>
        steps.Where(step => step.Operation != "same").Select(step => $"{step.Operation} {step.Key.Type.Split(':')[^1]} {step.Key.Name}");

    private static ProjectFiles Files(string project, SettingSource defaults, Dictionary<string, string?> edits)
    {
        var settings = defaults.Scopes.SelectMany(
            scope => defaults.Names(scope).Select(name => ($"{scope}:{name}", defaults[scope, name])));
        return ProjectFiles.Of(project, "dev", settings).With(edits.Select(edit => (edit.Key, edit.Value)));
    }

    private static RSA KeyPair(int size)
    {
        lock (KeyPairs)
        {
            if (!KeyPairs.TryGetValue(size, out var pair))
                KeyPairs[size] = pair = RSA.Create(size);
            return pair;
        }
    }
}
