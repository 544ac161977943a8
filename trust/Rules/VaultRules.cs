using System.Globalization;

namespace XtCmkInfra.Trust;

/// <summary>What guards the keys of a vault against loss, and who may reach them.</summary>
public static class VaultRules
{
    public static readonly Rule PurgeProtection = new(
        "vault-purge-protection",
        Severity.Critical,
        "The vault has no purge protection",
        "A deleted key can be purged at once, and with it the data of all its accounts. Azure Storage refuses keys of such a vault.",
        "Set enablePurgeProtection: true. Azure never switches it off again.")
    {
        Holds = "The vault has purge protection",
        Effect = Effect.Lost,
    };

    public static readonly Rule SoftDelete = new(
        "vault-soft-delete",
        Severity.Critical,
        "The vault has no soft delete",
        "A deleted key is lost at once, and with it the data of all its accounts. Azure Storage refuses keys of such a vault.",
        "Set enableSoftDelete: true.")
    {
        Holds = "The vault has soft delete",
        Effect = Effect.Lost,
    };

    public static readonly Rule TrustedServices = new(
        "vault-trusted-services",
        Severity.High,
        "The vault's firewall does not permit Azure Storage",
        "Azure Storage passes a vault's firewall as a trusted service only. The accounts can no longer be read or written.",
        "Set networkAcls.bypass to AzureServices.")
    {
        Holds = "The vault's firewall permits Azure Storage",
    };

    private static readonly Rule FirewallOpen = new(
        "vault-firewall-open",
        Severity.Low,
        "The vault's firewall is open to every network",
        "Anyone with a stolen credential or a wrong grant can use the vault from anywhere.",
        "Set networkAcls.defaultAction to Deny and networkAcls.bypass to AzureServices. Azure Storage still passes as a trusted service.")
    {
        Holds = "The vault's firewall denies the networks that it does not name",
    };

    public static readonly Rule AccessModel = new(
        "vault-access-model",
        Severity.High,
        "The vault does not have the agreed access model",
        "All grants of the other model are void at once. The vendor's accounts can no longer be read or written until the new model "
            + "has the grant.",
        "Keep enableRbacAuthorization as it is, or create all grants in the new model in the same change.")
    {
        Holds = "The vault has the agreed access model",
        Effect = Effect.None,
    };

    public static readonly Rule Tenant = new(
        "vault-tenant",
        Severity.High,
        "The vault is not in the customer's tenant",
        "It accepts tokens of its own tenant only, and refuses the vendor's service principal.",
        "Undo the edit, unless the subscription itself has moved.")
    {
        Holds = "The vault is in the customer's tenant",
    };

    private static readonly string DefaultRetention = KeyVaultLimits.MostRetentionDays.ToString(CultureInfo.InvariantCulture);

    private static readonly Rule Retention = new(
        "vault-retention",
        Severity.Medium,
        "The vault keeps deleted keys for a shorter time than agreed",
        "There is less time to recover a deleted key. Azure refuses the edit of an existing vault.",
        "Undo the edit.")
    {
        Holds = "The vault keeps deleted keys for the agreed time",
    };

    public static RuleSet<Vault> Set { get; } = new(
        [
            new(PurgeProtection, vault => Outcome.On(vault.PurgeProtection)),
            // Azure's default is on, so leaving it out changes nothing.
            new(SoftDelete, vault => Outcome.On(vault.SoftDelete, otherwise: true)),
            new(TrustedServices, FirewallOutcome),
            new(FirewallOpen, vault => vault.IsOpen.Text is { } open
                ? new Outcome(open == "false", "denies other networks", open == "true" ? "open to every network" : "denies other networks")
                : null),
        ],
        [
            new((_, _) => Retention, BrokenRetention, vault => $"{vault.RetentionDays.Or(DefaultRetention)} days"),
            // Where neither the program nor Azure says it, the vault has access policies: newer API versions always answer it.
            new(
                (_, _) => AccessModel,
                (agreed, found, comparer) =>
                    comparer.Compare("properties.enableRbacAuthorization", agreed.Rbac.Or("false"), found.Rbac.Or("false"))
                    == Comparison.Different ? AccessModel : null,
                vault => vault.Rbac.Is("true") ? "Azure RBAC" : "access policies"),
            Agreement.Of<Vault>(Tenant, "properties.tenantId", vault => vault.TenantId),
        ]);

    public static IEnumerable<Rule> All => [PurgeProtection, SoftDelete, Retention, AccessModel, TrustedServices, FirewallOpen, Tenant];

    /// <summary>What a change does to a vault; before is null for a new one.</summary>
    public static IEnumerable<Finding> Review(ResourceChange change, Vault? before, Vault after)
    {
        if (before is null)
        {
            return
            [
                .. after.HoldsKeys ? Set.Review(change, null, after) : [],
                .. after.Rbac.Is("true") ? [] : after.Policies.SelectMany(policy => GrantRules.Review(change, null, policy)),
            ];
        }

        if (!before.CanHoldKeys && !after.CanHoldKeys && change.State is not Vault { CanHoldKeys: true })
            return [];
        return
        [
            .. Set.Review(change, before, after),
            .. before.Rbac.Is("true") || after.Rbac.Is("true") ? [] : ReviewPolicies(change, before, after),
        ];
    }

    private static Outcome FirewallOutcome(Vault vault)
    {
        const string expected = "trusted services are let in";
        return vault.TrustedServices.Knowledge switch
        {
            Knowledge.Known =>
                new Outcome(vault.TrustedServices.Is("true"), expected, vault.TrustedServices.Is("true") ? "let in" : "shut out")
            {
                IsReported = vault.TrustedServices.Reported != Comparison.Same,
            },
            Knowledge.Unknown when vault.TrustedServices.Reported != Comparison.Same =>
                new Outcome(null, expected,
                    "what decides is not known until apply, or is the rules of a network security perimeter") { IsReported = true },
            Knowledge.Unknown => new Outcome(null, expected, "the vault is in a network security perimeter, whose rules decide"),
            _ => new Outcome(null, expected,
                vault.TrustedServices.ToString()) { IsReported = vault.TrustedServices.Reported != Comparison.Same },
        };
    }

    private static Rule? BrokenRetention(Vault agreed, Vault found, PropertyComparer comparer) =>
        int.TryParse(agreed.RetentionDays.Or(DefaultRetention).Text, out var days)
            && int.TryParse(found.RetentionDays.Or(DefaultRetention).Text, out var now)
            && now < days
            ? Retention
            : null;

    private static IEnumerable<Finding> ReviewPolicies(ResourceChange change, Vault before, Vault after)
    {
        // Azure keeps the policies that a program leaves out; only an empty list takes them away.
        if (after.PolicyList.IsAbsent && !after.ListsPolicies)
            return [];
        if (after.PolicyList.Knowledge is Knowledge.Unknown or Knowledge.Secret)
        {
            var comparer = new PropertyComparer(change.IsFoundInAzure);
            if (before.Policies.Count > 0)
                comparer.Compare("properties.accessPolicies", before.PolicyList, after.PolicyList);
            return comparer.Findings(change.Resource);
        }

        return before.Policies.Concat(after.Policies)
            .Select(policy => policy.PrincipalId.ToString())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(principal => GrantRules.ReviewPolicy(change, Of(before, principal), Of(after, principal)));
    }

    /// <summary>What all entries of a principal permit together.</summary>
    private static Grant? Of(Vault vault, string principal) => vault.Policies
        .Where(policy => string.Equals(policy.PrincipalId.ToString(), principal, StringComparison.OrdinalIgnoreCase))
        .Aggregate((Grant?)null,
            (all, policy) => all is null ? policy : all with { Permissions = all.Permissions.And(policy.Permissions) });
}
