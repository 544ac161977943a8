namespace XtCmkInfra.Trust;

/// <summary>
/// What is known of each property of a resource, by its path in the form of Azure Resource Manager, for example
/// <c>encryption.keySource</c>. Where Azure or Pulumi wraps properties in an object <c>properties</c>, the path does without it.
/// </summary>
public abstract class Properties
{
    /// <summary>A text, a number or a flag.</summary>
    public abstract Value ValueOf(string path);

    /// <summary>An object or a list as a whole: known where it has properties of its own; an empty list is absent.</summary>
    public abstract Value WholeOf(string path);

    /// <summary>Whether the property is there at all, be it empty.</summary>
    public abstract bool Has(string path);

    /// <summary>A list of single values, or the names of an object's properties.</summary>
    public abstract Values ListOf(string path);

    /// <summary>The objects of a list; none where it is not known.</summary>
    public abstract IEnumerable<Properties> ObjectsOf(string path);

    /// <summary>A property that has another name elsewhere.</summary>
    public Value ValueOf(string path, string otherwise) => ValueOf(path) is { IsAbsent: false } value ? value : ValueOf(otherwise);
}
