using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>What a resource is on one side of a step, as far as it matters.</summary>
/// <param name="Id">Its id in Azure; null where it has none yet.</param>
/// <param name="IsExternal">Whether the program only reads it, and does not look after it.</param>
/// <param name="Inputs">What the program asks for.</param>
/// <param name="Outputs">What Azure has; looked at only for what was read from Azure.</param>
internal sealed record StateInStep(string? Id, bool Protect, bool RetainOnDelete, bool IsExternal, Resource? Inputs, Resource? Outputs);

/// <summary>One step of a document: what the engine does with a resource, or found of it.</summary>
/// <param name="Source">Whether the step was planned, or found in Azure.</param>
/// <param name="Kind">Null for a resource of a provider that is not understood.</param>
/// <param name="ReplaceReasons">The properties that cannot be changed in place.</param>
internal sealed record PreviewStep(
    Operation Operation,
    ChangeSource Source,
    PulumiUrn Urn,
    ResourceKind? Kind,
    StateInStep? Old,
    StateInStep? New,
    IReadOnlyList<string> ReplaceReasons)
{
    public ResourceName Name => new(Urn.Name, Urn.Text, Kind);

    public bool LosesProtect => this is { Old.Protect: true, New.Protect: false };

    public bool LosesRetain => this is { Old.RetainOnDelete: true, New.RetainOnDelete: false };

    /// <summary>What happens to the resource; null where nothing does.</summary>
    public ChangeKind? Change => Operation switch
    {
        Operation.Create or Operation.Import => ChangeKind.Created,
        Operation.Refresh when this is { Old: not null, New: null } => ChangeKind.Missing,
        Operation.Same or Operation.Update or Operation.Refresh => ChangeKind.Changed,
        Operation.Read when this is { Old.IsExternal: false, New.IsExternal: true } => ChangeKind.Abandoned,
        Operation.Replace or Operation.CreateReplacement or Operation.DeleteReplaced or Operation.ImportReplacement => ChangeKind.Replaced,
        Operation.Delete => Source == ChangeSource.Azure ? ChangeKind.Missing : Old?.RetainOnDelete == true ? ChangeKind.Abandoned : ChangeKind.Deleted,
        _ => null,
    };
}

/// <summary>A step as the engine writes it: in a document, or in an event of a stream, where the same things have other names.</summary>
internal sealed class RawStep
{
    private readonly JsonElement _step;

    /// <exception cref="UnknownShapeException">It is no step.</exception>
    public RawStep(JsonElement step)
    {
        if (step.ValueKind != JsonValueKind.Object)
            throw new UnknownShapeException("steps", "a list of objects");
        _step = step;
        var operation = Text(step, "op") ?? throw new UnknownShapeException("op", "there, in a step");
        var urn = Text(step, "urn") ?? throw new UnknownShapeException("urn", "there, in a step");
        Operation = Operations.Parse(operation) ?? throw new UnknownShapeException("op", $"an operation that is known: it is '{operation}'");
        Urn = PulumiUrn.Parse(urn) ?? throw new UnknownShapeException("urn", $"a URN: it is '{urn}'");
    }

    public Operation Operation { get; }

    public PulumiUrn Urn { get; }

    /// <param name="source">Whether the step was planned: then what Azure has is not looked at.</param>
    /// <returns>Null for a step that does not concern the chain of trust.</returns>
    /// <exception cref="UnknownShapeException">A part of it is not what it must be.</exception>
    public PreviewStep? Understand(ChangeSource source)
    {
        var kind = ResourceKinds.Of(Urn.Type);
        if (kind is null && !ResourceKinds.MayBelong(Urn.Type))
            return null;
        var (old, @new) = (State("oldState", "old"), State("newState", "new"));
        RequireStates(old is not null, @new is not null);
        var isChange = Operation is not (Operation.Same or Operation.Refresh);
        var changes = ReportedChanges.Of(Part("detailedDiff"), Names("diffReasons", "diffs"), isChange);
        if (kind is null && Operation == Operation.Update && changes.AreOnlyOf("tags"))
            return null;
        return new PreviewStep(
            Operation, source, Urn, kind, Side(old, kind, changes, source), Side(@new, kind, changes, source), Names("replaceReasons", "keys"));
    }

    /// <summary>Without the states there is nothing to compare: that must not look like nothing that differs.</summary>
    private void RequireStates(bool hasOld, bool hasNew)
    {
        var missing = Operation switch
        {
            Operation.Update or Operation.Replace or Operation.Delete or Operation.DeleteReplaced when !hasOld => "oldState",
            Operation.Update or Operation.Replace or Operation.Create or Operation.CreateReplacement or Operation.Import when !hasNew => "newState",
            _ => null,
        };
        if (missing is not null)
            throw new UnknownShapeException(missing, $"there, in the {Operations.NameOf(Operation)} of {Urn.Text}");
    }

    private StateInStep? Side(JsonElement? given, ResourceKind? kind, ReportedChanges changes, ChangeSource source)
    {
        if (given is not { } state)
            return null;
        // Nothing of what stays the same is looked at, but for what other resources refer to.
        var isWanted = kind is not null
            && (Operation != Operation.Same || kind is ResourceKind.Identity or ResourceKind.Application or ResourceKind.FederatedCredential);
        var isForInstalled = isWanted && kind == ResourceKind.Grant && RefersToPrincipal(state);
        Resource? Read(string name) => isWanted && Object(state, name) is { } properties
            ? ResourceKinds.Read(kind!.Value, Urn.Type, new JsonProperties(properties, changes), isForInstalled)
            : null;
        var inputs = Read("inputs");
        if (isWanted && inputs is null && kind is not (ResourceKind.ResourceGroup or ResourceKind.Identity)
            && Operation is Operation.Create or Operation.Update)
            throw new UnknownShapeException("inputs", $"there, in the {Operations.NameOf(Operation)} of {Urn.Text}");
        // What Azure made of an identity is in its outputs; elsewhere they count only where they were read from Azure.
        var outputs = kind == ResourceKind.Identity || (source == ChangeSource.Azure && Operation is Operation.Update or Operation.Refresh) ? Read("outputs") : null;
        return new StateInStep(Text(state, "id"), Flag(state, "protect"), Flag(state, "retainOnDelete"), Flag(state, "external"), inputs, outputs);
    }

    private static bool RefersToPrincipal(JsonElement state) =>
        state.TryGetProperty("dependencies", out var dependencies) && dependencies.ValueKind == JsonValueKind.Array
        && dependencies.EnumerateArray().Any(urn => urn.ValueKind == JsonValueKind.String
            && urn.GetString()!.Contains("azuread:index/servicePrincipal:", StringComparison.Ordinal));

    private JsonElement? State(string name, string inEvent) => Object(_step, name) ?? Object(_step, inEvent);

    private JsonElement? Part(string name) => _step.TryGetProperty(name, out var part) ? part : null;

    private List<string> Names(string name, string inEvent)
    {
        if (!(_step.TryGetProperty(name, out var list) || _step.TryGetProperty(inEvent, out list)) || list.ValueKind == JsonValueKind.Null)
            return [];
        if (list.ValueKind != JsonValueKind.Array)
            throw new UnknownShapeException(name, "a list");
        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw new UnknownShapeException(name, "a list of texts"))];
    }

    private static JsonElement? Object(JsonElement of, string name) => !of.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Object => value,
        JsonValueKind.Null => null,
        _ => throw new UnknownShapeException(name, "an object"),
    };

    private static bool Flag(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw new UnknownShapeException(name, "true or false"),
    };

    private static string? Text(JsonElement of, string name) => !of.TryGetProperty(name, out var value) ? null : value.ValueKind == JsonValueKind.String
        ? value.GetString()
        : throw new UnknownShapeException(name, "a text");
}
