namespace Pulumi.AzureAD;

internal static class Utilities
{
    /// <summary>A constructor gives an empty id, whatever the options say; only Get reads an existing resource.</summary>
    public static CustomResourceOptions Options(CustomResourceOptions? options, Input<string> id) =>
        CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = id });

    public static string? GetEnv(params string[] names) =>
        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => value is not null);

    public static bool? GetEnvBoolean(string name) => GetEnv(name) switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };
}
