using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary>Serves the simulated tenants of a folder, and keeps what is done to their keys.</summary>
internal static class SimServe
{
    /// <param name="context">
    /// Its answer is the endpoint, on a line of its own, once that can be asked; its errors are the calls that are not known.
    /// </param>
    /// <param name="cancellation">Ends the service.</param>
    /// <exception cref="BadInputException">There is nothing to serve, another run uses it, or the port is taken.</exception>
    public static async Task<int> RunAsync(CommandContext context, StateFolder folder, int port, CancellationToken cancellation)
    {
        if (!folder.HasState)
            throw new BadInputException($"There are no simulated tenants in {folder.Path} yet. Create them with 'xtcmk sim up'.");
        using var held = folder.Lock();

        // One that a server left behind which was killed: clients take the file for the sign that this one answers.
        File.Delete(folder.CertificateFile);
        var simulation = folder.Load();
        var saving = new Lock();
        await using var server = await StartAsync(simulation, port, Served);
        folder.WriteCertificate(server.Certificate.ExportCertificatePem());
        try
        {
            var endpoint = server.Endpoint.AbsoluteUri.TrimEnd('/');
            await context.Out.WriteLineAsync(endpoint);
            await context.Error.WriteLineAsync(
                $"Serving {folder.Path} until Ctrl+C. Use it with 'xtcmk verify --endpoint {endpoint}', "
                    + "or with curl as in docs/fidelity.md.");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException)
        {
            // How the service ends.
        }
        finally
        {
            File.Delete(folder.CertificateFile);
        }

        return ExitCode.Clean;

        void Served(ServedRequest request)
        {
            if (request.IsUnknown)
                context.WriteError($"the simulator does not know the call {request.Line}");
            if (!request.IsChange)
                return;
            lock (saving)
                folder.Save(simulation);
        }
    }

    private static async Task<SimulatedAzureServer> StartAsync(Simulation simulation, int port, Action<ServedRequest> served)
    {
        try
        {
            return await SimulatedAzureServer.StartAsync(
                simulation.Azure, new SimulatedAzureServerOptions { Port = port, Served = served }, CancellationToken.None);
        }
        catch (IOException taken)
        {
            throw new BadInputException(
                $"Port {port} cannot be served ({taken.Message}). Choose another with --port, or leave it out for a free one.");
        }
    }
}
