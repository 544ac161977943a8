namespace XtCmkInfra.Trust;

/// <summary>Ways in which a customer's data may come under another key than its account's: encryption scopes, and copies to other accounts.</summary>
internal static class ScopeRules
{
    public static readonly Rule LeavesKey = new(
        "scope-microsoft-keys",
        Severity.Critical,
        "An encryption scope goes to Microsoft-managed keys",
        "The customer's key no longer protects the data in the scope: the customer cannot take it away.",
        "Set the scope's source to Microsoft.KeyVault again, unless the customer has agreed in writing.")
    {
        Holds = "No encryption scope has Microsoft-managed keys",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule OtherKey = new(
        "scope-other-key",
        Severity.Medium,
        "An encryption scope takes another key",
        "The data in the scope stays readable, and is under another key than before.",
        "Ask the customer whether the key is theirs, and keep the old key until the scope has moved.")
    {
        Holds = "Every encryption scope has the customer's key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule NewMicrosoft = new(
        "scope-new-microsoft-keys",
        Severity.Medium,
        "A new encryption scope uses Microsoft-managed keys",
        "Blobs in the scope are not under the customer's key, whatever key the account has.",
        "Use the customer's key for the scope, or keep customers' data out of it.");

    public static readonly Rule New = new(
        "scope-new",
        Severity.Low,
        "An encryption scope is new",
        "Blobs in the scope are under the key that is shown, and not under the account's.",
        "Nothing to do, if the key's address is the one that the customer handed over.");

    public static readonly Rule DefaultScope = new(
        "container-default-scope",
        Severity.High,
        "A container's default encryption scope changes",
        "New blobs in the container are under the scope's key, and not under the account's.",
        "Make sure that the scope uses the customer's key.")
    {
        Holds = "No container has a default encryption scope of another key",
        Effect = Effect.OtherKey,
    };

    public static readonly Rule Replication = new(
        "replication-changed",
        Severity.High,
        "A rule that copies blobs to another account is new or changes",
        "The copies are under the other account's key, which may not be the customer's.",
        "Make sure that the other account uses the customer's key.")
    {
        Holds = "No rule copies blobs to another account",
        Effect = Effect.OtherKey,
    };

    private static readonly Rule Disabled = new(
        "scope-disabled",
        Severity.High,
        "An encryption scope is disabled",
        "Blobs in the scope can no longer be read or written. Nothing is lost: enabling the scope restores them.",
        "Set the scope's state to Enabled, unless access is revoked on purpose.");

    private static readonly Rule Gone = new(
        "scope-gone",
        Severity.High,
        "An encryption scope is deleted, replaced, gone from Azure, or leaves the program",
        "Blobs in the scope need it to be read; from now on no program says which key it uses.",
        "Put it back into the program, or move the blobs out of the scope first.");

    private static readonly Rule Override = new(
        "container-scope-override",
        Severity.Medium,
        "Blobs of a container may use another encryption scope than its default",
        "Whoever writes a blob can choose a scope that is not under the customer's key.",
        "Set denyEncryptionScopeOverride: true.");

    public static IEnumerable<Rule> All => [LeavesKey, OtherKey, NewMicrosoft, New, Disabled, Gone, DefaultScope, Override, Replication];

    /// <summary>The rules about the parts of an account as it is.</summary>
    public static IReadOnlyList<Rule> OfParts { get; } = [LeavesKey, OtherKey, DefaultScope, Replication];

    /// <param name="key">The key that the account promises.</param>
    /// <param name="account">The account's name.</param>
    public static IEnumerable<(Rule Rule, Outcome Outcome)> Check(AccountParts parts, KeyUri key, string account)
    {
        var scopes = parts.Scopes.Where(scope => scope.IsInUse).ToList();
        bool HasKey(EncryptionScope scope) => scope.KeyUri.Text is { } text && KeyUri.Parse(text) is { Ok: true, Value: var uri } && uri.IsSameKeyAs(key);
        var good = scopes.Where(scope => IsCustomers(scope.Part) && HasKey(scope.Part)).Select(scope => scope.Name).ToList();
        yield return (LeavesKey, NoneOf(scopes.Where(scope => !IsCustomers(scope.Part)).Select(scope => $"{scope.Name}: {Text(scope.Part)}")));
        yield return (OtherKey, NoneOf(scopes.Where(scope => IsCustomers(scope.Part) && !HasKey(scope.Part)).Select(scope => $"{scope.Name}: {Text(scope.Part)}")));
        yield return (DefaultScope, NoneOf(parts.Containers
            .Where(container => !IsAccountKey(container.Part.DefaultScope) && !good.Exists(container.Part.DefaultScope.Is))
            .Select(container => $"{container.Name}: {container.Part.DefaultScope}")));
        yield return (Replication, NoneOf(parts.Replications
            .Where(rule => rule.Source.Split('/')[^1].Equals(account, StringComparison.OrdinalIgnoreCase))
            .Select(rule => $"to {rule.Destination}")));
    }

    private static Outcome NoneOf(IEnumerable<string> found) => string.Join("; ", found.Order(StringComparer.Ordinal)) is { Length: > 0 } text
        ? new Outcome(false, "none", text)
        : new Outcome(true, "none", "none");

    public static IEnumerable<Finding> Review(ResourceChange change, EncryptionScope? before, EncryptionScope? after)
    {
        if (change.Kind is ChangeKind.Deleted or ChangeKind.Replaced or ChangeKind.Missing or ChangeKind.Abandoned)
            yield return Gone.On(change.Resource, before is null ? "exists" : Text(before), change.Fate);
        if (after is null)
            yield break;
        if (before is null)
        {
            yield return (IsCustomers(after) ? New : NewMicrosoft).On(change.Resource, "nothing", Text(after));
            yield break;
        }

        var comparer = new PropertyComparer(change.IsFoundInAzure);
        if (comparer.Compare("source", before.Source, after.Source) == Comparison.Different)
            yield return (IsCustomers(after) ? OtherKey : LeavesKey).On(change.Resource, Text(before), Text(after));
        else if (comparer.Compare("keyVaultProperties.keyUri", before.KeyUri, after.KeyUri) == Comparison.Different)
            yield return OtherKey.On(change.Resource, Text(before), Text(after));
        if (comparer.Compare("state", before.State.Or("Enabled"), after.State.Or("Enabled")) == Comparison.Different && after.State.Is("Disabled"))
            yield return Disabled.On(change.Resource, before.State.Or("Enabled").ToString(), after.State.ToString());
        foreach (var finding in comparer.Findings(change.Resource))
            yield return finding;
    }

    public static IEnumerable<Finding> Review(ResourceChange change, Container? before, Container? after)
    {
        var had = before?.DefaultScope ?? Value.Absent;
        var has = after?.DefaultScope ?? Value.Absent;
        if (after is null)
            return [];
        if (before?.DeniesOverride.Is("true") == true && !after.DeniesOverride.Is("true"))
        {
            return after.DeniesOverride.Knowledge is Knowledge.Unknown or Knowledge.Secret
                ? [PropertyComparer.Undetermined.On(change.Resource, "denyEncryptionScopeOverride: true", after.DeniesOverride.ToString())]
                : [Override.On(change.Resource, "denied", "permitted")];
        }

        return IsAccountKey(has) && IsAccountKey(had) ? []
            : had.To(has) switch
            {
                Comparison.Same => [],
                Comparison.Different => [DefaultScope.On(change.Resource, had.ToString(), has.ToString())],
                _ => [PropertyComparer.Undetermined.On(change.Resource, $"defaultEncryptionScope: {had}", has.ToString())],
            };
    }

    public static IEnumerable<Finding> ReviewReplication(ResourceChange change) => change.Kind is ChangeKind.Created or ChangeKind.Replaced
        || (change.Kind == ChangeKind.Changed && change.HasChanged)
            ? [Replication.On(change.Resource, change.Kind == ChangeKind.Created ? "nothing" : "exists", "copies blobs")]
            : [];

    private static bool IsCustomers(EncryptionScope scope) => scope.Source.Is("Microsoft.KeyVault");

    private static bool IsAccountKey(Value scope) => scope.IsAbsent || scope.Is("") || scope.Is("$account-encryption-key");

    private static string Text(EncryptionScope scope) => IsCustomers(scope) ? scope.KeyUri.ToString() : $"source: {scope.Source}";
}
