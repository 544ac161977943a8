using XtCmkInfra.Trust;

namespace XtCmkInfra.Cli.Verify;

/// <summary>How the checks of one customer came out.</summary>
internal sealed record CustomerSummary(string Name, int Broken, int Weak, int Unknown, int Accepted, int NotVisible, int Holds)
{
    /// <summary>One for each customer, those of whom most does not hold first, then by name.</summary>
    public static IReadOnlyList<CustomerSummary> Of(IEnumerable<CheckResult> results) =>
    [
        .. results
            .SelectMany(result => result.Customers.Select(customer => (Customer: customer, Result: result)))
            .GroupBy(entry => entry.Customer, entry => entry.Result, StringComparer.Ordinal)
            .Select(customer => new CustomerSummary(
                customer.Key,
                customer.Count(result => result is { Verdict: Verdict.Broken, IsFinding: true }),
                customer.Count(result => result is { Verdict: Verdict.Weak, IsFinding: true }),
                customer.Count(result => result.Verdict == Verdict.CannotBeDetermined),
                customer.Count(result => result.AcceptedBecause is not null),
                customer.Count(result => result.Verdict == Verdict.NotVisible),
                customer.Count(result => result.Verdict == Verdict.Holds)))
            .OrderByDescending(customer => customer.Broken)
            .ThenByDescending(customer => customer.Weak)
            .ThenByDescending(customer => customer.Unknown)
            .ThenByDescending(customer => customer.Accepted)
            .ThenBy(customer => customer.Name, StringComparer.Ordinal),
    ];

    /// <summary>Whether nothing of the customer needs anybody's attention.</summary>
    public bool IsClean => Broken + Weak + Unknown + Accepted == 0;

    public int Count => Broken + Weak + Unknown + Accepted + NotVisible + Holds;

    public override string ToString()
    {
        (int Count, string What)[] parts =
        [
            (Broken, "broken"), (Weak, "weak"), (Unknown, "cannot be determined"), (Accepted, "accepted"),
            (NotVisible, "not visible from here"),
        ];
        var found = parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.What}");
        return string.Join("; ", found.Append($"{Holds} of {Count} checks hold"));
    }
}
