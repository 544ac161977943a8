using XtCmkInfra.Cli.Sim.Az.Commands;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>Carries out one command of the Azure CLI on simulated tenants.</summary>
internal static class AzTool
{
    /// <summary>Reads the line, and says which command it is before anything is loaded.</summary>
    /// <returns>0 or the Azure CLI's exit codes: 1 for a refusal, 2 for a line that cannot be understood, 3 for what is not
    /// there.</returns>
    /// <param name="open">Gives the tenants to work on; asked only for a line that can be understood.</param>
    public static int Run(CommandContext context, IReadOnlyList<string> args, Func<AzCommand, AzTenants> open)
    {
        AzCommand? command = null;
        try
        {
            if (AzParser.Parse(args, context.Out) is not { } parsed)
                return 0;

            command = parsed.Command;
            if (parsed.Values.GetValueOrDefault("--query")?.LastOrDefault() is { } query)
                AzOutput.CheckQuery(query);
            using var tenants = open(command);
            var session = new AzSession(tenants.Azure, tenants.Profile, context);
            var answer = Answer(command, parsed.Values, session);
            if (command.Changes)
                tenants.Keep(session.Profile);
            if (answer is not null)
                context.Out.WriteLine(answer);
            return 0;
        }
        catch (AzException refused)
        {
            context.Error.WriteLine($"ERROR: {refused.Message}");
            return refused.ExitCode;
        }
        catch (AzureException refused)
        {
            context.Error.WriteLine($"ERROR: {AzErrors.Text(command!, refused)}");
            return refused.Status == 404 && command!.IsShow ? AzException.NotFound : 1;
        }
    }

    private static string? Answer(AzCommand command, Dictionary<string, string[]> values, AzSession session)
    {
        var call = new AzCall(command, values, session);
        var where = session.Profile;
        var isAccount = command.Path is ["account" or "login" or "logout", ..] or ["cloud", "set"];
        if (!isAccount && call.Text("--subscription") is { } subscription)
            session.Profile = Accounts.Choose(session, subscription);
        var answer = command.Run(call);
        if (!isAccount)
            session.Profile = where;
        AzShapes.AddResourceGroups(answer);
        var selected = answer is not null && call.Text("--query") is { } query ? AzOutput.Query(answer, query) : answer;
        return AzOutput.Text(selected, call.Text("--output")!);
    }
}

/// <summary>The tenants that a command works on.</summary>
/// <param name="Profile">Where one is in them.</param>
/// <param name="Keep">Keeps what a command has changed, and where one is now.</param>
internal sealed record AzTenants(SimulatedAzure Azure, AzProfile Profile, Action<AzProfile> Keep, IDisposable? Held = null) : IDisposable
{
    public void Dispose() => Held?.Dispose();
}
