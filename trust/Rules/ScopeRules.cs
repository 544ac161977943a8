namespace XtCmkInfra.Trust;

/// <summary>
/// Ways in which a customer's data may come under another key than its account's: encryption scopes, and copies to other accounts.
/// </summary>
internal static class ScopeRules
{
    /// <summary>A transition: what is in the scope was under the customer's key before.</summary>
    private static readonly Rule LeavesKey = new(
        "scope-leaves-key",
        Severity.Critical,
        "An encryption scope no longer uses the customer's key",
        "The customer's key does not protect the data in the scope. The customer cannot revoke access to it.",
        "Set the scope's source to Microsoft.KeyVault again, unless the customer has agreed in writing.");

    public static readonly Rule MicrosoftKeys = new(
        "scope-microsoft-keys",
        Severity.High,
        "An encryption scope has Microsoft-managed keys",
        "The customer's key does not protect blobs in the scope. The customer cannot revoke access to them.",
        "Use the customer's key for the scope, or disable the scope and keep customers' data out of it.")
    {
        Holds = "No encryption scope has Microsoft-managed keys",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherKey = new(
        "scope-other-key",
        Severity.Medium,
        "An encryption scope does not use the agreed key",
        "The data in the scope stays readable, and is under the key that is shown.",
        "Ask the customer whether the key is theirs, and keep the old key until the scope has moved.")
    {
        Holds = "Every encryption scope uses the agreed key",
        Effect = Effect.OtherKey,
    };

    private static readonly Rule New = new(
        "scope-new",
        Severity.Low,
        "The encryption scope with a customer's key is new",
        "The key that is shown, not the account's, protects blobs in the scope.",
        "Compare the key with the customer's handoff record.");

    public static readonly Rule DefaultScope = new(
        "container-default-scope",
        Severity.High,
        "A container's default encryption scope uses another key",
        "The scope's key, not the account's, protects new blobs in the container.",
        "Make sure that the scope uses the customer's key.")
    {
        Holds = "Every container's default encryption scope uses the account's key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule Replication = new(
        "replication-changed",
        Severity.High,
        "A rule copies blobs to another account",
        "The other account's key protects the copies, and may not be the customer's.",
        "Make sure that the other account uses the customer's key.")
    {
        Holds = "No rule copies blobs to another account",
        Effect = Effect.OtherKey,
    };

    private static readonly Rule Disabled = new(
        "scope-disabled",
        Severity.High,
        "An encryption scope is disabled",
        "Blobs in the scope can no longer be read or written. Nothing is lost: enabling the scope restores access.",
        "Set the scope's state to Enabled, unless a revocation is intended.");

    private static readonly Rule Removed = new(
        "scope-gone",
        Severity.High,
        "An encryption scope is deleted, replaced, gone from Azure, or leaves the program",
        "Blobs in the scope need it to be read; from now on no program says which key it uses.",
        "Restore it in the program, or move the blobs out of the scope first.");

    public static readonly Rule Override = new(
        "container-scope-override",
        Severity.Medium,
        "A container permits other encryption scopes than its default",
        "A writer can choose a scope that does not use the customer's key.",
        "Set denyEncryptionScopeOverride: true.")
    {
        Holds = "No container permits a scope that does not use the customer's key",
    };

    public static IEnumerable<Rule> All =>
        [LeavesKey, MicrosoftKeys, OtherKey, New, Disabled, Removed, DefaultScope, Override, Replication];

    /// <summary>The rules about the parts of an account as it is.</summary>
    public static IReadOnlyList<Rule> OfParts { get; } = [MicrosoftKeys, OtherKey, DefaultScope, Override, Replication];

    /// <param name="key">The key that the account expects.</param>
    /// <param name="account">The account's name.</param>
    public static IEnumerable<(Rule Rule, Outcome Outcome)> Check(AccountParts parts, KeyUri key, string account)
    {
        var scopes = parts.Scopes.Where(scope => scope.IsInUse).ToList();
        bool HasKey(EncryptionScope scope) =>
            scope.KeyUri.Text is { } text && KeyUri.Parse(text) is { Ok: true, Value: var uri } && uri.IsSameKeyAs(key);
        var good = scopes.Where(scope => scope.Part.IsCustomers && HasKey(scope.Part)).Select(scope => scope.Name).ToList();
        yield return (MicrosoftKeys,
            NoneOf(scopes.Where(scope => !scope.Part.IsCustomers).Select(scope => $"{scope.Name}: {Text(scope.Part)}")));
        yield return (OtherKey, NoneOf(scopes.Where(scope => scope.Part.IsCustomers && !HasKey(scope.Part))
            .Select(scope => $"{scope.Name}: {Text(scope.Part)}")));
        yield return (DefaultScope, NoneOf(parts.Containers
            .Where(container => !IsAccountKey(container.Part.DefaultScope) && !good.Exists(container.Part.DefaultScope.Is))
            .Select(container => $"{container.Name}: {container.Part.DefaultScope}")));
        // Where every scope has the customer's key it does not matter which one a blob uses.
        yield return (Override, NoneOf(good.Count == scopes.Count ? [] : parts.Containers
            .Where(container => !container.Part.DeniesOverride.Is("true")).Select(container => container.Name)));
        yield return (Replication, NoneOf(parts.Replications
            .Where(rule => rule.Source.Split('/')[^1].Equals(account, StringComparison.OrdinalIgnoreCase))
            .Select(rule => $"to {rule.Destination}")));
    }

    private static Outcome NoneOf(IEnumerable<string> found) =>
        string.Join("; ", found.Order(StringComparer.Ordinal)) is { Length: > 0 } text
        ? new Outcome(false, "none", text)
        : new Outcome(true, "none", "none");

    public static IEnumerable<Finding> Review(ResourceChange change, EncryptionScope? before, EncryptionScope? after)
    {
        if (before?.IsCustomers != true && after is { IsOfNoConcern: true, IsCustomers: false })
            yield break;
        if (change.Kind is ChangeKind.Deleted or ChangeKind.Replaced or ChangeKind.Missing or ChangeKind.Abandoned)
            yield return Removed.On(change.Resource, before is null ? "exists" : Text(before), change.Fate);
        if (after is null)
            yield break;
        var comparer = new PropertyComparer(change.IsFoundInAzure);
        foreach (var finding in ReviewKey(change, before, after, comparer))
            yield return finding;
        if (before is not null && comparer.Compare("state", before.State.Or("Enabled"), after.State.Or("Enabled")) == Comparison.Different
            && after.State.Is("Disabled"))
            yield return Disabled.On(change.Resource, "Enabled", "Disabled");
        foreach (var finding in comparer.Findings(change.Resource))
            yield return finding;
    }

    private static IEnumerable<Finding> ReviewKey(ResourceChange change, EncryptionScope? before, EncryptionScope after,
        PropertyComparer comparer)
    {
        var had = before is null ? "nothing" : Text(before);
        // Azure's default.
        const string microsoft = "Microsoft.Storage";
        var source = comparer.Compare("source", before?.Source.Or(microsoft) ?? Value.Absent, after.Source.Or(microsoft));
        if (before is not null && source == Comparison.Same)
        {
            if (comparer.Compare("keyVaultProperties.keyUri", before.KeyUri, after.KeyUri) == Comparison.Different)
                yield return OtherKey.On(change.Resource, had, Text(after));
            yield break;
        }

        if (after.Source.Knowledge == Knowledge.Secret && source == Comparison.Different)
            comparer.Hide("source", had, after.Source.ToString());
        if (source == Comparison.Undetermined || after.Source.Knowledge == Knowledge.Secret)
            yield break;
        if (before?.IsCustomers == true && !after.IsCustomers)
            yield return LeavesKey.On(change.Resource, had, Text(after));
        yield return (!after.IsCustomers ? MicrosoftKeys : after.HasOtherKey ? OtherKey : New).On(change.Resource, had, Text(after));
    }

    public static IEnumerable<Finding> Review(ResourceChange change, Container? before, Container? after)
    {
        if (after is null or { IsOfNoConcern: true })
            yield break;
        if (before?.DeniesOverride.Is("true") == true && !after.DeniesOverride.Is("true"))
        {
            yield return after.DeniesOverride.Knowledge is Knowledge.Unknown or Knowledge.Secret
                ? PropertyComparer.Undetermined.On(change.Resource, "denyEncryptionScopeOverride: true", after.DeniesOverride.ToString())
                : Override.On(change.Resource, "denied", "permitted");
        }

        var (had, has) = (before?.DefaultScope ?? Value.Absent, after.DefaultScope);
        if (IsAccountKey(has) && IsAccountKey(had))
            yield break;
        if (had.To(has) == Comparison.Different)
            yield return DefaultScope.On(change.Resource, had.ToString(), has.ToString());
        else if (had.To(has) == Comparison.Undetermined)
            yield return PropertyComparer.Undetermined.On(change.Resource, $"defaultEncryptionScope: {had}", has.ToString());
    }

    public static IEnumerable<Finding> ReviewReplication(ResourceChange change) => change.Kind is ChangeKind.Created or ChangeKind.Replaced
        || (change.Kind == ChangeKind.Changed && change.HasChanged)
            ? [Replication.On(change.Resource, change.Kind == ChangeKind.Created ? "nothing" : "exists", "copies blobs")]
            : [];

    private static bool IsAccountKey(Value scope) => scope.IsAbsent || scope.Is("") || scope.Is("$account-encryption-key");

    private static string Text(EncryptionScope scope) => scope.IsCustomers ? scope.KeyUri.ToString() : $"source: {scope.Source}";
}
