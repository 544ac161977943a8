using System.CommandLine;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary>What every subcommand of <c>xtcmk key</c> is told: which key, and how to reach it.</summary>
internal sealed class KeyOptions
{
    private const int DefaultTimeout = 100;
    private const int LongestTimeout = 24 * 60 * 60;

    public KeyOptions() => Timeout.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var seconds) && seconds is < 1 or > LongestTimeout)
            result.AddError($"--timeout takes whole seconds from 1 to {LongestTimeout}.");
    });

    private Argument<string> Key { get; } = new("KEY-URI") { Description = "https://{vault}.vault.azure.net/keys/{name}, or with /{version}." };

    private Option<string?> Tenant { get; } = new("--tenant") { Description = "The tenant id of the vault (default: the vault is asked)." };

    private Option<string?> Endpoint { get; } = new("--endpoint") { Description = "Ask a simulator instead of Azure: https://127.0.0.1:PORT, as 'xtcmk sim serve' prints it." };

    private Option<FileInfo?> Certificate { get; } = new("--certificate")
    {
        Description = "The simulator's certificate (default: .xtcmk/endpoint.pem beside the vendor's Pulumi.yaml).",
    };

    private Option<int> Timeout { get; } = new("--timeout")
    {
        Description = $"The most seconds to wait for Azure, in all (default: {DefaultTimeout}).",
        DefaultValueFactory = _ => DefaultTimeout,
    };

    public void AddTo(Command command)
    {
        command.Add(Key);
        foreach (var option in (Option[])[Tenant, Endpoint, Certificate, Timeout])
            command.Add(option);
    }

    /// <exception cref="BadInputException">It is none.</exception>
    public KeyUri KeyOf(ParseResult parsed) => Required(KeyUri.Parse(parsed.GetValue(Key)!));

    /// <returns>Null where the vault is to be asked.</returns>
    /// <exception cref="BadInputException">It is not the id of a tenant.</exception>
    public TenantId? TenantOf(ParseResult parsed) => parsed.GetValue(Tenant) is { } text ? Required(TenantId.Parse(text)) : null;

    public TimeSpan TimeoutOf(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(Timeout));

    /// <exception cref="BadInputException">The simulator's certificate cannot be read, or it is not on this machine.</exception>
    public async Task<AzureConnection> ConnectAsync(ParseResult parsed, Cloud cloud, CommandContext context, CancellationToken cancellation) =>
        new(cloud, await SimulatorOfAsync(parsed, context, cancellation), context.Retries, Time: context.Time);

    /// <summary>The options that lead another run to the same place.</summary>
    public IEnumerable<string> Repeated(ParseResult parsed)
    {
        if (parsed.GetValue(Endpoint) is { } endpoint)
            yield return $"--endpoint {endpoint}";
        if (parsed.GetValue(Certificate) is { } file)
            yield return $"--certificate {Quoted(file.FullName)}";
    }

    private async Task<SimulatedEndpoint?> SimulatorOfAsync(ParseResult parsed, CommandContext context, CancellationToken cancellation)
    {
        var file = parsed.GetValue(Certificate);
        if (parsed.GetValue(Endpoint) is not { } text)
            return file is null ? null : throw new BadInputException("--certificate is a simulator's; it goes with --endpoint.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint))
            throw new BadInputException($"'{text}' is not an endpoint of a simulator: use https://127.0.0.1:PORT, as 'xtcmk sim serve' prints it.");
        var certificate = file?.FullName ?? Path.Combine(Projects.Locate(null), ".xtcmk", "endpoint.pem");
        return await SimulatorReadiness.ConnectAsync(context, endpoint, certificate, cancellation);
    }

    private static string Quoted(string path) => path.Any(char.IsWhiteSpace) ? $"\"{path}\"" : path;

    private static T Required<T>(Parsed<T> parsed) => parsed.Ok ? parsed.Value : throw new BadInputException($"{parsed.Mistake}.");
}
