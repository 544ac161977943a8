namespace XtCmkInfra.Cli.Bundle.AzureCli;

/// <summary>Texts as words of bash, that nothing breaks out of.</summary>
internal static class BashText
{
    /// <summary>One word: within single quotes bash reads nothing but their end.</summary>
    public static string Of(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
