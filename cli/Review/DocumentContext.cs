using XtCmkInfra.Azure;
using XtCmkInfra.Core;
using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Review;

/// <summary>What the documents of a review say of a resource beside its own step.</summary>
/// <param name="preview">The document that is reviewed.</param>
/// <param name="all">The steps of all documents of the review.</param>
internal sealed class DocumentContext(Preview preview, IReadOnlyList<PreviewStep> all)
{
    /// <summary>A resource with what other steps say of it.</summary>
    public Resource? Complete(Resource? resource, PreviewStep step) => resource switch
    {
        Vault vault => vault with { Policies = [.. vault.Policies.Select(Installed)] },
        Grant grant => Installed(grant),
        AccountPart part => part with { Account = AccountOf(part, step) },
        _ => resource,
    };

    private StorageAccount? AccountOf(AccountPart part, PreviewStep step) =>
        ((step.New ?? step.Old)?.Dependencies ?? [])
            .Append(part.AccountName.Text ?? "")
            .SelectMany(reference => AccountsByReference[reference])
            .FirstOrDefault();

    /// <summary>The accounts of all documents as they will be, by URN and by name. A new one has no id, and so no name yet.</summary>
    private ILookup<string, StorageAccount> AccountsByReference => field ??= all
        .Where(step => step.Kind == ResourceKind.StorageAccount)
        .SelectMany(step => new[] { step.Urn.Text, (step.New?.Id ?? step.Old?.Id)?.Split('/')[^1] }
            .Select(reference => (Reference: reference, Account: (step.New ?? step.Old)?.Inputs as StorageAccount)))
        .Where(one => one is { Reference: not null, Account: not null })
        .ToLookup(one => one.Reference!, one => one.Account!, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A grant to a service principal that the program itself makes is known by its principal too: a stream names no dependencies. One
    /// whose principal is not known yet may be for a service principal that the same stream makes.
    /// </summary>
    private Grant Installed(Grant grant) => !grant.IsForInstalled && !grant.PrincipalType.Is("User")
        && (grant.PrincipalId.Text is { } id ? InstalledPrincipals.Contains(id) : preview.Facts.IsStream && MakesPrincipal)
            ? grant with { IsForInstalled = true, PrincipalType = grant.PrincipalType.Or("ServicePrincipal") }
            : grant;

    private bool MakesPrincipal { get; } =
        preview.Steps.Any(step => step is { Operation: Operation.Create, Kind: ResourceKind.ServicePrincipal });

    /// <summary>A key in a vault of the program that has the account is one of the vendor's own tenant.</summary>
    public Finding OfVendor(Finding finding, PreviewStep step) =>
        finding.Rule == AccountRule.OtherVault && step.New?.Inputs is StorageAccount account
            && Vaults[(step.Urn.Stack, step.Urn.Project)].Any(name =>
                account.VaultUri.Text?.StartsWith($"https://{name}.", StringComparison.OrdinalIgnoreCase) == true)
            ? AccountRule.VendorVault.On(finding.Resource, finding.Before, finding.After)
            : finding;

    /// <summary>The names of the vaults of each program.</summary>
    private ILookup<(string Stack, string Project), string> Vaults => field ??= preview.Steps
        .Where(step => step.Kind == ResourceKind.Vault && step.New is not null)
        .Select(step => (step.Urn, Name: (step.New!.Id ?? step.Old?.Id)?.Split('/')[^1] ?? (step.New.Inputs as Vault)?.Name.Text))
        .Where(vault => vault.Name is not null)
        .ToLookup(vault => (vault.Urn.Stack, vault.Urn.Project), vault => vault.Name!);

    public bool HasCustomers(PulumiUrn urn) => AccountsOfCustomers[urn.Project].Any(account => account != urn.Text);

    /// <summary>The URNs of the accounts of each project that use a customer's key, each once.</summary>
    private ILookup<string, string> AccountsOfCustomers => field ??= preview.Steps
        .Where(step => (step.New ?? step.Old)?.Inputs is StorageAccount { UsesCustomerKey: Comparison.Same })
        .Select(step => step.Urn)
        .DistinctBy(urn => urn.Text)
        .ToLookup(urn => urn.Project, urn => urn.Text);

    /// <summary>A new resource, with whether the documents use it as Azure Storage's key or as the vault of one.</summary>
    public Resource? UseOf(PreviewStep step) => step.New?.Inputs switch
    {
        Vault vault => (Vault)Complete(vault, step)! with
        {
            HoldsKeys = vault.Policies.Any(policy => policy.Rights == KeyRights.Needed)
                || all.Any(other => References.IsInVault(other, step.Urn.Text, vault.Name)),
        },
        Trust.Key key => key with { IsReferredTo = all.Any(other => References.UsesKey(other, step.Urn.Text, key)) },
        var resource => Complete(resource, step),
    };

    /// <summary>Whether a resource group that goes has resources of the chain in it; null where no document shows one.</summary>
    public bool? HoldsChain(ResourceGroup group, string? id) =>
        (NameOf(id) is { } name && GroupsOfChain.Contains(name)) || (group.Name.Text is { } given && GroupsOfChain.Contains(given))
            ? true
            : null;

    /// <summary>The names of the resource groups in which there are resources of the chain.</summary>
    private HashSet<string> GroupsOfChain => field ??= all
        .Where(step => step.Kind is ResourceKind.StorageAccount or ResourceKind.Vault or ResourceKind.Key or ResourceKind.Identity or null)
        .Select(step => NameOf(step.Old?.Id))
        .OfType<string>()
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the resource group in an ARM resource id; null where there is none.</summary>
    private static string? NameOf(string? id) =>
        id?.Split('/') is ["", _, _, var groups, var name, ..] && groups.Equals("resourceGroups", StringComparison.OrdinalIgnoreCase)
            ? name
            : null;

    /// <summary>The object ids of the service principals that the programs make.</summary>
    private HashSet<string> InstalledPrincipals => field ??= all
        .SelectMany(step => new[] { step.Old?.Outputs, step.New?.Outputs })
        .OfType<ServicePrincipal>()
        .Select(principal => principal.ObjectId.Text)
        .OfType<string>()
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The applications, by id, and whether each serves several tenants before or after.</summary>
    private Dictionary<string, bool> Applications => field ??= all
        .Where(step => (step.New ?? step.Old) is { Inputs: Application })
        .GroupBy(step => step.New?.Id ?? step.Old?.Id ?? step.Urn.Text, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            same => same.Key,
            same => same.SelectMany(step => new[] { step.Old?.Inputs, step.New?.Inputs }).OfType<Application>()
                .Any(application => application.MayBeMultitenant),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Credentials of applications that are known to serve one tenant only have no part in the chain.</summary>
    public bool ConcernsMultitenant(PreviewStep step)
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
