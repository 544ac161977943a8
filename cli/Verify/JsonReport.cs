using System.Text.Json;
using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>A verification for programs; docs/verify.schema.json describes it.</summary>
internal static class JsonReport
{
    public static string Write(Verification verification) => AnswerJson.Write(json => Write(verification, json));

    private static void Write(Verification verification, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("schema", "xtcmk/verify/2");
        json.WriteString("verdict", verification.Summary);
        json.WriteNumber("exitCode", verification.ExitCode);
        json.WriteString("failOn", verification.FailOn is { } failOn ? Name(failOn) : "never");
        json.WriteString("readAt", verification.Source.Ended);
        WriteSource(verification.Source, json);
        json.WriteStartObject("counts");
        foreach (var verdict in Enum.GetValues<Verdict>())
            json.WriteNumber(Name(verdict), verification.Count(verdict));
        json.WriteNumber("accepted", verification.Accepted.Count());
        json.WriteEndObject();
        json.WriteStartArray("checks");
        foreach (var result in verification.Results)
            Write(result, json);
        json.WriteEndArray();
        json.WriteStartArray("customers");
        foreach (var customer in verification.Customers)
            Write(customer, json);
        json.WriteEndArray();
        Write("notChecked", verification.NotChecked, json);
        Write("notes", verification.Notes, json);
        json.WriteEndObject();
    }

    private static void Write(CustomerSummary customer, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", customer.Name);
        json.WriteNumber("holds", customer.Holds);
        json.WriteNumber("weak", customer.Weak);
        json.WriteNumber("broken", customer.Broken);
        json.WriteNumber("cannotBeDetermined", customer.Unknown);
        json.WriteNumber("notVisible", customer.NotVisible);
        json.WriteNumber("accepted", customer.Accepted);
        json.WriteEndObject();
    }

    private static void WriteSource(VerifySource source, Utf8JsonWriter json)
    {
        json.WriteStartObject("source");
        json.WriteString("endpoint", source.Endpoint);
        json.WriteBoolean(PreviewFacts.SimulatedMark, source.IsSimulated);
        json.WriteString("tool", source.Tool);
        json.WriteString("began", source.Began);
        json.WriteString("ended", source.Ended);
        json.WriteStartArray("signedIn");
        foreach (var one in source.SignedIn)
        {
            json.WriteStartObject();
            json.WriteString("tenant", one.Tenant.Value);
            json.WriteString("objectId", one.Principal?.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("inputs");
        foreach (var input in source.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("sha256", input.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(string name, IEnumerable<string> texts, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(CheckResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("code", result.Rule.Code);
        json.WriteString("severity", Name(result.Rule.Severity));
        json.WriteString("title", result.Title);
        json.WriteString("verdict", Name(result.Verdict));
        json.WriteString("link", result.Resource.Kind is { } kind ? Name(kind) : "configuration");
        json.WriteString("resource", result.Resource.Name);
        json.WriteString("id", result.Resource.Id);
        json.WriteString("expected", result.Expected);
        json.WriteString("found", result.Found);
        if (result.Customers.Count > 0)
        {
            json.WriteStartArray("customers");
            foreach (var customer in result.Customers)
                json.WriteStringValue(customer);
            json.WriteEndArray();
        }

        if (result.Reason is not null)
            json.WriteString("reason", result.Reason);
        if (result.IsPending)
            json.WriteBoolean("pending", true);
        if (result.ReadAt is { } at)
            json.WriteString("readAt", at);
        if (result.AcceptedBecause is { } because)
            json.WriteString("acceptedBecause", because);
        if (result.IsFinding)
        {
            json.WriteString("meaning", result.Rule.Meaning);
            json.WriteString("remedy", result.Rule.Remedy);
        }

        json.WriteEndObject();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
