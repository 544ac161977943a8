using XtCmkInfra.Azure;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>Turns the steps of one document into changes of the chain of trust, and those into findings.</summary>
internal sealed class DocumentReviewer(Preview preview)
{
    public IEnumerable<Finding> Review() =>
    [
        .. preview.Steps.SelectMany(Review),
        .. ReviewUnfinished(),
        .. ReviewSubjects(),
    ];

    private IEnumerable<Finding> Review(PreviewStep step) => step.Change is not { } kind
        ? []
        : step switch
        {
            { Kind: null } => ReviewNotUnderstood(step, kind),
            { Operation: Operation.DeleteReplaced } and { Kind: not (ResourceKind.ResourceGroup or ResourceKind.Credential) } => [],
            { Kind: ResourceKind.ResourceGroup } => ReviewGroup(step, kind),
            { Kind: ResourceKind.Credential } when !ConcernsMultitenant(step) => [],
            _ => ReviewResource(step, kind),
        };

    private static IEnumerable<Finding> ReviewNotUnderstood(PreviewStep step, ChangeKind kind)
    {
        if (kind == ChangeKind.Created)
            yield return Rules.NewNotUnderstood.On(step.Name, "nothing", step.Urn.Type);
        else if (step.LosesProtect || step.LosesRetain)
            yield return Rules.NotUnderstood.On(step.Name, step.Urn.Type, step.LosesProtect ? "loses protect" : "loses retainOnDelete");
        else if (step.Operation is not (Operation.Same or Operation.Refresh))
            yield return Rules.NotUnderstood.On(step.Name, step.Urn.Type, Operations.NameOf(step.Operation));
    }

    private static List<Finding> ReviewResource(PreviewStep step, ChangeKind kind)
    {
        var isKept = kind is ChangeKind.Changed && step.Source == ChangeSource.Plan;
        var change = new ResourceChange(
            step.Name,
            kind,
            step.Source,
            step.Old?.Inputs,
            step.New?.Inputs,
            step.ReplaceReasons,
            isKept && step.LosesProtect,
            isKept && step.LosesRetain,
            step.Old?.RetainOnDelete == true);
        var found = Rules.Review(change).ToList();

        // Some engines leave the inputs as they were when Azure has something else.
        if (step.Source == ChangeSource.Azure && kind == ChangeKind.Changed && step is { Old.Outputs: not null, New.Outputs: not null })
        {
            var live = Rules.Review(change with { Before = step.Old.Outputs, After = step.New.Outputs });
            found.AddRange(live.ExceptBy(found.Select(finding => finding.Rule.Code), finding => finding.Rule.Code).ToList());
        }

        return found;
    }

    private IEnumerable<Finding> ReviewGroup(PreviewStep step, ChangeKind kind)
    {
        if (kind is ChangeKind.Created or ChangeKind.Changed or ChangeKind.Abandoned)
            return [];
        var holds = step.Old?.Id is { } id && GroupsOfChain.Contains(id) ? true : preview.Facts.ShowsSames ? false : (bool?)null;
        return Rules.Review(new ResourceChange(step.Name, kind, step.Source, new ResourceGroup(holds), null, step.ReplaceReasons));
    }

    /// <summary>Replaced in an earlier run that did not get to the end of it.</summary>
    private IEnumerable<Finding> ReviewUnfinished()
    {
        var replacing = preview.Steps
            .Where(step => step.Operation is Operation.Replace or Operation.CreateReplacement or Operation.ImportReplacement)
            .Select(step => step.Urn.Text)
            .ToHashSet();
        return preview.Steps
            .Where(step => step is { Operation: Operation.DeleteReplaced, Kind: not (null or ResourceKind.ResourceGroup or ResourceKind.Credential) })
            .Where(step => !replacing.Contains(step.Urn.Text))
            .SelectMany(step => ReviewResource(step, step.Old?.RetainOnDelete == true ? ChangeKind.Abandoned : ChangeKind.Deleted));
    }

    private IEnumerable<Finding> ReviewSubjects()
    {
        var identities = preview.Steps.SelectMany(step => new[] { step.Old?.Outputs, step.New?.Outputs }).OfType<Identity>().ToList();
        return preview.Steps.SelectMany(step => step is { Operation: not Operation.Same, New.Inputs: FederatedCredential credential }
            ? Rules.ReviewSubject(step.Name, credential, identities)
            : []);
    }

    /// <summary>The ids of the resource groups in which there are storage accounts, vaults or keys.</summary>
    private HashSet<string> GroupsOfChain => field ??= preview.Steps
        .Where(step => step.Kind is ResourceKind.StorageAccount or ResourceKind.Vault or ResourceKind.Key)
        .Select(step => step.Old?.Id)
        .OfType<string>()
        .Where(id => id.IndexOf("/providers/", StringComparison.OrdinalIgnoreCase) > 0)
        .Select(id => id[..id.IndexOf("/providers/", StringComparison.OrdinalIgnoreCase)])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private Dictionary<string, Application> Applications => field ??= preview.Steps
        .Where(step => (step.New ?? step.Old) is { Inputs: Application })
        .GroupBy(step => (step.New ?? step.Old)!.Id ?? step.Old?.Id ?? step.Urn.Text, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(same => same.Key, same => (Application)(same.Last().New ?? same.Last().Old)!.Inputs!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Passwords of applications that are known to serve one tenant only have no part in the chain.</summary>
    private bool ConcernsMultitenant(PreviewStep step)
    {
        if (step.New?.Inputs is not Credential credential)
            return true;
        return credential.Of.Text is { } id && Applications.TryGetValue(id, out var application)
            ? application.IsMultitenant
            : Applications.Count == 0 || Applications.Values.Any(any => any.IsMultitenant);
    }
}
