using Pulumi;
using Pulumi.AzureNative.Resources;
using XtCmkInfra.Core;

namespace XtCmkInfra.VendorStack;

/// <summary>What phase 1 gives: the application that customers share, and the identities that may act as it.</summary>
internal sealed class ServiceIdentities
{
    public const string DefaultOutputName = "defaultIdentity";

    private readonly List<ServiceIdentity> _identities;

    private ServiceIdentities(ServiceApplication application, List<ServiceIdentity> identities, string? defaultIdentity)
    {
        Application = application;
        Default = defaultIdentity;
        _identities = identities;
    }

    public ServiceApplication Application { get; }

    /// <summary>
    /// The name of the identity of customers that name none: the only one, or the one that settings name; null if they name none.
    /// </summary>
    public string? Default { get; }

    public int Count => _identities.Count;

    public IDictionary<string, object?> Outputs => _identities.ToDictionary(
        identity => identity.Name,
        object? (identity) => new Dictionary<string, object?>
        {
            ["id"] = identity.ResourceId,
            ["principalId"] = identity.PrincipalId,
            ["clientId"] = identity.ClientId,
        });

    public static ServiceIdentities Create(VendorSettings settings, Phase1.Here phase1, ResourceGroup group)
    {
        var application = ServiceApplication.Declare("application", phase1.Application);
        return new ServiceIdentities(
            application,
            [.. phase1.Identities.Select(name => new ServiceIdentity(name, settings, group, application))],
            settings.DefaultIdentity ?? (phase1.Identities is [var only] ? only : null));
    }

    /// <summary>Reads phase 1 from another stack of this project.</summary>
    /// <exception cref="RunException">That stack has not finished phase 1, or is of another tenant or cloud.</exception>
    public static async Task<ServiceIdentities> ReadAsync(VendorSettings settings, string stackName)
    {
        var stack = new ReferencedStack(stackName);
        var mistakes = new List<Mistake>();
        var handoff = await ObjectAsync(VendorHandoff.OutputName);
        var application = handoff is null ? null : VendorHandoff.Read(handoff);
        if (application is not null && (application.TenantId != settings.TenantId || application.Cloud != settings.Cloud))
        {
            handoff!.Refuse(
                $"is of the tenant {application.TenantId} ({application.Cloud}), not of this stack's {settings.TenantId} "
                + $"({settings.Cloud})");
        }

        var identities = new List<ServiceIdentity>();
        if (await ObjectAsync("identities") is { } outputs)
        {
            foreach (var name in outputs.Names.Order(StringComparer.Ordinal))
            {
                if (outputs.Section(name) is not { } identity)
                    continue;
                var id = identity.Required<string>("id", text => text, "the identity's resource id");
                var principalId = identity.Required("principalId", ObjectId.Parse, "the identity's object id");
                var clientId = identity.Required("clientId", ApplicationId.Parse, "the identity's client id");
                if (id is not null && principalId is not null && clientId is not null)
                    identities.Add(new ServiceIdentity(name, id, principalId, clientId));
            }
        }

        var defaultIdentity = settings.DefaultIdentity ?? await stack.ValueAsync(DefaultOutputName) as string;
        var names = string.Join(", ", identities.Select(identity => identity.Name));
        if (mistakes.Count == 0 && defaultIdentity is not null && identities.All(identity => identity.Name != defaultIdentity))
        {
            mistakes.Add(new Mistake(
                $"{VendorSettings.Project}:defaultIdentity", $"'{defaultIdentity}' is not one of the identities of {stackName} ({names})"));
        }

        foreach (var customer in settings.Customers)
        {
            if (customer.Identity is not null && identities.Count > 0 && identities.All(identity => identity.Name != customer.Identity))
            {
                mistakes.Add(new Mistake(
                    $"{VendorSettings.Project}:customers ({customer.Name}) identity",
                    $"'{customer.Identity}' is not one of the identities of {stackName} ({names})"));
            }

            if (customer.Identity is null && defaultIdentity is null && mistakes.Count == 0)
            {
                mistakes.Add(new Mistake(
                    $"{VendorSettings.Project}:defaultIdentity",
                    $"is missing, here and in {stackName}, which has several identities ({names}): name the one for customers "
                    + "that name none"));
            }
        }

        RunRefusal.ThrowIfAny(mistakes);
        return new ServiceIdentities(
            new ServiceApplication(null, Output.Create(application!.ApplicationId.Value), Output.Create(application.ApplicationName)),
            identities,
            defaultIdentity);

        async Task<ObjectReader?> ObjectAsync(string output)
        {
            var reader = await stack.ObjectAsync(output, mistakes);
            if (reader is null)
                mistakes.Add(new Mistake($"{stackName} output {output}", "is missing: run 'pulumi up' for that stack first (phase 1)"));
            return reader;
        }
    }

    /// <summary>The identity that the customer's entry names, or the default.</summary>
    public ServiceIdentity Of(CustomerEntry customer) => _identities.Single(identity => identity.Name == (customer.Identity ?? Default));
}
