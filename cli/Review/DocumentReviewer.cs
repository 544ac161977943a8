using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>Turns the steps of one document into changes of the chain of trust, and those into findings.</summary>
/// <param name="all">The steps of all documents of the review.</param>
internal sealed class DocumentReviewer(Preview preview, IReadOnlyList<PreviewStep> all)
{
    private readonly DocumentContext context = new(preview, all);

    public IEnumerable<Finding> Review() =>
    [
        .. preview.Steps.SelectMany(Review),
        .. ReviewUnfinished(),
        .. ReviewSubjects(),
    ];

    private IEnumerable<Finding> Review(PreviewStep step) => step.Change is not { } kind
        ? ReviewRead(step)
        : step switch
        {
            { Kind: null } => ReviewNotUnderstood(step, kind),
            { Kind: ResourceKind.Credential or ResourceKind.FederatedCredential } when !context.ConcernsMultitenant(step) => [],
            { Operation: Operation.RemovePendingReplace } when Made.Contains(step.Urn.Text) => [],
            { Operation: Operation.Create } when Interrupted.TryGetValue(step.Urn.Text, out var former) =>
                Review(step with { Operation = Operation.Replace, Old = former }),
            { Operation: Operation.DeleteReplaced } and { Kind: not (ResourceKind.ResourceGroup or ResourceKind.Credential) } => [],
            { Kind: ResourceKind.ResourceGroup } =>
                ReviewGroup(step, step.Operation == Operation.Create && Refreshed.Contains(step.Urn.Text) ? ChangeKind.Missing : kind),
            { Operation: Operation.Create } when Refreshed.Contains(step.Urn.Text) =>
                ReviewResource(step with { Old = step.New, New = null }, ChangeKind.Missing),
            _ => ReviewResource(step, kind),
        };

    private static IEnumerable<Finding> ReviewNotUnderstood(PreviewStep step, ChangeKind kind)
    {
        if (kind == ChangeKind.Created)
            yield return Rules.NewNotUnderstood.On(step.Name, "nothing", step.Urn.Type);
        else if (step.LosesProtect || step.LosesRetain)
            yield return Rules.NotUnderstood.On(step.Name, step.Urn.Type, step.LosesProtect ? "loses protect" : "loses retainOnDelete");
        else if (step.ChangesKeys || step.Operation is not (Operation.Same or Operation.Refresh))
            yield return Rules.NotUnderstood.On(step.Name, step.Urn.Type, Operations.NameOf(step.Operation));
    }

    /// <summary>Older streams do not say whether a resource that is read was looked after before.</summary>
    private IEnumerable<Finding> ReviewRead(PreviewStep step)
    {
        if (preview.Facts.IsStream && step is { Operation: Operation.Read, Kind: not null, Old: not null, New.IsExternal: false })
        {
            yield return PropertyComparer.Undetermined.On(
                step.Name, "in the program", "read; this stream does not say whether the program still looks after it");
        }
    }

    private List<Finding> ReviewResource(PreviewStep step, ChangeKind kind)
    {
        var found = ReviewShown(step, kind);
        if (kind != ChangeKind.Changed || found.Exists(finding => finding.Rule == PropertyComparer.Undetermined))
            return found;
        // A reported path that makes no difference to what is found was compared by no rule.
        var hidden = (found.Count == 0 ? step.HiddenChanges : step.SecretChanges)
            .Where(path => !path.StartsWith("tags", StringComparison.Ordinal))
            .Where(path => step.Ignoring(path) is not { } without || ReviewShown(without, kind).SequenceEqual(found))
            .ToList();
        var paths = string.Join(", ", hidden);
        if (hidden.Count > 0)
            found.Add(PropertyComparer.Undetermined.On(step.Name, $"{paths}: hidden", $"{paths}: changes, and is hidden"));
        return found;
    }

    private List<Finding> ReviewShown(PreviewStep step, ChangeKind kind)
    {
        var isKept = kind is ChangeKind.Changed && step.Source == ChangeSource.Plan;
        var change = new ResourceChange(
            step.Name,
            kind,
            step.Source,
            context.Complete(step.Old?.Inputs, step),
            kind switch
            {
                ChangeKind.Deleted or ChangeKind.Abandoned or ChangeKind.Missing => null,
                ChangeKind.Created => context.UseOf(step),
                _ => context.Complete(step.New?.Inputs, step),
            },
            step.ReplaceReasons,
            isKept && step.LosesProtect,
            isKept && step.LosesRetain,
            step.Old?.RetainOnDelete == true)
        {
            HasChanged = step.HasChanged,
            State = step.Source == ChangeSource.Plan && step.Kind is ResourceKind.StorageAccount or ResourceKind.Vault
                ? step.Old?.Outputs
                : null,
        };
        var found = Rules.Review(change).Select(finding => context.OfVendor(finding, step)).ToList();
        if (step is { Operation: Operation.Create, New.Inputs: StorageAccount { IsForCustomer: false } account }
            && step.Source == ChangeSource.Plan && context.HasCustomers(step.Urn))
        {
            found.RemoveAll(finding => finding.Rule == AccountRule.New);
            found.Add(AccountRule.NewWithoutKey.On(step.Name, "nothing", account.KeyText));
        }

        if (step.Operation == Operation.Update)
            AddOthers(found, Rules.ReviewState(change));

        // Some engines leave the inputs as they were when Azure has something else.
        if (step.Source == ChangeSource.Azure && kind == ChangeKind.Changed && step is { Old.Outputs: not null, New.Outputs: not null })
        {
            AddOthers(found, Rules.Review(change with { Before = step.Old.Outputs, After = step.New.Outputs }));
        }

        return found;
    }

    /// <summary>Adds the findings of rules that none is about so far.</summary>
    private static void AddOthers(List<Finding> found, IEnumerable<Finding> more) =>
        found.AddRange(more.ExceptBy(found.Select(finding => finding.Rule.Code), finding => finding.Rule.Code).ToList());

    private IEnumerable<Finding> ReviewGroup(PreviewStep step, ChangeKind kind)
    {
        if (kind is ChangeKind.Created or ChangeKind.Changed or ChangeKind.Abandoned)
            return [];
        // Other stacks may have resources in the group too, and no document shows those.
        var group = (step.Old ?? step.New)?.Inputs as ResourceGroup ?? new ResourceGroup(Value.Absent);
        var before = group with { HoldsChain = context.HoldsChain(group, step.Old?.Id) };
        return Rules.Review(new ResourceChange(step.Name, kind, step.Source, before, null, step.ReplaceReasons));
    }

    /// <summary>Replaced in an earlier run that did not get to the end of it.</summary>
    private IEnumerable<Finding> ReviewUnfinished()
    {
        var replacing = preview.Steps
            .Where(step => step.Operation is Operation.Replace or Operation.CreateReplacement or Operation.ImportReplacement)
            .Select(step => step.Urn.Text)
            .ToHashSet();
        return preview.Steps
            .Where(step => step.Operation == Operation.DeleteReplaced)
            .Where(step => step.Kind is not (null or ResourceKind.ResourceGroup or ResourceKind.Credential))
            .Where(step => !replacing.Contains(step.Urn.Text))
            .SelectMany(step => ReviewResource(step, step.Old?.RetainOnDelete == true ? ChangeKind.Abandoned : ChangeKind.Deleted));
    }

    private IEnumerable<Finding> ReviewSubjects()
    {
        var identities = all.SelectMany(step => new[] { step.Old?.Outputs, step.New?.Outputs }).OfType<Identity>().ToList();
        var shown = all.Select(step => step.Urn.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var step in preview.Steps)
        {
            if (step is not { Operation: not Operation.Same, New: { Inputs: FederatedCredential credential } state })
                continue;
            foreach (var finding in Rules.ReviewSubject(step.Name, credential, identities))
                yield return finding;
            if (step.Operation != Operation.Create || !credential.IsForIdentity || credential.IsOnIdentity
                || credential.Subject.Text is null || identities.Exists(identity => identity.PrincipalId.Is(credential.Subject.Text)))
                continue;
            // A stream does not say where the subject comes from.
            var isUnseen = preview.Facts.IsStream || state.Dependencies?.Exists(urn =>
                urn.Contains("UserAssignedIdentity::", StringComparison.Ordinal) && !shown.Contains(urn)) == true;
            if (isUnseen && !Rules.ReviewSubject(step.Name, credential, identities).Any() && context.ConcernsMultitenant(step))
            {
                yield return PropertyComparer.Undetermined.On(
                    step.Name, "nothing", $"subject: {credential.Subject}, of an identity that the document does not show");
            }
        }
    }

    /// <summary>What an interrupted run deleted in order to replace it, as it was.</summary>
    private Dictionary<string, StateInStep?> Interrupted => field ??= preview.Steps
        .Where(step => step.Operation == Operation.RemovePendingReplace)
        .GroupBy(step => step.Urn.Text)
        .ToDictionary(same => same.Key, same => same.First().Old, StringComparer.Ordinal);

    private HashSet<string> Made => field ??= preview.Steps
        .Where(step => step.Operation is Operation.Create or Operation.Replace or Operation.CreateReplacement
            or Operation.ImportReplacement)
        .Select(step => step.Urn.Text)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>What a refresh before the preview looked for: what is created after that was gone.</summary>
    private HashSet<string> Refreshed => field ??= preview.Steps
        .Where(step => step is { Operation: Operation.Refresh, Old: not null })
        .Select(step => step.Urn.Text)
        .ToHashSet(StringComparer.Ordinal);
}
