using System.Text;
using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>One document that was read.</summary>
/// <param name="Steps">Those that concern the chain of trust, in the order of the document.</param>
internal sealed record Preview(PreviewFacts Facts, IReadOnlyList<PreviewStep> Steps);

/// <summary>
/// Reads what Pulumi prints for <c>preview --json</c>, <c>refresh --preview-only --json</c> or as a stream of events, distinguished by
/// content. Source: Pulumi's apitype package; unknown fields are ignored.
/// </summary>
/// <param name="name">What the source is called in messages.</param>
internal sealed class PreviewReader(string name)
{
    private const string SecondDocument = "a second preview begins here; give each in a file of its own";
    private const int DeepestNesting = 512;
    private const int LongestReason = 400;
    private readonly PreviewFacts _facts = new();
    private readonly List<RawStep> _steps = [];
    private readonly HashSet<string> _refreshed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _plannedDeletes = new(StringComparer.Ordinal);
    private bool _isPreview;
    private int? _firstPlanned;
    private int? _firstRefreshed;

    /// <param name="source">UTF-8, or UTF-16 with a byte order mark, as some shells redirect output.</param>
    /// <exception cref="BadInputException">The source is malformed, cut, or not understood.</exception>
    public Preview Read(Stream source)
    {
        var all = BytesOf(source);
        var skipped = LinesBefore(all.Span, out var first);
        var bytes = all[first..];
        try
        {
            var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = DeepestNesting });
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                if (reader.TokenType != JsonTokenType.StartObject)
                    throw Invalid(start, "this is not what Pulumi prints, which is an object, or one object a line");
                reader.Skip();
                // The steps refer to it for as long as they are checked.
                var value =
                    JsonDocument.Parse(bytes[start..(int)reader.BytesConsumed], new JsonDocumentOptions { MaxDepth = DeepestNesting });
                ReadValue(value.RootElement, start);
            }

            if (!_isPreview)
                throw new BadInputException(
                    $"{name}: there is nothing in it that Pulumi prints. Give what 'pulumi preview --json' writes to stdout.");
            if (_facts.IsCutBecause is { } reason)
                throw new BadInputException($"{name}: {reason}");
            return new Preview(_facts, [.. _steps.Select((step, index) => step.Understand(SourceOf(step, index))).OfType<PreviewStep>()]);
        }
        catch (JsonException malformed)
        {
            throw new BadInputException(
                $"{name}: line {malformed.LineNumber + 1 + skipped:N0}, byte {malformed.BytePositionInLine + 1:N0} of it: this is not "
                    + "JSON, or it was cut."
                + (_isPreview ? "" : " It must be what 'pulumi preview --json' writes to stdout, and nothing else."));
        }
        catch (UnknownShapeException unknown)
        {
            throw new BadInputException(
                $"{name}: {PlainText.Cut(PlainText.Clean(unknown.Message), LongestReason)}; this version of the tool does not understand "
                    + "it.");
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws where a text is broken in itself, which it finds only when it is asked for it.
            throw new BadInputException($"{name}: it has a text that is not valid Unicode.");
        }
    }

    /// <summary>A preview that refreshes first has what it found in Azure, and then what it plans.</summary>
    private ChangeSource SourceOf(RawStep step, int index) => (_firstPlanned, _firstRefreshed) switch
    {
        // What a refresh has seen is there, so a deletion after that is planned.
        _ when step.Operation == Operation.Delete && _plannedDeletes.Contains(step.Urn.Text) => ChangeSource.Plan,
        (null, null) => ChangeSource.Plan,
        (null, _) => ChangeSource.Azure,
        (_, null) => ChangeSource.Plan,
        var (planned, refreshed) => index < planned && index >= refreshed ? ChangeSource.Azure : ChangeSource.Plan,
    };

    private void Count(Operation operation, int index)
    {
        _facts.Count(operation);
        var urn = _steps[index].Urn.Text;
        if (operation == Operation.Refresh)
            _refreshed.Add(urn);
        else if (operation == Operation.Delete && _refreshed.Contains(urn))
            _plannedDeletes.Add(urn);
        if (operation == Operation.Refresh)
            _firstRefreshed ??= index;
        else if (PreviewFacts.IsOfPlan(operation))
            _firstPlanned ??= index;
    }

    private void ReadValue(JsonElement value, int at)
    {
        if (IsEvent(value))
        {
            // 'pulumi up --json' prints its preview, and then what it did.
            if (_isPreview && !_facts.IsStream && IsPlanned(value))
                throw Invalid(at, SecondDocument);
            _facts.IsStream |= !_isPreview;
            _isPreview = true;
            ReadEvent(value, at);
            return;
        }

        if (_isPreview && !_facts.IsStream)
            throw Invalid(at, SecondDocument);
        foreach (var part in value.EnumerateObject())
        {
            if (part.NameEquals(PreviewFacts.SimulatedMark))
                _facts.IsSimulated = part.Value.ValueKind == JsonValueKind.True;
            if (part.Name is not ("steps" or "diagnostics" or "changeSummary" or "maybeCorrupt" or "duration" or "config"))
                continue;
            if (_facts.IsStream)
                throw Invalid(at, SecondDocument);
            _isPreview = true;
            if (part.NameEquals("steps"))
                _steps.AddRange(List(part).Select(step => new RawStep(step)));
            else if (part.NameEquals("diagnostics"))
                List(part).ForEach(_facts.AddDiagnostic);
            else if (part.NameEquals("changeSummary"))
                _facts.AddSummary(part.Value, part.Name);
            else if (part.NameEquals("maybeCorrupt"))
                _facts.AddCorruption(part.Value);
        }

        foreach (var (index, step) in _steps.Index())
            Count(step.Operation, index);
    }

    private void ReadEvent(JsonElement value, int at)
    {
        foreach (var part in value.EnumerateObject())
        {
            switch (part.Name)
            {
                case "resourcePreEvent" or "resOutputsEvent":
                    if (IsPlanned(value))
                        RefuseAfterEnd(at);
                    _facts.HasEnded = false;
                    ReadStepEvent(part);
                    break;
                case "resOpFailedEvent":
                    _facts.Errors.Add("a step failed");
                    break;
                case "diagnosticEvent":
                    _facts.AddDiagnostic(part.Value);
                    break;
                case "errorEvent":
                    _facts.AddError(part.Value);
                    break;
                case "summaryEvent":
                    RefuseAfterEnd(at);
                    _facts.AddSummaryEvent(part.Value);
                    _facts.HasEnded = true;
                    break;
                case "steps" or "diagnostics" or "changeSummary":
                    throw Invalid(at, SecondDocument);
                default:
                    break;
            }
        }
    }

    /// <summary>A step has two events. What it will do is in the first; what a refresh has found is only in the second.</summary>
    private void ReadStepEvent(JsonProperty part)
    {
        if (part.Value.ValueKind != JsonValueKind.Object || !part.Value.TryGetProperty("metadata", out var metadata))
            throw new UnknownShapeException("metadata", "there, in the event of a step");
        var step = new RawStep(metadata);
        _steps.Add(step);
        if (part.NameEquals("resourcePreEvent"))
            Count(step.Operation, _steps.Count - 1);
        else if (_facts.IsRefresh && step.Operation is Operation.Update or Operation.Delete)
            _facts.CountFoundDrift(step.Operation);
    }

    private void RefuseAfterEnd(int at)
    {
        if (_facts.HasEnded)
            throw Invalid(at, SecondDocument);
    }

    private static bool IsEvent(JsonElement value) =>
        value.EnumerateObject().Any(part => part.NameEquals("sequence") || part.Name.EndsWith("Event", StringComparison.Ordinal));

    /// <summary>Whether an event is one of a preview, and not of what was done.</summary>
    private static bool IsPlanned(JsonElement value) => value.EnumerateObject().Any(part =>
        part.Value.ValueKind == JsonValueKind.Object && (IsTrue(part.Value, "planning") || IsTrue(part.Value, "isPreview")));

    private static bool IsTrue(JsonElement value, string name) =>
        value.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static List<JsonElement> List(JsonProperty part) => part.Value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => [.. part.Value.EnumerateArray()],
        _ => throw new UnknownShapeException(part.Name, "a list"),
    };

    private BadInputException Invalid(int at, string reason) => new($"{name}: byte {at:N0}: {reason}.");

    /// <summary>
    /// How many lines stand before the first that begins an object, as "Installing policy pack…"; none where no line does.
    /// </summary>
    private static int LinesBefore(ReadOnlySpan<byte> bytes, out int first)
    {
        var lines = 0;
        for (first = 0; first < bytes.Length; lines++)
        {
            var rest = bytes[first..];
            if (rest.TrimStart(" \t\r"u8) is [(byte)'{', ..])
                return lines;
            var end = rest.IndexOf((byte)'\n');
            // What looks like a part of JSON is one whose beginning was cut.
            if (end < 0 || rest[..end].IndexOf("\":"u8) >= 0)
                break;
            first += end + 1;
        }

        first = 0;
        return 0;
    }

    private static ReadOnlyMemory<byte> BytesOf(Stream source)
    {
        using var all = new MemoryStream();
        source.CopyTo(all);
        var bytes = all.GetBuffer().AsMemory(0, (int)all.Length);
        return bytes.Span switch
        {
            [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, bytes[2..].ToArray()),
            [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, bytes[2..].ToArray()),
            [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
            _ => bytes,
        };
    }
}
