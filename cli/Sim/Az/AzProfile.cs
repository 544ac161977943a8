using System.Text.Json;
using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Sim.Az;

/// <summary>Whether one is signed in, and which subscription one is in, as the Azure CLI keeps it between commands.</summary>
/// <param name="Tenant">The tenant that one is in; null for nobody signed in.</param>
/// <param name="Subscription">Null in a tenant without one.</param>
internal sealed record AzProfile(TenantId? Tenant, SubscriptionId? Subscription)
{
    public static readonly AzProfile SignedOut = new(null, null);

    /// <exception cref="BadInputException">The file cannot be read.</exception>
    public static AzProfile Read(string file)
    {
        try
        {
            OrdinaryFile.RequireNoLink(file);
            if (!File.Exists(file))
                return SignedOut;
            var saved = JsonNode.Parse(File.ReadAllText(file));
            return new AzProfile(
                TenantId.Parse((string?)saved?["tenantId"] ?? "").Value,
                SubscriptionId.Parse((string?)saved?["subscriptionId"] ?? "").Value);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new BadInputException($"{file}: it cannot be read ({wrong.Message}). Delete it, and sign in with 'xtcmk sim az login'.");
        }
    }

    /// <summary>Writes a file of its own first, so that a run that is killed leaves the old one or the new one.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public void Write(string file)
    {
        try
        {
            var saved = new JsonObject { ["tenantId"] = Tenant?.Value, ["subscriptionId"] = Subscription?.Value };
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using (var writer = new StreamWriter(OrdinaryFile.Create(file + ".new", isPrivate: true)))
                writer.Write(saved.ToJsonString());
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file}: it cannot be written ({wrong.Message}).");
        }
    }
}
