using Pulumi;
using XtCmkInfra.Core;

namespace XtCmkInfra;

/// <summary>What Log means in the programs: Pulumi's log, and whoever else listens.</summary>
internal static class Log
{
    public static void Info(string message, Resource? resource = null)
    {
        Pulumi.Log.Info(message, resource);
        Publish(LogSeverity.Info, message, resource);
    }

    public static void Warn(string message, Resource? resource = null)
    {
        Pulumi.Log.Warn(message, resource);
        Publish(LogSeverity.Warning, message, resource);
    }

    private static void Publish(LogSeverity severity, string message, Resource? resource) =>
        new LogLine(severity, message, resource is null ? null : (resource.GetResourceType(), resource.GetResourceName())).Publish();
}
