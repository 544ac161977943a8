using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>
/// Reviews one document step by step. While it is not clear whether the document plans something or says what was found in Azure, a step is
/// reviewed as both, and what differs waits; the steps themselves do not, but for links that are judged by others.
/// </summary>
internal sealed class DocumentReviewer(HashSet<Finding> findings)
{
    private readonly List<Finding> ifPlanned = [];
    private readonly List<Finding> ifFound = [];
    private readonly List<PreviewStep> groups = [];
    private readonly List<PreviewStep> credentials = [];
    private readonly List<(ResourceName Name, FederatedCredentialLink Link)> federated = [];
    private readonly List<IdentityLink> identities = [];
    private readonly Dictionary<string, ApplicationLink> applications = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> groupsWithLinks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PreviewStep> replaced = [];
    private readonly HashSet<string> replacing = [];

    public void Add(PreviewFacts facts, PreviewStep step)
    {
        Remember(step);
        if (facts.IsPlan || facts.IsRefresh)
        {
            findings.UnionWith(Review(step, SourceOf(facts)));
            return;
        }

        List<Finding> planned = [.. Review(step, ChangeSource.Plan)], found = [.. Review(step, ChangeSource.Azure)];
        if (planned.SequenceEqual(found))
        {
            findings.UnionWith(planned);
            return;
        }

        findings.UnionWith(planned.Intersect(found));
        ifPlanned.AddRange(planned.Except(found));
        ifFound.AddRange(found.Except(planned));
    }

    public void Finish(PreviewFacts facts)
    {
        var source = SourceOf(facts);
        findings.UnionWith(source == ChangeSource.Plan ? ifPlanned : ifFound);
        // Replaced in an earlier run that did not get to the end of it.
        foreach (var step in replaced.Where(entry => !replacing.Contains(entry.Key)).Select(entry => entry.Value))
            findings.UnionWith(Check(step, step.Old?.RetainOnDelete == true ? Happening.Left : Happening.Deleted, source));
        foreach (var step in groups)
            findings.UnionWith(CheckGroup(step, source, facts));
        foreach (var step in credentials.Where(ConcernsMultitenant))
            findings.UnionWith(HappeningOf(step, source) is { } happening ? Check(step, happening, source) : []);
        foreach (var (name, link) in federated)
            findings.UnionWith(Rules.CheckSubject(name, link, identities));
    }

    /// <summary>The first operation that only a plan or only a refresh has decides; without one it is a plan.</summary>
    private static ChangeSource SourceOf(PreviewFacts facts) => facts.IsRefresh ? ChangeSource.Azure : ChangeSource.Plan;

    /// <summary>What is found of a step by itself.</summary>
    private static IEnumerable<Finding> Review(PreviewStep step, ChangeSource source) => HappeningOf(step, source) is not { } happening
        ? []
        : step switch
        {
            { Kind: null } => ReviewNotUnderstood(step, happening),
            { Kind: LinkKind.ResourceGroup or LinkKind.Credential } or { Operation: Operation.DeleteReplaced } => [],
            _ => Check(step, happening, source),
        };

    private static IEnumerable<Finding> ReviewNotUnderstood(PreviewStep step, Happening happening)
    {
        if (happening == Happening.Created)
            yield return Rules.NewNotUnderstood.On(NameOf(step), "nothing", step.Urn.Type);
        else if (LosesProtect(step) || LosesRetain(step))
            yield return Rules.NotUnderstood.On(NameOf(step), step.Urn.Type, LosesProtect(step) ? "loses protect" : "loses retainOnDelete");
        else if (step.Operation is not (Operation.Same or Operation.Refresh))
            yield return Rules.NotUnderstood.On(NameOf(step), step.Urn.Type, Operations.NameOf(step.Operation));
    }

    private static bool LosesProtect(PreviewStep step) => step is { Old.Protect: true, New.Protect: false };

    private static bool LosesRetain(PreviewStep step) => step is { Old.RetainOnDelete: true, New.RetainOnDelete: false };

    private static List<Finding> Check(PreviewStep step, Happening happening, ChangeSource source)
    {
        var isKept = happening is Happening.Changed && source == ChangeSource.Plan;
        var change = new LinkChange(
            NameOf(step),
            happening,
            source,
            step.Old?.Inputs,
            step.New?.Inputs,
            step.ReplaceReasons,
            isKept && LosesProtect(step),
            isKept && LosesRetain(step),
            step.Old?.RetainOnDelete == true);
        var found = Rules.Check(change).ToList();

        // Some engines leave the inputs as they were when Azure has something else.
        if (source == ChangeSource.Azure && happening == Happening.Changed && step is { Old.Outputs: not null, New.Outputs: not null })
        {
            var live = Rules.Check(change with { Before = step.Old.Outputs, After = step.New.Outputs });
            found.AddRange(live.ExceptBy(found.Select(finding => finding.Rule.Code), finding => finding.Rule.Code).ToList());
        }

        return found;
    }

    private IEnumerable<Finding> CheckGroup(PreviewStep step, ChangeSource source, PreviewFacts facts)
    {
        if (HappeningOf(step, source) is not { } happening || happening is Happening.Created or Happening.Changed or Happening.Left)
            return [];
        var holds = step.Old?.Id is { } id && groupsWithLinks.Contains(id) ? true : facts.ShowsSames ? false : (bool?)null;
        return Rules.Check(new LinkChange(NameOf(step), happening, source, new ResourceGroupLink(holds), null, step.ReplaceReasons));
    }

    /// <summary>What later links are judged by.</summary>
    private void Remember(PreviewStep step)
    {
        switch (step.Operation)
        {
            case Operation.DeleteReplaced when step.Kind is not (null or LinkKind.ResourceGroup or LinkKind.Credential):
                replaced[step.Urn.Text] = step;
                break;
            case Operation.Replace or Operation.CreateReplacement or Operation.ImportReplacement:
                replacing.Add(step.Urn.Text);
                break;
            default:
                break;
        }

        switch (step.Kind)
        {
            case LinkKind.ResourceGroup:
                groups.Add(step);
                break;
            case LinkKind.Credential:
                credentials.Add(step);
                break;
            case LinkKind.StorageAccount or LinkKind.Vault or LinkKind.Key when step.Old?.Id is { } id && id.IndexOf("/providers/", StringComparison.OrdinalIgnoreCase) is > 0 and var end:
                groupsWithLinks.Add(id[..end]);
                break;
            case LinkKind.Identity:
                identities.AddRange(new[] { step.Old?.Outputs, step.New?.Outputs }.OfType<IdentityLink>());
                break;
            case LinkKind.Application when (step.New ?? step.Old) is { Inputs: ApplicationLink application } state:
                applications[state.Id ?? step.Old?.Id ?? step.Urn.Text] = application;
                break;
            case LinkKind.FederatedCredential when step is { Operation: not Operation.Same, New.Inputs: FederatedCredentialLink link }:
                federated.Add((NameOf(step), link));
                break;
            default:
                break;
        }
    }

    /// <summary>Passwords of applications that are known to serve one tenant only are none of our business.</summary>
    private bool ConcernsMultitenant(PreviewStep step)
    {
        if (step.New?.Inputs is not CredentialLink credential)
            return true;
        return credential.Of.Text is { } id && applications.TryGetValue(id, out var application)
            ? application.IsMultitenant
            : applications.Count == 0 || applications.Values.Any(any => any.IsMultitenant);
    }

    private static Happening? HappeningOf(PreviewStep step, ChangeSource source) => step.Operation switch
    {
        Operation.Create or Operation.Import => Happening.Created,
        Operation.Refresh when step is { Old: not null, New: null } => Happening.Gone,
        Operation.Same or Operation.Update or Operation.Refresh => Happening.Changed,
        Operation.Read when step is { Old.IsExternal: false, New.IsExternal: true } => Happening.Left,
        Operation.Replace or Operation.CreateReplacement or Operation.DeleteReplaced or Operation.ImportReplacement => Happening.Replaced,
        Operation.Delete => source == ChangeSource.Azure ? Happening.Gone : step.Old?.RetainOnDelete == true ? Happening.Left : Happening.Deleted,
        _ => null,
    };

    private static ResourceName NameOf(PreviewStep step) => new(step.Urn.Name, step.Urn.Text, step.Kind);
}
