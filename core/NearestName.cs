namespace XtCmkInfra.Core;

/// <summary>Finds the name that somebody meant who wrote another one.</summary>
public static class NearestName
{
    /// <summary>The known name that differs least, by letters added, left out, changed or swapped; null where none is near.</summary>
    public static string? Of(string written, IEnumerable<string> known) => known
        .Where(name => Math.Abs(name.Length - written.Length) <= Most(name))
        .Select(name => (Name: name, Edits: Edits(written.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(candidate => candidate.Edits <= Most(candidate.Name))
        .OrderBy(candidate => candidate.Edits)
        .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    private static int Most(string name) => Math.Max(1, name.Length / 3);

    private static int Edits(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var same = from[i - 1] == to[j - 1];
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
                var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                rows[i, j] = swapped ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
            }
        }

        return rows[from.Length, to.Length];
    }
}
