namespace XtCmkInfra.Core;

/// <summary>What is wrong with a setting or with a text, and what would be right.</summary>
/// <param name="Path">Where it stands, for example <c>xtcmk-isv:customers[2].account.name</c>; empty for a text whose reader knows where.</param>
public sealed record Mistake(string Path, string Sentence)
{
    public Mistake(string sentence)
        : this("", sentence)
    {
    }

    /// <summary>One line, fit to be printed whatever the setting holds.</summary>
    public override string ToString() => PlainText.Escape($"{Path}: {Sentence}{(Sentence.EndsWith('?') ? "" : ".")}");
}
