namespace XtCmkInfra.Simulator.Stacks;

/// <summary>URNs as the engine spells them: <c>urn:pulumi:{stack}::{project}::{parent's type}${type}::{name}</c>.</summary>
internal static class Urn
{
    public const string RootStackType = "pulumi:pulumi:Stack";

    public static string OfStack(SimulatedStack stack) =>
        $"urn:pulumi:{stack.Name}::{stack.Project}::{RootStackType}::{stack.Project}-{stack.Name}";

    /// <param name="parent">The parent's URN, or null where that is the stack itself, which the type does not name.</param>
    public static string Of(SimulatedStack stack, ResourceKey key, string? parent) =>
        $"urn:pulumi:{stack.Name}::{stack.Project}::{(parent is null ? "" : parent.Split("::")[2] + "$")}{key.Type}::{key.Name}";

    /// <summary>
    /// The default provider of a resource type, as states refer to it. The engine draws its id at random; here it follows from the name,
    /// so that two runs show the same.
    /// </summary>
    /// <param name="version">The version of the SDK that declares the resource.</param>
    /// <param name="exists">Whether the provider is in the stack already: before that nobody knows its id.</param>
    public static string OfProvider(SimulatedStack stack, string type, string version, bool exists)
    {
        var package = type.Split(':')[0];
        var urn = $"urn:pulumi:{stack.Name}::{stack.Project}::pulumi:providers:{package}::default_{version.Replace('.', '_')}";
        return $"{urn}::{(exists ? DerivedGuid.Of(urn) : PropertyValues.Unknown)}";
    }
}
