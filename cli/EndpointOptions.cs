using System.CommandLine;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli;

/// <summary>Where Azure is: itself, by the cloud's own hosts, or a simulator on this machine.</summary>
internal sealed class EndpointOptions
{
    private readonly Option<string?> _endpoint = new("--endpoint")
    {
        Description = "Use the simulator at https://127.0.0.1:PORT, as 'xtcmk sim serve' prints it, or a cloud's own management host.",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The simulator's certificate (default: .xtcmk/endpoint.pem beside the vendor's Pulumi.yaml).",
    };

    public void AddTo(Command command)
    {
        command.Add(_endpoint);
        command.Add(_certificate);
    }

    /// <exception cref="BadInputException">The endpoint is neither, or the simulator's certificate cannot be read.</exception>
    public async Task<AzureConnection> ConnectAsync(
        ParseResult parsed, Cloud cloud, CommandContext context, CancellationToken cancellation) =>
        new(cloud, await SimulatorOfAsync(parsed, cloud, context, cancellation), context.Retries, Time: context.Time);

    /// <summary>The options that lead another run to the same place.</summary>
    public IEnumerable<string> Repeated(ParseResult parsed)
    {
        if (parsed.GetValue(_endpoint) is { } endpoint)
            yield return $"{_endpoint.Name} {Quoted(endpoint)}";
        if (parsed.GetValue(_certificate) is { } file)
            yield return $"{_certificate.Name} {Quoted(Path.GetFullPath(file))}";
    }

    private async Task<SimulatedEndpoint?> SimulatorOfAsync(
        ParseResult parsed, Cloud cloud, CommandContext context, CancellationToken cancellation)
    {
        var certificate = parsed.GetValue(_certificate);
        if (parsed.GetValue(_endpoint) is not { } text)
            return certificate is null ? null : throw new BadInputException("--certificate is for a simulator: give its --endpoint too.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint))
        {
            throw new BadInputException(
                $"--endpoint '{text}' is not a URI such as https://127.0.0.1:8443 or https://{cloud.ManagementHost}.");
        }

        if (Cloud.All.FirstOrDefault(one => one.ManagementHost == endpoint.Host) is not { } named)
        {
            certificate ??= Path.Combine(Projects.Locate(null), ".xtcmk", "endpoint.pem");
            return await SimulatorReadiness.ConnectAsync(context, endpoint, certificate, cancellation);
        }

        return named == cloud && endpoint.Scheme == Uri.UriSchemeHttps ? null : throw new BadInputException(
            $"--endpoint {text} is not that of the stacks' cloud '{cloud}', which is https://{cloud.ManagementHost}.");
    }

    private static string Quoted(string text) => text.Any(char.IsWhiteSpace) ? $"\"{text}\"" : text;
}
