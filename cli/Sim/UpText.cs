using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using XtCmkInfra.CustomerStack;
using XtCmkInfra.Simulator.Stacks;

namespace XtCmkInfra.Cli.Sim;

/// <summary>What one run of a program did, and what the program logged.</summary>
internal sealed record SimRun(SimProject Project, IReadOnlyList<ResourceStep> Steps, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>What <c>xtcmk sim up</c> answers: what was done with which resource, and what the stacks expect now.</summary>
internal static class UpText
{
    public static void Write(TextWriter writer, IReadOnlyList<SimRun> done, Engine engine)
    {
        foreach (var ((project, steps, diagnostics), index) in done.Select((entry, index) => (entry, index)))
        {
            // The last part of the circle often has nothing left to do.
            var isAgain = done.Take(index).Any(entry => entry.Project == project);
            if (isAgain && steps.All(step => step.Operation == "same"))
                continue;
            writer.WriteLine($"{project.Title}{(isAgain ? ", again" : "")}: {StepText.Summary(steps, done: true)}");
            foreach (var step in steps.Where(step => step.Operation != "same"))
                writer.WriteLine(PlainText.Clean($"  {StepText.Title(step)}{StepText.Kept(step)}"));
            DiagnosticsText.Write(writer, diagnostics);
        }

        foreach (var project in done.Select(entry => entry.Project).Distinct())
        {
            writer.WriteLine();
            foreach (var line in Outputs(engine.Stack(project.Files.Name, project.Files.Stack).Outputs))
                writer.WriteLine(PlainText.Clean(line));
        }
    }

    private static IEnumerable<string> Outputs(JsonObject outputs)
    {
        var handoff = outputs["handoff"];
        if (handoff?["applicationName"] is { } application)
            yield return $"application {application}: {handoff["applicationId"]}";
        foreach (var (customer, account) in outputs["accounts"] as JsonObject ?? [])
            yield return $"account {account!["accountName"]} of {customer}: {Encryption(account)}";
        if (outputs["access"]?.ToString() == AwaitedVendor.Access)
            yield return $"key {outputs["keyId"] ?? "in the managed HSM"}: no grant yet, awaiting the vendor's handoff record";
        if (handoff?["keyUri"] is { } key)
            yield return $"key {key}: access {outputs["access"]} to service principal {handoff["servicePrincipalObjectId"]}";
    }

    private static string Encryption(JsonNode account) => account["keyUri"] is { } key
        ? $"{account["state"]}, {key} (version {account["keyVersion"]})"
        : account["state"]!.ToString();
}
