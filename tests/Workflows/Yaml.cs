using YamlDotNet.RepresentationModel;

namespace XtCmkInfra.Tests.Workflows;

/// <summary>The parts of a YAML document.</summary>
internal static class Yaml
{
    public static YamlMappingNode Read(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    public static YamlNode? Child(YamlNode node, string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(name, out var child) ? child : null;

    public static IEnumerable<(string Name, YamlNode Value)> Entries(YamlNode? node) =>
        ((YamlMappingNode?)node ?? []).Select(entry => (entry.Key.ToString(), entry.Value));

    /// <summary>A word in place of a map, such as write-all, is its only entry.</summary>
    public static Dictionary<string, string>? Texts(YamlNode? node) => node switch
    {
        null => null,
        YamlMappingNode map => Entries(map).ToDictionary(entry => entry.Name, entry => entry.Value.ToString()),
        var word => new() { [word.ToString()] = word.ToString() },
    };
}
