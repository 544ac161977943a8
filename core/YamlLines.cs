using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace XtCmkInfra.Core;

/// <summary>On which line of a YAML text each of its settings stands.</summary>
public sealed class YamlLines
{
    private readonly Parser _parser;
    private readonly Dictionary<string, long> _lines = new(StringComparer.Ordinal);

    /// <param name="text">YAML that <see cref="YamlText"/> reads.</param>
    public YamlLines(string text)
    {
        _parser = new Parser(new StringReader(text));
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<DocumentStart>(out _))
            Node("", _parser.Current!.Start.Line);
    }

    /// <summary>The line of a setting, from 1; of what it stands in, where it is missing or comes from an alias or a merge.</summary>
    /// <param name="path">As in mistakes: <c>account.services[0]</c>; empty for the whole.</param>
    public int Of(string path)
    {
        while (path.Length > 0 && !_lines.ContainsKey(path))
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        return (int)_lines.GetValueOrDefault(path, 1);
    }

    private void Node(string path, long line)
    {
        _lines.TryAdd(path, line);
        if (_parser.TryConsume<MappingStart>(out _))
        {
            while (!_parser.TryConsume<MappingEnd>(out _))
                Member(path);
        }
        else if (_parser.TryConsume<SequenceStart>(out _))
        {
            for (var index = 0; !_parser.TryConsume<SequenceEnd>(out _); index++)
                Node($"{path}[{index}]", _parser.Current!.Start.Line);
        }
        else
        {
            _parser.SkipThisAndNestedEvents();
        }
    }

    private void Member(string path)
    {
        var line = _parser.Current!.Start.Line;
        if (_parser.TryConsume<Scalar>(out var name))
            Node(path.Length == 0 ? name.Value : $"{path}.{name.Value}", line);
        else
            _parser.SkipThisAndNestedEvents();
    }
}
