using System.Text.RegularExpressions;
using Azure.Bicep.Types.Concrete;
using XtCmkInfra.Azure;

namespace XtCmkInfra.Tests.Cli.Review;

/// <summary>
/// Silence is a decision: every type of Azure Resource Manager with a property that may refer to a key, or to who may use one, is judged,
/// recognised as not judged, or listed as of no concern. Source: Microsoft's own type library.
/// </summary>
public sealed partial class WhenTypesAreNotJudged
{
    private const int Deepest = 9;

    [Fact]
    public void Each_type_that_may_concern_a_key_is_decided_upon()
    {
        var undecided = MayConcern()
            .Where(type => !IsDecided(type))
            .Select(type => $"{type.Name}: {string.Join(", ", type.Paths.Order(StringComparer.Ordinal))}")
            .ToList();

        Assert.True(undecided.Count == 0, $"{undecided.Count} types:\n{string.Join('\n', undecided.Order(StringComparer.Ordinal))}");
    }

    [Fact]
    public void Each_listed_type_has_its_reason_and_exists()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "azure", "Documents", "no-concern.txt"))
            .Where(line => !line.StartsWith('#')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var tokens = new TypeLibrary().Newest().SelectMany(type => Tokens(type.Name)).ToList();

        Assert.All(lines, line => Assert.True(line.Length == 2 && line[1].Length > 10, line[0]));
        Assert.All(lines.Where(line => line[0][0] != '*'),
            line => Assert.Contains(tokens, token => token.StartsWith(line[0], StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsDecided((string Name, IReadOnlyList<string> Paths) type) => Tokens(type.Name).Any(token =>
        ResourceKinds.Types.Contains(token, StringComparer.OrdinalIgnoreCase)
            || UnjudgedTypes.MayBelong(token)
            || UnjudgedTypes.IsOfNoConcern(token)
        || type.Paths.All(path => UnjudgedTypes.IsOfKeys(token, path) || UnjudgedTypes.IsPropertyOfNoConcern(path.Split('.')[^1])));

    private static IEnumerable<(string Name, IReadOnlyList<string> Paths)> MayConcern()
    {
        foreach (var (name, body) in new TypeLibrary().Newest())
        {
            var paths = new HashSet<string>(StringComparer.Ordinal);
            Collect(body, "", [], paths);
            if (paths.Count > 0)
                yield return (name, [.. paths]);
        }
    }

    private static void Collect(TypeBase type, string path, HashSet<TypeBase> above, HashSet<string> paths)
    {
        if (path.Count(letter => letter == '.') > Deepest || !above.Add(type))
            return;
        switch (type)
        {
            case ObjectType fields:
                foreach (var (name, property) in fields.Properties)
                {
                    if (!property.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly))
                        Look(name, property.Type.Type);
                }

                break;
            case DiscriminatedObjectType fields:
                foreach (var (name, property) in fields.BaseProperties)
                    Look(name, property.Type.Type);
                foreach (var element in fields.Elements.Values)
                    Collect(element.Type, path, above, paths);
                break;
            case ArrayType array:
                Collect(array.ItemType.Type, path, above, paths);
                break;
            default:
                break;
        }

        above.Remove(type);

        void Look(string name, TypeBase inner)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (Interesting().IsMatch(name))
                paths.Add(at);
            else
                Collect(inner, at, above, paths);
        }
    }

    /// <summary>The tokens that Pulumi may give a type: named for its last part, or for all of them.</summary>
    private static IEnumerable<string> Tokens(string type)
    {
        var parts = type.Split('/');
        var module = parts[0]
            .Replace("Microsoft.", "", StringComparison.OrdinalIgnoreCase)
            .Replace(".", "", StringComparison.Ordinal)
            .ToLowerInvariant();
        var names = parts.Skip(1).Select(Singular).ToList();
        return new[] { names[^1], string.Concat(names), string.Concat(names.TakeLast(2)) }.Distinct()
            .Select(name => $"azure-native:{module}:{name}");
    }

    private static string Singular(string name)
    {
        var word = name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y" : name.EndsWith('s') ? name[..^1] : name;
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    [GeneratedRegex(
        "^(key_?vault(key)?(uri|url|id|identifier|name|properties)?|key_?(uri|url|identifier|id|name|source)|.*customermanaged.*|cmk.*|byok.*"
            + "|.*encryption(key|keys|settings|properties|configuration|protector|sets?id|setresourceid|identity)?|.*keyvaultkey.*"
            + "|federated.*id|role_?definition.*id)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Interesting();
}
