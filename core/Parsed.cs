using System.Diagnostics.CodeAnalysis;

namespace XtCmkInfra.Core;

/// <summary>Reads one value from text: the value, or a sentence that says what is wrong and what would be right.</summary>
public delegate Parsed<T> Parser<T>(string text);

/// <summary>The outcome of a <see cref="Parser{T}"/>: exactly one of <see cref="Value"/> and <see cref="Mistake"/> is set.</summary>
public readonly record struct Parsed<T>
{
    private Parsed(T? value, string? mistake)
    {
        Value = value;
        Mistake = mistake;
    }

    public T? Value { get; }

    public string? Mistake { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Mistake))]
    public bool Ok => Mistake is null;

    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Mistake mistake) => new(default, mistake.Sentence);
}
