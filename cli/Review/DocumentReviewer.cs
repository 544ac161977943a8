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
        ? ReviewRead(step)
        : step switch
        {
            { Kind: null } => ReviewNotUnderstood(step, kind),
            { Kind: ResourceKind.Credential or ResourceKind.FederatedCredential } when !ConcernsMultitenant(step) => [],
            { Operation: Operation.DeleteReplaced } and { Kind: not (ResourceKind.ResourceGroup or ResourceKind.Credential) } => [],
            { Kind: ResourceKind.ResourceGroup } => ReviewGroup(step, kind),
            { Operation: Operation.Create } when Refreshed.Contains(step.Urn.Text) => ReviewResource(step with { Old = step.New, New = null }, ChangeKind.Missing),
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
            yield return PropertyComparer.Undetermined.On(step.Name, "in the program", "read; this stream does not say whether the program still looks after it");
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
        if (hidden.Count > 0)
            found.Add(PropertyComparer.Undetermined.On(step.Name, $"{string.Join(", ", hidden)}: hidden", $"{string.Join(", ", hidden)}: changes, and is hidden"));
        return found;
    }

    private List<Finding> ReviewShown(PreviewStep step, ChangeKind kind)
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
            State = step.Source == ChangeSource.Plan && step.Kind is ResourceKind.StorageAccount or ResourceKind.Vault ? step.Old?.Outputs : null,
        };
        var found = Rules.Review(change).Select(finding => OfVendor(finding, step)).ToList();
        if (step is { Operation: Operation.Create, New.Inputs: StorageAccount { IsForCustomer: false } } && step.Source == ChangeSource.Plan && HasCustomers(step.Urn))
        {
            found.RemoveAll(finding => finding.Rule == AccountRule.New);
            found.Add(AccountRule.NewWithoutKey.On(step.Name, "nothing", ((StorageAccount)step.New.Inputs).KeyText));
        }

        if (step.Operation == Operation.Update)
            found.AddRange(Rules.ReviewState(change).ExceptBy(found.Select(finding => finding.Rule.Code), finding => finding.Rule.Code).ToList());

        // Some engines leave the inputs as they were when Azure has something else.
        if (step.Source == ChangeSource.Azure && kind == ChangeKind.Changed && step is { Old.Outputs: not null, New.Outputs: not null })
        {
            var live = Rules.Review(change with { Before = step.Old.Outputs, After = step.New.Outputs });
            found.AddRange(live.ExceptBy(found.Select(finding => finding.Rule.Code), finding => finding.Rule.Code).ToList());
        }

        return found;
    }

    /// <summary>
    /// A grant to a service principal that the program itself makes is known by its principal too: a stream names no dependencies. One
    /// whose principal is not known yet may be for a service principal that the same stream makes.
    /// </summary>
    private Resource? Installed(Resource? resource) => resource is Grant { IsForInstalled: false } grant && !grant.PrincipalType.Is("User")
        && (grant.PrincipalId.Text is { } id ? InstalledPrincipals.Contains(id) : preview.Facts.IsStream && MakesPrincipal)
            ? grant with { IsForInstalled = true, PrincipalType = grant.PrincipalType.Or("ServicePrincipal") }
            : resource;

    private bool MakesPrincipal { get; } = preview.Steps.Any(step => step is { Operation: Operation.Create, Kind: ResourceKind.ServicePrincipal });

    /// <summary>A key in a vault of the program that has the account is one of the vendor's own tenant.</summary>
    private Finding OfVendor(Finding finding, PreviewStep step) =>
        finding.Rule == AccountRule.OtherVault && step.New?.Inputs is StorageAccount account && Vaults[(step.Urn.Stack, step.Urn.Project)].Any(name =>
            account.VaultUri.Text?.StartsWith($"https://{name}.", StringComparison.OrdinalIgnoreCase) == true)
            ? AccountRule.VendorVault.On(finding.Resource, finding.Before, finding.After)
            : finding;

    /// <summary>The names of the vaults of each program.</summary>
    private ILookup<(string Stack, string Project), string> Vaults => field ??= preview.Steps
        .Where(step => step.Kind == ResourceKind.Vault && step.New is not null)
        .Select(step => (step.Urn, Name: (step.New!.Id ?? step.Old?.Id)?.Split('/')[^1] ?? (step.New.Inputs as Vault)?.Name.Text))
        .Where(vault => vault.Name is not null)
        .ToLookup(vault => (vault.Urn.Stack, vault.Urn.Project), vault => vault.Name!);

    private bool HasCustomers(PulumiUrn urn) => AccountsOfCustomers[urn.Project].Any(account => account != urn.Text);

    /// <summary>The URNs of the accounts of each project that use a customer's key, each once.</summary>
    private ILookup<string, string> AccountsOfCustomers => field ??= preview.Steps
        .Where(step => (step.New ?? step.Old)?.Inputs is StorageAccount { UsesCustomerKey: Comparison.Same })
        .Select(step => step.Urn)
        .DistinctBy(urn => urn.Text)
        .ToLookup(urn => urn.Project, urn => urn.Text);

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
            if (step.Operation != Operation.Create || !credential.IsForIdentity || credential.IsOnIdentity || credential.Subject.Text is null
                || identities.Exists(identity => identity.PrincipalId.Is(credential.Subject.Text)))
                continue;
            // A stream does not say where the subject comes from.
            var isUnseen = preview.Facts.IsStream
                || state.Dependencies?.Exists(urn => urn.Contains("UserAssignedIdentity::", StringComparison.Ordinal) && !shown.Contains(urn)) == true;
            if (isUnseen && !Rules.ReviewSubject(step.Name, credential, identities).Any() && ConcernsMultitenant(step))
                yield return PropertyComparer.Undetermined.On(step.Name, "nothing", $"subject: {credential.Subject}, of an identity that the document does not show");
        }
    }

    /// <summary>The names of the resource groups in which there are resources of the chain.</summary>
    private HashSet<string> GroupsOfChain => field ??= all
        .Where(step => step.Kind is ResourceKind.StorageAccount or ResourceKind.Vault or ResourceKind.Key or ResourceKind.Identity or null)
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

    /// <summary>The applications, by id, and whether each serves several tenants before or after.</summary>
    private Dictionary<string, bool> Applications => field ??= all
        .Where(step => (step.New ?? step.Old) is { Inputs: Application })
        .GroupBy(step => step.New?.Id ?? step.Old?.Id ?? step.Urn.Text, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            same => same.Key,
            same => same.SelectMany(step => new[] { step.Old?.Inputs, step.New?.Inputs }).OfType<Application>()
                .Any(application => application.IsMultitenant || application.SignInAudience.Knowledge is Knowledge.Unknown or Knowledge.Secret),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Credentials of applications that are known to serve one tenant only have no part in the chain.</summary>
    private bool ConcernsMultitenant(PreviewStep step)
    {
        var inputs = step.New?.Inputs ?? step.Old?.Inputs;
        var application = inputs switch
        {
            Credential credential => credential.Of.Text,
            FederatedCredential { IsOnIdentity: false } credential => credential.ApplicationId.Text,
            _ => null,
        };
        if (application is not null && Applications.TryGetValue(application, out var isMultitenant))
            return isMultitenant;
        return inputs is not (Credential or FederatedCredential { IsOnIdentity: false, IsForIdentity: false })
            || Applications.Count == 0 || Applications.Values.Any(any => any);
    }
}
