using System.Text.Json;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Azure;

/// <summary>What a resource is on one side of a step, as far as it matters.</summary>
/// <param name="Id">Its id in Azure; null where it has none yet.</param>
/// <param name="IsExternal">Whether the program only reads it, and does not look after it.</param>
/// <param name="Inputs">What the program asks for.</param>
/// <param name="Outputs">What Azure has; read only for what was read from Azure.</param>
/// <param name="Dependencies">The URNs of the resources that its inputs come from; null where the source does not say.</param>
internal sealed record StateInStep(
    string? Id, bool Protect, bool RetainOnDelete, bool IsExternal, Resource? Inputs, Resource? Outputs, List<string>? Dependencies);

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

    /// <summary>Whether the engine reports any change of the resource.</summary>
    public bool HasChanged { get; init; }

    /// <summary>Whether an earlier, failed run left the resource to be deleted by the next.</summary>
    public bool IsPendingDelete { get; init; }

    /// <summary>Whether an earlier, interrupted run has deleted the resource, and not yet made the one that replaces it.</summary>
    public bool IsPendingReplacement { get; init; }

    /// <summary>Reported changes at or below a value that is hidden from the reader, each a path.</summary>
    public IReadOnlyList<string> HiddenChanges { get; init; } = [];

    /// <summary>Those of them at or below a secret.</summary>
    public IReadOnlyList<string> SecretChanges { get; init; } = [];

    /// <summary>The same step, as if one of those had not been reported.</summary>
    public Func<string, PreviewStep?> Ignoring { get; init; } = _ => null;

    /// <summary>Whether what a resource that is not judged says of keys changes.</summary>
    public bool ChangesKeys { get; init; }

    public bool LosesProtect => this is { Old.Protect: true, New.Protect: false };

    public bool LosesRetain => this is { Old.RetainOnDelete: true, New.RetainOnDelete: false };

    /// <summary>What happens to the resource; null where nothing does.</summary>
    public ChangeKind? Change => Operation switch
    {
        _ when IsPendingDelete => Gone,
        Operation.Create or Operation.Import => ChangeKind.Created,
        // The engine does not look in Azure for what it has deleted itself.
        Operation.Refresh when this is { Old: not null, New: null } or { IsPendingReplacement: true, Old.RetainOnDelete: false } =>
            ChangeKind.Missing,
        Operation.Same or Operation.Update or Operation.Refresh => ChangeKind.Changed,
        Operation.Read when this is { Old.IsExternal: false, New.IsExternal: true } => ChangeKind.Abandoned,
        Operation.Replace or Operation.CreateReplacement or Operation.DeleteReplaced or Operation.ImportReplacement => ChangeKind.Replaced,
        Operation.RemovePendingReplace => Gone,
        Operation.Delete => Source == ChangeSource.Azure ? ChangeKind.Missing : Gone,
        _ => null,
    };

    /// <summary>What becomes of a resource that the program no longer has.</summary>
    private ChangeKind Gone => Old?.RetainOnDelete == true ? ChangeKind.Abandoned : ChangeKind.Deleted;
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
        Operation = Operations.Parse(operation)
            ?? throw new UnknownShapeException("op", $"an operation that is known: it is '{operation}'");
        Urn = PulumiUrn.Parse(urn) ?? throw new UnknownShapeException("urn", $"a URN: it is '{urn}'");
    }

    public Operation Operation { get; }

    public PulumiUrn Urn { get; }

    /// <param name="source">Whether the step was planned: then what Azure has is not checked.</param>
    /// <returns>Null for a step that does not concern the chain of trust.</returns>
    /// <exception cref="UnknownShapeException">A part of it is not what it must be.</exception>
    public PreviewStep? Understand(ChangeSource source)
    {
        var isChange = Operation is not (Operation.Same or Operation.Refresh);
        return Understand(source, ReportedChanges.Of(Part("detailedDiff"), Names("diffReasons", "diffs"), isChange));
    }

    private PreviewStep? Understand(ChangeSource source, ReportedChanges changes)
    {
        var kind = ResourceKinds.Of(Urn.Type);
        var isChange = Operation is not (Operation.Same or Operation.Refresh);
        var (old, @new) = (State("oldState", "old"), State("newState", "new"));
        var changesKeys = kind is null && ChangesKeyReferences(old, @new, source, changes);
        if (kind is null && !changesKeys && !UnjudgedTypes.MayBelong(Urn.Type))
            return null;
        RequireStates(old is not null, @new is not null);
        if (kind is null && Operation == Operation.Update && changes.AreOnlyOf("tags"))
            return null;
        return new PreviewStep(
            Operation, source, Urn, kind, WithLiveAccessModel(Side(old, @new, kind, changes, source), old),
            Side(@new, old, kind, changes, source), Names("replaceReasons", "keys"))
        {
            HasChanged = isChange && !changes.AreOnlyOf("tags"),
            IsPendingDelete = old is { } state && Flag(state, "delete"),
            IsPendingReplacement = old is { } former && Flag(former, "pendingReplacement"),
            HiddenChanges = isChange && kind is not null ? changes.Below(IsHiddenAt(old, @new, orUnknown: true)) : [],
            SecretChanges = isChange && kind is not null ? changes.Below(IsHiddenAt(old, @new, orUnknown: false)) : [],
            Ignoring = path => Understand(source, changes.Without(path)),
            ChangesKeys = changesKeys,
        };
    }

    /// <summary>A resource of any kind belongs to the chain while what it says of keys changes.</summary>
    private bool ChangesKeyReferences(JsonElement? old, JsonElement? @new, ChangeSource source, ReportedChanges changes)
    {
        if (Operation is Operation.Same or Operation.Read || (Operation == Operation.Refresh && (old is null || @new is null)))
            return false;
        // What is new or goes matters where it names a key; what stays, whatever it says of encryption.
        var stays = old is not null && @new is not null;
        List<string> References(JsonElement? state, string part) => state is { } given && given.TryGetProperty(part, out var properties)
            && properties.ValueKind == JsonValueKind.Object ? [.. UnjudgedTypes.KeyReferences(Urn.Type, properties, stays)] : [];
        bool Differs(string part) => !References(old, part).SequenceEqual(References(@new, part));
        return Differs("inputs")
            || (source == ChangeSource.Azure && stays && Differs("outputs"))
            || (stays && changes.Below(path => UnjudgedTypes.IsOfKeys(Urn.Type, path)).Count > 0);
    }

    /// <summary>Whether the value at a path, or one above it, is hidden on either side.</summary>
    private static Func<string, bool> IsHiddenAt(JsonElement? old, JsonElement? @new, bool orUnknown) => path =>
        new[] { old, @new }.Any(state => state is { } given
            && Object(given, "inputs") is { } inputs
            && JsonProperties.IsHiddenAt(inputs, path, orUnknown));

    /// <summary>Without the states there is nothing to compare: that must not look like nothing that differs.</summary>
    private void RequireStates(bool hasOld, bool hasNew)
    {
        var missing = Operation switch
        {
            Operation.Update or Operation.Replace or Operation.Delete or Operation.DeleteReplaced when !hasOld => "oldState",
            Operation.Update or Operation.Replace or Operation.Create or Operation.CreateReplacement
                or Operation.Import when !hasNew => "newState",
            _ => null,
        };
        if (missing is not null)
            throw new UnknownShapeException(missing, $"there, in the {Operations.NameOf(Operation)} of {Urn.Text}");
    }

    private StateInStep? Side(JsonElement? given, JsonElement? other, ResourceKind? kind, ReportedChanges changes, ChangeSource source)
    {
        if (given is not { } state)
            return null;
        // Nothing of what stays the same is checked, but for what other resources refer to.
        var isWanted = kind is not null
            && (Operation != Operation.Same || kind is ResourceKind.StorageAccount or ResourceKind.Vault or ResourceKind.Identity
                or ResourceKind.Application or ResourceKind.FederatedCredential
                or ResourceKind.ServicePrincipal);
        var isForInstalled = isWanted && kind == ResourceKind.Grant && RefersToPrincipal(state);
        Resource? Read(string name) => isWanted && Object(state, name) is { } properties
            ? ResourceKinds.Read(kind!.Value, Urn.Type,
                new JsonProperties(properties, changes, other is { } there ? Object(there, name) : null), isForInstalled)
            : null;
        var inputs = Read("inputs");
        if (isWanted
            && inputs is null
            && kind is not (ResourceKind.ResourceGroup or ResourceKind.Identity or ResourceKind.ObjectReplication)
            && Operation is Operation.Create or Operation.Update)
            throw new UnknownShapeException("inputs", $"there, in the {Operations.NameOf(Operation)} of {Urn.Text}");
        // What Azure made of an identity is in its outputs; elsewhere they count only where they were read from Azure.
        var hasOutputs = kind is ResourceKind.Identity or ResourceKind.ServicePrincipal
            || (source == ChangeSource.Azure && Operation is Operation.Update or Operation.Refresh)
            // What Azure has may contradict what the program asked for.
            || (inputs is StorageAccount { UsesCustomerKey: Comparison.Different } or Vault
                && Operation is Operation.Same or Operation.Update or Operation.Delete or Operation.Replace);
        var outputs = hasOutputs ? Read("outputs") : null;
        return new StateInStep(Text(state, "id"), Flag(state, "protect"), Flag(state, "retainOnDelete"), Flag(state, "external"), inputs,
            outputs, Dependencies(state));
    }

    /// <summary>
    /// A vault whose program does not say its access model has the one of the API version that made it, and keeps it: only what Azure
    /// answered shows which that is.
    /// </summary>
    private StateInStep? WithLiveAccessModel(StateInStep? before, JsonElement? old) =>
        Operation != Operation.Same && before?.Inputs is Vault { Rbac.IsAbsent: true } vault
            && old is { } state && Object(state, "outputs") is { } outputs
            ? before with { Inputs = vault with { Rbac = Vault.Read(new JsonProperties(outputs, ReportedChanges.None)).Rbac } }
            : before;

    private static bool RefersToPrincipal(JsonElement state) =>
        Dependencies(state)?.Any(urn => urn.Contains("azuread:index/servicePrincipal:", StringComparison.Ordinal)) == true;

    private static List<string>? Dependencies(JsonElement state) =>
        state.TryGetProperty("dependencies", out var dependencies) && dependencies.ValueKind == JsonValueKind.Array
            ? [.. dependencies.EnumerateArray().Where(urn => urn.ValueKind == JsonValueKind.String).Select(urn => urn.GetString()!)]
            : null;

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

    private static JsonElement? Object(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var value) ? null : value.ValueKind switch
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

    private static string? Text(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var value) ? null : value.ValueKind == JsonValueKind.String
        ? value.GetString()
        : throw new UnknownShapeException(name, "a text");
}
