namespace Pulumi.AzureNative;

internal static class Utilities
{
    /// <summary>A constructor gives an empty id, whatever the options say; only Get reads an existing resource.</summary>
    public static CustomResourceOptions Options(CustomResourceOptions? options, Input<string> id) =>
        CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = id });
}
