using System.Text.Json.Nodes;

namespace XtCmkInfra.Tests.Cli.Verify.Faults;

/// <summary>What may be made of an answer that is wrong.</summary>
internal enum Verdicts
{
    /// <summary>It cannot be determined, and nobody is accused.</summary>
    Undetermined,

    /// <summary>Anything but all clear: Azure's own word says that something is not there, or is something else.</summary>
    NotClean,

    /// <summary>All clear is right too: what the answer says is what the right one says.</summary>
    CleanOrUndetermined,
}

/// <summary>One way in which an answer goes wrong.</summary>
/// <param name="Make">Null where that answer cannot go wrong so.</param>
internal sealed record WrongAnswer(string Name, Verdicts Allowed, Func<Exchange, Reply?> Make)
{
    private const string Html = "<!DOCTYPE html><html><body>Please sign in to the network.</body></html>";
    private const string Elsewhere = "https://elsewhere.example/next";

    /// <summary>Statuses without a word of Azure's: something in between has answered.</summary>
    private static readonly int[] Statuses = [201, 202, 204, 206, 400, 401, 403, 404, 409, 410, 412, 429, 500, 502, 503, 504];

    private const string OwnError = """{"error":{"code":"Something","message":"It went wrong."}}""";

    public static IReadOnlyList<WrongAnswer> All { get; } =
        [.. OfStatus(), .. OfBody(), .. OfObject(), .. OfList(), .. OfPage(), .. OfXml()];

    private static IEnumerable<WrongAnswer> OfStatus() =>
    [
        .. Statuses.Select(status => new WrongAnswer($"status {status}", Verdicts.Undetermined, _ => new Reply(status, "", null))),
        .. Statuses.Where(status => status is 201 or 202 or 206).Select(status => new WrongAnswer(
            $"status {status} with the right body", Verdicts.Undetermined, right => new Reply(status, right.Body, right.ContentType))),
        .. ((int[])[301, 302, 307, 308]).Select(status => new WrongAnswer(
            $"redirection {status}", Verdicts.Undetermined, _ => new Reply(status, "", null) { Location = new Uri(Elsewhere) })),
        new("redirection on the same host", Verdicts.Undetermined,
            right => new Reply(302, "", null) { Location = new Uri($"https://{right.Host}/elsewhere") }),
        .. ((int[])[400, 403, 409, 429, 500, 503]).Select(status => new WrongAnswer(
            $"Azure's {status}", Verdicts.Undetermined, _ => new Reply(status, OwnError))),
    ];

    private static IEnumerable<WrongAnswer> OfBody() =>
    [
        Body("no body", _ => ""),
        Body("half a body", right => right.Body[..(right.Body.Length / 2)]),
        Body("a body without its last byte", right => right.Body[..^1]),
        Body("HTML", _ => Html),
        Body("null", _ => "null"),
        Body("a text", _ => "\"text\""),
        Body("a number", _ => "7"),
        Body("a list instead of an object", _ => "[]"),
        Body("an empty object", _ => "{}"),
        Body("an error with status 200", _ => OwnError),
        new("HTML that says it is", Verdicts.Undetermined, right => right.IsChallenge ? null : new Reply(200, Html, "text/html")),
        new("the right body as text", Verdicts.CleanOrUndetermined,
            right => new Reply(right.Status, right.Body, "text/plain") { KeepsHeaders = true }),
        new("the right body without a type", Verdicts.CleanOrUndetermined,
            right => new Reply(right.Status, right.Body, null) { KeepsHeaders = true }),
        .. ((int[])[-3650, 3650]).Select(days => new WrongAnswer(
            $"a header Date {days} days off", Verdicts.CleanOrUndetermined,
            right => right.IsOfVault ? null : new Reply(right.Status, right.Body, right.ContentType)
            {
                KeepsHeaders = true, Date = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero).AddDays(days),
            })),
    ];

    private static IEnumerable<WrongAnswer> OfObject() =>
    [
        Object("a part that must be there and is not",
            body => body.Remove("lifetimeActions") | body.Remove("key") | body.Remove("appId") | body.Remove("properties")),
        Object("an id of something else", body => Replace(body, "id", "/subscriptions/x/other") | Replace(body, "appId", "another")
            | body.Remove("key")),
        Object("properties that are null", body => Replace(body, "properties", null) | Replace(body, "appId", null)
            | Replace(body, "key", null)),
        Object("properties that are a list", body => Replace(body, "properties", new JsonArray()) | Replace(body, "appId", new JsonArray())
            | Replace(body, "key", new JsonArray())),
    ];

    private static IEnumerable<WrongAnswer> OfList() =>
    [
        List("no value", body => body.Remove("value")),
        List("a value of null", body => body["value"] = null),
        List("a value that is an object", body => body["value"] = new JsonObject()),
        List("a value that is a text", body => body["value"] = "text"),
        List("a value that is true", body => body["value"] = true),
        List("an entry of null", body => body["value"]!.AsArray().Insert(0, null)),
        List("an entry that is a text", body => body["value"]!.AsArray().Insert(0, "text")),
        List("an entry that is a list", body => body["value"]!.AsArray().Insert(0, new JsonArray())),
        List("an empty entry", body => body["value"]!.AsArray().Insert(0, new JsonObject())),
        List("a list in the value's place", body => body["value"] = new JsonArray(body["value"]!.DeepClone())),
        new("an empty list", Verdicts.NotClean, right => right.IsList && !right.IsEmptyList
            ? new Reply(200, right.With(body => body["value"] = new JsonArray())) : null),
    ];

    private static IEnumerable<WrongAnswer> OfPage() =>
    [
        Page("on another host", _ => Elsewhere),
        Page("on a host that begins alike", right => $"https://{right.Host}.elsewhere.example/next"),
        Page("without encryption", right => $"http://{right.Host}/next"),
        Page("on another port", right => $"https://{right.Host}:8443/next"),
        Page("with a password", right => $"https://user:password@{right.Host}/next"),
        Page("by a path alone", _ => "/next"),
        Page("that is this one", right => right.Line.Split(' ', 2)[1]),
        Page("that is an object", _ => new JsonObject()),
        Page("that is a list", _ => new JsonArray()),
        Page("that is a number", _ => 7),
        Page("that is true", _ => true),
        new("a next page of null", Verdicts.CleanOrUndetermined, right => WithNext(right, null)),
        new("a next page that is empty text", Verdicts.CleanOrUndetermined, right => WithNext(right, "")),
    ];

    private static IEnumerable<WrongAnswer> OfXml() =>
    [
        new("a blob list without blobs", Verdicts.NotClean,
            right => right.Line.Contains("restype=container", StringComparison.Ordinal)
                ? new Reply(200, "<?xml version=\"1.0\"?><EnumerationResults><Blobs /></EnumerationResults>", "application/xml") : null),
        new("XML of something else", Verdicts.Undetermined,
            right => right.IsChallenge ? null : new Reply(200, "<Other />", "application/xml")),
    ];

    private static WrongAnswer Body(string name, Func<Exchange, string> body) =>
        new(name, Verdicts.Undetermined, right => right.IsChallenge ? null : new Reply(right.Status, body(right)));

    private static WrongAnswer Object(string name, Func<JsonObject, bool> change) => new(name, Verdicts.Undetermined, right =>
    {
        if (!right.IsJson || right.IsList || right.IsChallenge)
            return null;
        var body = right.Json!.AsObject();
        return change(body) ? new Reply(200, body.ToJsonString()) : null;
    });

    private static WrongAnswer List(string name, Action<JsonObject> change) =>
        new(name, Verdicts.Undetermined, right => right.IsList ? new Reply(200, right.With(change)) : null);

    private static WrongAnswer Page(string where, Func<Exchange, JsonNode?> next) =>
        new($"a next page {where}", Verdicts.Undetermined, right => WithNext(right, next(right)));

    private static Reply? WithNext(Exchange right, JsonNode? next) => right.IsList
        ? new Reply(200, right.With(body => body[right.IsOfGraph ? "@odata.nextLink" : "nextLink"] = next)) : null;

    private static bool Replace(JsonObject body, string name, JsonNode? value)
    {
        if (!body.ContainsKey(name))
            return false;
        body[name] = value;
        return true;
    }
}
