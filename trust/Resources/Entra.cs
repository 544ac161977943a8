namespace XtCmkInfra.Trust;

/// <summary>The vendor's application, installed in the customer's tenant.</summary>
public sealed record ServicePrincipal(Value ClientId, Value ObjectId, Value Enabled) : Resource
{
    /// <summary>Who has deactivated it, so that it gets no tokens; absent where nobody has.</summary>
    public Value Deactivated { get; init; } = Value.Absent;

    /// <summary>Whether the program takes one that is there already, and leaves it there.</summary>
    public bool UsesExisting { get; init; }

    public static ServicePrincipal Read(Properties properties) =>
        new(properties.ValueOf("clientId", "applicationId"), properties.ValueOf("objectId"), properties.ValueOf("accountEnabled"))
        {
            UsesExisting = properties.ValueOf("useExisting").Is("true"),
        };
}

/// <summary>The vendor's application.</summary>
/// <param name="Credentials">The passwords and certificates of the registration itself; absent where there are none.</param>
public sealed record Application(Value SignInAudience, Value Credentials) : Resource
{
    /// <summary>Who has deactivated it, so that it gets no tokens anywhere; absent where nobody has.</summary>
    public Value Deactivated { get; init; } = Value.Absent;

    public bool IsMultitenant => Core.SignInAudience.IsMultitenant(SignInAudience.Text);

    /// <summary>One that serves one tenant only has no customers.</summary>
    public bool MayBeMultitenant => IsMultitenant || SignInAudience.Knowledge is Knowledge.Unknown or Knowledge.Secret;

    public static Application Read(Properties properties)
    {
        var password = properties.WholeOf("password");
        var credentials = password.IsAbsent ? properties.WholeOf("passwords") : password;
        return new Application(properties.ValueOf("signInAudience"),
            credentials.Text is null ? credentials : credentials with { Text = "a password" });
    }

    /// <summary>The application that another resource is of. azuread 4 and 5 also took the bare object id, under another name.</summary>
    internal static Value IdOf(Properties properties)
    {
        var id = properties.ValueOf("applicationId", "applicationObjectId");
        return id.Text is { Length: > 0 } text && text[0] != '/' ? id with { Text = $"/applications/{text}" } : id;
    }
}

/// <summary>The federated credential, with which the vendor's identity acts as its application without a secret.</summary>
public sealed record FederatedCredential(Value ApplicationId, Value Issuer, Value Subject, Values Audiences) : Resource
{
    /// <summary>Whether it lets somebody act as a managed identity, and not as an application.</summary>
    public bool IsOnIdentity { get; init; }

    private static readonly string[] EntraWords = ["login", "microsoft", "sts.windows"];

    /// <summary>The cloud of the issuer; null where it is of none.</summary>
    public Cloud? Cloud => Issuer.Text is { } text
        ? Cloud.All.FirstOrDefault(cloud => text.Contains(cloud.IssuerHost, StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>Whether it is for a managed identity, and not for a pipeline or a cluster elsewhere.</summary>
    public bool IsForIdentity => Cloud is not null
        || (Subject.Text is { } subject ? ObjectId.Parse(subject).Ok : Issuer.Text is not { } issuer || LooksLikeEntra(issuer));

    public static FederatedCredential Read(Properties properties) => new(
        Application.IdOf(properties), properties.ValueOf("issuer"), properties.ValueOf("subject"), properties.ListOf("audiences"));

    /// <summary>A mistyped sign-in host is still meant to be one.</summary>
    private static bool LooksLikeEntra(string issuer) => EntraWords.Any(word => issuer.Contains(word, StringComparison.OrdinalIgnoreCase));
}
