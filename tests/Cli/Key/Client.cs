using Azure;
using Microsoft.Extensions.Time.Testing;
using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;
using XtCmkInfra.Simulator.Http;
using XtCmkInfra.Tests.Simulator.Azure;
using KeyVersion = XtCmkInfra.Trust.KeyVersion;

namespace XtCmkInfra.Tests.Cli.Key;

public sealed class Key_command_client
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "RSA")]
    [InlineData(true, "RSA-HSM")]
    public async Task A_key_is_read_with_its_type_size_and_operations(bool inHsm, string kty)
    {
        await using var key = await ServedKey.StartAsync(inHsm);

        var details = await key.Client.GetKeyAsync(null, Cancellation);

        Assert.Equal((kty, 2048), (details.Kty, details.Bits));
        Assert.Contains("unwrapKey", details.Operations);
        Assert.Equal(
            new KeyVersion(key.Versions[0].Version, true, SimulatedClock.DefaultStart, null, null) { Updated = SimulatedClock.DefaultStart,
                RecoveryLevel = "Recoverable" },
            details.Version);
    }

    [Fact]
    public async Task Versions_are_read_page_by_page_with_the_time_of_the_vault()
    {
        await using var key = await ServedKey.InVaultAsync(new SimulatedAzureServerOptions { PageSize = 2 });
        for (var rotation = 0; rotation < 4; rotation++)
            key.Rotate();
        key.SetEnabled(key.Versions[1].Version, false);
        key.Clock.Advance(TimeSpan.FromDays(3));

        var list = await key.Client.GetVersionsAsync(Cancellation);

        Assert.Equal(key.Versions.Select(version => version.Version).Order(), list.Versions.Select(version => version.Version).Order());
        Assert.Equal(key.Versions[1].Version, Assert.Single(list.Versions, version => !version.IsEnabled).Version);
        Assert.Equal(SimulatedClock.DefaultStart.AddDays(3), list.AnsweredAt);
    }

    [Theory]
    [InlineData("""{ "lifetimeActions": [] }""", null, null)]
    [InlineData(
        """{ "lifetimeActions": [{ "trigger": { "timeAfterCreate": "P1Y6M" }, "action": { "type": "Rotate" } }] }""",
        "1 year 6 months after a version was made",
        null)]
    [InlineData(
        """
        {
          "lifetimeActions": [{ "trigger": { "timeBeforeExpiry": "P30D" }, "action": { "type": "Rotate" } }],
          "attributes": { "expiryTime": "P2Y" }
        }
        """,
        "30 days before a version expires",
        "P2Y")]
    [InlineData(
        """
        {
          "lifetimeActions": [{ "trigger": { "timeBeforeExpiry": "P30D" }, "action": { "type": "Notify" } }],
          "attributes": { "expiryTime": "P2Y" }
        }
        """,
        null,
        "P2Y")]
    public async Task A_rotation_policy_is_read_in_words(string policy, string? rotates, string? expiry)
    {
        await using var key = await ServedKey.InVaultAsync();
        key.Served.World.Azure.KeyVault.SetRotationPolicy(Caller.Operator, key.Uri, World.Body(policy));

        var rotation = await key.Client.GetRotationPolicyAsync(Cancellation);

        Assert.Equal((rotates, expiry), (rotation.Rotates, rotation.Expiry));
    }

    [Theory]
    [InlineData("""{ "id": "https://kv-fabrikam.vault.azure.net/keys/cmk/rotationpolicy", "attributes": { "expiryTime": "P2Y" } }""",
        "P2Y")]
    [InlineData("""{ "lifetimeActions": null, "attributes": null }""", null)]
    public void A_rotation_policy_without_a_list_of_what_it_does_does_nothing(string policy, string? expiry) =>
        Assert.Equal(new KeyRotation(null, expiry),
            KeyVaultAnswers.Rotation(JsonAnswer.Parse("GET", BinaryData.FromString(policy)), World.Key));

    /// <summary>A managed HSM does not say what time it is; a vault does.</summary>
    [Fact]
    public async Task The_time_is_this_machines_where_a_managed_HSM_does_not_report_it()
    {
        await using var key = await ServedKey.InHsmAsync(new SimulatedAzureServerOptions { Fault = line => line.Host == ServedKey.InHsm.Host
            ? new Fault.NoDate()
            : null });
        var now = SimulatedClock.DefaultStart.AddDays(8);
        using var connection = key.Connection with { Time = new FakeTimeProvider(now) };

        var list = await KeyVaultClient.Connect(connection, World.Customer, key.Uri).GetVersionsAsync(Cancellation);

        Assert.Equal(now, list.AnsweredAt);
    }

    [Fact]
    public async Task A_vault_that_does_not_report_the_time_is_not_believed()
    {
        await using var key = await ServedKey.InVaultAsync(line => IsKey(line) ? new Fault.NoDate() : null);

        var wrong = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => key.Client.GetVersionsAsync(Cancellation));

        Assert.EndsWith("answered without the time in its header Date", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_has_the_code_of_Azure()
    {
        await using var key = await ServedKey.InVaultAsync();
        var other =
            KeyVaultClient.Connect(key.Connection, World.Customer, KeyUri.Parse("https://kv-fabrikam.vault.azure.net/keys/none").Value!);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => other.GetKeyAsync(null, Cancellation));

        Assert.Equal((404, "KeyNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    public static TheoryData<string> Calls => ["key", "versions", "policy", "rotate", "disable"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Garbage_is_reported_with_the_call_that_it_concerns(string call)
    {
        await using var key = await ServedKey.InVaultAsync(line => IsKey(line) ? new Fault.Garbage() : null);

        var wrong = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => CallAsync(key, call));

        Assert.EndsWith("answered something that is not JSON", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("https://kv-fabrikam.vault.azure.net/keys/cmk", wrong.Call, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key", "key is missing")]
    [InlineData("policy", "lifetimeActions is missing")]
    [InlineData("rotate", "key is missing")]
    [InlineData("disable", "key is missing")]
    public async Task What_is_missing_in_an_answer_is_reported(string call, string what)
    {
        await using var key = await ServedKey.InVaultAsync(line => IsKey(line) ? new Fault.EmptyPage() : null);

        var wrong = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => CallAsync(key, call));

        Assert.EndsWith($"answered what cannot be: {what}", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_lead_in_a_circle_are_not_followed_for_ever()
    {
        await using var key = await ServedKey.InVaultAsync(line => IsKey(line) ? new Fault.EmptyPage(MoreFollow: true) : null);

        var wrong = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => key.Client.GetVersionsAsync(Cancellation));

        Assert.EndsWith("nextLink leads to a page that was already read", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, 1)]
    [InlineData(429, 2)]
    public async Task A_rotation_is_tried_again_only_if_it_was_not_begun(int status, int attempts)
    {
        await using var key = await ServedKey.InVaultAsync(line => IsKey(line) ? new Fault.Status(status, TimeSpan.Zero) : null);
        using var patient = key.Connection with { Retries = 1 };
        var client = KeyVaultClient.Connect(patient, World.Customer, key.Uri);

        await Assert.ThrowsAnyAsync<Exception>(() => client.RotateAsync(Cancellation));

        Assert.Equal(attempts, key.Served.Server.Requests.Count(request => IsKey(request.Line)));
        Assert.Single(key.Versions);
    }

    private static bool IsKey(RequestLine line) => line.Host == World.Key.Host;

    private static Task CallAsync(ServedKey key, string call) => call switch
    {
        "key" => key.Client.GetKeyAsync(null, Cancellation),
        "versions" => key.Client.GetVersionsAsync(Cancellation),
        "policy" => key.Client.GetRotationPolicyAsync(Cancellation),
        "rotate" => key.Client.RotateAsync(Cancellation),
        _ => key.Client.SetEnabledAsync(key.Versions[0].Version, false, Cancellation),
    };
}
