using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>Turns the steps of one document into changes of the chain of trust, and those into findings.</summary>
/// <param name="all">The steps of all documents of the review.</param>
internal sealed class DocumentReviewer(Preview preview, IReadOnlyList<PreviewStep> all)
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
            { Kind: ResourceKind.Credential or ResourceKind.FederatedCredential } when !ConcernsMultitenant(step) => [],
            { Operation: Operation.Create } when Refreshed.Contains(step.Urn.Text) => ReviewResource(step with { Old = step.New, New = null }, ChangeKind.Missing),
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

    private List<Finding> ReviewResource(PreviewStep step, ChangeKind kind)
    {
        var isKept = kind is ChangeKind.Changed && step.Source == ChangeSource.Plan;
        var change = new ResourceChange(
            step.Name,
            kind,
            step.Source,
            Installed(step.Old?.Inputs),
            kind is ChangeKind.Deleted or ChangeKind.Abandoned ? null : kind == ChangeKind.Created ? UseOf(step) : Installed(step.New?.Inputs),
            step.ReplaceReasons,
            isKept && step.LosesProtect,
            isKept && step.LosesRetain,
            step.Old?.RetainOnDelete == true)
        {
            HasChanged = step.HasChanged,
        };
        var found = Rules.Review(change).ToList();

        // Some engines leave the inputs as they were when Azure has something else.
        if (step.Source == ChangeSource.Azure && kind == ChangeKind.Changed && step is { Old.Outputs: not null, New.Outputs: not null })
        {
            var live = Rules.Review(change with { Before = step.Old.Outputs, After = step.New.Outputs });
            found.AddRange(live.ExceptBy(found.Select(finding => finding.Rule.Code), finding => finding.Rule.Code).ToList());
        }

        if (found.Count == 0 && kind == ChangeKind.Changed && step.HiddenChanges.FirstOrDefault(path => !path.StartsWith("tags", StringComparison.Ordinal)) is { } hidden)
            found.Add(PropertyComparer.Undetermined.On(step.Name, $"{hidden}: hidden", $"{hidden}: changes, and is hidden"));
        return found;
    }

    /// <summary>A grant to a service principal that the program itself makes is known by its principal too: a stream names no dependencies.</summary>
    private Resource? Installed(Resource? resource) => resource is Grant { IsForInstalled: false, PrincipalId.Text: { } id } grant && InstalledPrincipals.Contains(id)
        ? grant with { IsForInstalled = true, PrincipalType = grant.PrincipalType.Or("ServicePrincipal") }
        : resource;

    /// <summary>A new resource, with whether the documents use it as Azure Storage's key or as the vault of one.</summary>
    private Resource? UseOf(PreviewStep step) => step.New?.Inputs switch
    {
        Vault vault => vault with
        {
            HoldsKeys = vault.Policies.Any(policy => policy.Rights == KeyRights.Needed)
                || all.Any(other => References.IsInVault(other, step.Urn.Text, vault.Name)),
        },
        Trust.Key key => key with { IsReferredTo = all.Any(other => References.UsesKey(other, step.Urn.Text, key)) },
        var resource => Installed(resource),
    };

    private IEnumerable<Finding> ReviewGroup(PreviewStep step, ChangeKind kind)
    {
        if (kind is ChangeKind.Created or ChangeKind.Changed or ChangeKind.Abandoned)
            return [];
        // Other stacks may have resources in the group too, and no document shows those.
        var group = step.Old?.Inputs as ResourceGroup ?? new ResourceGroup(Value.Absent);
        var holds = NameOf(step.Old?.Id) is { } name && GroupsOfChain.Contains(name) || (group.Name.Text is { } given && GroupsOfChain.Contains(given));
        return Rules.Review(new ResourceChange(step.Name, kind, step.Source, group with { HoldsChain = holds ? true : null }, null, step.ReplaceReasons));
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
        var identities = all.SelectMany(step => new[] { step.Old?.Outputs, step.New?.Outputs }).OfType<Identity>().ToList();
        var shown = all.Select(step => step.Urn.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var step in preview.Steps)
        {
            if (step is not { Operation: not Operation.Same, New: { Inputs: FederatedCredential credential } state })
                continue;
            foreach (var finding in Rules.ReviewSubject(step.Name, credential, identities))
                yield return finding;
            var unseen = state.Dependencies?.FirstOrDefault(urn => urn.Contains("UserAssignedIdentity::", StringComparison.Ordinal) && !shown.Contains(urn));
            if (step.Operation == Operation.Create && unseen is not null && credential.Subject.Text is not null)
                yield return PropertyComparer.Undetermined.On(step.Name, "nothing", $"subject: {credential.Subject}, of an identity that the document does not show");
        }
    }

    /// <summary>The names of the resource groups in which there are resources of the chain.</summary>
    private HashSet<string> GroupsOfChain => field ??= all
        .Where(step => step.Kind is ResourceKind.StorageAccount or ResourceKind.Vault or ResourceKind.Key or ResourceKind.Identity)
        .Select(step => NameOf(step.Old?.Id))
        .OfType<string>()
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the resource group in an ARM resource id; null where there is none.</summary>
    private static string? NameOf(string? id) =>
        id?.Split('/') is ["", _, _, var groups, var name, ..] && groups.Equals("resourceGroups", StringComparison.OrdinalIgnoreCase) ? name : null;

    /// <summary>The object ids of the service principals that the programs make.</summary>
    private HashSet<string> InstalledPrincipals => field ??= all
        .SelectMany(step => new[] { step.Old?.Outputs, step.New?.Outputs })
        .OfType<ServicePrincipal>()
        .Select(principal => principal.ObjectId.Text)
        .OfType<string>()
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a refresh before the preview looked for: what is created after that was gone.</summary>
    private HashSet<string> Refreshed => field ??= preview.Steps
        .Where(step => step is { Operation: Operation.Refresh, Old: not null })
        .Select(step => step.Urn.Text)
        .ToHashSet(StringComparer.Ordinal);

    private Dictionary<string, Application> Applications => field ??= all
        .Where(step => (step.New ?? step.Old) is { Inputs: Application })
        .GroupBy(step => (step.New ?? step.Old)!.Id ?? step.Old?.Id ?? step.Urn.Text, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(same => same.Key, same => (Application)(same.Last().New ?? same.Last().Old)!.Inputs!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Credentials of applications that are known to serve one tenant only have no part in the chain.</summary>
    private bool ConcernsMultitenant(PreviewStep step)
    {
        var application = step.New?.Inputs switch
        {
            Credential credential => credential.Of.Text,
            FederatedCredential { IsOnIdentity: false, IsForIdentity: false } credential => credential.ApplicationId.Text,
            _ => null,
        };
        if (step.New?.Inputs is not (Credential or FederatedCredential { IsOnIdentity: false, IsForIdentity: false }))
            return true;
        return application is not null && Applications.TryGetValue(application, out var known)
            ? known.IsMultitenant
            : Applications.Count == 0 || Applications.Values.Any(any => any.IsMultitenant);
    }
}
