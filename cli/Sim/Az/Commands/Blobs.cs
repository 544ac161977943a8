using System.Text;
using System.Text.Json.Nodes;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Cli.Sim.Az.Commands;

/// <summary><c>az storage container create</c> and <c>az storage blob</c>, as the signed-in account.</summary>
internal static class Blobs
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly AzOption[] Where = ["--account-name!", AzOption.Of("--auth-mode", AzValues.One, "key", "login", "key")];
    private static readonly AzOption[] Blob = [.. Where, "--container-name -c!", "--name -n!"];

    public static readonly AzCommand[] All =
    [
        new("storage container create", "Create a container.", CreateContainer, [.. Where, "--name -n!"], Changes: true),
        new("storage blob upload", "Upload a blob.", Upload,
            [.. Where, "--container-name -c!", "--name -n", "--file -f", "--data", AzOption.Of("--overwrite", AzValues.Flag),
                AzOption.Of("--no-progress", AzValues.Flag)],
            Changes: true),
        new("storage blob download", "Download a blob.", Download, [.. Blob, "--file -f", AzOption.Of("--no-progress", AzValues.Flag)],
            Changes: true),
        new("storage blob list", "List the blobs of a container.", List, [.. Where, "--container-name -c!", "--prefix"]),
        new("storage blob exists", "Check whether a blob exists.", call => new JsonObject { ["exists"] = Exists(call) }, Blob),
        new("storage blob delete", "Delete a blob.", Delete, Blob, Changes: true),
    ];

    private static AccessToken Token(AzCall call) => call.Text("--auth-mode") == "login"
        ? call.Session.Token("https://storage.azure.com")
        : throw new AzException(
            "The simulator does not model account keys. Pass --auth-mode login, as accounts without shared keys need.");

    private static JsonObject CreateContainer(AzCall call) => new JsonObject
    {
        ["created"] = call.Session.Azure.Storage.CreateContainer(call.Required("--account-name"), call.Required("--name"), Token(call)),
    };

    private static JsonObject Upload(AzCall call)
    {
        if (call.Has("--file") == call.Has("--data"))
            throw new AzException("usage error: specify --file or --data, and not both");
        var token = Token(call);
        var content = call.Text("--data") is { } text ? Encoding.UTF8.GetBytes(text) : ReadFile(call.Required("--file"));
        var name = call.Text("--name") ?? Path.GetFileName(call.Text("--file")) ?? throw new AzException("usage error: --name is missing");
        var (account, container) = (call.Required("--account-name"), call.Required("--container-name"));
        var exists = call.Session.Azure.Storage.ListBlobs(account, container, token).Any(blob => blob.Name == name);
        if (exists && call.Flag("--overwrite") != true)
            throw new AzureException(409, "BlobAlreadyExists", "The specified blob already exists. Pass --overwrite to replace it.");
        call.Session.Azure.Storage.WriteBlob(account, $"{container}/{name}", content, token);
        return new JsonObject
        {
            ["date"] = AzShapes.Time(call.Session.Azure.Clock.GetUtcNow()),
            ["encryption_scope"] = null,
            ["lastModified"] = AzShapes.Time(call.Session.Azure.Clock.GetUtcNow()),
            ["request_server_encrypted"] = true,
        };
    }

    private static JsonObject? Download(AzCall call)
    {
        var content = call.Session.Azure.Storage.ReadBlob(call.Required("--account-name"), PathOf(call), Token(call));
        if (call.Text("--file") is not { } file)
        {
            call.Session.Context.Out.Write(Text(content));
            return null;
        }

        try
        {
            File.WriteAllBytes(file, content);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new AzException($"{file}: it cannot be written ({wrong.Message})");
        }

        return new JsonObject
        {
            ["container"] = call.Required("--container-name"),
            ["name"] = call.Required("--name"),
            ["properties"] = new JsonObject { ["contentLength"] = content.Length, ["serverEncrypted"] = true },
        };
    }

    private static JsonArray List(AzCall call) => AzShapes.List(call.Session.Azure.Storage
        .ListBlobs(call.Required("--account-name"), call.Required("--container-name"), Token(call))
        .Where(blob => blob.Name.StartsWith(call.Text("--prefix") ?? "", StringComparison.Ordinal))
        .Select(blob => new JsonObject
        {
            ["container"] = call.Required("--container-name"),
            ["name"] = blob.Name,
            ["properties"] = new JsonObject { ["blobType"] = "BlockBlob", ["contentLength"] = blob.Length, ["serverEncrypted"] = true },
        }));

    private static bool Exists(AzCall call)
    {
        try
        {
            return call.Session.Azure.Storage.ListBlobs(call.Required("--account-name"), call.Required("--container-name"), Token(call))
                .Any(blob => blob.Name == call.Required("--name"));
        }
        catch (AzureException missing) when (missing.Code == "ContainerNotFound")
        {
            return false;
        }
    }

    private static JsonNode? Delete(AzCall call)
    {
        call.Session.Azure.Storage.DeleteBlob(call.Required("--account-name"), PathOf(call), Token(call));
        return null;
    }

    private static string PathOf(AzCall call) => $"{call.Required("--container-name")}/{call.Required("--name")}";

    private static string Text(byte[] content)
    {
        try
        {
            return Utf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw new AzException("The blob is not text. Name a file for it with --file.");
        }
    }

    private static byte[] ReadFile(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new AzException($"{file}: it cannot be read ({wrong.Message})");
        }
    }
}
