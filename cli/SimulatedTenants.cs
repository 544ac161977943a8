using System.Text.Json.Nodes;
using XtCmkInfra.Azure;

namespace XtCmkInfra.Cli;

/// <summary>What is made from simulated tenants says so: in a word for people, and in a field for programs.</summary>
internal static class SimulatedTenants
{
    /// <summary>Stands before titles and verdicts.</summary>
    public const string Mark = "SIMULATED";

    /// <summary>Puts the mark first into a document.</summary>
    public static JsonObject Marked(JsonObject document)
    {
        document.Insert(0, PreviewFacts.SimulatedMark, true);
        return document;
    }
}
