using System.Globalization;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>
/// One key on the data plane of its vault or managed HSM, version 7.4. Calls that fail throw what Azure.Core throws:
/// <see cref="RequestFailedException"/> with Azure's code, or an <see cref="AggregateException"/> of several when they were tried again.
/// </summary>
/// <param name="pipeline">Signs in to the vault's tenant for <see cref="ScopeOf"/>.</param>
/// <param name="time">This machine's time, for a managed HSM: its answers do not have the header Date that a vault's have.</param>
/// <param name="tolerance">How far a vault's time may be from this machine's; null for any.</param>
internal sealed class KeyVaultClient(HttpPipeline pipeline, KeyUri key, TimeProvider time, TimeSpan? tolerance = null)
{
    /// <summary>More than clocks are wrong by. A simulated vault has a time of its own.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(1);

    private const string HsmDefinitions = "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/";

    private readonly KeyUri _key = key.WithoutVersion;

    /// <summary>The scope of assignments that are about this key alone.</summary>
    public string HsmScope => $"/keys/{_key.KeyName}";

    /// <summary>The scope / stands between two slashes of its own, as Azure's own clients send it.</summary>
    private string HsmAssignments(string scope) =>
        $"{_key.VaultUri}{(scope == "/" ? "//" : scope)}/providers/Microsoft.Authorization/roleAssignments";

    public static KeyVaultClient Connect(AzureConnection connection, TenantId tenant, KeyUri key) =>
        new(connection.Pipeline(tenant, ScopeOf(key)), key, connection.Time
            ?? TimeProvider.System, connection.Simulated is null ? ClockTolerance : null);

    /// <summary>What a token must be for, for example https://vault.azure.net/.default.</summary>
    public static string ScopeOf(KeyUri key) =>
        $"https://{(key.IsManagedHsm ? key.Cloud.ManagedHsmSuffix : key.Cloud.VaultSuffix)}/.default";

    /// <param name="version">Null for the newest, enabled or not.</param>
    /// <exception cref="UnexpectedAnswerException">As for every call: the answer cannot be understood.</exception>
    public async Task<KeyDetails> GetKeyAsync(string? version, CancellationToken cancellation)
    {
        var asked = Version(version);
        return KeyVaultAnswers.KeyDetails((await SendAsync(RequestMethod.Get, asked.ToString(), cancellation)).Body, asked);
    }

    /// <summary>The newest version.</summary>
    /// <returns>Null where the vault does not show it because it is disabled; its list of versions says so too.</returns>
    public async Task<KeyDetails?> FindNewestAsync(CancellationToken cancellation)
    {
        try
        {
            return await GetKeyAsync(null, cancellation);
        }
        catch (RequestFailedException refused) when (refused.Status == 403 && InnerError.CodeOf(refused) == InnerError.KeyDisabled)
        {
            return null;
        }
    }

    /// <summary>
    /// All pages, the newest version first. A vault answers an empty list where there is no key of that name. Where two versions are of the
    /// same second, the key itself is asked which one is the newest.
    /// </summary>
    public async Task<VersionList> GetVersionsAsync(CancellationToken cancellation)
    {
        var (listed, answeredAt) = await ListAsync($"{_key}/versions", entry => KeyVaultAnswers.Listed(entry, _key), cancellation);
        List<KeyVersion> newestFirst = [.. listed.OrderByDescending(version => version.Created)];
        if (newestFirst is [var first, var second, ..] && first.Created == second.Created)
        {
            var newest = (await FindNewestAsync(cancellation))?.Version.Version;
            newestFirst =
            [
                .. newestFirst.OrderByDescending(version => newest is null
                    ? !version.IsEnabled && version.Created == first.Created
                    : version.Version == newest),
            ];
        }

        return new VersionList(newestFirst, answeredAt);
    }

    public async Task<KeyRotation> GetRotationPolicyAsync(CancellationToken cancellation) =>
        KeyVaultAnswers.Rotation((await SendAsync(RequestMethod.Get, $"{_key}/rotationpolicy", cancellation)).Body, _key);

    /// <summary>Makes a new version like the newest. It is not tried again unless Azure was too busy to begin.</summary>
    public async Task<KeyDetails> RotateAsync(CancellationToken cancellation) =>
        KeyVaultAnswers.KeyDetails((await SendAsync(RequestMethod.Post, $"{_key}/rotate", cancellation, once: true)).Body, _key);

    public async Task<KeyDetails> SetEnabledAsync(string version, bool enabled, CancellationToken cancellation)
    {
        var body = new JsonObject { ["attributes"] = new JsonObject { ["enabled"] = enabled } };
        var asked = Version(version);
        var (answer, _) = await SendAsync(RequestMethod.Patch, asked.ToString(), cancellation, body);
        var details = KeyVaultAnswers.KeyDetails(answer, asked);
        return details.Version.IsEnabled == enabled ? details : throw answer.Invalid("attributes.enabled is not as it was asked for");
    }

    /// <summary>The local role assignments at exactly this key.</summary>
    public async Task<IReadOnlyList<HsmAssignment>> GetHsmAssignmentsAsync(CancellationToken cancellation)
    {
        var (all, _) = await ListAsync(HsmAssignments(HsmScope), KeyVaultAnswers.Assignment, cancellation);
        return [.. all.Where(assignment => assignment.Scope.Equals(HsmScope, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>
    /// The local role assignments that reach this key: at the key, at all keys, and at the whole HSM. A list of one scope may have those
    /// of others too.
    /// </summary>
    public async Task<IReadOnlyList<HsmAssignment>> GetHsmAssignmentsThatReachAsync(CancellationToken cancellation)
    {
        string[] scopes = ["/", "/keys", HsmScope];
        var all = new Dictionary<string, HsmAssignment>(StringComparer.OrdinalIgnoreCase);
        foreach (var scope in scopes)
        {
            foreach (var assignment in (await ListAsync(HsmAssignments(scope), KeyVaultAnswers.Assignment, cancellation)).Entries)
                all[assignment.Name] = assignment;
        }

        return [.. all.Values.Where(assignment => scopes.Contains(assignment.Scope, StringComparer.OrdinalIgnoreCase))];
    }

    /// <param name="name">A GUID of the caller's.</param>
    public async Task<HsmAssignment> PutHsmAssignmentAsync(string name, Role role, ObjectId principal, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = HsmDefinitions + role.DefinitionName,
                ["principalId"] = principal.Value,
            },
        };
        var (answer, _) = await SendAsync(RequestMethod.Put, $"{HsmAssignments(HsmScope)}/{name}", cancellation, body);
        return AsAsked(answer, name, role, principal);
    }

    public async Task<HsmAssignment> DeleteHsmAssignmentAsync(string name, Role role, ObjectId principal, CancellationToken cancellation)
    {
        var (answer, _) = await SendAsync(RequestMethod.Delete, $"{HsmAssignments(HsmScope)}/{name}", cancellation);
        return AsAsked(answer, name, role, principal);
    }

    /// <summary>An answer about another assignment says nothing of this one.</summary>
    private HsmAssignment AsAsked(JsonAnswer answer, string name, Role role, ObjectId principal)
    {
        var assignment = KeyVaultAnswers.Assignment(answer);
        return assignment.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            && assignment.Scope.Equals(HsmScope, StringComparison.OrdinalIgnoreCase)
            && Roles.Of(assignment.DefinitionId) == role
            && ObjectId.Parse(assignment.PrincipalId).Value == principal
                ? assignment
                : throw answer.Invalid("it is about another role assignment than was asked for");
    }

    private KeyUri Version(string? version) => version is null ? _key : KeyUri.Parse($"{_key}/{version}").Value
        ?? throw new ArgumentException($"'{version}' is not a version of a key.", nameof(version));

    /// <summary>A link to another host would carry the token there.</summary>
    private string Followed(JsonAnswer page, string next) =>
        Uri.TryCreate(next, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort
            && uri.UserInfo.Length == 0 && uri.Host.Equals(_key.Host, StringComparison.OrdinalIgnoreCase)
            ? next
            : throw page.Invalid("nextLink leads to another host");

    private async Task<(JsonAnswer Body, DateTimeOffset At)> SendAsync(
        RequestMethod method, string uri, CancellationToken cancellation, JsonObject? body = null, bool once = false)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(uri));
        if (!uri.Contains('?', StringComparison.Ordinal))
            message.Request.Uri.AppendQuery("api-version", ApiVersions.Keys);
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        if (body is not null)
        {
            message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
            message.Request.Content = BinaryData.FromString(body.ToJsonString());
        }

        if (once)
            message.ResponseClassifier = OnceClassifier.Instance;
        await pipeline.SendAsync(message, cancellation);
        var call = $"{method} {uri.Split('?')[0]}";
        if (message.Response.IsError)
            throw new RequestFailedException(message.Response);
        if (message.Response.Status != 200 && !(method == RequestMethod.Put && message.Response.Status == 201))
            throw new UnexpectedAnswerException(call, $"with the status {message.Response.Status}");
        return (JsonAnswer.Parse(call, message.Response.Content), At(call, message.Response));
    }

    /// <summary>All pages of a list, and when the first of them was answered.</summary>
    private async Task<(List<T> Entries, DateTimeOffset At)> ListAsync<T>(string uri, Func<JsonAnswer, T> read,
        CancellationToken cancellation)
    {
        var entries = new List<T>();
        var followed = new HashSet<string>();
        var (page, at) = await SendAsync(RequestMethod.Get, uri, cancellation);
        while (true)
        {
            entries.AddRange(page.Objects("value").Select(read));
            if (page.OptionalText("nextLink") is not { Length: > 0 } next)
                return (entries, at);
            if (!followed.Add(next))
                throw page.Invalid("nextLink leads to a page that was already read");
            page = (await SendAsync(RequestMethod.Get, Followed(page, next), cancellation)).Body;
        }
    }

    private DateTimeOffset At(string call, Response response) =>
        response.Headers.TryGetValue("Date", out var date)
            && DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? (at - time.GetUtcNow()).Duration() > tolerance
                ? throw new UnexpectedAnswerException(call, $"with the time {at:u}, which is far from this machine's")
                : at
            : _key.IsManagedHsm ? time.GetUtcNow() : throw new UnexpectedAnswerException(call, "without the time in its header Date");
}
