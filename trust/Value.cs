namespace XtCmkInfra.Trust;

/// <summary>How much is known of a property's value.</summary>
public enum Knowledge
{
    /// <summary>The property is not there.</summary>
    Absent,

    /// <summary>The value is known.</summary>
    Known,

    /// <summary>It has a value, which is not known until the change is applied.</summary>
    Unknown,

    /// <summary>It has a value that is kept from the reader.</summary>
    Secret,
}

/// <summary>Whether two values are the same, as far as they are known.</summary>
public enum Comparison
{
    Same,
    Different,
    Undetermined,
}

/// <summary>The value of one property of a link, with how much of it is known.</summary>
/// <param name="Text">The value; null unless it is known.</param>
/// <param name="Reported">Whether the source reports that it stays the same or changes: all that is known of a secret.</param>
public readonly record struct Value(Knowledge Knowledge, string? Text = null, Comparison Reported = Comparison.Same)
{
    public static readonly Value Absent;

    public static readonly Value Unknown = new(Knowledge.Unknown);

    public static Value Of(string text) => new(Knowledge.Known, text);

    public static Value Of(bool flag) => Of(flag ? "true" : "false");

    public bool IsAbsent => Knowledge == Knowledge.Absent;

    /// <summary>Whether it may be another than on the other side of a change, as far as the source says.</summary>
    public bool MayChange => Knowledge == Knowledge.Unknown || Reported != Comparison.Same;

    /// <summary>Whether it is known to be this text; letter case does not count.</summary>
    public bool Is(string text) => string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>This value, or <paramref name="otherwise"/> where it is absent.</summary>
    public Value Or(string otherwise) => IsAbsent ? Of(otherwise) with { Reported = Reported } : this;

    /// <summary>
    /// Compares with the value that follows this one. A secret is never compared: whether it changes must have been said.
    /// </summary>
    public Comparison To(Value after, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        if (after.Knowledge == Knowledge.Unknown || Knowledge == Knowledge.Unknown)
            return Comparison.Undetermined;
        if (after.IsAbsent || IsAbsent)
            return after.IsAbsent && IsAbsent ? Comparison.Same : Comparison.Different;
        if (after.Knowledge == Knowledge.Secret || Knowledge == Knowledge.Secret)
            return after.Reported;
        return string.Equals(Text, after.Text, comparison) ? Comparison.Same : Comparison.Different;
    }

    /// <summary>The value for people.</summary>
    public override string ToString() => Knowledge switch
    {
        Knowledge.Absent => "nothing",
        Knowledge.Known => Text!.Length == 0 ? "nothing" : Text,
        Knowledge.Unknown => "known after apply",
        _ => "[secret]",
    };
}

/// <summary>The values of a list of which the order does not matter.</summary>
/// <param name="Whole">Absent, unknown or secret as a whole; known where the list has <paramref name="Items"/>.</param>
public sealed record Values(Value Whole, IReadOnlyList<Value> Items)
{
    public static readonly Values Absent = new(Value.Absent, []);

    public static Values Of(params IReadOnlyList<Value> items) => new(Value.Of("list"), items);

    /// <inheritdoc cref="Value.MayChange"/>
    public bool MayChange => Whole.MayChange || Items.Any(item => item.MayChange);

    /// <summary>Whether this is among them: false only when every one of them is known to be another.</summary>
    public Comparison Has(string text)
    {
        if (Items.Any(item => item.Is(text)))
            return Comparison.Same;
        var isHidden = Whole.Knowledge is Knowledge.Unknown or Knowledge.Secret
            || Items.Any(item => item.Knowledge is Knowledge.Unknown or Knowledge.Secret);
        return isHidden ? Comparison.Undetermined : Comparison.Different;
    }

    /// <summary>Compares with the list that follows this one, without regard to order.</summary>
    public Comparison To(Values after, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        if (Items.Count == 0 || after.Items.Count == 0)
            return Items.Count == after.Items.Count ? Whole.To(after.Whole) : AbsentLike.To(after.AbsentLike);
        var answers = Sorted().Zip(after.Sorted(), (before, next) => before.To(next, comparison)).ToList();
        if (Items.Count != after.Items.Count || answers.Contains(Comparison.Different))
            return Comparison.Different;
        return answers.Contains(Comparison.Undetermined) ? Comparison.Undetermined : Comparison.Same;
    }

    /// <summary>Both lists as one, in which nothing is listed twice; hidden where either is.</summary>
    public Values And(Values other) => (Whole.Knowledge, other.Whole.Knowledge) switch
    {
        (Knowledge.Unknown or Knowledge.Secret, _) => this,
        (_, Knowledge.Unknown or Knowledge.Secret) => other,
        _ => Of([.. Items, .. other.Items.Where(item => item.Text is not { } text || !Items.Any(known => known.Is(text)))]),
    };

    public override string ToString() => Items.Count == 0 ? AbsentLike.ToString() : string.Join(", ", Sorted());

    /// <summary>An empty list says what an absent one says.</summary>
    private Value AbsentLike => Whole.Knowledge == Knowledge.Known ? Items.Count == 0 ? Value.Absent : Value.Of("list") : Whole;

    private IEnumerable<Value> Sorted() => Items.OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase);
}
