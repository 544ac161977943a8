namespace XtCmkInfra.Tests.Docs;

/// <summary>Commands that a document shows one under another, as somebody would paste them into a shell.</summary>
/// <param name="Line">Where the block begins, from 1.</param>
internal sealed record CommandBlock(string File, int Line, string Text)
{
    private const int LeastIndent = 4;
    private static readonly string[] Beginnings = ["#", "dotnet ", "xtcmk ", "az ", "az() ", "echo ", "git ", "kill "];

    /// <summary>Those of a document, in its order: indented lines, each a command or the rest of one.</summary>
    public static IReadOnlyList<CommandBlock> In(string file)
    {
        var blocks = new List<CommandBlock>();
        var lines = System.IO.File.ReadAllLines(Path.Combine(Repository.Root, file));
        var isFenced = false;
        for (var index = 0; index < lines.Length; index++)
        {
            isFenced ^= lines[index].TrimStart().StartsWith("```", StringComparison.Ordinal);
            var indent = lines[index].Length - lines[index].TrimStart().Length;
            if (isFenced || indent < LeastIndent || (index > 0 && lines[index - 1].Length > 0))
                continue;
            var block = lines[index..]
                .TakeWhile(line => line.Length - line.TrimStart().Length >= indent)
                .Select(line => line[indent..])
                .ToList();
            if (block.Where((_, at) => at == 0 || !block[at - 1].EndsWith('\\')).All(IsCommand))
                blocks.Add(new CommandBlock(file, index + 1, string.Join('\n', block)));
        }

        return blocks;
    }

    private static bool IsCommand(string line) => Beginnings.Any(word => line.StartsWith(word, StringComparison.Ordinal));
}
