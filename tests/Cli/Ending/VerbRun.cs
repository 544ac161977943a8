using XtCmkInfra.Cli;
using XtCmkInfra.Tests.Cli.Key;
using XtCmkInfra.Tests.Cli.Verify;
using XtCmkInfra.Tests.Simulator.Azure;
using XtCmkInfra.Tests.Stacks;

namespace XtCmkInfra.Tests.Cli.Ending;

/// <summary>A run of any verb in this process, on tenants and files of its own, with an answer to write.</summary>
internal sealed class VerbRun : IAsyncDisposable
{
    /// <summary>A line for every verb.</summary>
    public static readonly string[] Lines =
    [
        "--version",
        "--help",
        "key --help",
        "rules",
        "review {preview}",
        "review {preview} --format json",
        "try --root {project}",
        "try --customers 1 --root {project}",
        "sim up --root {project}",
        "sim preview --root {project}",
        "sim output --project isv --root {project}",
        "sim serve --root {project}",
        "sim advance P1D --root {project}",
        "sim refresh --root {project}",
        "sim destroy --preview-only --root {project}",
        "sim unprotect {urn} --root {project}",
        "sim tenant 5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f --subscription 6f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f --root {project}",
        "sim az --root {project} version",
        "sim reset --root {project}",
        "check --root {project}",
        "completion bash",
        "bundle --handoff {vendor} --for bicep --output {new}",
        "handoff check {record} --root {project}",
        "verify --isv {isv} --customer {customer} {world}",
        "verify --isv {isv} --customer {customer} --format html {world}",
        "key status {key} {world}",
        "key rotate {key} --yes {world}",
        "key disable {key} --revoke cmk --yes {world}",
        "key enable {key} --yes {world}",
        "key hsm-grant {hsm} --principal 5f8e2d1c-7b6a-4c3d-9e0f-1a2b3c4d5e6f --yes {world}",
    ];

    private readonly ProjectCopy _project = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("xtcmk-verb-").FullName;
    private VerifiedWorld? _world;
    private VerifyTool? _verify;

    public async Task<int> RunAsync(CommandContext context, string line, CancellationToken cancellation)
    {
        if (line.Contains("{world}", StringComparison.Ordinal))
            await ServeAsync();
        if (line.StartsWith("sim", StringComparison.Ordinal))
            await _project.UpAsync();
        return await CommandLine.RunAsync(context with { Retries = 0 }, [.. line.Split(' ').SelectMany(Words)], cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _verify?.Dispose();
        if (_world is not null)
            await _world.DisposeAsync();
        _project.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        var world = VerifiedWorld.Complete();
        world.Azure.AddManagedHsm($"{World.CustomerGroup}/providers/Microsoft.KeyVault/managedHSMs/hsm-fabrikam", "northeurope");
        _world = await VerifiedWorld.StartAsync(world);
        _verify = new VerifyTool(_world);
    }

    private string[] Words(string word) => word switch
    {
        "{preview}" => [Path.Combine(Repository.Root, "tests", "Golden", "previews", "customer-revoked.json")],
        "{project}" => [_project.Folder],
        "{urn}" => ["urn:pulumi:dev::xtcmk-isv::xtcmk:isv:EncryptedAccount$azure-native:storage:StorageAccount::fabrikam"],
        "{isv}" => [_verify!.Vendor],
        "{customer}" => [_verify!.Customer],
        "{vendor}" => [Put("isv.json", TestSettings.VendorsRecord)],
        "{record}" => [Put("customer.json", TestSettings.CustomersRecord)],
        "{new}" => [Path.Combine(_folder, "new")],
        "{key}" => [World.Key.ToString()],
        "{hsm}" => [ServedKey.InHsm.ToString()],
        "{world}" => ["--endpoint", _world!.Server.Endpoint.AbsoluteUri.TrimEnd('/'), "--certificate", _verify!.Certificate],
        _ => [word],
    };

    private string Put(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
