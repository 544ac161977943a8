using System.Globalization;
using System.Xml.Linq;
using XtCmkInfra.Core;
using XtCmkInfra.Simulator.Azure;

namespace XtCmkInfra.Simulator.Http;

/// <summary>
/// The blob service of storage accounts, for reading. What needs the account's key fails as Azure documents it while the key cannot be
/// used: reading a blob or its properties, and listing blobs with their metadata. Listing containers, or blobs by name, does not need it.
/// Any principal of the account's tenant may read.
/// </summary>
/// <remarks>Source: Microsoft, "Customer-managed keys for Azure Storage encryption", on revoked keys.</remarks>
internal sealed class BlobEndpoint(SimulatedAzure azure, BearerTokens tokens, SimulatedAzureServerOptions options) : Endpoint
{
    /// <summary>The host of the resource of tokens for Azure Storage, the same in every cloud.</summary>
    public const string Resource = "storage.azure.com";

    /// <summary>The container of blobs whose names have no slash.</summary>
    private const string RootContainer = "$root";

    private const string ContentType = "application/octet-stream";
    private const string Bad = "InvalidQueryParameterValue";

    public override Reply? Answer(Request request)
    {
        var account = Account(request);
        RequireToken(request, account);
        var isList = request.Parameter("comp") == "list";
        var isContainer = request.Parameter("restype") == "container";
        return (request.Method, request.Segments) switch
        {
            ("GET", [""]) when isList && !isContainer => Containers(request, account),
            ("GET", [{ Length: > 0 } container]) when isList && isContainer => Blobs(request, account, container),
            ("GET" or "HEAD", [{ Length: > 0 }, ..]) when !isList && !isContainer => Blob(request, account),
            _ => null,
        };
    }

    public override Reply Refuse(Request request, AzureException refusal)
    {
        var error = new XElement("Error", new XElement("Code", refusal.Code), new XElement("Message", refusal.Message));
        var reply = Reply.Xml(refusal.Status, error).With("x-ms-error-code", refusal.Code);
        var authority = $"https://{CloudOf(request.Host).LoginHost}/common/oauth2/authorize";
        return refusal.Status == 401
            ? reply.With("WWW-Authenticate", $"Bearer authorization_uri={authority} resource_id=https://{Resource}")
            : reply;
    }

    public override string CodeOf(int status) => status switch
    {
        401 => "InvalidAuthenticationInfo",
        403 => "AuthorizationPermissionMismatch",
        404 => "ResourceNotFound",
        429 or 503 => "ServerBusy",
        _ => "InternalError",
    };

    public override Reply EmptyPage(string? next) => Reply.Xml(200, new XElement("EnumerationResults", new XElement("NextMarker")));

    private Reply Containers(Request request, StorageAccount account)
    {
        request.AllowParameters(Bad, "comp", "maxresults", "marker");
        lock (azure.Gate)
        {
            var names = account.Blobs.Keys.Select(ContainerOf).Concat(account.Containers).Distinct();
            return Results(request, "Containers", names, name => new XElement(
                "Container", new XElement("Name", name), new XElement("Properties", Written(account, account.Name), Lease())));
        }
    }

    private Reply Blobs(Request request, StorageAccount account, string container)
    {
        request.AllowParameters(Bad, "comp", "restype", "maxresults", "marker", "include");
        // Azure's own client writes the word with a capital letter.
        if (request.Parameter("include") is { } include && !include.Equals("metadata", StringComparison.OrdinalIgnoreCase))
            throw new AzureException(400, Bad, $"The simulator does not know include={include}; it knows metadata.");
        lock (azure.Gate)
        {
            List<string> names = [.. account.Blobs.Keys.Where(name => ContainerOf(name) == container)];
            if (names.Count == 0 && !account.Containers.Contains(container))
                throw new AzureException(404, "ContainerNotFound", $"There is no container '{container}' in '{account.Name}'.");
            if (request.Parameter("include") is not null && BrokenLink(account) is { } broken)
                throw broken;
            return Results(request, "Blobs", names, name => Blob(account, name));
        }
    }

    private Reply Blob(Request request, StorageAccount account)
    {
        request.AllowParameters(Bad);
        var name = request.Path[1..];
        if (name.StartsWith(RootContainer + "/", StringComparison.Ordinal))
            name = name[(RootContainer.Length + 1)..];
        return new Reply(200, azure.Storage.ReadBlob(account.Name, name), ContentType)
            .With("x-ms-blob-type", "BlockBlob")
            .With("x-ms-server-encrypted", "true");
    }

    private Reply Results(Request request, string what, IEnumerable<string> names, Func<string, XElement> render)
    {
        var size = Page.Size(request, "maxresults", options.PageSize, 5000, Bad);
        var page = Page.Of(names, name => name, size, request.Parameter("marker") is { Length: > 0 } marker ? marker : null, Bad);
        return Reply.Xml(200, new XElement(
            "EnumerationResults",
            new XAttribute("ServiceEndpoint", $"https://{request.Host}/"),
            new XElement(what, page.Entries.Select(render)),
            new XElement("NextMarker", page.Next)));
    }

    private static XElement Blob(StorageAccount account, string name) => new(
        "Blob",
        new XElement("Name", InContainer(name)),
        new XElement(
            "Properties",
            Written(account, Convert.ToHexString(account.Blobs[name].Nonce)),
            new XElement("Content-Length", account.Blobs[name].Ciphertext.Length),
            new XElement("Content-Type", ContentType),
            new XElement("BlobType", "BlockBlob"),
            Lease(),
            new XElement("ServerEncrypted", "true")),
        new XElement("Metadata"));

    /// <summary>When a blob was written is not kept: the account's own time stands for it.</summary>
    private static XElement[] Written(StorageAccount account, string tag) =>
        [new("Last-Modified", account.Created.ToString("R", CultureInfo.InvariantCulture)), new("Etag", $"\"{tag}\"")];

    private static XElement[] Lease() => [new("LeaseStatus", "unlocked"), new("LeaseState", "available")];

    private AzureException? BrokenLink(StorageAccount account) =>
        azure.Storage.Inspect(account.Name).Links.FirstOrDefault(link => link.Error is not null)?.Error;

    private StorageAccount Account(Request request)
    {
        lock (azure.Gate)
        {
            return azure.State.StorageAccounts.TryGetValue(request.Host.Split('.')[0], out var account)
                && azure.State.Tenants[account.TenantId.Value].Cloud == CloudOf(request.Host)
                ? account
                : throw new AzureException(
                    404, "ResourceNotFound", $"Nothing answers at '{request.Host}': there is no such storage account.");
        }
    }

    private void RequireToken(Request request, StorageAccount account)
    {
        if (request.Bearer is null)
            throw new AzureException(401, "NoAuthenticationInformation", "The header Authorization with a bearer token is missing.");
        if (tokens.Read(request.Bearer) is not { } token)
            throw Invalid("it is not one of this simulated cloud");
        if (token.Audience.TrimEnd('/') is var audience && audience != $"https://{Resource}" && audience != $"https://{request.Host}")
            throw Invalid($"it is for '{audience}', not for https://{Resource}");
        if (token.Tenant != account.TenantId)
            throw Invalid($"it is of tenant '{token.Tenant}', but the account is of tenant '{account.TenantId}'");
        if (azure.Clock.GetUtcNow() >= token.Expires)
            throw Invalid($"it expired at {Json.Time(token.Expires)}");
    }

    private static Cloud CloudOf(string host) =>
        Cloud.All.First(cloud => host.EndsWith($".blob.{cloud.StorageSuffix}", StringComparison.OrdinalIgnoreCase));

    private static string ContainerOf(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 0 ? RootContainer : name[..slash];

    private static string InContainer(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static AzureException Invalid(string why) =>
        new(401, "InvalidAuthenticationInfo", $"The access token is not accepted: {why}.");
}
