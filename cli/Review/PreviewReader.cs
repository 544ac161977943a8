using System.Text.Json;
using XtCmkInfra.Core;

namespace XtCmkInfra.Cli.Review;

/// <summary>
/// Reads what Pulumi prints for <c>preview --json</c>, <c>refresh --preview-only --json</c> or as a stream of events, of any
/// length, told apart by content. Source: Pulumi's apitype package; unknown fields are ignored.
/// </summary>
internal sealed class PreviewReader(string name, Stream source)
{
    private const string SecondDocument = "a second preview begins here; give each in a file of its own";
    private readonly JsonStream json = new(name, source);
    private readonly PreviewFacts facts = new();
    private readonly StepReader steps = new();
    private bool isPreview;

    /// <summary>Passes every step that concerns the chain of trust to <paramref name="onStep"/>, in the order of the document.</summary>
    /// <exception cref="BadInputException">The source is malformed, cut, or not understood.</exception>
    public PreviewFacts Read(Action<PreviewFacts, PreviewStep> onStep)
    {
        var reader = json.Open();
        try
        {
            while (json.Read(ref reader))
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                    throw json.Wrong(reader, "this is not what Pulumi prints, which is an object, or one object a line");
                if (isPreview && !facts.IsStream)
                    throw json.Wrong(reader, SecondDocument);
                ReadObject(ref reader, onStep);
            }
        }
        catch (JsonException malformed)
        {
            throw json.Wrong(malformed);
        }
        catch (UnknownShapeException unknown)
        {
            throw json.Wrong(reader, $"{unknown.Message}; this version of the tool does not understand it");
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws where a text is broken in itself, which it finds only when it is asked for it.
            throw json.Wrong(reader, "in what follows is a text that is not valid Unicode");
        }

        if (!isPreview)
            throw new BadInputException($"{name}: there is nothing in it that Pulumi prints. Give what 'pulumi preview --json' writes to stdout.");
        return facts.IsCutBecause is { } reason ? throw new BadInputException($"{name}: {reason}") : facts;
    }

    private void ReadObject(ref Utf8JsonReader reader, Action<PreviewFacts, PreviewStep> onStep)
    {
        for (json.Demand(ref reader); reader.TokenType != JsonTokenType.EndObject; json.Demand(ref reader))
        {
            if (reader.ValueTextEquals("steps"u8))
                ReadList(ref reader, "steps", (ref Utf8JsonReader item, ReadOnlyMemory<byte> memory) => ReadStep(ref item, memory, onStep));
            else if (reader.ValueTextEquals("diagnostics"u8))
                ReadList(ref reader, "diagnostics", ReadDiagnostic);
            else if (reader.ValueTextEquals("changeSummary"u8))
                Whole(ref reader, element => facts.AddSummary(element, "changeSummary"));
            else if (reader.ValueTextEquals("maybeCorrupt"u8))
                Whole(ref reader, facts.AddCorruption);
            else if (reader.ValueTextEquals("duration"u8) || reader.ValueTextEquals("config"u8))
                SkipKnown(ref reader);
            else if (reader.ValueTextEquals("resourcePreEvent"u8) || reader.ValueTextEquals("resOutputsEvent"u8))
                ReadStepEvent(ref reader, onStep);
            else if (reader.ValueTextEquals("resOpFailedEvent"u8))
                Event(ref reader, _ => facts.Errors.Add("a step failed"));
            else if (reader.ValueTextEquals("diagnosticEvent"u8))
                Event(ref reader, facts.AddDiagnostic);
            else if (reader.ValueTextEquals("errorEvent"u8))
                Event(ref reader, facts.AddError);
            else if (reader.ValueTextEquals("summaryEvent"u8))
                ReadSummaryEvent(ref reader);
            else
                SkipOther(ref reader);
        }
    }

    private void ReadList(ref Utf8JsonReader reader, string property, WholePart item)
    {
        if (facts.IsStream)
            throw json.Wrong(reader, SecondDocument);
        isPreview = true;
        json.Demand(ref reader);
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new UnknownShapeException(property, "a list");
        for (json.Demand(ref reader); reader.TokenType != JsonTokenType.EndArray; json.Demand(ref reader))
            json.ReadWhole(ref reader, item);
    }

    private bool ReadStep(ref Utf8JsonReader reader, ReadOnlyMemory<byte> memory, Action<PreviewFacts, PreviewStep> onStep)
    {
        if (!steps.Read(ref reader, memory, facts.IsPlan))
            return false;
        facts.Count(steps.Operation);
        if (steps.Step is { } step)
            onStep(facts, step);
        return true;
    }

    private bool ReadDiagnostic(ref Utf8JsonReader reader, ReadOnlyMemory<byte> memory)
    {
        if (!JsonDocument.TryParseValue(ref reader, out var document))
            return false;
        using (document)
            facts.AddDiagnostic(document.RootElement);
        return true;
    }

    private void ReadStepEvent(ref Utf8JsonReader reader, Action<PreviewFacts, PreviewStep> onStep)
    {
        RefuseAfterEnd(reader);
        (isPreview, facts.IsStream) = (true, true);
        var isFirst = reader.ValueTextEquals("resourcePreEvent"u8);
        json.Demand(ref reader);
        var hasStep = false;
        for (json.Demand(ref reader); reader.TokenType != JsonTokenType.EndObject; json.Demand(ref reader))
        {
            if (!reader.ValueTextEquals("metadata"u8))
            {
                json.Skip(ref reader);
                continue;
            }

            hasStep = true;
            json.Demand(ref reader);
            // A step has two events. What it will do is in the first; what a refresh has found is only in the second.
            json.ReadWhole(ref reader, (ref Utf8JsonReader item, ReadOnlyMemory<byte> memory) =>
            {
                if (!steps.Read(ref item, memory, facts.IsPlan))
                    return false;
                if (isFirst)
                    facts.Count(steps.Operation);
                else if (facts.IsRefresh && steps.Operation is Operation.Update or Operation.Delete)
                    facts.CountFoundDrift(steps.Operation);
                if (steps.Step is { } step)
                    onStep(facts, step);
                return true;
            });
        }

        if (!hasStep)
            throw new UnknownShapeException("metadata", "there, in the event of a step");
    }

    private void ReadSummaryEvent(ref Utf8JsonReader reader)
    {
        RefuseAfterEnd(reader);
        Event(ref reader, facts.AddSummaryEvent);
        facts.HasEnded = true;
    }

    private void RefuseAfterEnd(in Utf8JsonReader reader)
    {
        if (facts.HasEnded || (isPreview && !facts.IsStream))
            throw json.Wrong(reader, SecondDocument);
    }

    private void Event(ref Utf8JsonReader reader, Action<JsonElement> read)
    {
        facts.IsStream = true;
        Whole(ref reader, read);
    }

    private void Whole(ref Utf8JsonReader reader, Action<JsonElement> read)
    {
        isPreview = true;
        json.ReadWhole(ref reader, (ref Utf8JsonReader value, ReadOnlyMemory<byte> _) =>
        {
            if (!JsonDocument.TryParseValue(ref value, out var document))
                return false;
            using (document)
                read(document.RootElement);
            return true;
        });
    }

    private void SkipKnown(ref Utf8JsonReader reader)
    {
        isPreview = true;
        json.Skip(ref reader);
    }

    private void SkipOther(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("sequence"u8))
            (isPreview, facts.IsStream) = (true, true);
        json.Skip(ref reader);
    }
}
