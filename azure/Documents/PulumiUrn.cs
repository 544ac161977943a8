using System.Text.RegularExpressions;

namespace XtCmkInfra.Azure;

/// <summary>
/// A Pulumi URN: <c>urn:pulumi:{stack}::{project}::{types of the parents, and its own}::{name}</c>.
/// </summary>
/// <param name="Type">Its own type, without the API version that some programs put into it.</param>
internal sealed partial record PulumiUrn(string Text, string Stack, string Project, string Type, string Name)
{
    private const string Prefix = "urn:pulumi:";

    /// <returns>Null for what is no URN.</returns>
    public static PulumiUrn? Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length..].Split("::", 4) is not [var stack, var project, var types, var name])
            return null;
        var type = types[(types.LastIndexOf('$') + 1)..];
        return new PulumiUrn(text, stack, project, WithoutApiVersion(type), name);
    }

    /// <summary>
    /// azure-native:storage/v20240101:StorageAccount, and azure-native_storage_v20240101:storage:StorageAccount of a local package,
    /// are azure-native:storage:StorageAccount.
    /// </summary>
    private static string WithoutApiVersion(string type) =>
        type.StartsWith("azure-native", StringComparison.Ordinal) ? ApiVersion().Replace(type, "") : type;

    [GeneratedRegex("(?<=^azure-native)_[^:]*|/(v[0-9]{8}[a-z]*|latest)(?=:)")]
    private static partial Regex ApiVersion();
}
