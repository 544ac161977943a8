using Azure.Bicep.Types;
using Azure.Bicep.Types.Az;
using Azure.Bicep.Types.Concrete;
using Azure.Bicep.Types.Serialization;

namespace XtCmkInfra.Tests;

/// <summary>
/// Microsoft's library of the types of Azure Resource Manager. The package's own loader reads a whole file for each type that is asked for.
/// </summary>
internal sealed class TypeLibrary : AzTypeLoader
{
    /// <summary>The types of one file, in the order of their numbers.</summary>
    public TypeBase[] File(string path)
    {
        using var content = GetContentStreamAtPath(path);
        return TypeSerializer.Deserialize(content);
    }

    /// <summary>The newest version of each type: its name, as <c>Microsoft.Storage/storageAccounts</c>, and its body.</summary>
    public IEnumerable<(string Name, TypeBase Body)> Newest() => LoadTypeIndex().Resources
        .GroupBy(entry => entry.Key.Split('@')[0], StringComparer.OrdinalIgnoreCase)
        .Select(versions => versions.MaxBy(entry => entry.Key.Split('@')[1], StringComparer.Ordinal))
        .GroupBy(entry => entry.Value.RelativePath, StringComparer.Ordinal)
        .SelectMany(Bodies);

    private IEnumerable<(string Name, TypeBase Body)> Bodies(IGrouping<string, KeyValuePair<string, CrossFileTypeReference>> file)
    {
        var types = File(file.Key);
        return file.Select(entry => (entry.Key.Split('@')[0], ((ResourceType)types[entry.Value.Index]).Body.Type));
    }
}
