using System.Text.Json.Nodes;
using XtCmkInfra.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace XtCmkInfra.Cli.Handoff;

/// <summary>Writes a record into a YAML text by editing the text: comments, order and everything else stay.</summary>
internal static class HandoffEdit
{
    private static IEnumerable<(string Name, string Value)> Members(CustomerHandoff record) =>
    [
        ("schema", CustomerHandoff.Schema),
        ("tenantId", record.TenantId.Value),
        ("keyUri", record.KeyUri.ToString()),
        ("servicePrincipalObjectId", record.ServicePrincipalObjectId.Value),
        ("applicationId", record.ApplicationId!.Value),
    ];

    /// <summary>The member <c>key</c> of an entry, indented.</summary>
    public static string Block(CustomerHandoff record, string indent) =>
        $"{indent}key:\n{indent}  handoff:\n" + Lines(Members(record), $"{indent}    ");

    /// <summary>The document as it is to be.</summary>
    public static JsonNode Expected(JsonNode document, IReadOnlyList<object> steps, CustomerHandoff record)
    {
        var entry = (JsonObject)steps.Aggregate(document, (node, step) => step is int index ? node[index]! : node[(string)step]!);
        if (entry["key"] is not JsonObject key)
            entry["key"] = key = [];
        key["handoff"] = new JsonObject(Members(record).Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value)));
        return document;
    }

    /// <exception cref="BadInputException">The entry is not written in a way that can be edited.</exception>
    public static string Apply(string text, IReadOnlyList<object> steps, CustomerHandoff record, string path)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var entry = steps.Aggregate(stream.Documents[0].RootNode, (node, step) => step is int index ? node[index] : node[(string)step]);
        if (entry is not YamlMappingNode mapping || IsFlow(mapping))
            throw InBraces(path);
        if (Child(mapping, "key") is not { } key)
            return Insert(text, LastLine(mapping), Block(record, Indent(mapping)), newLine);
        if (key is not YamlMappingNode keyed || IsFlow(keyed) || Child(keyed, "handoff") is not YamlMappingNode handoff || IsFlow(handoff))
        {
            throw new BadInputException(
                $"{path}({key.Start.Line}): the key comes from elsewhere, or is written in braces. Remove key, and run this again.");
        }

        return Edit(text, handoff, record, newLine);
    }

    /// <summary>
    /// Puts new values in the place of old ones, from the last to the first, so that positions stay right; what is missing goes to the end.
    /// </summary>
    private static string Edit(string text, YamlMappingNode handoff, CustomerHandoff record, string newLine)
    {
        var missing = Members(record).Where(member => Child(handoff, member.Name) is null).ToList();
        var edited = Insert(text, LastLine(handoff), Lines(missing, Indent(handoff)), newLine);
        foreach (var (node, value) in Members(record)
            .Select(member => (Node: Child(handoff, member.Name) as YamlScalarNode, member.Value))
            .Where(member => member.Node is not null && member.Node.Value != member.Value)
            .OrderByDescending(member => member.Node!.Start.Index))
        {
            edited = edited[..(int)node!.Start.Index] + value + edited[(int)node.End.Index..];
        }

        return edited;
    }

    private static string Insert(string text, long line, string block, string newLine)
    {
        if (block.Length == 0)
            return text;
        var at = 0;
        for (var passed = 0; passed < line; passed++)
            at = text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;
        var gap = at == text.Length && !text.EndsWith('\n') ? newLine : "";
        return text[..at] + gap + block.Replace("\n", newLine, StringComparison.Ordinal) + text[at..];
    }

    private static YamlNode? Child(YamlMappingNode mapping, string name) =>
        mapping.Children.FirstOrDefault(child => child.Key is YamlScalarNode { Value: { } key } && key == name).Value;

    /// <summary>The last line, from 1, on which something of the node stands.</summary>
    private static long LastLine(YamlNode node) => node.AllNodes.OfType<YamlScalarNode>()
        .Max(scalar => scalar.End.Column == 1 && scalar.End.Line > scalar.Start.Line ? scalar.End.Line - 1 : scalar.End.Line);

    private static string Indent(YamlMappingNode mapping) => new(' ', (int)mapping.Children.First().Key.Start.Column - 1);

    private static bool IsFlow(YamlMappingNode mapping) => mapping.Style == MappingStyle.Flow || mapping.Children.Count == 0;

    private static string Lines(IEnumerable<(string Name, string Value)> members, string indent) =>
        string.Concat(members.Select(member => $"{indent}{member.Name}: {member.Value}\n"));

    private static BadInputException InBraces(string path) =>
        new($"{path}: the entry is written in braces. Write it in lines, and run this again.");
}
