namespace Pulumi;

/// <summary>
/// A value as the mock sees it: null, bool, double, string, ImmutableArray&lt;object&gt; or
/// ImmutableDictionary&lt;string, object&gt;. One unknown or secret part makes the whole unknown or secret.
/// </summary>
internal readonly record struct Property(object? Value, bool IsKnown = true, bool IsSecret = false)
{
    /// <summary>How an unknown value is written where everything is text.</summary>
    public const string UnknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static Property Unknown => new(null, IsKnown: false);
}
