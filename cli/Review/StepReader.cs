using System.Text.Json;
using XtCmkInfra.Core.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>
/// Reads one step: of a document, or of an event in a stream, where the same things have other names. What does not concern the
/// chain of trust is passed over without being looked at.
/// </summary>
internal sealed class StepReader
{
    private string? operation;
    private PulumiUrn? urn;
    private LinkKind? kind;
    private bool concerns;
    private bool isPlan;
    private PartOfStep detailedDiff;
    private List<string> reasons = [];
    private List<string> differences = [];
    private StateParts old;
    private StateParts @new;

    /// <summary>What was read; null for a step that does not concern the chain.</summary>
    public PreviewStep? Step { get; private set; }

    public Operation Operation { get; private set; }

    /// <summary>Reads the object that begins at the current token. False if more memory is needed.</summary>
    /// <param name="isPlan">Whether the document is known to say what will be done; then what Azure has is not looked at.</param>
    /// <exception cref="UnknownShapeException">It is no step.</exception>
    public bool Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> memory, bool isPlan)
    {
        (operation, urn, kind, detailedDiff, reasons, differences, old, @new, Step) = (null, null, null, default, [], [], default, default, null);
        (concerns, this.isPlan) = (true, isPlan);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new UnknownShapeException("steps", "a list of objects");
        while (true)
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.EndObject)
                break;
            var done = reader.ValueTextEquals("op"u8) ? StepParts.Text(ref reader, "op", ref operation)
                : reader.ValueTextEquals("urn"u8) ? ReadUrn(ref reader)
                : !concerns ? reader.TrySkip()
                : reader.ValueTextEquals("oldState"u8) || reader.ValueTextEquals("old"u8) ? StepParts.State(ref reader, "oldState", ref old)
                : reader.ValueTextEquals("newState"u8) || reader.ValueTextEquals("new"u8) ? StepParts.State(ref reader, "newState", ref @new)
                : reader.ValueTextEquals("detailedDiff"u8) ? StepParts.Slice(ref reader, ref detailedDiff)
                : reader.ValueTextEquals("replaceReasons"u8) || reader.ValueTextEquals("keys"u8) ? StepParts.Names(ref reader, "replaceReasons", reasons)
                : reader.ValueTextEquals("diffReasons"u8) || reader.ValueTextEquals("diffs"u8) ? StepParts.Names(ref reader, "diffReasons", differences)
                : reader.TrySkip();
            if (!done)
                return false;
        }

        Understand(memory);
        return true;
    }

    private void Understand(ReadOnlyMemory<byte> memory)
    {
        if (operation is null || urn is null)
            throw new UnknownShapeException(operation is null ? "op" : "urn", "there, in a step");
        Operation = Operations.Parse(operation) ?? throw new UnknownShapeException("op", $"an operation that is known: it is '{operation}'");
        if (!concerns)
            return;

        RequireStates(urn);
        var isChange = Operation is not (Operation.Same or Operation.Refresh);
        var changes = detailedDiff.IsThere
            ? Parse(memory, detailedDiff, diff => SaidChanges.Of(diff, differences, isChange))
            : SaidChanges.Of(null, differences, isChange);
        if (kind is null && Operation == Operation.Update && changes.AreOnlyOf("tags"))
            return;
        var before = AsItIs(Side(memory, old, urn, changes), memory, urn);
        Step = new PreviewStep(Operation, urn, kind, before, Side(memory, @new, urn, changes), reasons);
    }

    /// <summary>Without the states there is nothing to compare: that must not look like nothing that differs.</summary>
    private void RequireStates(PulumiUrn resource)
    {
        var missing = Operation switch
        {
            Operation.Update or Operation.Replace or Operation.Delete or Operation.DeleteReplaced when !old.IsThere => "oldState",
            Operation.Update or Operation.Replace or Operation.Create or Operation.CreateReplacement or Operation.Import when !@new.IsThere => "newState",
            _ => null,
        };
        if (missing is not null)
            throw new UnknownShapeException(missing, $"there, in the {Operations.NameOf(Operation)} of {resource.Text}");
    }

    private StateInStep? Side(ReadOnlyMemory<byte> memory, StateParts state, PulumiUrn type, SaidChanges changes)
    {
        if (!state.IsThere)
            return null;
        // Nothing of what stays the same is looked at, but for what other links refer to.
        var wanted = kind is not null && (Operation != Operation.Same || kind is LinkKind.Identity or LinkKind.Application or LinkKind.FederatedCredential);
        var dependsOnPrincipal = wanted && kind == LinkKind.Grant && state.Dependencies.IsThere && Parse(memory, state.Dependencies, RefersToPrincipal);
        Link? Link(PartOfStep properties) => wanted && properties.IsThere
            ? Parse(memory, properties, json => LinkReader.Read(kind!.Value, type.Type, new Inputs(json, changes), dependsOnPrincipal))
            : null;
        var inputs = Link(state.Inputs);
        if (wanted && inputs is null && kind is not (LinkKind.ResourceGroup or LinkKind.Identity) && Operation is Operation.Create or Operation.Update)
            throw new UnknownShapeException("inputs", $"there, in the {Operations.NameOf(Operation)} of {type.Text}");
        // What Azure made of an identity is in its outputs; elsewhere they count only where they were read from Azure.
        var outputs = kind == LinkKind.Identity || (!isPlan && Operation is Operation.Update or Operation.Refresh) ? Link(state.Outputs) : null;
        return new StateInStep(state.Id, state.Protect, state.RetainOnDelete, state.IsExternal, inputs, outputs);
    }

    /// <summary>
    /// A vault whose program does not say its access model has the one of the API version that made it, and keeps it: only what Azure
    /// answered tells which that is.
    /// </summary>
    private StateInStep? AsItIs(StateInStep? before, ReadOnlyMemory<byte> memory, PulumiUrn type)
    {
        if (before?.Inputs is not VaultLink { Rbac.IsAbsent: true } vault || !old.Outputs.IsThere)
            return before;
        var nothingSaid = SaidChanges.Of(null, [], isChange: false);
        var answered = Parse(memory, old.Outputs, json => LinkReader.Read(LinkKind.Vault, type.Type, new Inputs(json, nothingSaid), false));
        return before with { Inputs = vault with { Rbac = ((VaultLink)answered!).Rbac } };
    }

    private static bool RefersToPrincipal(JsonElement dependencies) => dependencies.ValueKind == JsonValueKind.Array
        && dependencies.EnumerateArray().Any(urn => urn.ValueKind == JsonValueKind.String
            && urn.GetString()!.Contains("azuread:index/servicePrincipal:", StringComparison.Ordinal));

    private static T Parse<T>(ReadOnlyMemory<byte> memory, PartOfStep part, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(memory.Slice(part.Start, part.Length), new JsonDocumentOptions { MaxDepth = 512 });
        return read(document.RootElement);
    }

    /// <summary>The engine writes it before the states, which then need not be looked at where it is of no link.</summary>
    private bool ReadUrn(ref Utf8JsonReader reader)
    {
        string? text = null;
        if (!StepParts.Text(ref reader, "urn", ref text))
            return false;
        urn = PulumiUrn.Parse(text!) ?? throw new UnknownShapeException("urn", $"a URN: it is '{text}'");
        kind = LinkKinds.Of(urn.Type);
        concerns = kind is not null || LinkKinds.MayBeLink(urn.Type);
        return true;
    }
}
