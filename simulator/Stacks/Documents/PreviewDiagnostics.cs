using System.Text.Json.Nodes;
using XtCmkInfra.Core;

namespace XtCmkInfra.Simulator.Stacks;

/// <summary>The <c>diagnostics</c> of a preview's document: what the program logged, and why the engine would not do it.</summary>
internal static class PreviewDiagnostics
{
    public static IEnumerable<JsonNode> Of(StackPreview preview)
    {
        foreach (var line in preview.Diagnostics)
        {
            var diagnostic = new JsonObject();
            if (line.Urn is not null)
                diagnostic["urn"] = line.Urn;
            diagnostic["message"] = line.Text + "\n";
            diagnostic["severity"] = line.Severity == LogSeverity.Warning ? "warning" : "info";
            yield return diagnostic;
        }

        foreach (var refusal in preview.Refusals)
        {
            var urn = refusal.Step.Old!.Details!.Urn;
            yield return new JsonObject { ["urn"] = urn, ["message"] = Message(refusal, urn), ["severity"] = "error" };
        }

        if (preview.Refusals.Count > 0)
            yield return new JsonObject { ["message"] = "error: preview failed\n", ["severity"] = "error" };
    }

    private static string Message(Refusal refusal, string urn) => refusal.Step.Operation == "delete"
        ? $"error: Preview failed: resource \"{urn}\" cannot be deleted\n"
            + "because it is protected. If that is truly meant, unprotect it first with\n"
            + $"`pulumi state unprotect '{urn}'`\n"
        : $"error: unable to replace resource \"{urn}\"\n"
            + "because it is protected. If that is truly meant, take `protect` out of the program first.\n";
}
