using System.CommandLine;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Key;

/// <summary>What every subcommand of <c>xtcmk key</c> takes: which key, and how to reach it.</summary>
internal sealed class KeyOptions
{
    private readonly Argument<string> _key = new("KEY-URI")
    {
        Description = "https://{vault}.vault.azure.net/keys/{name}, or with /{version}.",
    };

    private readonly Option<string?> _tenant = new("--tenant")
    {
        Description = "The tenant id of the vault (default: the vault reports it).",
    };

    private readonly EndpointOptions _endpoint = new();

    private readonly Option<int> _timeout =
        Options.Number("--timeout", "The time limit of the run in seconds.", 1, 86_400, standard: 100);

    public void AddTo(Command command)
    {
        command.Add(_key);
        command.Add(_tenant);
        _endpoint.AddTo(command);
        command.Add(_timeout);
    }

    /// <exception cref="BadInputException">It is none.</exception>
    public KeyUri KeyOf(ParseResult parsed) =>
        KeyUri.Parse(parsed.GetValue(_key)!) is var read && read.Ok ? read.Value : throw new BadInputException($"{read.Mistake}.");

    /// <returns>Null where the vault is to be asked.</returns>
    /// <exception cref="BadInputException">It is not the id of a tenant.</exception>
    public TenantId? TenantOf(ParseResult parsed) => parsed.Read(_tenant, TenantId.Parse);

    public TimeSpan TimeoutOf(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(_timeout));

    /// <exception cref="BadInputException">The simulator's certificate cannot be read, or it is not on this machine.</exception>
    public Task<AzureConnection> ConnectAsync(ParseResult parsed, Cloud cloud, CommandContext context, CancellationToken cancellation) =>
        _endpoint.ConnectAsync(parsed, cloud, context, cancellation);

    /// <summary>The options that lead another run to the same place.</summary>
    public IEnumerable<string> Repeated(ParseResult parsed) => _endpoint.Repeated(parsed);
}
