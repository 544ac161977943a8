using System.Collections.Concurrent;
using XtCmkInfra.Azure;
using XtCmkInfra.Cli;
using XtCmkInfra.Cli.Verify;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Verify.Faults;

/// <summary>
/// A chain that holds, verified with all that verify can look at through Azure's own clients, which are answered in this process: a
/// proxy between them and the simulator gives another answer to one kind of request.
/// </summary>
public sealed class AlteredChain : IAsyncLifetime
{
    private readonly World _world = VerifiedWorld.Complete();
    private readonly Proxy _proxy;
    private readonly AzureConnection _azure;

    public AlteredChain()
    {
        _world.Write();
        _proxy = new Proxy(new SimulatedAzureHandler(_world.Azure));
        _azure = new AzureConnection(Cloud.Public, SimulatedEndpoint.InProcess(_proxy), Retries: 0, TimeSpan.Zero);
    }

    /// <summary>Each request of a run as it is answered where nothing is wrong, without those that sign in.</summary>
    internal IReadOnlyList<Exchange> Exchanges { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var right = await VerifyAsync();
        Assert.Equal([], right.Unknown.Select(result => result.Reason));
        Assert.Equal(ExitCode.Clean, right.ExitCode);
        Exchanges = [.. _proxy.Exchanges.Values
            .Where(exchange => !exchange.Line.Contains("https://login.", StringComparison.Ordinal))
            .OrderBy(exchange => exchange.Line, StringComparer.Ordinal)];
    }

    internal async Task<Verification> VerifyAsync(Exchange? at = null, Reply? reply = null)
    {
        _proxy.Answer(at, reply);
        var queries = new AzureQueries(_world.Azure.Clock, TestContext.Current.CancellationToken);
        var found = await new Verifier(_azure, VerifiedWorld.Options(probe: true), queries).RunAsync(
            [VerifiedWorld.VendorOf(_world)], [VerifiedWorld.CustomerOf(_world)], _ => { });
        Assert.True(at is null || _proxy.HasAnswered, $"{at?.Line} was not asked.");
        return found;
    }

    public ValueTask DisposeAsync()
    {
        _azure.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Proxy(SimulatedAzureHandler azure) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _azure = new(azure);
        private (Exchange? At, Reply? Reply) _altered;

        public ConcurrentDictionary<string, Exchange> Exchanges { get; } = new(StringComparer.Ordinal);

        public bool HasAnswered { get; private set; }

        public void Answer(Exchange? at, Reply? reply) => (_altered, HasAnswered) = ((at, reply), false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var line = $"{request.Method} {Uri.UnescapeDataString(request.RequestUri!.AbsoluteUri)}";
            var response = await _azure.SendAsync(request, cancellationToken);
            if (_altered.At?.Line == line)
            {
                HasAnswered = true;
                return _altered.Reply!.Render(response);
            }

            if (_altered.At is null)
            {
                var body = await response.Content.ReadAsStringAsync(cancellationToken);
                var type = response.Content.Headers.ContentType?.ToString();
                Exchanges.TryAdd(line, new Exchange(line, (int)response.StatusCode, type, body));
            }

            return response;
        }
    }
}
