using System.Security.Authentication;
using System.Security.Cryptography;
using Azure;
using Microsoft.Extensions.Time.Testing;
using XtCmkInfra.Cli.Key;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;

namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_fails
{
    private const string Host = "kv-fabrikam.vault.azure.net";

    public static TheoryData<string> Faults => ["401", "403", "404", "429", "500", "503", "closed", "half", "garbage", "empty", "circle"];

    [Theory]
    [InlineData(401, "status", "returned 401 Unauthorized: it does not accept the sign-in to tenant 22222222-2222-4222-8222-222222222222.")]
    [InlineData(403, "status",
        "returned 403 Forbidden: the account that is signed in to tenant 22222222-2222-4222-8222-222222222222 lacks a role. It needs the "
            + "role Key "
            + "Vault Reader on the key, or in a vault with access policies the key permissions list and getrotationpolicy.")]
    [InlineData(403, "rotate",
        "It needs the role Key Vault Crypto Officer on the key, or in a vault with access policies the key permissions rotate.")]
    [InlineData(404, "status",
        "returned 404 KeyNotFound: there is no such key. Check the name and the version in https://kv-fabrikam.vault.azure.net/keys/cmk.")]
    [InlineData(429, "rotate", "returned 429 Throttled: too many calls. Wait 7 seconds and run it again.")]
    [InlineData(500, "status", "returned 500 InternalServerError: it is not available now. Run it again later.")]
    [InlineData(503, "rotate",
        "returned 503 ServiceUnavailable: it is not available now. Run it again later. Whether the change was made is not known: "
            + "'xtcmk key status https://kv-fabrikam.vault.azure.net/keys/cmk' shows it.")]
    public async Task A_refusal_is_reported_with_the_code_of_Azure_and_what_to_do(int status, string verb, string sentence)
    {
        await using var key = await ServedKey.InVaultAsync(line =>
            line.Host == Host ? new Fault.Status(status, TimeSpan.FromSeconds(7)) : null);
        using var tool = new KeyTool(key);

        var answer =
            await tool.RunAsync(verb, null, [.. verb == "status" ? Array.Empty<string>() : ["--yes"], "--tenant", World.Customer.Value]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith($"xtcmk: {Host} returned", answer.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, answer.Error);
        Assert.Single(key.Versions);
    }

    [Fact]
    public async Task A_grant_in_a_managed_HSM_is_a_local_role()
    {
        await using var key = await ServedKey.InHsmAsync(new SimulatedAzureServerOptions
        {
            Fault = line => line.Host.StartsWith("hsm", StringComparison.Ordinal) ? new Fault.Status(403) : null,
        });
        using var tool = new KeyTool(key);
        string[] at = ["--tenant", World.Customer.Value, "--yes"];

        var rotate = await tool.RunAsync("rotate", null, at);
        var grant = await tool.RunAsync("hsm-grant", null, ["--principal", key.Served.World.ServicePrincipal.Value, .. at]);

        Assert.Contains("It needs the local role Managed HSM Crypto User.", rotate.Error);
        Assert.Contains("It needs the local role Managed HSM Policy Administrator.", grant.Error);
    }

    [Fact]
    public async Task A_tenant_that_is_not_the_vaults_is_reported()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("status", null, "--tenant", World.Vendor.Value);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains($"returned 401 Unauthorized AKV10032: it does not belong to tenant {World.Vendor}.", answer.Error);
    }

    [Fact]
    public async Task A_sign_in_that_Entra_refuses_is_reported_with_its_code()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunAsync("status", null, "--tenant", "33333333-3333-4333-8333-333333333333");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("Signing in to tenant 33333333-3333-4333-8333-333333333333 failed (AADSTS90002)", answer.Error);
    }

    [Fact]
    public async Task A_key_that_there_is_not_is_reported()
    {
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key);

        var answer = await tool.RunLineAsync(["status", $"https://{Host}/keys/none", .. tool.Where()]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.Contains("there is no such key", answer.Error);
    }

    [Fact]
    public void A_failed_handshake_is_reported_without_codes_of_a_library()
    {
        var handshake = new AuthenticationException(
            "Authentication failed, see inner exception.", new CryptographicException("error:0A00010B:SSL routines::wrong version number"));
        var failure = new RequestFailedException(0, "The SSL connection could not be established.", null, new IOException("", handshake));

        var sentence = new KeyFailure(KeyUri.Parse($"https://{Host}/keys/cmk").Value!, null, KeyRight.Read).InWords(failure);

        Assert.Equal($"{Host} did not respond: the TLS handshake failed. Check the name in KEY-URI and the network.", sentence);
    }

    [Fact]
    public async Task Azure_is_waited_for_no_longer_than_the_time_limit()
    {
        var time = new FakeTimeProvider();
        await using var key = await ServedKey.InVaultAsync(new SimulatedAzureServerOptions
        {
            Fault = line => line.Method == "POST" && line.Host == Host ? new Fault.SlowBody(Timeout.InfiniteTimeSpan) : null,
            Served = request =>
            {
                if (request.Fault is not null)
                    time.Advance(TimeSpan.FromSeconds(30));
            },
        });
        using var tool = new KeyTool(key) { Time = time };

        var answer = await tool.RunAsync("rotate", null, "--yes", "--timeout", "30");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Out));
        Assert.StartsWith($"xtcmk: {Host} did not respond within 30 seconds.", answer.Error, StringComparison.Ordinal);
        Assert.Contains("Whether the change was made is not known", answer.Error);
    }

    [Fact]
    public async Task The_time_in_which_a_person_thinks_does_not_count()
    {
        var time = new FakeTimeProvider();
        await using var key = await ServedKey.InVaultAsync();
        using var tool = new KeyTool(key)
        {
            Time = time,
            Person = _ =>
            {
                time.Advance(TimeSpan.FromHours(1));
                return "y";
            },
        };

        Assert.Equal(0, (await tool.RunAsync("rotate")).ExitCode);
    }

    /// <summary>The vault's host and the sign-in alike. A sign-in may do without some of its calls; then the answer is whole.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whichever_call_goes_wrong_it_ends_with_a_sentence_or_the_whole_answer(string fault)
    {
        string whole;
        await using (var key = await ServedKey.InVaultAsync())
        {
            using var tool = new KeyTool(key);
            whole = Shape((await tool.RunAsync("status")).Out);
        }

        for (var number = 1; ; number++)
        {
            await using var key = await ServedKey.InVaultAsync(line => line.Number == number ? FaultOf(fault) : null);
            using var tool = new KeyTool(key);

            var answer = await tool.RunAsync("status");

            if (answer.ExitCode == 0)
                Assert.Equal((whole, ""), (Shape(answer.Out), answer.Error));
            else
                Assert.Equal((2, "", 1), (answer.ExitCode, answer.Out, answer.Error.Count(character => character == '\n')));
            Assert.DoesNotContain("Bearer", answer.Error);
            Assert.DoesNotContain("Exception", answer.Error);
            if (key.Served.Server.Requests.Count < number)
                break;
            Assert.False(answer.ExitCode
                == 0 && key.Served.Server.Requests[number - 1].Line.Host == Host && number > 1 && fault != "circle");
        }
    }

    private static Fault FaultOf(string name) => name switch
    {
        "closed" => new Fault.ClosedConnection(),
        "half" => new Fault.HalfBody(),
        "garbage" => new Fault.Garbage(),
        "empty" => new Fault.EmptyPage(),
        "circle" => new Fault.EmptyPage(MoreFollow: true),
        _ => new Fault.Status(int.Parse(name), TimeSpan.Zero),
    };

    /// <summary>Without the version, which is another in each world.</summary>
    private static string Shape(string text) => System.Text.RegularExpressions.Regex.Replace(text, "[0-9a-f]{32}", "version");
}
