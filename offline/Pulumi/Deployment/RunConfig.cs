using System.Text.Json;

namespace Pulumi;

/// <summary>A run's settings, which reach the program through the environment: one JSON object of "project:key" to text.</summary>
internal sealed class RunConfig
{
    private readonly Dictionary<string, string> _values = [];

    private RunConfig()
    {
    }

    public static RunConfig FromEnvironment()
    {
        var config = new RunConfig();
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is { } json)
        {
            foreach (var setting in JsonDocument.Parse(json).RootElement.EnumerateObject())
                config._values[Clean(setting.Name)] = setting.Value.ToString();
        }
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS") is { } keys)
        {
            // Which keys are secret changes nothing here, but a list that cannot be read fails the run.
            _ = JsonDocument.Parse(keys).RootElement.EnumerateArray().Count();
        }
        return config;
    }

    public string? Get(string key) => _values.GetValueOrDefault(key);

    /// <summary>The old form "project:config:key" means the same as "project:key".</summary>
    private static string Clean(string key) =>
        key.Split(':', 2) is [{ Length: > 0 } project, var rest] && rest.StartsWith("config:", StringComparison.Ordinal)
            ? $"{project}:{rest["config:".Length..]}"
            : key;
}
