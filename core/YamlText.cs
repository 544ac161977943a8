using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace XtCmkInfra.Core;

/// <summary>A text is not YAML of settings. The message says where and why.</summary>
public sealed class YamlTextException(Mark at, string sentence) : Exception($"({at.Line},{at.Column}): {sentence}.");

/// <summary>
/// Reads YAML as the Pulumi CLI does with Go's yaml.v3: one document, anchors and aliases, merge keys, text as names; and refuses what
/// cannot be settings, however it is nested.
/// </summary>
public sealed class YamlText
{
    private const int MostLevels = 1_000;

    /// <summary>What aliases may repeat, in values: more than any settings, and far from what memory holds.</summary>
    private const int MostRepeated = 1_000_000;

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, JsonNode?> _anchors = [];
    private readonly HashSet<AnchorName> _open = [];
    private int _levels;
    private int _repeated;

    private YamlText(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>The document as JSON; null where it is empty.</summary>
    /// <exception cref="YamlTextException">It is not YAML, or not of settings.</exception>
    public static JsonNode? Read(string text)
    {
        try
        {
            return new YamlText(text).Document(text);
        }
        catch (YamlException wrong)
        {
            throw new YamlTextException(wrong.Start, PlainText.Escape((wrong.InnerException?.Message ?? wrong.Message).TrimEnd('.')));
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser's own checks of itself, which some broken texts set off.
            throw new YamlTextException(Mark.Empty, $"is not YAML ({PlainText.Escape(wrong.Message.TrimEnd('.'))})");
        }
    }

    private JsonNode? Document(string text)
    {
        RefuseUnseen(text);
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var root = Node();
        _parser.Consume<DocumentEnd>();
        return _parser.TryConsume<StreamEnd>(out _) ? root : throw Refuse(_parser.Current!, "only one document can be here");
    }

    private static void RefuseUnseen(string text)
    {
        var line = 1;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
                line++;
            else if (rune.Value is (< 0x20 and not ('\t' or '\r')) or (>= 0x7F and <= 0x9F and not 0x85) or 0xFFFE or 0xFFFF)
                throw new YamlTextException(new Mark(0, line, 1), $"the control character U+{rune.Value:X4} cannot be here");
        }
    }

    private JsonNode? Node()
    {
        if (_parser.Accept<AnchorAlias>(out _))
            return Repeat(_parser.Consume<AnchorAlias>());
        var node = (NodeEvent)_parser.Current!;
        if (!node.Anchor.IsEmpty)
            _open.Add(node.Anchor);
        if (node is not Scalar && ++_levels > MostLevels)
            throw Refuse(node, $"is nested more than {MostLevels} levels deep");
        JsonNode? value = node switch
        {
            MappingStart mapping => Mapping(mapping),
            SequenceStart sequence => Sequence(sequence),
            _ => Plain(_parser.Consume<Scalar>()),
        };
        if (node is not Scalar)
            _levels--;
        if (!node.Anchor.IsEmpty)
        {
            _open.Remove(node.Anchor);
            _anchors[node.Anchor] = value;
        }

        return value;
    }

    private JsonNode? Repeat(AnchorAlias alias)
    {
        if (_open.Contains(alias.Value))
            throw Refuse(alias, $"the anchor '{alias.Value}' contains itself");
        if (!_anchors.TryGetValue(alias.Value, out var value))
            throw Refuse(alias, $"the anchor '{alias.Value}' is not known");
        Count(value, _levels, alias);
        return value?.DeepClone();
    }

    private void Count(JsonNode? value, int levels, AnchorAlias alias)
    {
        if (levels > MostLevels && value is not JsonValue)
            throw Refuse(alias, $"is nested more than {MostLevels} levels deep");
        if (++_repeated > MostRepeated)
            throw Refuse(alias, "aliases repeat too much");
        IEnumerable<JsonNode?> inner = value switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var node in inner)
            Count(node, levels + 1, alias);
    }

    private JsonObject Mapping(MappingStart start)
    {
        RequireTag(start, start.Tag, "tag:yaml.org,2002:map");
        _parser.Consume<MappingStart>();
        var members = new JsonObject();
        var merged = new List<JsonObject>();
        var hasMerge = false;
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.Current!;
            if (key is Scalar { Value: "<<", Style: ScalarStyle.Plain, Tag.IsEmpty: true })
            {
                if (hasMerge)
                    throw Refuse(key, "'<<' is given twice: give it a list");
                hasMerge = true;
                _parser.MoveNext();
                var at = _parser.Current!;
                merged.AddRange(Merged(Node(), at));
                continue;
            }

            var name = Name(key);
            if (members.ContainsKey(name))
                throw Refuse(key, $"'{name}' is given twice");
            members[name] = Node();
        }

        foreach (var (name, value) in merged.SelectMany(one => one))
        {
            if (!members.ContainsKey(name))
                members[name] = value?.DeepClone();
        }

        return members;
    }

    private static IEnumerable<JsonObject> Merged(JsonNode? value, ParsingEvent at) => value switch
    {
        JsonObject one => [one],
        JsonArray several when several.All(one => one is JsonObject) => several.OfType<JsonObject>(),
        _ => throw Refuse(at, "what is merged with '<<' must be named fields, or a list of them"),
    };

    private string Name(ParsingEvent key)
    {
        // Without quotes a date is no text either, though it is printed as one.
        if (key is AnchorAlias or Scalar
            && Node() is JsonValue value && value.TryGetValue<string>(out var name) && (key is not Scalar scalar || scalar.Value == name))
        {
            return name;
        }

        throw Refuse(key, "a name must be text: put it in quotes");
    }

    private JsonArray Sequence(SequenceStart start)
    {
        RequireTag(start, start.Tag, "tag:yaml.org,2002:seq");
        _parser.Consume<SequenceStart>();
        var items = new JsonArray();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node());
        return items;
    }

    private static JsonNode? Plain(Scalar scalar)
    {
        var isText = scalar.Style != ScalarStyle.Plain;
        if (!scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific)
        {
            RequireTag(scalar, scalar.Tag, "tag:yaml.org,2002:str");
            isText = true;
        }

        try
        {
            return isText || scalar.Tag.IsNonSpecific ? JsonValue.Create(scalar.Value) : YamlScalar.Read(scalar.Value);
        }
        catch (FormatException wrong)
        {
            throw Refuse(scalar, wrong.Message);
        }
    }

    private static void RequireTag(ParsingEvent at, TagName tag, string only)
    {
        if (!tag.IsEmpty && !tag.IsNonSpecific && tag.Value != only)
            throw Refuse(at, $"the tag '{tag.Value}' cannot be here: remove it");
    }

    private static YamlTextException Refuse(ParsingEvent at, string sentence) => new(at.Start, PlainText.Escape(sentence));
}
