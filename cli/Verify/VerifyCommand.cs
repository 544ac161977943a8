using System.CommandLine;
using XtCmkInfra.Azure;
using XtCmkInfra.Cli.Accepted;
using XtCmkInfra.Cli.Reports;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary><c>xtcmk verify</c>: the live chain of trust, link by link, against what the stacks promised.</summary>
internal static class VerifyCommand
{
    private const string Never = "never";

    public static Command Create(CommandContext context)
    {
        var isv = Files("--isv", "What 'pulumi stack output --json' printed for the vendor's stack; - is standard input.");
        var customer = Files("--customer", "The same of a customer's stack.");
        var tenant = new Option<string?>("--tenant") { Description = "Look at this tenant only; what is in others is 'not visible'." };
        var subscription = new Option<string?>("--subscription") { Description = "Look at this subscription only." };
        var endpoint = new Option<string?>("--endpoint")
        {
            Description = "Where Azure Resource Manager is: that of a sovereign cloud, or what 'xtcmk sim serve' prints. The default is that of the stacks' cloud.",
        };
        var certificate = new Option<string?>("--certificate") { Description = "The simulator's certificate (default: endpoint.pem in .xtcmk)." };
        var warnDays = new Option<int>("--warn-days") { Description = "Tell of expiries so many days before.", DefaultValueFactory = _ => 30 };
        var customerName = new Option<string?>("--customer-name") { Description = "Look at this customer only, by the name in the vendor's settings." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds for everything, retries included.", DefaultValueFactory = _ => 300 };
        var probe = new Option<bool>("--probe") { Description = "Ask each account by itself too: whether its blob service can use its key, and for scopes, containers and copies under another key." };
        var failOn = new Option<string>("--fail-on")
        {
            Description = "The lowest severity that makes the exit code 1: critical, high, medium, low or never.",
            DefaultValueFactory = _ => "low",
        };
        failOn.AcceptOnlyFromAmong("critical", "high", "medium", "low", Never);
        var config = AcceptedFile.Option();
        var formats = VerifyReport.Formats();
        foreach (var (option, least, most) in new[] { (warnDays, 0, 3650), (timeout, 1, 86_400) })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && (number < least || number > most))
                    result.AddError($"{option.Name} takes a whole number from {least} to {most}.");
            });
        }

        var command = new Command("verify", "Read the live chain of trust, and say of every link whether it holds.")
        {
            isv, customer, tenant, subscription, endpoint, certificate, warnDays, timeout, probe, customerName,
            failOn, config,
        };
        formats.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            new Request(
                parsed.GetValue(isv) ?? [],
                parsed.GetValue(customer) ?? [],
                parsed.GetValue(tenant),
                parsed.GetValue(subscription),
                parsed.GetValue(endpoint),
                parsed.GetValue(certificate),
                parsed.GetValue(warnDays),
                TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                parsed.GetValue(probe),
                parsed.GetValue(customerName),
                parsed.GetValue(failOn)! is var lowest && lowest == Never ? null : Enum.Parse<Severity>(lowest, ignoreCase: true)),
            formats.Read(parsed),
            new Acceptance(AcceptedFile.Read(parsed.GetValue(config)), context.Today),
            context,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Request request,
        Action<Verification, CommandContext> write,
        Acceptance acceptance,
        CommandContext context,
        CancellationToken cancellation)
    {
        var inputs = new List<VerifyInput>();
        var (vendors, customers) = ReadPromises(request, await context.OpenerAsync([.. request.Isv, .. request.Customer], cancellation), inputs);
        if (request.CustomerName is { } name)
            (vendors, customers) = NamedCustomer.Select(name, vendors, customers);
        var scope = new ReadScope(
            Parse(request.Tenant, "--tenant", TenantId.Parse), Parse(request.Subscription, "--subscription", SubscriptionId.Parse), request.Probe);
        var options = new VerifyOptions(scope, request.WarnDays, request.FailOn);
        CheckTenant(scope.Tenant, vendors, customers);
        CheckSubscription(scope.Subscription, vendors, customers);
        using var connection = await ConnectAsync(request, CloudOf(vendors, customers), context, cancellation);
        CheckSimulated(inputs, connection);
        using var time = new CancellationTokenSource(request.Timeout, context.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        Verification? verification = null;
        await Progress.RunAsync(
            context,
            customers.Count + (2 * vendors.Count) + (scope.Probe ? vendors.Sum(vendor => vendor.Accounts.Count) : 0),
            async advance => verification = await new Verifier(connection, options, new AzureQueries(context.Time, limit.Token)).RunAsync(vendors, customers, advance),
            cancellation);
        cancellation.ThrowIfCancellationRequested();
        verification = (verification! with
        {
            OnlyCustomer = request.CustomerName,
            Source = verification.Source with { Inputs = inputs },
        }).With(acceptance);
        write(verification, context);
        GitHubAnnotations.Write(VerifyResults.Of(verification), context);
        return verification.ExitCode;
    }

    /// <exception cref="BadInputException">A file cannot be used, or there is none; all mistakes are told.</exception>
    private static (IReadOnlyList<VendorPromise> Vendors, IReadOnlyList<CustomerPromise> Customers) ReadPromises(
        Request request, Func<string, Stream> open, List<VerifyInput> inputs)
    {
        var mistakes = new List<string>();
        if (request.Isv.Length + request.Customer.Length == 0)
            mistakes.Add("verify needs what the stacks promised: --isv FILE, --customer FILE, or both, from 'pulumi stack output --json'.");
        if (request.Isv.Concat(request.Customer).Count(file => file == "-") > 1)
            mistakes.Add("only one file can be standard input.");
        var vendors = ReadAll(request.Isv, file => StackOutputs.ReadVendor(Input(file)), mistakes);
        var customers = ReadAll(request.Customer, file => StackOutputs.ReadCustomer(Input(file)), mistakes);
        return mistakes.Count == 0 ? (VendorPromise.Join(vendors), customers) : throw new BadInputException(string.Join("\nxtcmk: ", mistakes));

        VerifyInput Input(string file)
        {
            inputs.Add(VerifyInput.Read(file, open));
            return inputs[^1];
        }
    }

    /// <summary>Azure knows nothing of what a simulated stack promises.</summary>
    private static void CheckSimulated(IEnumerable<VerifyInput> inputs, AzureConnection connection)
    {
        if (connection.Simulated is null && inputs.FirstOrDefault(input => input.IsSimulated) is { Name: var name })
            throw new BadInputException($"{name} is of simulated tenants: give --endpoint, as 'xtcmk sim serve' prints it.");
    }

    private static List<T> ReadAll<T>(string[] files, Func<string, T> read, List<string> mistakes)
    {
        var all = new List<T>();
        foreach (var file in files)
        {
            try
            {
                all.Add(read(file));
            }
            catch (BadInputException bad)
            {
                mistakes.Add(bad.Message);
            }
        }

        return all;
    }

    private static Cloud CloudOf(IReadOnlyList<VendorPromise> vendors, IReadOnlyList<CustomerPromise> customers)
    {
        var clouds = vendors.Select(vendor => vendor.Handoff.Cloud).Concat(customers.Select(customer => customer.Handoff.KeyUri.Cloud)).Distinct().ToList();
        return clouds is [var only] ? only : throw new BadInputException($"the stacks are in different clouds ({string.Join(", ", clouds)}); a chain never crosses clouds.");
    }

    private static void CheckTenant(TenantId? tenant, IReadOnlyList<VendorPromise> vendors, IReadOnlyList<CustomerPromise> customers)
    {
        var known = vendors.Select(vendor => vendor.Handoff.TenantId).Concat(customers.Select(customer => customer.Handoff.TenantId)).Distinct().ToList();
        if (tenant is not null && !known.Contains(tenant))
            throw new BadInputException($"--tenant {tenant}: the stacks' outputs do not name this tenant, but {string.Join(" and ", known)}.");
    }

    /// <summary>What nobody has, nobody can look at; it is most often mistyped.</summary>
    private static void CheckSubscription(SubscriptionId? subscription, IReadOnlyList<VendorPromise> vendors, IReadOnlyList<CustomerPromise> customers)
    {
        var known = vendors.SelectMany(vendor => vendor.Accounts).SelectMany(account => new[] { account.AccountId, account.IdentityId })
            .Concat(customers.Select(customer => customer.VaultId).OfType<string>())
            .Select(id => SubscriptionId.OfResource(id).Value!)
            .Distinct()
            .ToList();
        if (subscription is not null && !known.Contains(subscription))
            throw new BadInputException($"--subscription {subscription}: nothing that the stacks' outputs name is in this subscription, but in {string.Join(" and ", known)}.");
    }

    /// <summary>Azure itself, by the cloud's own host; or a simulator on this machine.</summary>
    private static async Task<AzureConnection> ConnectAsync(Request request, Cloud cloud, CommandContext context, CancellationToken cancellation)
    {
        if (request.Endpoint is not { } text)
            return request.Certificate is null ? new AzureConnection(cloud, null, context.Retries, Time: context.Time) : throw new BadInputException("--certificate is the simulator's, and needs --endpoint.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint))
            throw new BadInputException($"--endpoint '{text}' is not a URI such as https://127.0.0.1:8443 or https://{cloud.ManagementHost}.");
        if (Cloud.All.FirstOrDefault(one => one.ManagementHost == endpoint.Host) is { } sovereign)
        {
            return sovereign == cloud && endpoint.Scheme == Uri.UriSchemeHttps
                ? new AzureConnection(cloud, null, context.Retries, Time: context.Time)
                : throw new BadInputException($"--endpoint {text} is not that of the stacks' cloud '{cloud}', which is https://{cloud.ManagementHost}.");
        }

        var simulator = await SimulatorReadiness.ConnectAsync(context, endpoint, request.Certificate ?? DefaultCertificate(), cancellation);
        return new AzureConnection(cloud, simulator, context.Retries, Time: context.Time);
    }

    private static string DefaultCertificate() => Path.Combine(Projects.Locate(null), ".xtcmk", "endpoint.pem");

    private static T? Parse<T>(string? text, string option, Parser<T> parse)
        where T : class => text is null ? null : parse(text) is { Ok: true, Value: var value } ? value : throw new BadInputException($"{option}: {parse(text).Mistake}.");

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = true };

    private sealed record Request(
        string[] Isv,
        string[] Customer,
        string? Tenant,
        string? Subscription,
        string? Endpoint,
        string? Certificate,
        int WarnDays,
        TimeSpan Timeout,
        bool Probe,
        string? CustomerName,
        Severity? FailOn);
}
