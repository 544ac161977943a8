#:property PublishAot=false

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

var root = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
var feed = Path.Combine(root, "artifacts", "feed");
(string Id, string Version)[] standIns = [("Pulumi", "3.9999.0"), ("Pulumi.AzureNative", "3.9999.0"), ("Pulumi.AzureAD", "6.9999.0")];
var saidThatStandInsAreUsed = false;
string[] publish = ["publish", "cli", "-c", "Release", "--ucr", "--no-self-contained", "-p:PublishReadyToRun=true",
    "--artifacts-path", "artifacts/publish", "-o", "artifacts/xtcmk"];
// In a folder of its own, and without a path or an address of this clone: one commit gives the same bytes everywhere.
string[] pack = ["pack", "cli", "-c", "Release", "--artifacts-path", "artifacts/pack", "-o", "artifacts/packages",
    "-p:ContinuousIntegrationBuild=true", "-p:EnableSourceLink=false"];

(string Name, string Does, Func<string[], int> Run)[] targets =
[
    ("try", "tells the whole story in one run, without Azure; arguments go to the tool",
        rest => Sdk("build", "cli", "-c", "Release") ?? Run("cli", "xtcmk", ["try", .. rest])),
    ("test", "builds everything and runs the tests; arguments go to the test runner",
        rest => Sdk("build", "XtCmkInfra.sln", "-c", "Release") ?? Run("tests", "XtCmkInfra.Tests", rest)),
    ("restore", "fetches the packages; arguments go to dotnet restore",
        rest => Sdk(["restore", "XtCmkInfra.sln", .. rest]) ?? 0),
    ("build", "builds everything; arguments go to dotnet build",
        rest => Sdk(["build", "XtCmkInfra.sln", "-c", "Release", .. rest]) ?? 0),
    ("publish", "puts the tool into artifacts/xtcmk/; arguments go to dotnet publish",
        rest => Sdk([.. publish, .. rest]) ?? 0),
    ("pack", "packs the tool for 'dotnet tool install' into artifacts/packages/; arguments go to dotnet pack",
        rest => Sdk([.. pack, .. rest]) ?? 0),
    ("bundle", "writes the customer's side with your handoff record: --handoff FILE, and --for FORM (pulumi, unless given)", Bundle),
    ("bench", "publishes the tool and runs the measurements; arguments go to them",
        rest => Sdk(publish) ?? Sdk("build", "bench", "-c", "Release") ?? Run("bench", "XtCmkInfra.Bench", rest)),
];

if (Array.Find(targets, t => t.Name == args.FirstOrDefault()) is { Run: { } run })
{
    return run(args[1..]);
}

Say("usage: dotnet run build.cs [--] TARGET [ARGUMENTS]   (without the -- dotnet keeps --help, -c and the like for itself)");
Array.ForEach(targets, t => Say($"  {t.Name,-8} {t.Does}"));
return 2;

// What is wrong with the arguments is said before the program is built.
int Bundle(string[] rest)
{
    bool Has(string option) => rest.Any(argument => argument == option || argument.StartsWith(option + "=", StringComparison.Ordinal));
    string[] bundle =
    [
        "bundle", "--root", root,
        .. Has("--for") ? [] : (string[])["--for", "pulumi"],
        .. Has("--output") ? [] : (string[])["--output", Path.Combine(root, "artifacts", "bundle")],
        .. rest,
    ];
    var program = Path.Combine(root, "artifacts", "customer-stack");
    if (Sdk("build", "cli", "-c", "Release") is { } failed)
    {
        return failed;
    }

    var code = Run("cli", "xtcmk", [.. bundle, "--check"]);
    return code != 0 ? code
        : Array.IndexOf(bundle, "pulumi") < 0 && !rest.Contains("--for=pulumi") ? Run("cli", "xtcmk", bundle)
        : Sdk("publish", "customer-stack", "-c", "Release", "--artifacts-path", "artifacts/publish", "-o", "artifacts/customer-stack")
            ?? Run("cli", "xtcmk", [.. bundle, "--program", program]);
}

int Run(string folder, string assembly, string[] arguments) =>
    Dotnet([Path.Combine(root, folder, "bin", "Release", "net10.0", assembly + ".dll"), .. arguments], quiet: false).Code;

// Null, or the exit code of what failed. Stand-ins are packed only once the feed has been asked and has no Pulumi.
int? Sdk(params string[] arguments)
{
    Say("> dotnet " + string.Join(' ', arguments));
    var content = ContentOf(Path.Combine(root, "offline"));
    var packed = Path.Combine(feed, content);
    if (Directory.Exists(feed) && !File.Exists(packed))
    {
        Directory.Delete(feed, recursive: true);
    }

    EvictOthers(content);
    var (code, output) = Dotnet(arguments);
    if (code != 0 && !Directory.Exists(feed) && LacksPulumi(output))
    {
        SayThatStandInsAreUsed();
        (code, output) = standIns
            .Select(s => Dotnet(["pack", $"offline/{s.Id}", "-c", "Release", "-o", feed, $"-p:PackageTags={content}"]))
            .FirstOrDefault(pack => pack.Code != 0);
        if (code == 0)
        {
            File.WriteAllText(packed, "");
            (code, output) = Dotnet(arguments);
        }
    }

    // NuGet says of each project and each of its packages what one line says for all.
    var lines = code == 0
        ? Regex.Matches(output, @"warning \w+: .*?(?= \[|\r?$)", RegexOptions.Multiline).Select(m => m.Value)
        : output.Split('\n');
    var said = lines
        .DistinctBy(line => line.Split(" depends on ")[^1])
        .ToLookup(line => standIns.Any(s => line.Contains($"{s.Id} {s.Version} was resolved instead")));
    if (said[true].Any())
    {
        SayThatStandInsAreUsed();
    }

    Array.ForEach([.. said[false]], Say);
    return code == 0 ? null : code;
}

void SayThatStandInsAreUsed()
{
    if (!saidThatStandInsAreUsed)
    {
        var used = string.Join(", ", standIns.Select(s => $"{s.Id} {s.Version}"));
        Say($"The package feed has no Pulumi packages: stand-ins are used ({used}). They are for trying and testing, and cannot deploy.");
    }

    saidThatStandInsAreUsed = true;
}

static bool LacksPulumi(string output) =>
    Regex.IsMatch(output, @"error NU110[123]: [^:\n]*\bPulumi\b") && !Regex.IsMatch(output, @"error (?!NU110[123]:)\w*:");

static string ContentOf(string folder) => Convert.ToHexStringLower(SHA256.HashData(
[
    .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !Regex.IsMatch(file[folder.Length..], @"[\\/](bin|obj)[\\/]"))
        .Order(StringComparer.Ordinal)
        .SelectMany(File.ReadAllBytes)
]));

// NuGet never reads a version twice and falls back on its cache, where another clone may have left other stand-ins.
void EvictOthers(string content)
{
    var cache = Dotnet(["nuget", "locals", "global-packages", "--list"]).Output.Split("global-packages: ")[^1].Trim();
    foreach (var cached in standIns.Select(s => Path.Combine(cache, s.Id.ToLowerInvariant(), s.Version)).Where(Directory.Exists))
    {
        if (!Directory.GetFiles(cached, "*.nuspec").Any(nuspec => File.ReadAllText(nuspec).Contains(content)))
        {
            Directory.Delete(cached, recursive: true);
        }
    }
}

(int Code, string Output) Dotnet(string[] arguments, bool quiet = true)
{
    using var child = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
    {
        RedirectStandardOutput = quiet,
        WorkingDirectory = quiet ? root : "",
    })!;
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true); // the child gets it too
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => child.Kill(entireProcessTree: true));
    var output = quiet ? child.StandardOutput.ReadToEnd() : "";
    child.WaitForExit();
    return (child.ExitCode, output);
}

static void Say(string text) => Console.Error.WriteLine(text);
