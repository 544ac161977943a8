using System.Text.Json.Nodes;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary>
/// <c>az ad app credential</c>: passwords and certificates. What is secret in them is not made, for nothing signs in with it.
/// </summary>
internal static class ApplicationCredentials
{
    private static readonly AzOption Certificate = AzOption.Of("--cert", AzValues.Switch);

    public static readonly AzCommand[] All =
    [
        new("ad app credential reset", "Add a password, or a certificate, to an application.", Reset,
            [Applications.Id, AzOption.Of("--append", AzValues.Switch), "--cert", "--display-name", "--years", "--end-date"],
            Changes: true),
        new("ad app credential list", "List passwords, or certificates.", call => List(call).DeepClone(), [Applications.Id, Certificate]),
        new("ad app credential delete", "Delete a password, or a certificate.", Delete, [Applications.Id, "--key-id!", Certificate],
            Changes: true),
    ];

    private static JsonObject Reset(AzCall call)
    {
        var session = call.Session;
        var application = Applications.Find(session, call.Required("--id"));
        var end = call.Time("--end-date") ?? session.Azure.Clock.GetUtcNow().AddYears(call.Number("--years") ?? 1);
        var append = call.Flag("--append") == true;
        if (call.Text("--cert") is { } certificate)
        {
            var kept = append ? Certificates(application) : [];
            kept.Add(new JsonObject
            {
                ["type"] = "AsymmetricX509Cert",
                ["usage"] = "Verify",
                ["key"] = certificate,
                ["displayName"] = call.Text("--display-name"),
                ["endDateTime"] = end,
            });
            session.Graph.Patch(Applications.PathOf(application), new JsonObject { ["keyCredentials"] = kept });
            return new JsonObject { ["appId"] = (string?)application["appId"], ["fileWithCertAndPrivateKey"] = null, ["password"] = null,
                ["tenant"] = session.Tenant.Value };
        }

        foreach (var old in append ? [] : application["passwordCredentials"]!.AsArray())
            RemovePassword(call, application, (string)old!["keyId"]!);
        session.Graph.Post($"{Applications.PathOf(application)}/addPassword", new JsonObject
        {
            ["passwordCredential"] = new JsonObject { ["displayName"] = call.Text("--display-name"), ["endDateTime"] = end },
        });
        call.Warn("The output includes credentials that you must protect. (Here it is a word that opens nothing.)");
        return new JsonObject { ["appId"] = (string?)application["appId"], ["password"] = "simulated", ["tenant"] = session.Tenant.Value };
    }

    private static JsonArray List(AzCall call)
    {
        var application = Applications.Find(call.Session, call.Required("--id"));
        return application[call.Flag("--cert") == true ? "keyCredentials" : "passwordCredentials"]!.AsArray();
    }

    private static JsonNode? Delete(AzCall call)
    {
        var application = Applications.Find(call.Session, call.Required("--id"));
        var id = call.Required("--key-id");
        if (call.Flag("--cert") != true)
        {
            RemovePassword(call, application, id);
            return null;
        }

        var certificates = application["keyCredentials"]!.AsArray();
        if (!certificates.Any(one => Applications.Is(one!.AsObject(), "keyId", id)))
            throw new AzException($"No certificate credential found with keyId of {id}");
        var kept = Certificates(application, except: id);
        call.Session.Graph.Patch(Applications.PathOf(application), new JsonObject { ["keyCredentials"] = kept });
        return null;
    }

    private static void RemovePassword(AzCall call, JsonObject application, string id) => call.Session.Graph.Post(
        $"{Applications.PathOf(application)}/removePassword", new JsonObject { ["keyId"] = id });

    /// <summary>The certificates in the form in which they are sent back; what is in them is not kept.</summary>
    private static JsonArray Certificates(JsonObject application, string? except = null) =>
    [
        .. application["keyCredentials"]!.AsArray()
            .Where(one => except is null || !Applications.Is(one!.AsObject(), "keyId", except))
            .Select(one => new JsonObject
        {
            ["type"] = "AsymmetricX509Cert",
            ["usage"] = "Verify",
            ["key"] = "kept",
            ["displayName"] = one!["displayName"]?.DeepClone(),
            ["startDateTime"] = one["startDateTime"]?.DeepClone(),
            ["endDateTime"] = one["endDateTime"]?.DeepClone(),
        }),
    ];
}
