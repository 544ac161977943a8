using System.CommandLine;
using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Accepted;
using XtCmkInfra.Cli.Reports;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary><c>xtcmk verify</c>: the live chain of trust, link by link, against what the stacks expect.</summary>
internal sealed class VerifyCommand
{
    private readonly Option<string[]> _vendors =
        Files("--isv", "The outputs of the vendor's stack, from 'pulumi stack output --json'; - is standard input.");

    private readonly Option<string[]> _customers =
        Files("--customer", "The outputs of a customer's stack, or the customer's handoff record.");

    private readonly Option<string[]> _officers =
        Files("--officer", "The object id of a crypto officer, if --customer names a handoff record.");

    private readonly Option<string?> _tenant = new("--tenant")
    {
        Description = "Check this tenant only; other tenants are 'not visible'.",
    };

    private readonly Option<string?> _subscription = new("--subscription") { Description = "Check this subscription only." };

    private readonly Option<string?> _customerName = new("--customer-name")
    {
        Description = "Check this customer only, by the name in the vendor's settings.",
    };

    private readonly EndpointOptions _endpoint = new();

    private readonly Option<int> _warnDays =
        Options.Number("--warn-days", "Report versions that expire within this number of days.", 0, 3650, standard: 30);

    private readonly Option<int> _timeout =
        Options.Number("--timeout", "The time limit of the run in seconds.", 1, 86_400, standard: 300);

    private readonly Option<bool> _probe = new("--probe")
    {
        Description = "Also read each account: whether its blob service can use its key, and which scopes, containers and copies "
            + "have another key.",
    };

    private readonly Option<string> _failOn = Options.FailOn(Severity.Low);

    private readonly Option<FileInfo?> _config = AcceptedFile.Option();

    private readonly ReportFormats<Verification> _formats = VerifyReport.Formats();

    private VerifyCommand()
    {
    }

    public static Command Create(CommandContext context)
    {
        var verb = new VerifyCommand();
        var command = new Command("verify", "Read the live chain of trust, and report whether each link holds.")
        {
            verb._vendors, verb._customers, verb._officers, verb._tenant, verb._subscription,
        };
        verb._endpoint.AddTo(command);
        foreach (var option in (Option[])[verb._warnDays, verb._timeout, verb._probe, verb._customerName, verb._failOn, verb._config])
            command.Add(option);
        verb._formats.AddTo(command);
        command.SetAction((parsed, cancellation) => verb.RunAsync(parsed, context, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellation)
    {
        var write = _formats.Read(parsed);
        var acceptance = new Acceptance(AcceptedFile.Read(parsed.GetValue(_config)), context.Today);
        var (vendors, customers) = (parsed.GetValue(_vendors) ?? [], parsed.GetValue(_customers) ?? []);
        var open = await context.OpenerAsync([.. vendors, .. customers], cancellation);
        var expectations = StackExpectations.Read(vendors, customers, Officers(parsed), open).Of(parsed.GetValue(_customerName));
        var scope = new ReadScope(
            parsed.Read(_tenant, TenantId.Parse), parsed.Read(_subscription, SubscriptionId.Parse), parsed.GetValue(_probe));
        expectations.RequireNamed(scope.Tenant, scope.Subscription);
        var options = new VerifyOptions(scope, parsed.GetValue(_warnDays), parsed.SeverityOf(_failOn));
        using var connection = await _endpoint.ConnectAsync(parsed, expectations.Cloud, context, cancellation);
        expectations.RequireSimulator(connection.Simulated is not null);
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(parsed.GetValue(_timeout)), context.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        var verifier = new Verifier(connection, options, new AzureQueries(context.Time, limit.Token));
        var probed = scope.Probe ? expectations.Vendors.Sum(vendor => vendor.Accounts.Count) : 0;
        Verification? found = null;
        await Progress.RunAsync(
            context,
            expectations.Customers.Count + (2 * expectations.Vendors.Count) + probed,
            async advance => found = await verifier.RunAsync(expectations.Vendors, expectations.Customers, advance),
            cancellation);
        cancellation.ThrowIfCancellationRequested();
        var verification = (found! with
        {
            OnlyCustomer = parsed.GetValue(_customerName),
            Source = found.Source with { Inputs = expectations.Inputs },
        }).With(acceptance);
        write(verification, context);
        GitHubAnnotations.Write(VerifyResults.Of(verification), context);
        return verification.ExitCode;
    }

    private List<ObjectId> Officers(ParseResult parsed) => [.. (parsed.GetValue(_officers) ?? []).Select(Officer)];

    private static ObjectId Officer(string id)
    {
        var read = ObjectId.Parse(id);
        return read.Ok ? read.Value! : throw new BadInputException($"--officer: {read.Mistake}.");
    }

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = true };
}
